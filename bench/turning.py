"""Simulated days around clock changes, all the way: tick, ledger, sending.

Beside the sweep of ``next_due`` alone: readers with every quarter hour in zones whose clocks
change, a real store, the real delivery, time that passes virtually, Telegram that takes every
message at once. Each local day that a reader chose has to arrive exactly once.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversation import Message
from bot.delivery import Deliverer
from bot.due import due_moment
from bot.editions import Composed
from bot.model import ChatId, Subscription, Wish
from bot.store import open_store
from bot.telegram.pace import Pace

AROUND = timedelta(days=1, hours=12)
TICK = timedelta(minutes=15)
QUARTERS = tuple(time(quarter // 4, quarter % 4 * 15) for quarter in range(96))
EVERY_DAY = tuple(range(7))


@dataclass
class Turned:
    """What the simulated days brought."""

    changes: int = 0
    zones: int = 0
    readers: int = 0
    sent: int = 0
    skipped: int = 0
    doubled: int = 0


class Taking:
    """Stands where the Telegram side stands, and takes every message."""

    def __init__(self) -> None:
        self.pace = Pace(1000)
        self.taken: Counter[tuple[int, str]] = Counter()

    async def send(self, chat: ChatId, message: Message, *, taken: bool, thread: None) -> int:
        assert taken
        self.pace._use(chat)
        self.taken[chat, message.text] += 1
        return self.taken.total()


async def turned(
    changes: Sequence[tuple[str, datetime]], quarters: Iterable[time] = QUARTERS
) -> Turned:
    """Return what came of the days around these clock changes (zone, moment)."""
    found, quarters = Turned(), tuple(quarters)
    for name, change in changes:
        await _turn(name, change, quarters, found)
    found.changes = len(changes)
    found.zones = len({name for name, _ in changes})
    return found


async def _turn(name: str, change: datetime, quarters: tuple[time, ...], found: Turned) -> None:
    loop = asyncio.get_running_loop()
    started, begin, end = loop.time(), change - AROUND, change + AROUND
    store: Any = open_store(":memory:")
    telegram: Any = Taking()

    def now() -> datetime:
        return begin + timedelta(seconds=loop.time() - started)

    for chat, at in enumerate(quarters, 1):
        await store.subscribe(ChatId(chat), Wish(at, name), at=begin)
    deliverer = Deliverer(store, telegram, _compose, now)
    async with asyncio.TaskGroup() as tasks:
        await deliverer.start()
        tasks.create_task(deliverer.run())
        while now() < end:
            await deliverer.tick()
            await deliverer.settled()
            await asyncio.sleep((TICK - (now() - begin) % TICK).total_seconds())
        await deliverer.stop()
    await store.close()
    _judge(name, quarters, begin, end, telegram.taken, found)


async def _compose(wish: Subscription, due: datetime, until: datetime) -> Composed:
    return Composed((Message(due.isoformat()),), (), False, f"{wish!r} {due} {until}")


def _judge(
    name: str,
    quarters: Sequence[time],
    begin: datetime,
    end: datetime,
    taken: Counter[tuple[int, str]],
    found: Turned,
) -> None:
    zone = ZoneInfo(name)
    first = begin.astimezone(zone).date() - timedelta(days=1)
    owed = set()
    for chat, at in enumerate(quarters, 1):
        for offset in range(7):
            moment = due_moment(first + timedelta(days=offset), at, zone)
            if moment is not None and begin <= moment < end - TICK:
                owed.add((chat, moment.astimezone(UTC).isoformat()))
    found.readers += len(quarters)
    found.sent += taken.total()
    found.skipped += len(owed - set(taken))
    found.doubled += sum(count > 1 for count in taken.values())
