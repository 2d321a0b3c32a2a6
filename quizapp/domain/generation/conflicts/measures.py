"""Numbers as written, and units as factors of one unit per dimension."""

from __future__ import annotations

import re
from decimal import Decimal

# fmt: off
_UNITS = {
    "length": "metre meter m 1|kilometre kilometer km 1000|mile 1609.344|foot feet ft 0.3048"
    "|yard 0.9144|centimetre centimeter cm 0.01|millimetre millimeter mm 0.001|inch 0.0254|knot 1",
    "mass": "kilogram kg 1|gram g 0.001|tonne ton 1000|pound lb 0.45359237|ounce 0.02835",
    "area": "hectare ha 10000|acre 4046.86",
    "power": "megawatt mw 1000000|gigawatt gw 1000000000|kilowatt kw 1000|watt 1",
    "volume": "litre liter 1|gallon 3.785|barrel 158.987",
    "money:dollar": "dollar 1", "money:euro": "euro 1", "money:pound": "sterling 1",
    "money:yen": "yen 1", "money:won": "won 1", "money:krone": "krone kroner kronor krona 1",
    "money:franc": "franc 1", "money:rupee": "rupee 1", "money:peso": "peso 1",
    "money:yuan": "yuan 1",
    "money:cent": "cent 1|penny pence 1", "percent": "percent % 1",
}
_SIGNS = {
    "$": "money:dollar", "us$": "money:dollar", "€": "money:euro", "£": "money:pound",
    "¥": "money:yen",
}
_SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "m": 10**6, "bn": 10**9, "k": 1000, "dozen": 12, "dozens": 12,
}
_UNITS_IN_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_TENS_IN_WORDS = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)
_SMALL = {word: number for number, word in enumerate(_UNITS_IN_WORDS)} | {
    word: 10 * number for number, word in enumerate(_TENS_IN_WORDS, start=2)
}
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
# fmt: on
_FACTORS = {
    name: (dimension, Decimal(group.split()[-1]))
    for dimension, groups in _UNITS.items()
    for group in groups.split("|")
    for name in group.split()[:-1]
}
_DIGITS = re.compile(r"(\d[\d,]*(?:\.\d+)?)([½¼¾]?)(m|bn|k)?\Z")


def is_scale(word: str) -> bool:
    """Whether a word multiplies the number before it: “million”."""
    return word.casefold() in _SCALES


def number_of(words: list[str]) -> Decimal | None:
    """Return the number that words say: ["1.3", "million"]; None for others."""
    total, current, seen = Decimal(0), Decimal(0), False
    for word in words:
        small = word.casefold()
        digits = _DIGITS.match(small)
        if digits:
            part = Decimal(digits.group(1).replace(",", "")) + _FRACTIONS.get(digits.group(2), 0)
            current += part * _SCALES.get(digits.group(3), 1)
        elif small in _SMALL:
            current += _SMALL[small]
        elif small in _SCALES:
            scale = _SCALES[small]
            current = (current or Decimal(1)) * scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
        elif small in _FRACTIONS:
            current += _FRACTIONS[small]
        elif small not in {"-", "and", "a"}:
            return None
        seen = seen or small not in {"-", "and", "a"}
    return total + current if seen else None


def unit_of(word: str) -> tuple[str, Decimal] | None:
    """Return the dimension of a unit and its factor, if the word is a unit."""
    small = word.casefold().rstrip(".")
    return _FACTORS.get(small) or _FACTORS.get(small.removesuffix("s"))


def currency_of(sign: str) -> str:
    """Return the dimension that a sign before a number stands for, or nothing."""
    return _SIGNS.get(sign.casefold(), "")


def rounding(number: Decimal) -> Decimal:
    """Return how far a number as round as this may be from the exact one: at most a twentieth.

    Numbers below a hundred are counted, not rounded.
    """
    if number < 100:
        return Decimal(0)
    _, digits, exponent = number.normalize().as_tuple()
    if not isinstance(exponent, int) or len(digits) > 2:
        return Decimal(0)
    return min(Decimal(10) ** exponent / 2, abs(number) / 20)
