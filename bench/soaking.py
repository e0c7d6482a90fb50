"""A simulated fortnight: readers in many zones, uploads going on, kill -9 now and then.

Time is virtual, so the fortnight takes some minutes; the store is a real file, the limiter and
the delivery are the bot's own, and every part runs as a process of its own:

- the bot, which dies by kill -9 at chosen messages, just before or just after Telegram took
  them, and is started again at the moment where it died;
- an uploader beside it, which writes articles to the same database all the time, as
  ``bot add`` does;
- Telegram, which is a file that takes every message at once and outlives the bot.

Clocks change in Europe on the eighth day.
"""

import asyncio
import gc
import json
import os
import random
import signal
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversation import Message
from bot.delivery import Deliverer
from bot.editions import Composed
from bot.errors import StoreError
from bot.model import ArticleId, ChatId, NewArticle, Subscription, Wish
from bot.opening import AGAIN
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
#: Simulated minutes between two uploads of the bot, real seconds between two beside it.
UPLOAD_MINUTES, BESIDE_SECONDS = 20, 0.1


@dataclass(frozen=True)
class Run:
    """One life of the bot.

    Attributes:
        dies_at: it dies at this message, counted from 1; 0 for never.
        taken: whether Telegram took that one before.
    """

    folder: str
    people: int
    begin: str
    end: str
    dies_at: int = 0
    taken: bool = False


class Chats:
    """Stands where Telegram stands: takes every message, and writes down whose it was."""

    def __init__(self, run: Run, life: "Life") -> None:
        self.pace = Pace()
        self._run, self._life = run, life
        self._count = 0
        self._file = os.open(
            Path(run.folder) / "taken", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600
        )

    async def send(self, chat: ChatId, message: Message, *, taken: bool, thread: None) -> int:
        assert taken
        self.pace._use(chat)
        self._count += 1
        dies = self._count == self._run.dies_at
        if not dies or self._run.taken:
            self.note("sent", chat, message.text)
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)
        return self._count

    def note(self, kind: str, *more: object) -> None:
        """Write a line that a kill -9 does not take back."""
        line = json.dumps([self._life.now().isoformat(), kind, *more])
        os.write(self._file, f"{line}\n".encode())


class Life:
    """The bot from one start to its end."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._begin = datetime.fromisoformat(run.begin)
        self._store = open_store(f"{run.folder}/bot.db")
        self._chats: Any = Chats(run, self)

    def now(self) -> datetime:
        """The simulated time."""
        return self._begin + timedelta(seconds=asyncio.get_running_loop().time())

    async def live(self) -> None:
        """Tick until the end; a night's tidying and the memory are part of each day."""
        deliverer = Deliverer(self._store, self._chats, self._compose, self.now)
        async with asyncio.TaskGroup() as tasks:
            await deliverer.start()
            tasks.create_task(deliverer.run())
            day = self.now().date()
            while self.now() < datetime.fromisoformat(self._run.end):
                await self._upload()
                await deliverer.tick()
                await deliverer.settled()
                await asyncio.sleep(TICK.total_seconds())
                if self.now().date() != day:
                    day = self.now().date()
                    await self._store.tidy(self.now())
                    gc.collect()
                    self._chats.note("memory", memory_mb())
            await deliverer.stop()
        await self._store.close()

    async def _upload(self) -> None:
        if self.now().minute % UPLOAD_MINUTES:
            return
        text = f"An article tells the news of {self.now():%d %b %H:%M}. " * 40
        article = NewArticle(title=f"News of {self.now():%H:%M}", text=text)
        number = await self._store.save_article(article, by=None, at=self.now())
        await self._store.change_state(number, "published", by=None, at=self.now())

    async def _compose(self, wish: Subscription, due: datetime, until: datetime) -> Composed:
        heads = await self._store.released(since=wish.told_until, until=until, limit=5)
        numbers = tuple(ArticleId(head.id) for head in heads)
        return Composed((Message(due.isoformat()),), numbers, False, f"{wish!r} {due} {until}")


