"""kill -9 again and again while briefings go out: what is lost, what comes twice.

    python -m bench.kill                      3,000 recipients, 20 kills
    python -m bench.kill --people 400 --kills 5 --rate 100
    python -m bench.kill --people 400 --kills 5 --rate 100 --parts 2

The bot runs as a process against the sandbox as another process. Every recipient is due at
once. The bot is killed at random moments while it sends and started again, until all is at
rest. Then the sandbox's chats are compared with the ledger.
"""

import argparse
import asyncio
import json
import os
import random
import re
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bench.kept import keep
from bot.clock import now
from bot.model import ChatId, Wish
from bot.store import open_store

FIRST_READER = 10001
AGAIN, TITLE = "(sent again", "Your briefing"
#: How often the sandbox and the ledger are asked how far things have come, in seconds.
LOOK_SECONDS = 0.05
LONGEST_WAIT = 600.0
#: Reading time of a briefing from the seeds by its parts.
SECONDS = {1: 120, 2: 3600}
#: What a part may open with; the rest is what was composed.
OPENING = re.compile(r"(\(sent again[^\n]*\)\n)?([^\n]*after an outage\n)?")


@dataclass
class Outcome:
    """What came of it.

    ``lost`` counts messages that did not arrive, ``twice`` those that came in two copies;
    ``silent_lost`` and ``silent_twice`` those of them that the ledger or the second copy do
    not own up to: they must be 0. ``between_parts`` counts chats that were between two parts
    of their briefing in a kill, ``mixed_up`` those that got their parts out of order,
    ``in_the_air`` messages that the ledger had as being sent in all kills together.
    """

    people: int
    kills: int
    states: dict[str, int] = field(default_factory=dict)
    not_at_rest: int = 0
    lost: int = 0
    twice: int = 0
    more: int = 0
    silent_lost: int = 0
    silent_twice: int = 0
    between_parts: int = 0
    mixed_up: int = 0
    in_the_air: int = 0
    most_in_flight: int = 0
    breaches: dict[str, int] = field(default_factory=dict)
    per_second: float = 0.0
    resent_within_seconds: float = 0.0
    again_at: list[float] = field(default_factory=list)

    @property
    def allowed(self) -> int:
        """The most messages that may be lost or have two copies: those in the air in a kill.

        The sandbox sees fewer at a time than the bot has on their way when both share a core.
        """
        return self.in_the_air


