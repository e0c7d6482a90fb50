"""When a subscription is due next, through every clock change there is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.due import due_moment, is_late, is_too_late, next_due

EVERY_DAY = tuple(range(7))
BERLIN = ZoneInfo("Europe/Berlin")


def days_asked_half_hourly(at, zone, weekdays, start, *, days):
    """Every day a briefing is made for, by a tick that asks every half hour."""
    made, last, now = [], None, start
    while now < start + timedelta(days=days):
        day, moment = next_due(
            at, zone, weekdays, after=last, earliest=now - timedelta(minutes=30)
        )
        if moment <= now:
            made.append(day)
            last = day
        now += timedelta(minutes=30)
    return made


@given(
    st.integers(0, 95),
    st.sampled_from(sorted(available_timezones())),
    st.sets(st.integers(0, 6), min_size=1),
    st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)),
)
def test_every_chosen_day_once(quarter, name, weekdays, start):
    """
    Asked every half hour for ten days, each chosen local day is named once, in any zone.
    """
    zone = ZoneInfo(name)
    at = time(quarter // 4, quarter % 4 * 15)
    made = days_asked_half_hourly(at, zone, weekdays, start.replace(tzinfo=UTC), days=10)

    first, last = made[0], made[-1]
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    assert made == [d for d in every if d.weekday() in weekdays and due_moment(d, at, zone)]


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        (date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 7, 1), time(7, 30), datetime(2026, 7, 1, 5, 30, tzinfo=UTC)),
    ],
)
def test_hours_that_are_missing_or_come_twice(day, at, moment):
    """
    An hour left out in spring comes an hour later; one that comes twice counts the first time.
    """
    assert due_moment(day, at, BERLIN) == moment


def test_a_day_that_a_zone_left_out():
    """
    Samoa had no 30 December 2011, so nobody there is owed a briefing for it.
    """
    apia = ZoneInfo("Pacific/Apia")
    day, _ = next_due(
        time(7, 30),
        apia,
        EVERY_DAY,
        after=date(2011, 12, 29),
        earliest=datetime(2011, 12, 29, 20, tzinfo=UTC),
    )

    assert day == date(2011, 12, 31)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 3, 2, 6, 0, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 7, 0, tzinfo=UTC), date(2026, 3, 3)),
    ],
)
def test_starts_today_if_the_time_is_ahead(now, day):
    """
    The first briefing comes today when its hour is still to come, else tomorrow.
    """
    assert next_due(time(7, 30), BERLIN, EVERY_DAY, after=None, earliest=now)[0] == day


def test_only_chosen_weekdays():
    """
    Friday's successor on weekdays is Monday.
    """
    day, _ = next_due(
        time(7, 30),
        BERLIN,
        (0, 1, 2, 3, 4),
        after=date(2026, 3, 6),
        earliest=datetime(2026, 3, 6, 6, 30, tzinfo=UTC),
    )

    assert day == date(2026, 3, 9)


def test_refuses_no_weekdays():
    """
    Without a weekday there is no next day.
    """
    with pytest.raises(ValueError, match="weekday"):
        next_due(time(7), BERLIN, (), after=None, earliest=datetime(2026, 3, 6, tzinfo=UTC))


@pytest.mark.parametrize(
    ("minutes", "late", "too_late"),
    [
        (0, False, False),
        (5, False, False),
        (6, True, False),
        (180, True, False),
        (181, True, True),
    ],
)
def test_how_late_is_late(minutes, late, too_late):
    """
    Over five minutes a briefing says so; over three hours it does not go out.
    """
    due = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    now = due + timedelta(minutes=minutes)

    assert (is_late(due, now), is_too_late(due, now)) == (late, too_late)


@pytest.mark.slow
def test_sweep_of_all_clock_changes():
    """
    Every zone, every change from 2018 to 2028, every third hour: no day skipped, none twice.
    """
    from bench.schedule import sweep  # noqa: PLC0415

    assert sweep(2018, 2028, every=12).wrong == 0


@pytest.mark.slow
def test_days_of_clock_changes_through_the_ledger():
    """
    Through tick, ledger and sending, the days around some changes bring each reader's local
    day once: half an hour, a whole day, midnight, twice within weeks.
    """
    from virtual import run  # noqa: PLC0415

    from bench.turning import QUARTERS, turned  # noqa: PLC0415

    changes = [
        ("Australia/Lord_Howe", datetime(2026, 4, 4, 15, tzinfo=UTC)),
        ("Pacific/Apia", datetime(2011, 12, 30, 10, tzinfo=UTC)),
        ("America/Havana", datetime(2026, 3, 8, 5, tzinfo=UTC)),
        ("Africa/Casablanca", datetime(2026, 2, 15, 2, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 10, 25, 1, tzinfo=UTC)),
    ]
    found = run(turned(changes, QUARTERS[::3]))

    assert found.sent > 400
    assert (found.skipped, found.doubled) == (0, 0)
