"""Read what a reader wants of a daily briefing out of the words behind /subscribe."""

import re
from dataclasses import dataclass, field, replace
from datetime import time

from bot.commands.arguments import (
    Words,
    clock_time,
    leading_days,
    reading_time,
    reading_words,
)
from bot.commands.zones import Zone, leading_zone
from bot.errors import CommandError

EXAMPLE = "For example: /subscribe 7:30 Berlin weekdays"
#: Whether a day without news is silent or gets its one line.
_SILENCE = {"quiet": True, "silent": True, "loud": False}
_EVERYTHING = {"everything", "all"}
_FILLERS = {"at", "in", "on", "me", "for", "and", "with", "please"}
_OPENERS = ("about", "on")
_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Options that end a list of topics: what can be nothing else.
_BEHIND_TOPICS = re.compile(
    r"""(?:[\s,]+(?:and\s+)?(?:
        quiet | silent | loud
        | (?:for\s+)?\d{1,3}\s?(?:s|sec|seconds?|m|min|minutes?)(?:\s+of\s+reading)?
        | at\s+\d[\d:.h]*(?:\s?[ap]\.?m\.?)? | \d{1,2}[:.]\d\d(?:\s?[ap]m)? | \d{1,2}\s?[ap]m
        | daily | everyday | (?:every|each)\s+day | (?:on\s+|every\s+)?(?:weekdays?|weekends)
        | (?:on|every|each)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)days?
        | (?:mon|tues|wednes|thurs|fri|satur|sun)days
        | (?:on\s+)?(?:mon|tue|wed|thu|fri|sat|sun)(?:[,–-](?:mon|tue|wed|thu|fri|sat|sun))+
    ))+$""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was written; None is what was left open.

    Attributes:
        zones: what the place may mean; several when large ones share the name.
        topics: as listed ("north korea, kim and climate"); empty for everything.
        asks_topics: the line ends in "?": the topics are still to be chosen.
    """

    at: time | None = None
    zones: tuple[Zone, ...] = ()
    weekdays: tuple[int, ...] | None = None
    seconds: int | None = None
    quiet: bool | None = None
    topics: str | None = None
    asks_topics: bool = False

    @property
    def zone(self) -> Zone | None:
        """The zone that was named, where it is clear."""
        return self.zones[0] if len(self.zones) == 1 else None

    @property
    def line(self) -> str:
        """The same wish as a line to send."""
        days = ",".join(_DAY[day] for day in self.weekdays or ())
        silence = {None: "", True: "quiet", False: "loud"}[self.quiet]
        about = f"about {self.topics}" if self.topics else "everything"
        parts = (
            "/subscribe",
            f"{self.at:%H:%M}" if self.at else "",
            self.zone.name if self.zone else "",
            days,
            reading_words(self.seconds) if self.seconds else "",
            silence,
            "" if self.topics is None else about,
            "?" if self.asks_topics else "",
        )
        return " ".join(filter(None, parts))


@dataclass(slots=True)
class _Reading:
    """A wish while its words are read one after the other."""

    left: Words
    found: Wanted = field(default_factory=Wanted)

    def all(self) -> Wanted:
        """Return the wish.

        Raises:
            CommandError: a word fits nowhere.
        """
        while self.left:
            if not (self._option() or self._zone() or self._filler()):
                raise CommandError(_puzzled(" ".join(self.left), self.found))
        return self.found

    def _option(self) -> bool:
        # "5 min" is no hour, so reading times go first.
        return self._silence() or self._seconds() or self._clock() or self._days()

    def _silence(self) -> bool:
        quiet = _SILENCE.get(self._first())
        return quiet is not None and self._take(1, quiet=quiet)

    def _clock(self) -> bool:
        """Read the time of day: "7:30", "7:30 am", "at 7"."""
        skipped = int(self._first() == "at")
        for length in (2, 1):
            words = self.left[skipped : skipped + length]
            at = clock_time(" ".join(words).strip(",")) if len(words) == length else None
            if at is not None and self.found.at is None:
                return self._take(skipped + length, at=at)
        return False

    def _days(self) -> bool:
        days, left = leading_days(self.left)
        if days is None or self.found.weekdays is not None:
            return False
        return self._take(len(self.left) - len(left), weekdays=days)

    def _seconds(self) -> bool:
        for length in (2, 1):
            words = tuple(word.strip(",") for word in self.left[:length])
            rest, seconds = reading_time(words)
            if seconds and not rest and self.found.seconds is None:
                behind = tuple(word.lower() for word in self.left[length : length + 2])
                # The bot says "2 minutes of reading" itself, and Reading is a town.
                more = 2 if behind == ("of", "reading") else 0
                return self._take(length + more, seconds=seconds)
        return False

    def _zone(self) -> bool:
        zones, left = leading_zone(self.left)
        if not zones or self.found.zones:
            return False
        return self._take(len(self.left) - len(left), zones=zones)

    def _filler(self) -> bool:
        if self._first() in _EVERYTHING:
            return self._take(1, topics="")
        return self._first() in _FILLERS and self._take(1)

    def _first(self) -> str:
        return self.left[0].strip(",").lower()

    def _take(self, length: int, **read: object) -> bool:
        self.left = self.left[length:]
        self.found = replace(self.found, **read)  # type: ignore[arg-type]
        return True


def wanted(words: Words) -> Wanted:
    """Read "7:30 Europe/Berlin weekdays 2m quiet about north korea, kim".

    Raises:
        CommandError: a word fits nowhere; says which, with a working example.
    """
    asks = words[-1:] == ("?",)
    head, topics, tail = _parted(words[:-1] if asks else words)
    if head and head[0][0].isdecimal() and clock_time(head[0].strip(",")) is None:
        _refuse_odd_hour(head)
    read = _Reading((*head, *tail)).all()
    if topics:
        read = replace(read, topics="" if topics.lower() in _EVERYTHING else topics)
    return replace(read, asks_topics=asks)


def _refuse_odd_hour(words: Words) -> None:
    """Refuse what begins like an hour and is neither one nor a reading time.

    Raises:
        CommandError: it is no time of day.
    """
    numbers = (clock_time(" ".join(words[:2])), reading_time(words[:1])[1])
    if not any(numbers) and not reading_time(words[:2])[1]:
        raise CommandError(f"“{words[0]}” is no time of day. {EXAMPLE}")


def _parted(words: Words) -> tuple[Words, str | None, Words]:
    """Part a line at "about": what is before, the topics, and the options behind them.

    "about north korea 5m quiet" is about North Korea, "about black friday" is about that:
    options behind topics count where they can be nothing else. "on mondays" is no topic.
    """
    lowered = [word.lower() for word in words]
    for opener in _OPENERS:
        if opener not in lowered:
            continue
        place = lowered.index(opener)
        behind = words[place + 1 :]
        if opener == "on" and leading_days(behind)[0]:
            continue
        listed = " ".join(behind)
        found = _BEHIND_TOPICS.search(listed, 1)
        tail = found[0] if found else ""
        topics = listed.removesuffix(tail).strip(" ,")
        return words[:place], topics, tuple(tail.replace(",", " ").split())
    return words, None, ()


def _puzzled(left: str, found: Wanted) -> str:
    if found.at is not None and clock_time(left.split(maxsplit=1)[0].strip(",")) is not None:
        return f"A briefing comes once a day: “{left[:40]}” is one time too many. {EXAMPLE}"
    if found.at is not None and not found.zones:
        return (
            f"I know no place called “{left[:40]}”. Try the nearest large city, or a zone: "
            "/subscribe 7:30 Berlin, /subscribe 7:30 America/New_York"
        )
    return f"I do not understand “{left[:40]}” there. {EXAMPLE}"
