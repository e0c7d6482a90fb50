"""From the name of a city or zone to its IANA time zone."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from summaries.text import folded

#: The most words a city's name has ("san miguel de tucuman").
MOST_WORDS = 5


def zone_named(name: str) -> str | None:
    """Return the IANA name for "Europe/Berlin", "berlin", "München" or "UTC"; else None.

    A name that several cities share means the largest of them.
    """
    wanted = folded(name.replace("/", " "))
    return _keys().get(wanted) or _cities().get(wanted)


def leading_zone(words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Split words into the zone that the first of them name and the others."""
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        zone = zone_named(" ".join(words[:length]).strip(","))
        if zone:
            return zone, words[length:]
    return None, words


def next_change(zone: str, after: datetime, days: int = 30) -> datetime | None:
    """Return when the clocks of a zone change next within some days; None when they do not."""
    place = ZoneInfo(zone)
    begin = after.astimezone(place).utcoffset()
    hours = (after + timedelta(hours=hour) for hour in range(1, 24 * days))
    for moment in hours:
        if moment.astimezone(place).utcoffset() != begin:
            return moment
    return None


@cache
def _keys() -> Mapping[str, str]:
    """Zones by their whole name and by their city, in normal form."""
    names = sorted(available_timezones())
    proper = [
        name
        for name in names
        if "/" in name and not name.startswith(("Etc/", "posix", "right"))
    ]
    whole = {folded(name.replace("/", " ").replace("_", " ")): name for name in names}
    by_city = {folded(name.rsplit("/", 1)[1].replace("_", " ")): name for name in proper}
    return by_city | whole


@cache
def _cities() -> Mapping[str, str]:
    lines = files("bot.commands").joinpath("data/cities.txt").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {city: zone for zone, cities in rows for city in cities.split("|")}
