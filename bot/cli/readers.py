"""Commands on deliveries and subscriptions."""

import json
from dataclasses import asdict, dataclass
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.cli.common import out, with_store
from bot.counts import counted
from bot.errors import CommandError

if TYPE_CHECKING:
    from bot.app import Asked
    from bot.model import Subscription, Wish
    from bot.store.protocol import Store

Row = dict[str, Any]

#: Subscriptions are read in pages of this many.
PAGE = 500
#: What of a subscription is a reader's wish; the rest is the ledger's.
WISH = ("topics", "zone", "weekdays", "seconds", "quiet")


def status(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead.")] = False,
) -> None:
    """Show whether the bot runs and how deliveries go: what waits, was sent, failed and why.

    Reads the database; the bot may be running. STATUS_PORT gives the running bot's own view.
    """
    from bot import figures, instance, settings, watch

    async def work(asked: "Asked") -> "figures.Facts":
        store, now = asked.context.store, asked.context.now()
        holds = dict(await store.holds(now))
        polled_at, trouble = await store.polling()
        return figures.Facts(
            at=now,
            deliveries=await store.delivery_facts(now),
            polled_at=polled_at,
            trouble=trouble,
            held_until=holds.get(None),
            free_bytes=watch.free_bytes(database),
            articles=await figures.article_counts(store),
        )

    database = settings.load().database
    facts, runs = with_store(work), instance.holder(database)
    if as_json:
        out.print(json.dumps({"running": bool(runs), **figures.as_json(facts)}), markup=False)
        return
    lines = {"Bot": f"running ({runs})" if runs else "not running", **figures.lines(facts)}
    for name, value in lines.items():
        out.print(f"{name}: {value}", markup=False)


def export(path: Annotated[Path, typer.Argument(help="A new JSON file")]) -> None:
    """Write all subscriptions and what chats follow to a file: for a new token or database."""

    async def work(asked: "Asked") -> list[Row]:
        return await _all(asked.context.store)

    found = with_store(work)
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    count = sum("at" in row for row in found)
    out.print(
        f"{counted(count, 'subscription')} written to {path}, {counted(len(found), 'chat')}.",
        markup=False,
    )


def import_(path: Annotated[Path, typer.Argument(help="What bot export wrote")]) -> None:
    """Take subscriptions from a file; chats that have one already keep theirs."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        wanted = [_read(row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"{path} is not what bot export wrote: {error!r}") from error

    async def work(asked: "Asked") -> int:
        store, now = asked.context.store, asked.context.now()
        return sum([await _take(store, moved, now) for moved in wanted])

    taken = with_store(work)
    count = sum(moved.wish is not None for moved in wanted)
    out.print(f"{taken} of {counted(count, 'subscription')} taken.", markup=False)


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


def _read(row: Row) -> Moved:
    """Return a row of the file as a value.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: export did not write it.
    """
    from bot.model import Wish

    wish = None
    if "at" in row:
        wish = Wish(
            time.fromisoformat(row["at"]),
            ZoneInfo(row["zone"]).key,
            tuple(str(topic) for topic in row["topics"]),
            tuple(day for day in range(7) if day in row["weekdays"]),
            int(row["seconds"]),
            bool(row["quiet"]),
        )
        if not wish.weekdays:
            raise ValueError("no weekday is chosen")
    elif not row["follows"]:
        raise ValueError("neither a subscription nor anything followed")
    follows = tuple(str(topic) for topic in row.get("follows", ()))
    return Moved(int(row["chat"]), wish, str(row.get("paused", "")), follows)


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


COMMANDS = (status, export, import_)
"""In the order of --help."""