@asynccontextmanager
async def process(*words: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python process in a group of its own, ended with its children."""
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=os.environ | environment,
        start_new_session=True,
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            os.killpg(started.pid, signal.SIGKILL)
        await started.wait()


@asynccontextmanager
async def sandbox(people: int, latency: float = 0) -> AsyncIterator[str]:
    """A sandbox with readers, as a process; gives its address."""
    words = ("--port", "0", "--people", str(people), "--latency", str(latency))
    async with process("-m", "bot.sandbox", *words) as started:
        assert started.stdout is not None
        yield (await started.stdout.readline()).decode().strip()


@asynccontextmanager
async def bot(address: str, database: Path, rate: int = 30) -> AsyncIterator[int]:
    """The bot, as a process; gives its process number once it has started."""
    async with process(
        "-m",
        "bot",
        "run",
        TELEGRAM_TOKEN="1:sandbox",  # noqa: S106
        TELEGRAM_BASE_URL=address,
        TELEGRAM_RATE=str(rate),
        DATABASE=str(database),
        LOG_LEVEL="ERROR",
    ) as started:
        yield started.pid


async def subscribe_all(
    database: Path, chats: range, minutes_ago: int = 1, seconds: int = 120
) -> None:
    """Everybody's briefing is due since a minute ago."""
    store = open_store(str(database))
    # Only setting the scene: waiting for the disk twice a reader would take minutes.
    await store.on_thread(lambda: store.db.conn.execute("PRAGMA synchronous = OFF"))
    due = now() - timedelta(minutes=minutes_ago)
    # The seeds were published before that hour, so that there is something to tell.
    early = (due - timedelta(hours=1)).isoformat(timespec="seconds")
    await store.on_thread(lambda: _published(store, early))
    wish = Wish(time(due.hour, due.minute), "UTC", seconds=seconds)
    for chat in chats:
        await store.chat_seen(ChatId(chat), "private", at=due)
        await store.subscribe(ChatId(chat), wish, at=due.replace(second=0, microsecond=0))
    await store.close()


def _published(store: Any, at: str) -> None:
    with store.db.atomic():
        store.db.execute("UPDATE articles SET released_at = :at", {"at": at})


async def killed(
    people: int,
    kills: int,
    rate: int,
    seed: int,
    folder: Path,
    latency: float = 0,
    parts: int = 1,
) -> Outcome:
    """Deliver to so many people while the bot is killed so often."""
    database = folder / "bot.db"
    chats = range(FIRST_READER, FIRST_READER + people)
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    messages, between, in_the_air = people * parts, 0, 0
    async with sandbox(people, latency) as address, aiohttp.ClientSession(address) as session:
        await faults(session, limits={"mode": "count", "per_second": rate})
        async with bot(address, database, rate):
            await until_answered(session)
        await subscribe_all(database, chats, seconds=SECONDS[parts])
        starts = []
        for number in range(kills):
            goal = messages * (number + 1) // (kills + 1)
            starts.append(now().timestamp())
            async with bot(address, database, rate) as started:
                spread = max(messages // kills // 3, 1)
                await until_sent(session, goal + chance.randrange(spread))
                await asyncio.sleep(chance.random() * 0.05)
                os.kill(started, signal.SIGKILL)
            between += await unfinished(database)
            in_the_air += await sending(database)
        starts.append(now().timestamp())
        async with bot(address, database, rate):
            await until_at_rest(database)
        outcome = await compared(session, database, chats, kills, parts)
        outcome.between_parts, outcome.in_the_air = between, in_the_air
        outcome.resent_within_seconds = max(
            (again - max(start for start in starts if start <= again + 1))
            for again in outcome.again_at or starts[-1:]
        )
        return outcome


async def unfinished(database: Path) -> int:
    """How many briefings have parts that were sent and parts that were not."""
    store = open_store(str(database))
    rows = await store.on_thread(
        lambda: store.rows(
            """
            SELECT delivery FROM parts GROUP BY delivery
            HAVING min(state) <> max(state) AND max(state = 'sent')
            """
        )
    )
    await store.close()
    return len(rows)


async def sending(database: Path) -> int:
    """How many messages the ledger has as being sent."""
    store = open_store(str(database))
    rows = await store.on_thread(
        lambda: store.rows("SELECT delivery FROM parts WHERE state = 'sending'")
    )
    await store.close()
    return len(rows)


async def faults(session: aiohttp.ClientSession, **order: Any) -> dict[str, Any]:
    """What the sandbox has counted; with an order, after carrying it out."""
    call = session.post("/user/faults", json=order) if order else session.get("/user/faults")
    async with call as answer:
        return dict(await answer.json())


async def until_sent(session: aiohttp.ClientSession, goal: int) -> None:
    """Wait until the sandbox has accepted so many messages."""
    async with asyncio.timeout(LONGEST_WAIT):
        while (await faults(session))["sent_total"] < goal:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_SECONDS)


async def until_answered(session: aiohttp.ClientSession) -> None:
    """Wait until the bot, new and with its seeds published, answers."""
    async with session.post(
        "/user/send", json={"user": 1002, "chat": 1002, "text": "/id"}
    ) as answer:
        await answer.read()
    await until_sent(session, 1)
    await faults(session, reset=True)


async def until_at_rest(database: Path) -> None:
    """Wait until the ledger has no open delivery."""
    store = open_store(str(database))
    async with asyncio.timeout(LONGEST_WAIT):
        while True:
            facts = await store.delivery_facts(now())
            if not facts.waiting and facts.oldest_due is None:
                break
            await asyncio.sleep(LOOK_SECONDS * 4)
    await store.close()


async def compared(
    session: aiohttp.ClientSession, database: Path, chats: range, kills: int, parts: int = 1
) -> Outcome:
    """Compare what arrived with what the ledger says."""
    report = await faults(session)
    outcome = Outcome(len(chats), kills)
    outcome.most_in_flight = report["most_in_flight"]
    outcome.breaches = report["breaches"]
    outcome.per_second = report["per_second"]
    store = open_store(str(database))
    states: Counter[str] = Counter()
    for chat in chats:
        (delivery,) = await store.deliveries_of(ChatId(chat), limit=2)
        states[delivery.state] += 1
        outcome.not_at_rest += delivery.state in {"pending", "claimed"}
        _judge(outcome, await arrived(session, chat), delivery.state, parts)
    await store.close()
    outcome.states = dict(states)
    return outcome


async def arrived(session: aiohttp.ClientSession, chat: int) -> list[tuple[str, float]]:
    """The texts that a reader got from the bot, and when."""
    async with session.get("/user/messages", params={"user": chat, "chat": chat}) as answer:
        body = await answer.json()
    return [
        (message["text"], float(message["date"]))
        for message in body["messages"]
        if message["from"]["is_bot"]
    ]


def _judge(outcome: Outcome, texts: list[tuple[str, float]], state: str, parts: int) -> None:
    copies: dict[str, list[tuple[str, float]]] = {}
    for text, at in texts:
        copies.setdefault(OPENING.sub("", text, count=1), []).append((text, at))
    missing = parts - len(copies)
    outcome.lost += missing
    outcome.silent_lost += missing if state != "uncertain" else 0
    # The first part is the one with the title.
    outcome.mixed_up += len(copies) > 1 and not next(iter(copies)).startswith(TITLE)
    for first, *others in copies.values():
        outcome.twice += len(others) == 1
        outcome.more += len(others) > 1
        outcome.silent_twice += sum(not text.startswith(AGAIN) for text, _ in others)
        outcome.again_at += [at for text, at in (first, *others) if text.startswith(AGAIN)]


def main() -> None:
    """Print what came of it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--people", type=int, default=3000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--rate", type=int, default=30)
    parser.add_argument("--latency", type=float, default=0, help="milliseconds a call takes")
    parser.add_argument("--parts", type=int, default=1, choices=sorted(SECONDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="write the figures to this file")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(
            killed(
                chosen.people,
                chosen.kills,
                chosen.rate,
                chosen.seed,
                Path(folder),
                chosen.latency,
                chosen.parts,
            )
        )
    shown = asdict(outcome) | {"allowed": outcome.allowed}
    del shown["again_at"]
    print(json.dumps(shown, indent=2))
    if chosen.keep:
        name = f"{chosen.people} people, {chosen.kills} kills, {chosen.rate}/s"
        name += f", {chosen.latency:.0f} ms, parts: {chosen.parts}"
        keep(chosen.keep, {name: shown})
    wrong = outcome.silent_lost + outcome.silent_twice + outcome.more + outcome.mixed_up
    sys.exit(bool(wrong or outcome.not_at_rest))


if __name__ == "__main__":
    main()
