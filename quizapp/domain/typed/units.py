"""Units as people write them, brought to one spelling so that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable

SIGNS = ("us$", "usd", "eur", "gbp", "jpy", "$", "€", "£", "¥")
_SPELLINGS = {
    "%": "percent pct percentage",
    "$": "us$ usd dollar",
    "€": "eur euro",
    "£": "gbp pound",
    "¥": "jpy yen",
    "km": "kilometre kilometer",
    "m": "metre meter",
    "cm": "centimetre centimeter",
    "mile": "mi",
    "foot": "ft feet",
    "kg": "kilogram kilogramme kilo",
    "tonne": "ton",
    "hour": "hr h",
    "minute": "min",
    "people": "person",
    "year": "yr",
    "thousand": "k",
    "million": "mio mln mn",
    "billion": "bn",
    "trillion": "tn",
}
_CANONICAL = {word: unit for unit, words in _SPELLINGS.items() for word in words.split()}
_WORD = re.compile(r"us\$|[%$€£¥°+]|[^\s%$€£¥°+,;:()\-\"“”]+")
_PER_CENT = re.compile(r"\bper cent\b")
_US_DOLLARS = re.compile(r"\b(?:u\.?s\.?|american) dollars?\b")
# Words beside a unit that make another unit of it.
_MEASURE_CHANGING = frozenset({"square", "sq", "cubic", "per", "nautical", "light", "point"})


def unit_words(text: str) -> tuple[str, ...]:
    """Split a unit into its words: small letters, one spelling, singular, signs as words."""
    plain = _US_DOLLARS.sub("usd", _PER_CENT.sub("percent", text.casefold()))
    words = _WORD.findall(plain)
    return tuple(dict.fromkeys(map(_canonical, words)))


def is_unit(words: tuple[str, ...], units: Iterable[str]) -> bool:
    """Whether words name one of the units; more words may stand around it: “American troops”."""
    return any(_names(words, unit_words(unit)) for unit in units)


def _names(words: tuple[str, ...], unit: tuple[str, ...]) -> bool:
    for start in range(len(words) - len(unit) + 1):
        if unit and words[start : start + len(unit)] == unit:
            around = {*words[:start], *words[start + len(unit) :]}
            return not around & _MEASURE_CHANGING
    return False


def _canonical(word: str) -> str:
    word = word.rstrip(".")
    singular = word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word
    return _CANONICAL.get(singular, singular) or "."
