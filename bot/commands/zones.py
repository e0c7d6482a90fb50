"""From the name of a city or zone to its IANA time zone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from summaries.text import folded

#: The most words a place has ("san miguel de tucuman", "springfield massachusetts usa").
MOST_WORDS = 6
#: A namesake is asked about when it has at least this share of the largest one's people, and
#: pointed out when it has this one.
COMPARABLE, NOTABLE = 0.25, 0.1

#: "UTC+2", "GMT -5:30", "+2".
_OFFSET = re.compile(
    r"(?:utc|gmt)?\s?([+\u2013\u2212-])\s?(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE
)
#: Zones that are so far from UTC all year, where IANA has none that is called so.
_ODD_OFFSETS = {
    "+3:30": "Asia/Tehran",
    "+4:30": "Asia/Kabul",
    "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon",
    "+9:30": "Australia/Darwin",
    "-9:30": "Pacific/Marquesas",
}
#: What clocks are called where they change: "EST" alone would be an hour off in summer. Of
#: those that several countries use (CST, IST, BST …) only what is nearly always meant.
_CLOCKS = {
    "America/New_York": "et est edt",
    "America/Chicago": "ct cst cdt",
    "America/Denver": "mt mst mdt",
    "America/Los_Angeles": "pt pst pdt",
    "Europe/London": "bst",
    "Europe/Lisbon": "wet",
    "Europe/Berlin": "cet cest mez mesz",
    "Europe/Athens": "eet eest",
    "Europe/Moscow": "msk",
    "Asia/Tokyo": "jst",
    "Asia/Seoul": "kst",
    "Asia/Singapore": "sgt",
    "Australia/Sydney": "aest aedt",
    "Pacific/Auckland": "nzst nzdt",
    "Pacific/Honolulu": "hst",
}
_ETC = re.compile(r"Etc/GMT([+-])(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone as somebody named it.

    Attributes:
        name: IANA name.
        place: the place that was taken ("Springfield, Missouri, USA"); empty where the zone
            itself was named.
        other: how to ask for the next largest place of the name; empty when there is none.
    """

    name: str
    place: str = ""
    other: str = ""

    @property
    def surprising(self) -> bool:
        """Whether the zone's name alone would not tell a reader which place was taken."""
        return bool(self.place) and folded(_last(self.name)) != folded(self.place.split(",")[0])


@dataclass(frozen=True, slots=True)
class _Region:
    """A zone's part in one country or state; ``codes`` are short for where it is."""

    zone: str
    where: str
    codes: str


def zones_named(name: str) -> tuple[Zone, ...]:
    """Return what "Europe/Berlin", "berlin", "Portland, Maine", "UTC+2" or "UTC" may mean.

    One when it is clear: several only where large places share the name whose clocks differ.
    """
    typed = name.strip(" ,")
    whole = _by_offset(typed) or _keys().get(folded(typed.replace("/", " ")))
    if whole:
        return (Zone(whole),)
    called, cities = _cities_called(typed.replace(",", " ").split())
    if cities:
        return _told_apart(called, cities)
    part = _parts().get(folded(typed))
    return (Zone(part),) if part else ()


def leading_zone(words: tuple[str, ...]) -> tuple[tuple[Zone, ...], tuple[str, ...]]:
    """Split words into the zones that the first of them may mean and the others."""
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        zones = zones_named(" ".join(words[:length]))
        if zones:
            return zones, words[length:]
    return (), words


def place_normal(name: str) -> str:
    """Return the name of a place as cities.txt has it: "st petersburg" for "St. Petersburg"."""
    normal = " ".join(folded(name.replace(".", "").replace(",", " ")).split())
    return f"st {normal[6:]}" if normal.startswith("saint ") else normal


def zone_in_words(name: str) -> str:
    """Return a zone for readers: "Europe/Berlin", but "UTC+2" for what IANA calls Etc/GMT-2."""
    found = _ETC.fullmatch(name)
    if found is None:
        return name
    return f"UTC{'-' if found[1] == '+' else '+'}{found[2]}"


