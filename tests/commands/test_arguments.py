"""Hours, days, zones and lengths, as people write them."""

from datetime import UTC, datetime, time

import pytest

from bot.commands.arguments import (
    clock_time,
    count,
    days_in_words,
    page,
    reading_time,
    weekdays,
)
from bot.commands.wishes import wanted
from bot.commands.zones import next_change, zone_named
from bot.errors import CommandError


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("7:30", time(7, 30)),
        ("07.30", time(7, 30)),
        ("7:30am", time(7, 30)),
        ("7:30 PM", time(19, 30)),
        ("7 p.m.", time(19)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("0730", time(7, 30)),
        ("7h30", time(7, 30)),
        ("23:59", time(23, 59)),
        ("24:00", None),
        ("7:60", None),
        ("13pm", None),
        ("0pm", None),
        ("half past", None),
        ("", None),
    ],
)
def test_time_of_day(written, meant):
    """
    The usual spellings of an hour are understood; what is no hour is none.
    """
    assert clock_time(written) == meant


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("munich", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("san francisco", "America/Los_Angeles"),
        ("Mumbai", "Asia/Kolkata"),
        ("utc", "UTC"),
        ("Atlantis", None),
        ("weekdays", None),
        ("", None),
    ],
)
def test_zone(written, zone):
    """
    Zones go by their IANA name and by the cities in them, in any case and spelling.
    """
    assert zone_named(written) == zone


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("weekdays", (0, 1, 2, 3, 4)),
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
        ("Mon,Wed", (0, 2)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("fri-mon", (0, 4, 5, 6)),
        ("sundays", (6,)),
        ("weekend", (5, 6)),
        ("some", None),
        ("", None),
    ],
)
def test_weekdays(written, days):
    """
    Days go by groups, lists and ranges, also over the end of the week.
    """
    assert weekdays(written) == days


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((0, 1, 2, 3, 4, 5, 6), "every day"),
        ((0, 1, 2, 3, 4), "Monday to Friday"),
        ((6,), "Sundays"),
        ((0, 2), "Mon, Wed"),
    ],
)
def test_days_are_said_shortly(days, words):
    """
    What was chosen is said the way people do.
    """
    assert days_in_words(days) == words


def test_reading_time_page_and_count_stand_last():
    """
    What comes last in a line belongs to the command, the rest is the question.
    """
    assert reading_time(("kim", "2", "min")) == (("kim",), 120)
    assert reading_time(("30s",)) == ((), 30)
    assert reading_time(("g20",)) == (("g20",), None)
    assert page(("kim", "p2")) == (("kim",), 2)
    assert page(("kim",)) == (("kim",), 1)
    assert count(("kim", "3"), most=10) == (("kim",), 3)
    assert count(("kim",), most=10) == (("kim",), None)


@pytest.mark.parametrize("words", [("2h",), ("5s",), ("11", "minutes")])
def test_too_short_or_long_a_reading_is_refused(words):
    """
    A reading time out of bounds is answered with the bounds.
    """
    with pytest.raises(CommandError, match="15s to 10m"):
        reading_time(words)


def test_a_whole_wish_in_one_line():
    """
    Time, place, days, length, silence and topics may all be said at once.
    """
    asked = wanted(("7:30pm", "New", "York", "mon,wed", "5m", "quiet", "about", "a", "b,", "c"))

    assert asked.at == time(19, 30)
    assert asked.zone == "America/New_York"
    assert asked.weekdays == (0, 2)
    assert asked.seconds == 300
    assert asked.quiet
    assert asked.topics == ("a b", "c")


def test_what_is_left_open_stays_open():
    """
    Nothing is filled in for the reader.
    """
    asked = wanted(("7:30",))

    assert (asked.zone, asked.weekdays, asked.seconds, asked.topics) == (None, None, None, None)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("7:30 Atlantis", "no place called “Atlantis”"),
        ("25:00 Berlin", "“25:00” is no time of day"),
        ("7:30 Berlin soon", "“soon”"),
    ],
)
def test_says_which_word_is_not_understood(line, reason):
    """
    A refusal names the word and shows a working example.
    """
    with pytest.raises(CommandError, match=reason) as refused:
        wanted(tuple(line.split()))

    assert "/subscribe 7:30 Berlin" in str(refused.value)


def test_knows_when_the_clocks_change():
    """
    The next change of a zone's clocks is found to the hour; UTC has none.
    """
    friday = datetime(2026, 3, 27, 12, tzinfo=UTC)

    assert next_change("Europe/Berlin", friday) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert next_change("UTC", friday) is None
