"""Places that are known by name; the data comes in as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of places with their level, and the words for people of a country.

    ``levels`` says country, capital, city, island, region, continent, water or territory of a name;
    ``countries`` gives the country of a capital or city, ``demonyms`` that of “Kenyan”, ``aliases``
    the usual name of “U.S.”, ``regions`` the part of the world of a country, ``peoples`` the
    country of “Danes”, which “Danish” does not give.
    """

    levels: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    demonyms: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    peoples: Mapping[str, str] = field(default_factory=dict)

    def level(self, name: str) -> str:
        """Return the level of a place, or nothing for a name that is not known."""
        known = _bare(name)
        found = self.levels.get(known, "")
        if not found and known.isupper() and len(known) > 3:
            found = self.levels.get(known.title(), "")
        return "country" if found == "territory" else found

    def usual(self, name: str) -> str:
        """Return the usual name of a place: “United States” for “U.S.”."""
        known = _bare(name)
        return self.aliases.get(known, known)

    def country(self, word: str) -> str:
        """Return the country that a word such as “Kenyan” speaks of, or nothing."""
        return self.demonyms.get(word, "")

    def home(self, word: str) -> str:
        """Return the country whose people a noun is: “Danes”, “Germans”, or nothing."""
        return self.peoples.get(word, "") or self.country(word) or self.country(word[:-1])


def _bare(name: str) -> str:
    bare = " ".join(name.replace("’", "'").split()).removesuffix("'s")
    return bare[4:] if bare[:4].lower() == "the " and bare != "The Hague" else bare
