"""Read counts, reading times, hours, weekdays and pages out of words."""

import re
from collections.abc import Sequence
from datetime import time

from bot.errors import CommandError

Words = tuple[str, ...]

#: Reading times that a briefing can have, in seconds.
SHORTEST, LONGEST = 15, 600

#: Commands whose answers have buttons to a sentence; "Back" leads to one of them again.
LISTS = frozenset({"brief", "quotes", "search", "story"})

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_GROUPS = {
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "everyday": (0, 1, 2, 3, 4, 5, 6),
    "weekdays": (0, 1, 2, 3, 4),
    "weekday": (0, 1, 2, 3, 4),
    "workdays": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
    "weekend": (5, 6),
}
#: What stands before, between and amid days.
_EACH, _JOINERS, _UNTIL = (
    {"every", "each"},
    {"and", "&"},
    {"to", "till", "until", "through", "-", "–"},
)
_DAY_NAMES = {
    name: number
    for number, day in enumerate(WEEKDAYS)
    for name in (day, f"{day}s", day[:3], day[:2], {1: "tues", 3: "thurs"}.get(number, day))
}

_READING = re.compile(r"(\d{1,3})\s?(s|sec|seconds?|m|min|minutes?|h|hours?)", re.IGNORECASE)
_PAGE = re.compile(r"p(\d{1,5})")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s?(?P<half>[ap])?\.?(?(half)m\.?)",
    re.IGNORECASE,
)
_NAMED_HOURS = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_DIGITS = re.compile(r"[0-2]?\d[0-5]\d")


def reading_time(words: Words) -> tuple[Words, int | None]:
    """Split "kim 2m" or "kim 2 min" into the words and seconds; None when no time is given.

    Raises:
        CommandError: the time is not between SHORTEST and LONGEST seconds.
    """
    for length in (1, 2):
        found = _READING.fullmatch(" ".join(words[-length:]))
        if found and len(words) >= length:
            seconds = int(found[1]) * {"s": 1, "m": 60, "h": 3600}[found[2][0].lower()]
            if not SHORTEST <= seconds <= LONGEST:
                raise CommandError("I can brief you in 15s to 10m. For example: /brief 2m")
            return _without_before_time(words[:-length]), seconds
    return words, None


def _without_before_time(words: Words) -> Words:
    """Return words without what leads to a reading time: "ferry in" 30 seconds."""
    return words[:-1] if words and words[-1].lower() in {"in", "for"} else words


def reading_words(seconds: int) -> str:
    """Return a reading time as it is typed: "30s", "2m"."""
    return f"{seconds // 60}m" if seconds % 60 == 0 else f"{seconds}s"


def reading_in_words(seconds: int) -> str:
    """Return a reading time for readers: "30 seconds", "2 minutes"."""
    number, unit = (seconds // 60, "minute") if seconds % 60 == 0 else (seconds, "second")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def page(words: Words) -> tuple[Words, int]:
    """Split "kim p2" into the words and the page, counted from 1."""
    found = _PAGE.fullmatch(words[-1]) if words else None
    return (words[:-1], max(1, int(found[1]))) if found else (words, 1)


def and_back(rest: str) -> tuple[Words, str]:
    """Split "12 340 7f30c5 /brief kim" into the words and the line that leads back.

    The line is empty when it leads to anything but a list: whoever types it in a group would
    have the bot offer everybody there a "Back" that does what they please.
    """
    words, _, back = rest.partition(" /")
    command = back.partition(" ")[0]
    return tuple(words.split()), f"/{back}" if command in LISTS else ""


def count(words: Words, *, most: int) -> tuple[Words, int | None]:
    """Split "kim 3" into the words and a number from 1 to ``most``; None when none is given.

    Raises:
        CommandError: the number is out of range.
    """
    if not words or not words[-1].isdecimal():
        return words, None
    if not 1 <= int(words[-1]) <= most:
        raise CommandError(f"Between 1 and {most} at a time. For example: /quotes kim 3")
    return words[:-1], int(words[-1])


def clock_time(text: str) -> time | None:
    """Return the time of day of "7:30", "07.30", "7:30am", "7 pm", "0730", "noon"; or None."""
    written = text.strip().lower()
    if written in _NAMED_HOURS:
        return _NAMED_HOURS[written]
    if _DIGITS.fullmatch(written) and len(written) >= 3:
        written = f"{written[:-2]}:{written[-2:]}"
    found = _CLOCK.fullmatch(written)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def weekdays(word: str) -> tuple[int, ...] | None:
    """Return the days of "weekdays", "mon,wed" or "mon-fri", Monday is 0; else None."""
    name = word.strip().lower()
    if name in _DAY_GROUPS:
        return _DAY_GROUPS[name]
    chosen: set[int] = set()
    for part in filter(None, name.split(",")):
        first, _, last = part.replace("–", "-").partition("-")
        if first not in _DAY_NAMES or (last and last not in _DAY_NAMES):
            return None
        begin, end = _DAY_NAMES[first], _DAY_NAMES[last or first]
        chosen |= {day % 7 for day in range(begin, end + 1 if begin <= end else end + 8)}
    return tuple(sorted(chosen)) or None


def leading_days(words: Words) -> tuple[tuple[int, ...] | None, Words]:
    """Split "every monday and wed 7:30" into the days and the other words.

    Days are listed ("monday wednesday", "mon, wed and fri"), grouped ("weekdays", "every
    day") or reach from one to another ("mon-fri", "monday to friday").
    """
    named = words[1:] if words and words[0].lower() in _EACH else words
    if len(named) < len(words) and named and named[0].strip(",").lower() == "day":
        return _DAY_GROUPS["daily"], named[1:]
    chosen: set[int] = set()
    while named:
        length, days = _next_days(named, joined=bool(chosen))
        if not days:
            break
        chosen, named = chosen | set(days), named[length:]
    return (tuple(sorted(chosen)), named) if chosen else (None, words)


def _next_days(words: Words, *, joined: bool) -> tuple[int, tuple[int, ...]]:
    """Return how many words name the next days of a list, and these days."""
    skipped = int(joined and words[0].lower() in _JOINERS)
    here = words[skipped : skipped + 3]
    if len(here) == 3 and here[1].lower() in _UNTIL:
        days = weekdays(f"{here[0]}-{here[2].strip(',')}")
        if days:
            return skipped + 3, days
    return skipped + 1, (weekdays(here[0].strip(",")) or ()) if here else ()


def days_in_words(days: Sequence[int]) -> str:
    """Return chosen weekdays for readers: "every day", "Monday to Friday", "Mon, Wed"."""
    known = {(0, 1, 2, 3, 4, 5, 6): "every day", (0, 1, 2, 3, 4): "Monday to Friday"}
    known[5, 6] = "Saturday and Sunday"
    if tuple(days) in known:
        return known[tuple(days)]
    if len(days) == 1:
        return f"{WEEKDAYS[days[0]].capitalize()}s"
    return ", ".join(WEEKDAYS[day][:3].capitalize() for day in days)


def article_number(words: Sequence[str], example: str) -> int:
    """Return the article number that stands first.

    Raises:
        CommandError: there is none; shows ``example``.
    """
    first = words[0].lstrip("#") if words else ""
    if not first.isdecimal() or len(first) > 12:
        raise CommandError(f"Which article? Ask like this: {example}")
    return int(first)
