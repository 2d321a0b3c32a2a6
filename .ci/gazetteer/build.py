"""Build quizapp/data/gazetteer.json from Babel's territories and zones, and the lists beside this.

Run it by hand when a list changes; the result is kept in the repository. ``countries.txt`` has
country, people and capital on a line; ``places.txt`` has level and name, or an alias and a name;
``cities.txt`` has a country and its cities, ``regions.txt`` a region and its countries,
``peoples.txt`` a country and what its people are called, where that is not the word for them and
an “s”: Danes, not Danishs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_global

HERE = Path(__file__).parent
NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


def build() -> dict[str, object]:
    """Return the data in the shape that quizapp.language.gazetteer reads."""
    countries: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    aliases: dict[str, str] = {}
    levels = dict.fromkeys(_zone_cities(), "city")
    for level, *names in _rows("places.txt"):
        if level == "alias":
            aliases[names[0]] = names[1]
        else:
            levels[names[0]] = level
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code not in NO_COUNTRIES:
            levels[name] = "territory"
    for country, peoples, capitals in _rows("countries.txt"):
        levels[country] = "country"
        demonyms |= dict.fromkeys(filter(None, peoples.split(",")), country)
        for capital in filter(None, capitals.split(",")):
            levels[capital] = "capital"
            countries[capital] = country
    for country, *cities in _rows("cities.txt"):
        countries |= {city: country for city in cities if levels[city] == "city"}
    regions = {name: region for region, *names in _rows("regions.txt") for name in names}
    levels |= {alias: levels[name] for alias, name in aliases.items()}
    return {
        "aliases": aliases,
        "countries": countries,
        "demonyms": demonyms,
        "levels": levels,
        "peoples": {word: land for land, *words in _rows("peoples.txt") for word in words},
        "regions": regions,
    }


def _rows(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text("utf-8").splitlines():
        yield line.split("|")


def _zone_cities() -> Iterator[str]:
    for zones in get_global("territory_zones").values():
        for zone in zones:
            area, _, city = zone.rpartition("/")
            if area and not area.startswith(("Etc", "Antarctica", "America/Indiana")):
                yield city.replace("_", " ")


if __name__ == "__main__":
    target = HERE.parents[1] / "quizapp" / "data" / "gazetteer.json"
    text = json.dumps(build(), ensure_ascii=False, indent=0, sort_keys=True)
    target.write_text(text + "\n", encoding="utf-8")
