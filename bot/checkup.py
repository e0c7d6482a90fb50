"""What `bot doctor` looks at."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.counts import counted
from bot.errors import SettingsError, StoreError
from bot.intake.topics import read_topics
from bot.settings import Settings
from bot.store import open_store
from summaries.analyse import ANALYSIS

#: Below this the database may soon fail to grow.
LEAST_FREE_BYTES = 200 << 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        subject: what was looked at.
        fine: whether it is as it should be.
        says: what was found and, if it is not fine, what to do.
    """

    subject: str
    fine: bool
    says: str


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Yield what is found, one thing after the other."""
    yield Finding("Settings", True, "right")
    yield _topics(settings.topics)
    yield _admins(settings)
    yield _disk(settings.database)
    async for found in _database(settings.database):
        yield found
    yield await _telegram(settings)


def _topics(path: Path | None) -> Finding:
    try:
        return Finding("Topics", True, counted(len(read_topics(path)), "topic"))
    except SettingsError as error:
        return Finding("Topics", False, str(error))


def _admins(settings: Settings) -> Finding:
    if not settings.telegram_token.get_secret_value():
        return Finding("Admins", True, "no token: in the chat page Bo is one")
    count = len(settings.admins)
    advice = "" if count else ": nobody adds articles in chat; /id tells your number for ADMINS"
    return Finding("Admins", True, f"{count or 'none'}{advice}")


def _disk(address: str) -> Finding:
    folder = Path(address).absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    says = f"{free / (1 << 30):.1f} GiB free"
    if free < LEAST_FREE_BYTES:
        return Finding("Disk", False, f"{says}; make room, the database needs to grow")
    return Finding("Disk", True, says)


async def _database(address: str) -> AsyncIterator[Finding]:
    try:
        store = open_store(address, make=False)
    except StoreError as error:
        # What SQLite says is no advice; where there is no file, the sentence says what to do.
        advice = "; check the path, or restore a backup" if error.__cause__ else ""
        yield Finding("Database", False, f"{error}{advice}")
        return
    try:
        says = await store.check()
        advice = "" if says == "ok" else "; stop the bot and restore a backup"
        yield Finding("Database", says == "ok", f"{says}{advice}")
        waiting = await store.count_articles(["waiting"])
        published = await store.count_articles(["published"])
        yield Finding("Articles", True, f"{published} published, {waiting} waiting")
        behind = len(await store.unanalysed(ANALYSIS, limit=1000))
        yield Finding(
            "Analysis",
            True,
            f"{counted(behind, 'article')} to analyse" if behind else "complete",
        )
    except StoreError as error:
        yield Finding("Database", False, f"{error}; stop the bot and restore a backup")
    finally:
        await store.close()


async def _telegram(settings: Settings) -> Finding:
    token = settings.telegram_token.get_secret_value()
    if not token:
        return Finding("Telegram", True, "no token: the bot opens its chat page")
    address = settings.telegram_base_url or "https://api.telegram.org"
    try:
        timeout = aiohttp.ClientTimeout(total=10)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{address}/bot{token}/getMe") as answer,
        ):
            body = await answer.json()
    except (TimeoutError, aiohttp.ClientError, ValueError) as error:
        says = f"cannot be reached ({type(error).__name__}); look at the network"
        return Finding("Telegram", False, says)
    if not body.get("ok"):
        says = "does not know the token; copy it from @BotFather into TELEGRAM_TOKEN"
        return Finding("Telegram", False, says)
    return Finding("Telegram", True, f"speaks as @{body['result'].get('username')}")
