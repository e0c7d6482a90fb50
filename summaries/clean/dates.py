"""Dates as news pages print them. Only a complete date counts; nothing is guessed.

Day, month and year must all be there, and a weekday printed with them must agree. "2 hours
ago", "Nov 19" or "No. 2" are no dates here, and 03/04/2025 is two of them, hence none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = (
    "january jan januar januari janvier enero gennaio janeiro jänner",
    "february feb februar februari février febrero febbraio fevereiro febr",
    "march mar märz maart mars marzo março maret",
    "april apr avril abril aprile",
    "may mai mei mayo maggio maio",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet julio luglio julho",
    "august aug augustus août agosto agustus",
    "september sep sept septembre septiembre settembre setembro",
    "october oct oktober okt octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre diciembre dicembre dezembro desember des",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAYS = (
    "monday mon montag lundi lunes lunedì",
    "tuesday tue tues dienstag mardi martes martedì",
    "wednesday wed mittwoch mercredi miércoles mercoledì",
    "thursday thu thur thurs donnerstag jeudi jueves giovedì",
    "friday fri freitag vendredi viernes venerdì",
    "saturday sat samstag sonnabend samedi sábado sabato",
    "sunday sun sonntag dimanche domingo domenica",
)
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_ZONES = {
    **dict.fromkeys(("z", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("bst", "cet", "mez"), 60),
    **dict.fromkeys(("cest", "mesz", "eet", "sast"), 120),
    **dict.fromkeys(("est", "cdt"), -300),
    "mdt": -360,
    **dict.fromkeys(("mst", "pdt"), -420),
    **dict.fromkeys(("jst", "kst"), 540),
    "edt": -240,
    "pst": -480,
    "msk": 180,
    "aest": 600,
}


def _words(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_YEAR = r"(?P<y>(?:19|20)\d\d)\b(?!\.\d)"
_NAMED = rf"(?P<m>{_words(_MONTH)})\b\.?"
_DAY = r"(?<![\d.])(?P<d>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?"
_DATE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_NAMED} ?(?P<d>[0-3]?\d)(?:st|nd|rd|th)?,? (?:at )?{_YEAR}",
        rf"{_DAY},?[ -](?:de |of )?{_NAMED}(?:,? de |,? |-){_YEAR}",
        r"\b(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>[01]?\d)(?P=s)(?P<d>[0-3]?\d)(?!\d)",
        r"(?P<y>(?:19|20)\d\d) ?年 ?(?P<m>1?\d) ?月 ?(?P<d>[1-3]?\d) ?日",
        rf"(?<![\d.])(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.{_YEAR}",
        rf"(?<![\d/])(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/{_YEAR}",
    )
)
_BEFORE = re.compile(rf"(?P<w>{_words(_WEEKDAY)})\b[.,]?,? ?(?:the )?$", re.IGNORECASE)
_TIME = re.compile(
    r"^(?P<gap>[ T]?[,|•·–-]? ?(?:at |um |à )?)(?P<h>[0-2]?\d)[:.](?P<min>[0-5]\d)(?::[0-5]\d)?"
    r"(?:\.\d+)? ?(?P<half>[ap]\.?m\b\.?)? ?(?P<zone>Z\b|[+-]\d\d:?\d\d\b|[A-Z]{2,4}\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A complete date as it stands in a line.

    Attributes:
        at: in UTC; the start of the day when no hour, or no zone, is printed with it.
        words: as printed, weekday included, hour left out.
        start: first code point in the line, weekday included.
        end: behind the last, hour and zone included.
    """

    at: datetime
    words: str
    start: int
    end: int


def printed_dates(line: str) -> tuple[PrintedDate, ...]:
    """Find the complete dates in a line, in order.

    An hour counts only with a zone it can be told by; otherwise the day stands alone.
    """
    found = sorted(_found(line), key=lambda date: (date.start, -date.end))
    apart: list[PrintedDate] = []
    for date in found:
        if not apart or date.start >= apart[-1].end:
            apart.append(date)
    return tuple(apart)


def _found(line: str) -> Iterator[PrintedDate]:
    for pattern in _DATE:
        for match in pattern.finditer(line):
            day = _day(match)
            if day is None:
                continue
            start = match.start()
            if before := _BEFORE.search(line[:start]):
                if _WEEKDAY[before["w"].lower()] != day.weekday():
                    continue
                start = before.start()
            time = _TIME.match(line[match.end() :])
            end = match.end() + (time.end() if time else 0)
            at = _with_time(day, time) if time else day
            yield PrintedDate(at, line[start : match.end()], start, end)


def _day(match: re.Match[str]) -> datetime | None:
    """Return the start of the day that was matched, if there is such a day, and only one."""
    parts = match.groupdict()
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if min(first, second) <= 12 and max(first, second) <= 12 and first != second:
            return None
        month, day = (second, first) if first > 12 else (first, second)
    else:
        month = _MONTH.get(parts["m"].lower(), 0) or int(parts["m"])
        day = int(parts["d"])
    try:
        return datetime(int(parts["y"]), month, day, tzinfo=UTC)
    except ValueError:
        return None


def _with_time(day: datetime, time: re.Match[str]) -> datetime:
    offset = _offset(time["zone"] or "")
    hour = int(time["h"])
    if half := (time["half"] or "").lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if offset is None or hour > 23:
        return day
    zone = timezone(timedelta(minutes=offset))
    return day.replace(hour=hour, minute=int(time["min"]), tzinfo=zone).astimezone(UTC)


def _offset(zone: str) -> int | None:
    """Return minutes east of Greenwich; None for a zone that is not known or not one."""
    if zone[:1] in {"+", "-"}:
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        return None if minutes > 14 * 60 else minutes * (1 if zone[0] == "+" else -1)
    return _ZONES.get(zone.lower())