def memory_mb() -> float:
    """What this process has in memory now, which can fall; not the most it ever had."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


async def beside(folder: str) -> None:
    """Write to the same database all the time; say what was refused."""
    store, count = open_store(f"{folder}/bot.db"), 0
    while True:
        try:
            article = NewArticle(title=f"Beside {count}", text=f"Text number {count}. " * 40)
            await store.save_article(article, by=None, at=BEGIN)
            count += 1
        except StoreError as error:
            print(json.dumps({"refused": str(error)}), flush=True)
        await asyncio.sleep(BESIDE_SECONDS)
        print(json.dumps({"uploads": count}), flush=True)


# The fortnight from outside.


def wishes(people: int) -> dict[int, Wish]:
    """Everybody's hour and zone, the same in every run."""
    chance = random.Random(1)  # noqa: S311 - hours, not secrets
    return {
        chat: Wish(
            time(chance.randrange(24), chance.randrange(0, 60, 15)), chance.choice(ZONES)
        )
        for chat in range(1, people + 1)
    }


async def soak(people: int, days: int, kills: int, folder: Path) -> dict[str, object]:
    """Return days skipped and doubled, memory by day, and what the database refused."""
    store = open_store(str(folder / "bot.db"))
    for chat, wish in wishes(people).items():
        await store.subscribe(ChatId(chat), wish, at=BEGIN)
    await store.close()
    chance = random.Random(2)  # noqa: S311 - moments, not secrets
    end = BEGIN + timedelta(days=days)
    uploading = await _process("beside", str(folder))
    told = asyncio.ensure_future(_read(uploading))
    lives = 0
    while True:
        # The kills come in the first half, so that the last life is long enough to grow in.
        dies = chance.randrange(1, max(people * days // 2 // max(kills, 1), 2))
        run = Run(str(folder), people, _last_moment(folder), end.isoformat())
        if lives < kills:
            run = Run(**asdict(run) | {"dies_at": dies, "taken": bool(lives % 2)})
        bot = await _process("live", json.dumps(asdict(run)))
        lives += 1
        if await bot.wait() == 0:
            break
        assert bot.returncode == -signal.SIGKILL, await bot.stdout.read()
    uploading.kill()
    refused = await told
    await uploading.wait()
    return {
        "subscribers": people,
        "days": days,
        "kills": lives - 1,
        **_judged(folder, people, end),
        **refused,
    }


async def _process(*words: str) -> Any:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.soaking", *words, stdout=asyncio.subprocess.PIPE
    )


async def _read(uploading: Any) -> dict[str, object]:
    found: dict[str, Any] = {"uploads_beside": 0, "database_refused": []}
    async for line in uploading.stdout:
        if not line.endswith(b"\n"):
            break
        said = json.loads(line)
        found["uploads_beside"] = said.get("uploads", found["uploads_beside"])
        found["database_refused"] += [said["refused"]] if "refused" in said else []
    return found


def _lines(folder: Path) -> list[list[Any]]:
    file = folder / "taken"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def _last_moment(folder: Path) -> str:
    lines = _lines(folder)
    return str(lines[-1][0]) if lines else BEGIN.isoformat()


def _judged(folder: Path, people: int, end: datetime) -> dict[str, object]:
    """Count chosen local days without a briefing, with two in silence, and second copies."""
    first: Counter[tuple[int, str]] = Counter()
    again: Counter[tuple[int, str]] = Counter()
    memory = []
    for _, kind, *more in _lines(folder):
        if kind == "memory":
            memory += more
        else:
            chat, text = more
            marked = AGAIN in text
            (again if marked else first)[chat, text.rsplit("\n", 1)[-1]] += 1
    owed = {key for chat, wish in wishes(people).items() for key in _owed(chat, wish, end)}
    got = first + again
    return {
        "sent": first.total(),
        "sent_again": again.total(),
        "days_skipped": sum(key not in got for key in owed),
        "days_doubled": sum(count > 1 for count in first.values()),
        "days_never_owed": sum(key not in owed for key in got),
        "memory_mb_by_day": memory,
    }


def _owed(chat: int, wish: Wish, end: datetime) -> list[tuple[int, str]]:
    zone = ZoneInfo(wish.zone)
    days = range((end - BEGIN).days + 2)
    first = BEGIN.astimezone(zone).date()
    moments = [
        datetime.combine(first + timedelta(days=day), wish.at, zone).astimezone(UTC)
        for day in days
    ]
    return [(chat, at.isoformat()) for at in moments if BEGIN <= at < end - TICK]


def main() -> None:
    """Be one of the processes."""
    what, told = sys.argv[1:]
    if what == "beside":
        asyncio.run(beside(told))
    else:
        from virtual import run  # noqa: PLC0415

        run(Life(Run(**json.loads(told))).live())


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    main()
