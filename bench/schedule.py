"""The schedule as data: a million subscriptions in SQLite, and every clock change.

python -m bench.schedule                  everything
python -m bench.schedule --only rows      the tick over a million rows
python -m bench.schedule --only jobs      APScheduler's own job stores, at 10,000
python -m bench.schedule --only sweep     every zone's clock changes
python -m bench.schedule --only days      the days around some of them, through the ledger
python -m bench.schedule --only soak      a fortnight at 1,000 subscribers, with kill -9
"""

import argparse
import asyncio
import json
import resource
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from bench.kept import keep
from bot.due import due_moment, next_due
from bot.store import open_store

MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)
EVERY_DAY = tuple(range(7))


# A million rows.


async def rows(people: int, due: int, folder: Path) -> dict[str, float]:
    """Return milliseconds of a tick with nothing due and with ``due`` due, and memory."""
    store = open_store(str(folder / "bot.db"))
    begun = perf_counter()
    await store.on_thread(lambda: _fill(store, people, due))
    filled = perf_counter() - begun
    empty = [await _tick(store, MIDNIGHT) for _ in range(200)]
    begun = perf_counter()
    made = 0
    while count := await store.make_due(MIDNIGHT + timedelta(hours=7, minutes=31), limit=1000):
        made += count
    busy = perf_counter() - begun
    await store.close()
    return {
        "subscriptions": people,
        "filled_seconds": round(filled, 1),
        "empty_tick_ms_median": round(sorted(empty)[100] * 1000, 3),
        "empty_tick_ms_worst": round(max(empty) * 1000, 3),
        "due": made,
        "due_seconds": round(busy, 3),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


async def _tick(store: Any, at: datetime) -> float:
    begun = perf_counter()
    assert await store.make_due(at, limit=1000) == 0
    return perf_counter() - begun


def _fill(store: Any, people: int, due: int) -> None:
    """``due`` people at 07:30, the others spread over the afternoon."""
    with store.db.atomic():
        store.db.conn.executemany(
            """
            INSERT INTO subscriptions
                (chat, topics, at, zone, weekdays, seconds, quiet, due_at, due_day, paused)
            VALUES (:chat, '[]', :at, 'UTC', '[0, 1, 2, 3, 4, 5, 6]', 120, 0, :due, :day, '')
            """,
            _subscriptions(people, due),
        )


def _subscriptions(people: int, due: int) -> Iterator[dict[str, object]]:
    for number in range(people):
        minute = 450 if number % (people // due) == 0 else 720 + number % 600
        at = MIDNIGHT + timedelta(minutes=minute)
        yield {
            "chat": number + 1,
            "at": f"{at:%H:%M}",
            "due": at.isoformat(timespec="seconds"),
            "day": at.date().isoformat(),
        }


# APScheduler's job stores.


async def jobs(count: int, folder: Path) -> dict[str, dict[str, float]]:
    """Return what one job per subscription costs APScheduler, in memory and in SQLite."""
    from apscheduler.jobstores.memory import MemoryJobStore  # noqa: PLC0415

    found = {"memory": await _jobs(MemoryJobStore(), count)}
    try:
        from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore  # noqa: PLC0415
    except ImportError:
        return found
    kept = SQLAlchemyJobStore(f"sqlite:///{folder / 'jobs.db'}")
    found["sqlite"] = await _jobs(kept, count)
    return found


async def _jobs(kept: Any, count: int) -> dict[str, float]:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415

    _done.clear()
    scheduler = AsyncIOScheduler(
        jobstores={"default": kept},
        timezone=UTC,
        job_defaults={"misfire_grace_time": None, "max_instances": 1},
    )
    scheduler.start(paused=True)
    begun = perf_counter()
    past = datetime.now(UTC) - timedelta(seconds=1)  # noqa: TID251
    for number in range(count):
        scheduler.add_job(_note, "date", run_date=past, args=[number])
    added = perf_counter() - begun
    begun = perf_counter()
    scheduler.resume()
    async with asyncio.timeout(600):
        while len(_done) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    ran = perf_counter() - begun
    scheduler.shutdown(wait=False)
    return {
        "jobs": count,
        "add_ms": round(added / count * 1000, 3),
        "due_per_second": round(count / ran),
    }


_done: list[int] = []


async def _note(number: int) -> None:
    _done.append(number)


# Every clock change.


@dataclass
class Swept:
    """What the sweep found."""

    zones: int = 0
    changes: int = 0
    cases: int = 0
    wrong: int = 0
    seconds: float = 0.0


def sweep(first: int, last: int, *, every: int = 1) -> Swept:
    """Ask for each quarter hour (or every n-th) around every clock change of every zone.

    Each local day that exists must be named exactly once, in order, as a tick that moves from
    one briefing to the next would.
    """
    found, begun = Swept(zones=len(available_timezones())), perf_counter()
    for name, change in different_changes(first, last):
        found.changes += 1
        for quarter in range(0, 96, every):
            found.cases += 1
            at = time(quarter // 4, quarter % 4 * 15)
            found.wrong += not every_day_once(at, ZoneInfo(name), change)
    found.seconds = round(perf_counter() - begun, 1)
    return found


def different_changes(first: int, last: int) -> list[tuple[str, datetime]]:
    """Return every clock change between two years, once for all names of the same clock."""
    known, found = set(), []
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        moments = tuple(changes(zone, first, last))
        offsets = tuple(moment.astimezone(zone).utcoffset() for moment in moments)
        if (moments, offsets) not in known:
            known.add((moments, offsets))
            found += [(name, moment) for moment in moments]
    return found


def every_day_once(at: time, zone: ZoneInfo, change: datetime) -> bool:
    """Whether the days around a change are named once each."""
    now, last = change - timedelta(days=3), None
    days, moments = [], []
    while now < change + timedelta(days=3):
        last, now = next_due(at, zone, EVERY_DAY, after=last, earliest=now)
        days.append(last)
        moments.append(now)
    every = (days[0] + timedelta(days=n) for n in range((days[-1] - days[0]).days + 1))
    expected = [day for day in every if due_moment(day, at, zone) is not None]
    return days == expected and moments == sorted(set(moments))


def changes(zone: ZoneInfo, first: int, last: int) -> Iterator[datetime]:
    """Yield the moments, to six hours, at which a zone's clocks change."""
    moment, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 1, 1, tzinfo=UTC)
    before = moment.astimezone(zone).utcoffset()
    while moment < end:
        moment += timedelta(hours=6)
        offset = moment.astimezone(zone).utcoffset()
        if offset != before:
            yield moment
        before = offset


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", choices=["rows", "jobs", "sweep", "days", "soak"])
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--keep", type=Path, help="write the figures to this file")
    parser.add_argument("--every", type=int, default=25, help="of the changes, for the days")
    parser.add_argument("--kills", type=int, default=8)
    chosen = parser.parse_args()
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "soak").mkdir()
        if chosen.only in {None, "rows"}:
            show(found, "rows", asyncio.run(rows(chosen.people, chosen.due, folder)))
        if chosen.only in {None, "jobs"}:
            show(found, "jobs", asyncio.run(jobs(10_000, folder)))
        if chosen.only in {None, "sweep"}:
            show(found, "sweep", asdict(sweep(2008, 2037)))
        if chosen.only in {None, "days"}:
            from virtual import run  # noqa: PLC0415

            from bench.turning import turned  # noqa: PLC0415

            sample = different_changes(2008, 2037)[:: chosen.every]
            show(found, "days", asdict(run(turned(sample))))
        if chosen.only in {None, "soak"}:
            # Loaded late: what Telegram's side takes in memory is none of the schedule's.
            from bench.soaking import soak  # noqa: PLC0415

            show(
                found,
                "soak",
                asyncio.run(soak(1000, chosen.days, chosen.kills, folder / "soak")),
            )
    if chosen.keep:
        keep(chosen.keep, found)


def show(found: dict[str, object], name: str, figures: object) -> None:
    """Print figures as one line of JSON."""
    found[name] = figures
    print(json.dumps({name: figures}), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    main()