def next_change(zone: str, after: datetime, days: int = 30) -> datetime | None:
    """Return when the clocks of a zone change next within some days; None when they do not."""
    place = ZoneInfo(zone)
    begin = after.astimezone(place).utcoffset()
    hours = (after + timedelta(hours=hour) for hour in range(1, 24 * days))
    for moment in hours:
        if moment.astimezone(place).utcoffset() != begin:
            return moment
    return None


def _by_offset(typed: str) -> str | None:
    found = _OFFSET.fullmatch(typed)
    if found is None:
        return None
    sign, hours, minutes = "+" if found[1] == "+" else "-", int(found[2]), found[3] or "00"
    if minutes != "00":
        return _ODD_OFFSETS.get(f"{sign}{hours}:{minutes}")
    if hours == 0:
        return "UTC"
    # IANA counts the other way round, as POSIX did: Etc/GMT-2 is two hours ahead of UTC.
    ahead = sign == "+"
    return f"Etc/GMT{'-' if ahead else '+'}{hours}" if hours <= (14 if ahead else 12) else None


def _cities_called(words: Sequence[str]) -> tuple[str, list[tuple[_Region, int]]]:
    """Return a city's name and where it leads, the largest first.

    "portland maine" is a Portland; of the words, those behind the name say where it is.
    """
    for length in range(len(words), 0, -1):
        called = " ".join(words[:length])
        where = set(place_normal(" ".join(words[length:])).split())
        found = [
            (region, people)
            for region, people in _cities().get(place_normal(called), ())
            if where <= {*place_normal(region.where).split(), *region.codes.split()}
        ]
        if found:
            return called, sorted(found, key=lambda one: -one[1])
    return "", []


def _told_apart(called: str, cities: Sequence[tuple[_Region, int]]) -> tuple[Zone, ...]:
    """Return the places of a name that a reader has to choose from; one where it is clear."""
    first, most = cities[0]
    clocks: dict[tuple[timedelta | None, ...], _Region] = {}
    for region, people in cities:
        if people >= COMPARABLE * most:
            clocks.setdefault(_clock(region.zone), region)
    if len(clocks) == 1:
        others = [
            region
            for region, people in cities
            if people >= NOTABLE * most and _clock(region.zone) not in clocks
        ]
        other = f"{_title(called)} {others[0].where.split(',')[0]}" if others else ""
        return (_zone(called, first, other),)
    alike = len({region.where for region in clocks.values()}) < len(clocks)
    return tuple(_zone(called, region, alike=alike) for region in clocks.values())


def _zone(called: str, region: _Region, other: str = "", *, alike: bool = False) -> Zone:
    place = f"{_title(called)}, {region.where}"
    if alike:
        place = f"{place} ({_last(region.zone)})"
    return Zone(region.zone, place, other)


def _clock(zone: str) -> tuple[timedelta | None, ...]:
    """Return what a zone's clocks show through a year; any recent one does."""
    place = ZoneInfo(zone)
    return tuple(
        datetime(2026, month, 15, tzinfo=UTC).astimezone(place).utcoffset()
        for month in range(1, 13)
    )


def _title(called: str) -> str:
    return called.title() if called == called.lower() else called


def _last(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


@cache
def _keys() -> Mapping[str, str]:
    """Zones by their whole name, in normal form, and by what their clocks are called."""
    names = sorted(available_timezones())
    clocks = {clock: zone for zone, clocks in _CLOCKS.items() for clock in clocks.split()}
    return {folded(name.replace("/", " ").replace("_", " ")): name for name in names} | clocks


@cache
def _parts() -> Mapping[str, str]:
    """Zones by the last part of their name, in normal form."""
    left_out = ("Etc/", "posix", "right")
    names = sorted(
        name for name in available_timezones() if "/" in name and not name.startswith(left_out)
    )
    return {folded(_last(name)): name for name in names}


@cache
def _cities() -> Mapping[str, list[tuple[_Region, int]]]:
    """Return where each name of a city leads, with thousands of people where it is shared."""
    lines = files("bot.commands").joinpath("data/cities.txt").read_text("utf-8").splitlines()
    found: dict[str, list[tuple[_Region, int]]] = {}
    for line in lines[1:]:
        zone, where, codes, names = line.split("\t")
        region = _Region(zone, where, codes)
        for name in names.split("|"):
            called, _, thousands = name.partition(":")
            found.setdefault(called, []).append((region, int(thousands or 0)))
    return found
