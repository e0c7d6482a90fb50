"""Hours, days, zones and lengths, as people write them."""

from datetime import UTC, datetime, time

import pytest

from bot.commands.arguments import (
    clock_time,
    count,
    days_in_words,
    leading_days,
    page,
    reading_time,
    weekdays,
)
from bot.commands.wishes import wanted
from bot.commands.zones import next_change, zones_named
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
        ("noon", time(12)),
        ("Midnight", time(0)),
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
        ("EST", "America/New_York"),
        ("pdt", "America/Los_Angeles"),
        ("CET", "Europe/Berlin"),
        ("GMT", "GMT"),
        ("GMT +2", "Etc/GMT-2"),
        ("UTC-5", "Etc/GMT+5"),
        ("utc+5:30", "Asia/Kolkata"),
        ("UTC+0", "UTC"),
        ("UTC+15", None),
        ("UTC+5:17", None),
        ("portland maine", "America/New_York"),
        ("Portland, ME", "America/New_York"),
        ("Salem, Oregon", "America/Los_Angeles"),
        ("Saint Petersburg, Russia", "Europe/Moscow"),
        ("St. Petersburg, Florida", "America/New_York"),
        ("Vancouver", "America/Vancouver"),
        ("Louisville", "America/Kentucky/Louisville"),
        ("Atlantis", None),
        ("weekdays", None),
        ("", None),
    ],
)
def test_zone(written, zone):
    """
    Zones go by their IANA name and by the cities in them, in any case and spelling.
    """
    assert [one.name for one in zones_named(written)] == ([zone] if zone else [])


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


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("every day 7:30", (0, 1, 2, 3, 4, 5, 6)),
        ("every weekday", (0, 1, 2, 3, 4)),
        ("each monday", (0,)),
        ("monday wednesday", (0, 2)),
        ("mon, wed and fri", (0, 2, 4)),
        ("monday to friday", (0, 1, 2, 3, 4)),
        ("mon - wed & sunday", (0, 1, 2, 6)),
        ("weekdays and saturday", (0, 1, 2, 3, 4, 5)),
        ("every other day", None),
        ("and monday", None),
        ("every", None),
    ],
)
def test_days_in_several_words(line, days):
    """
    Days may be listed as people list them, and what follows is left to others.
    """
    found, left = leading_days(tuple(line.split()))

    assert found == days
    assert left == (("7:30",) if "7:30" in line else tuple(line.split()) if not days else ())


def test_namesakes_are_told_apart_where_their_clocks_differ():
    """
    Large places of one name are all offered; those that live by the same clock are one.
    """
    places = {zone.place for zone in zones_named("Springfield")}

    assert {"Springfield, Missouri, USA", "Springfield, Massachusetts, USA"} <= places
    assert "Springfield, Illinois, USA" not in places
    assert [zone.place for zone in zones_named("Valencia, Spain")] == ["Valencia, Spain"]
    assert len({zone.place for zone in zones_named("Matamoros")}) == 2


@pytest.mark.parametrize(
    ("behind", "topics", "read"),
    [
        ("north korea 5m quiet", "north korea", (300, True, None, None)),
        ("kim, climate, 30s", "kim, climate", (30, None, None, None)),
        ("climate on weekdays", "climate", (None, None, (0, 1, 2, 3, 4), None)),
        ("climate mon-fri loud", "climate", (None, False, (0, 1, 2, 3, 4), None)),
        ("climate every day at 9", "climate", (None, None, (0, 1, 2, 3, 4, 5, 6), time(9))),
        ("north korea, 2 minutes of reading", "north korea", (120, None, None, None)),
        ("black friday", "black friday", (None, None, None, None)),
        ("boeing 737", "boeing 737", (None, None, None, None)),
        ("quiet", "quiet", (None, None, None, None)),
    ],
)
def test_options_behind_topics(behind, topics, read):
    """
    What can only be an option ends the topics; what may be a name's last word does not.
    """
    asked = wanted(("about", *behind.split()))

    assert asked.topics == topics
    assert (asked.seconds, asked.quiet, asked.weekdays, asked.at) == read
    assert wanted(tuple(asked.line.split())[1:]) == asked


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
    assert asked.zone.name == "America/New_York"
    assert asked.weekdays == (0, 2)
    assert asked.seconds == 300
    assert asked.quiet
    assert asked.topics == "a b, c"


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
        ("7:30 8:30 Berlin", "“8:30 Berlin”"),
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
