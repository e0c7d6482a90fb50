"""A simulated fortnight: readers in many zones, uploads going on, a restart every night.

Time is virtual, so the fortnight takes a minute; the store is a real file, the limiter and the
delivery are the bot's own, Telegram takes every message at once. Clocks change in Europe on
the eighth day.
"""

import asyncio
import gc
import random
import resource
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversation import Message
from bot.delivery import Deliverer
from bot.editions import Composed
from bot.model import ArticleId, ChatId, NewArticle, Subscription, Wish
from bot.store import open_store
from bot.telegram.pace import Pace

BEGIN = datetime(2026, 3, 22, tzinfo=UTC)
ZONES = (
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "UTC",
)
TICK = timedelta(minutes=1)


class Taking:
    """Stands where the Telegram side stands, and takes every message."""

    def __init__(self, today: Callable[[int], date]) -> None:
        self.pace = Pace()
        self.taken: Counter[tuple[int, date]] = Counter()
        self._today = today

    async def send(self, chat: ChatId, _message: Message, *, taken: bool) -> int:
        assert taken
        self.pace._use(chat)
        self.taken[chat, self._today(chat)] += 1
        return sum(self.taken.values())


class Fortnight:
    """Runs the days and says what came of them."""

    def __init__(self, people: int, days: int, folder: Path) -> None:
        self._people, self._days = people, days
        self._store = open_store(str(folder / "bot.db"))
        self._telegram = Taking(self._today)
        self._chance = random.Random(1)  # noqa: S311 - hours, not secrets
        self._wishes: dict[int, Wish] = {}
        self._articles = 0

    def now(self) -> datetime:
        """The simulated time."""
        return BEGIN + timedelta(seconds=asyncio.get_running_loop().time())

    def _today(self, chat: int) -> date:
        return self.now().astimezone(ZoneInfo(self._wishes[chat].zone)).date()

    async def run(self) -> dict[str, object]:
        """Return days skipped, days doubled, and memory by day."""
        store: Any = self._store
        await store.on_thread(lambda: store.db.conn.execute("PRAGMA synchronous = OFF"))
        for chat in range(1, self._people + 1):
            await self._subscribe(ChatId(chat))
        memory = []
        for day in range(self._days):
            await self._day(BEGIN + timedelta(days=day + 1))
            gc.collect()
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        await self._store.close()
        return {
            "subscribers": self._people,
            "days": self._days,
            "sent": self._telegram.taken.total(),
            "uploads": self._articles,
            **self._judged(),
            "memory_mb_by_day": memory,
        }

    async def _subscribe(self, chat: ChatId) -> None:
        at = time(self._chance.randrange(24), self._chance.randrange(0, 60, 15))
        wish = Wish(at, self._chance.choice(ZONES))
        self._wishes[chat] = wish
        await self._store.subscribe(chat, wish, at=self.now())

    async def _day(self, end: datetime) -> None:
        """One day of ticks by one process, which is then started anew."""
        telegram: Any = self._telegram
        deliverer = Deliverer(self._store, telegram, self._compose, self.now)
        async with asyncio.TaskGroup() as tasks:
            await deliverer.start()
            tasks.create_task(deliverer.run())
            while self.now() < end:
                await self._upload()
                await deliverer.tick()
                await deliverer.settled()
                await asyncio.sleep(TICK.total_seconds())
            await deliverer.stop()
        await self._store.tidy(self.now())

    async def _upload(self) -> None:
        if self.now().minute % 20:
            return
        self._articles += 1
        text = f"Article {self._articles} tells the news. " * 40
        article = NewArticle(title=f"Title {self._articles}", text=text)
        number = await self._store.save_article(article, by=None, at=self.now())
        await self._store.change_state(number, "published", by=None, at=self.now())

    async def _compose(self, wish: Subscription, due: datetime, until: datetime) -> Composed:
        heads = await self._store.released(since=wish.told_until, until=until, limit=5)
        text = f"{len(heads)} new for {due:%d %b %H:%M}"
        numbers = tuple(ArticleId(head.id) for head in heads)
        return Composed((Message(text),), numbers, False, f"{wish!r} {due} {until}")

    def _judged(self) -> dict[str, int]:
        """Count chosen local days without a briefing and with more than one."""
        skipped = doubled = 0
        for chat, wish in self._wishes.items():
            zone = ZoneInfo(wish.zone)
            for offset in range(self._days + 1):
                day = BEGIN.astimezone(zone).date() + timedelta(days=offset)
                due = datetime.combine(day, wish.at, zone).astimezone(UTC)
                end = BEGIN + timedelta(days=self._days) - 2 * TICK
                expected = BEGIN <= due < end
                got = self._telegram.taken[chat, day]
                skipped += expected and not got
                doubled += got > 1
        return {"days_skipped": skipped, "days_doubled": doubled}
