"""Read what a reader wants of a daily briefing out of the words behind /subscribe."""

from dataclasses import dataclass
from datetime import time

from bot.commands.arguments import Words, clock_time, reading_time, weekdays
from bot.commands.zones import leading_zone
from bot.errors import CommandError

EXAMPLE = "For example: /subscribe 7:30 Berlin weekdays"
#: Whether a day without news is silent or gets its one line.
_SILENCE = {"quiet": True, "silent": True, "loud": False}
_EVERYTHING = {"everything", "all"}
_FILLERS = {"at", "in", "every", "day", "me", "daily"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was written; None is what was left open.

    Attributes:
        topics: empty for everything.
        asks_topics: the line ends in "?": the topics are still to be chosen.
    """

    at: time | None = None
    zone: str | None = None
    weekdays: tuple[int, ...] | None = None
    seconds: int | None = None
    quiet: bool | None = None
    topics: tuple[str, ...] | None = None
    asks_topics: bool = False


def wanted(words: Words) -> Wanted:
    """Read "7:30 Europe/Berlin weekdays 2m quiet about north korea, kim".

    Raises:
        CommandError: a word fits nowhere; says which, with a working example.
    """
    words, topics, asks = _topics(words)
    words, at = _clock(words)
    zone: str | None = None
    days: tuple[int, ...] | None = None
    seconds: int | None = None
    quiet: bool | None = None
    while words:
        first = words[0].strip(",").lower()
        if first in _SILENCE:
            quiet, words = _SILENCE[first], words[1:]
        elif days is None and (found := weekdays(words[0].strip(",").lower())):
            days, words = found, words[1:]
        elif reading_time(words[:1])[1]:
            seconds, words = reading_time(words[:1])[1], words[1:]
        elif zone is None and leading_zone(words)[0]:
            zone, words = leading_zone(words)
        elif first in _FILLERS:
            words = words[1:]
        elif first in _EVERYTHING:
            topics, words = (), words[1:]
        else:
            raise CommandError(_puzzled(" ".join(words), at, zone))
    return Wanted(at, zone, days, seconds, quiet, topics, asks)


def _topics(words: Words) -> tuple[Words, tuple[str, ...] | None, bool]:
    """Split off "about north korea, kim", or the "?" that asks which topics there are."""
    if words and words[-1] == "?":
        return words[:-1], None, True
    lowered = [word.lower() for word in words]
    for opener in ("about", "on"):
        if opener in lowered:
            place = lowered.index(opener)
            parts = " ".join(words[place + 1 :]).split(",")
            topics = tuple(part.strip() for part in parts if part.strip())
            everything = len(topics) == 1 and topics[0].lower() in _EVERYTHING
            return words[:place], () if everything else topics, False
    return words, None, False


def _clock(words: Words) -> tuple[Words, time | None]:
    """Take the time of day from the front: "7:30", "7:30 am", "at 7"."""
    if words and words[0].lower() == "at":
        words = words[1:]
    for length in (2, 1):
        if len(words) < length:
            continue
        at = clock_time(" ".join(words[:length]))
        if at is not None:
            return words[length:], at
    if words and words[0][0].isdecimal():
        raise CommandError(f"“{words[0]}” is no time of day. {EXAMPLE}")
    return words, None


def _puzzled(left: str, at: time | None, zone: str | None) -> str:
    if at is not None and zone is None:
        return (
            f"I know no place called “{left[:40]}”. Try the nearest large city, or a zone: "
            "/subscribe 7:30 Berlin, /subscribe 7:30 America/New_York"
        )
    return f"I do not understand “{left[:40]}” there. {EXAMPLE}"
