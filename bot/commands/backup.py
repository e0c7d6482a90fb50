"""/backup: a checked copy of the database, sent to the admin who asks."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.context import Context
from bot.conversation import Reply, Request
from bot.errors import CommandError, StoreError
from bot.figures import holdings
from bot.store import open_store

log = logging.getLogger(__name__)

#: Telegram takes files of this size from a bot.
MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup(Reply):
    """A copy of the database as a file, and what is in it.

    Attributes:
        holds: what the copy itself says it holds, line by line.
    """

    holds: tuple[tuple[str, str], ...]


async def backup(request: Request, context: Context) -> Reply:
    """Send a copy of the database that has been opened and checked.

    Raises:
        CommandError: it is larger than Telegram takes, cannot be written, or is not whole.
    """
    now = context.now()
    size = await context.store.size()
    # Writing a copy keeps everybody waiting, so one that cannot be sent is not begun.
    if size > MOST_BYTES:
        raise CommandError(
            f"The copy would have {size / 1e6:.0f} MB, and Telegram takes 50 MB from a bot. "
            "On the bot’s machine: bot backup FILE"
        )
    try:
        content, holds = await _copied(context, now)
    except (OSError, StoreError) as error:
        log.exception("backup_failed")
        raise CommandError(
            f"There is no room for the copy on the bot’s machine, or it cannot be written "
            f"({getattr(error, 'strerror', None) or error}). There: bot backup FILE"
        ) from error
    return Backup(holds=tuple(holds.items()), document=(f"bot-{now:%Y-%m-%d-%H%M}.db", content))


async def _copied(context: Context, now: datetime) -> tuple[bytes, Mapping[str, str]]:
    """Return a checked copy of the database, and what it holds."""
    # Who reads what at which hour is in it: the folder is for the bot alone, and goes at once.
    with TemporaryDirectory(prefix="backup-") as folder:
        copy = Path(folder) / "bot.db"
        await context.store.backup(str(copy))
        content = await asyncio.to_thread(copy.read_bytes)
        return content, await _checked(copy, now)


async def _checked(copy: Path, now: datetime) -> Mapping[str, str]:
    """Return what a copy holds.

    Raises:
        CommandError: it is not whole.
    """
    try:
        return await _read_through(copy, now)
    except StoreError as error:
        raise CommandError(
            f"The copy is not whole ({error}), so I do not send it. "
            "On the bot’s machine: bot doctor"
        ) from error


async def _read_through(copy: Path, now: datetime) -> Mapping[str, str]:
    store = open_store(str(copy))
    try:
        says = await store.check()
        if says != "ok":
            raise StoreError(says)
        return await holdings(store, now)
    finally:
        await store.close()
