"""Commands that take subscriptions from one database to another."""

import json
from dataclasses import asdict, dataclass
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from bot.cli.common import content, new_file, out, with_store
from bot.counts import counted
from bot.errors import CommandError

if TYPE_CHECKING:
    from bot.app import Asked
    from bot.model import Subscription, Wish
    from bot.store.protocol import Store

Row = dict[str, Any]

#: Subscriptions are read in pages of this many.
PAGE = 500
#: Telegram's numbers have 52 bits, the database's 64.
LARGEST_CHAT = 2**63 - 1
#: What of a subscription is a reader's wish; the rest is the ledger's.
WISH = ("topics", "zone", "weekdays", "seconds", "quiet")


def export(path: Annotated[Path, typer.Argument(help="A new JSON file")]) -> None:
    """Write all subscriptions and what chats follow to a file: for a new token or database."""
    new_file(path)

    async def work(asked: "Asked") -> list[Row]:
        return await _all(asked.context.store)

    found = with_store(work)
    _write(path, json.dumps(found, ensure_ascii=False, indent=1))
    count = sum("at" in row for row in found)
    out.print(
        f"{counted(count, 'subscription')} written to {path}, {counted(len(found), 'chat')}.",
        markup=False,
    )


def import_(path: Annotated[Path, typer.Argument(help="What bot export wrote")]) -> None:
    """Take subscriptions from a file; chats that have one already keep theirs."""
    wanted = _moved(path)

    async def work(asked: "Asked") -> int:
        store, now = asked.context.store, asked.context.now()
        return sum([await _take(store, moved, now) for moved in wanted])

    taken = with_store(work, make=True)
    count = sum(moved.wish is not None for moved in wanted)
    said = f"{taken} of {counted(count, 'subscription')} taken."
    if count > taken:
        said += f" {counted(count - taken, 'chat keeps', 'chats keep')} the one that is here."
    if following := sum(bool(moved.follows) for moved in wanted):
        said += f" What is followed was taken for {counted(following, 'chat')}."
    out.print(said, markup=False)


@dataclass(frozen=True)
class Moved:
    """One chat of the file.

    Attributes:
        wish: None for a chat that only follows.
        paused: the reason; empty when it is not.
    """

    chat: int
    wish: "Wish | None"
    paused: str
    follows: tuple[str, ...]


async def _all(store: "Store") -> list[Row]:
    """Return a row for each chat with a subscription, then for those that only follow."""
    found: dict[int, Row] = {}
    last: Any = None
    while page := await store.subscriptions(after=last, limit=PAGE):
        last = page[-1].id
        found |= {each.chat: _plain(each) for each in page}
    last = None
    while chats := await store.followers(after=last, limit=PAGE):
        last = chats[-1]
        for chat in chats:
            found.setdefault(chat, {"chat": chat})["follows"] = await store.follows(chat)
    return list(found.values())


def _plain(subscription: "Subscription") -> Row:
    whole = asdict(subscription)
    return {
        "chat": subscription.chat,
        "at": f"{subscription.at:%H:%M}",
        "paused": subscription.paused,
        **{name: whole[name] for name in WISH},
    }


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error


def _moved(path: Path) -> list[Moved]:
    """Return the chats of a file.

    Raises:
        CommandError: it cannot be read, or export did not write it; nothing is taken then.
    """
    other = f"{path} is not what bot export wrote"
    try:
        rows = json.loads(content(path))
    except ValueError as error:
        raise CommandError(f"{other}: it is no JSON.") from error
    if not isinstance(rows, list):
        raise CommandError(f"{other}: it is no list of chats.")
    wanted = []
    for number, row in enumerate(rows, 1):
        try:
            wanted.append(_read(row))
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
            said = f"{other}: in entry {number} {_wrong(error)}. Nothing was taken."
            raise CommandError(said) from error
    return wanted


def _wrong(error: Exception) -> str:
    match error:
        # A folder of zones ("America") is none.
        case ZoneInfoNotFoundError() | OSError():
            return "the zone is unknown"
        case KeyError():
            return f"“{error.args[0]}” is missing"
        case ValueError():
            return f"something is wrong: {error}"
        case _:
            return "something is of another kind"


def _read(row: Row) -> Moved:
    """Return a row of the file as a value.

    Raises:
        ValueError, KeyError, TypeError, AttributeError, OSError: export did not write it.
    """
    from bot.commands.arguments import LONGEST, SHORTEST
    from bot.model import Wish

    wish = None
    if "at" in row:
        wish = Wish(
            time.fromisoformat(row["at"]),
            ZoneInfo(row["zone"]).key,
            _words(row["topics"]),
            tuple(day for day in range(7) if day in row["weekdays"]),
            int(row["seconds"]),
            bool(row["quiet"]),
        )
        if not wish.weekdays:
            raise ValueError("no weekday is chosen")
        if not SHORTEST <= wish.seconds <= LONGEST:
            raise ValueError(f"{wish.seconds} seconds are no length of a briefing")
    elif not row["follows"]:
        raise ValueError("neither a subscription nor anything followed")
    chat = int(row["chat"])
    if abs(chat) > LARGEST_CHAT:
        raise ValueError(f"{chat} is no chat")
    return Moved(chat, wish, str(row.get("paused", "")), _words(row.get("follows", [])))


def _words(listed: Any) -> tuple[str, ...]:
    """Return the topics of a list.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(listed, list):
        raise TypeError
    return tuple(str(topic) for topic in listed)


async def _take(store: "Store", moved: Moved, now: Any) -> bool:
    """Take over one chat; True when it got its subscription from it."""
    from bot.model import ChatId

    chat = ChatId(moved.chat)
    for topic in moved.follows:
        await store.follow(chat, topic, at=now)
    if moved.wish is None or await store.subscription_of(chat) is not None:
        return False
    await store.subscribe(chat, moved.wish, at=now)
    if moved.paused:
        await store.pause(chat, moved.paused, at=now)
    return True


COMMANDS = (export, import_)
"""In the order of --help."""
