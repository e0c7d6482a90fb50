"""Commands on deliveries and subscriptions."""

import json
from dataclasses import asdict
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.common import out, with_store
from bot.errors import CommandError

if TYPE_CHECKING:
    from bot.app import Asked
    from bot.model import Subscription
    from bot.store.protocol import Store

#: Subscriptions are read in pages of this many.
PAGE = 500
#: What of a subscription is a reader's wish; the rest is the ledger's.
WISH = ("topics", "zone", "weekdays", "seconds", "quiet")


def status(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead.")] = False,
) -> None:
    """Show how deliveries go: what waits, what was sent, what failed and why.

    Reads the database; the bot may be running. STATUS_PORT gives the running bot's own view.
    """
    from bot import settings, watch

    async def work(asked: "Asked") -> "watch.Facts":
        store, now = asked.context.store, asked.context.now()
        holds = dict(await store.holds(now))
        polled_at, trouble = await store.polling()
        return watch.Facts(
            at=now,
            deliveries=await store.delivery_facts(now),
            polled_at=polled_at,
            trouble=trouble,
            held_until=holds.get(None),
            free_bytes=watch.free_bytes(settings.load().database),
        )

    facts = with_store(work)
    if as_json:
        out.print(json.dumps(watch.as_json(facts)), markup=False)
        return
    lines = {**watch.delivery_lines(facts.deliveries), **watch.status_lines(facts)}
    for name, value in lines.items():
        out.print(f"{name}: {value}", markup=False)


def export(path: Annotated[Path, typer.Argument(help="A new JSON file")]) -> None:
    """Write all subscriptions to a file: for a bot with a new token, or another database."""

    async def work(asked: "Asked") -> list[dict[str, Any]]:
        return [_plain(each) for each in await _all(asked.context.store)]

    found = with_store(work)
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    out.print(f"{len(found)} subscriptions written to {path}.", markup=False)


def import_(path: Annotated[Path, typer.Argument(help="What bot export wrote")]) -> None:
    """Take subscriptions from a file; chats that have one already keep theirs."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} is not what bot export wrote: {error}") from error

    async def work(asked: "Asked") -> int:
        store, now = asked.context.store, asked.context.now()
        return sum([await _take(store, row, now) for row in rows])

    taken = with_store(work)
    out.print(f"{taken} of {len(rows)} subscriptions taken.", markup=False)


async def _all(store: "Store") -> list["Subscription"]:
    found: list[Subscription] = []
    while page := await store.subscriptions(after=found[-1].id if found else None, limit=PAGE):
        found += page
    return found


def _plain(subscription: "Subscription") -> dict[str, Any]:
    whole = asdict(subscription)
    return {
        "chat": subscription.chat,
        "at": f"{subscription.at:%H:%M}",
        "paused": subscription.paused,
        **{name: whole[name] for name in WISH},
    }


async def _take(store: "Store", row: dict[str, Any], now: Any) -> bool:
    from bot.model import ChatId, Wish

    try:
        chat = ChatId(int(row["chat"]))
        wish = Wish(
            time.fromisoformat(row["at"]),
            row["zone"],
            tuple(row["topics"]),
            tuple(row["weekdays"]),
            int(row["seconds"]),
            bool(row["quiet"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CommandError(f"A row is not what bot export wrote: {row}") from error
    if await store.subscription_of(chat) is not None:
        return False
    await store.subscribe(chat, wish, at=now)
    if row.get("paused"):
        await store.pause(chat, row["paused"], at=now)
    return True


COMMANDS = (status, export, import_)
"""In the order of --help."""
