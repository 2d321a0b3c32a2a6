"""Numbers as people write them: marks, scales, words, ranges, and the unit beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from quizapp.domain.typed.number_words import NUMBER_WORDS, SCALES, spelled
from quizapp.domain.typed.units import SIGNS, unit_words

_LEAD_IN = re.compile(
    r"(?:about|approximately|approx\.?|around|roughly|some|circa|ca\.|c\.|nearly|almost|just|over"
    r"|under|more than|less than|at least|at most|up to|as many as|no more than|no less than|only"
    r"|[~≈<>≤≥=])\s*"
)
_SIGN = "|".join(re.escape(sign) for sign in SIGNS)
_DIGITS = r"(?:[0-9]+(?:[.,'][0-9]+| [0-9]{3}(?![0-9]))*|[.,][0-9]+)"
_NUMBER = re.compile(
    rf"(?P<minus>-?)(?P<sign>{_SIGN})?\s*(?P<minus2>-?)(?P<digits>{_DIGITS})"
    r"(?:(?:e|\s*[x×*]\s*10\s*\^)(?P<exponent>[-+]?[0-9]+))?(?P<rest>.*)"
)
_RANGES = (
    re.compile(r"between (?P<low>.+?) and (?P<high>.+)"),
    re.compile(r"(?:from )?(?P<low>.+?) (?:to|until|up to) (?P<high>.+)"),
    re.compile(rf"(?P<low>.*?[0-9a-z%])(?<![0-9]e)\s*-\s*(?P<high>(?:{_SIGN})?\s*[0-9.,].*)"),
)
_FOLDED = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("’‘ʼ`´", "'"), "\u066b": ".", "\u066c": ","}
)
# What makes the words after a number change the number itself.
_UNFINISHED = frozenset(NUMBER_WORDS) | {"half", "quarter", "or", "not"}
_UNFINISHED |= {word for word in SCALES if len(word) > 2}
_Reading = tuple[Decimal, tuple[str, ...]]
DIGITS_LIMIT = 24
"""The most digits and marks of one number that are read."""
EXPONENT_LIMIT = 30
"""The largest power of ten: beyond it a number is a typing error, not an answer."""


@dataclass(frozen=True, slots=True)
class Number:
    """One way to read what was written; ``unit`` holds the words after it in one spelling.

    ``high`` is the upper end of a range, and None for a single number.
    """

    low: Decimal
    high: Decimal | None
    unit: tuple[str, ...]


def read_numbers(text: str) -> tuple[Number, ...]:
    """Return every way to read a text as a number or a range, the English one first.

    “1.800” can be 1.8 or 1800; “65 m” can be metres or millions. Empty if it is no number, is not
    finite, or is larger than anyone means.
    """
    plain = _plain(text)
    for shape in _RANGES:
        if match := shape.fullmatch(plain):
            low, high = _read_one(match["low"]), _read_one(match["high"])
            if low and high:
                return tuple(_pair_up(low, high))
    return tuple(Number(value, None, unit) for value, unit in _read_one(plain))


def reading_order_of_numbers(texts: Sequence[str]) -> tuple[int, ...] | None:
    """Return the indices from small to large, or None if not all are numbers of one unit."""
    first = []
    for text in texts:
        readings = read_numbers(text)
        if not readings:
            return None
        first.append(readings[0])
    keys = [(number.low, number.low if number.high is None else number.high) for number in first]
    if len({number.unit for number in first}) != 1 or len(set(keys)) != len(keys):
        return None
    return tuple(sorted(range(len(keys)), key=keys.__getitem__))


def _plain(text: str) -> str:
    if not text.isascii():
        # Superscripts and fractions would turn into digits of the number beside them.
        text = "".join(
            char if unicodedata.category(char) == "No" else unicodedata.normalize("NFKC", char)
            for char in text
        ).translate(_FOLDED)
        text = "".join(str(unicodedata.decimal(char, char)) for char in text)
    return " ".join(text.casefold().split()).rstrip(" .,;:!?")


def _read_one(text: str) -> list[_Reading]:
    while match := _LEAD_IN.match(text):
        text = text[match.end() :]
    if match := _NUMBER.fullmatch(text):
        values = _values(match)
        words = unit_words(f"{match['rest']} {match['sign'] or ''}")
    else:
        value, words = spelled(unit_words(text))
        values = [] if value is None else [value]
    return list(_readings(values, words))


def _readings(values: list[Decimal], words: tuple[str, ...]) -> Iterator[_Reading]:
    if any(word in _UNFINISHED or word[0].isdigit() for word in words[1:]):
        return
    if words and words[0] in SCALES:
        for value in values:
            yield value * SCALES[words[0]], words[1:]
    elif words and (words[0] in _UNFINISHED or words[0][0].isdigit()):
        return
    # The scale may also belong to the unit: “million dollars”, or m for metres.
    for value in values:
        yield value, words


def _values(match: re.Match[str]) -> list[Decimal]:
    digits, exponent = match["digits"], int(match["exponent"] or 0)
    if len(digits) > DIGITS_LIMIT or abs(exponent) > EXPONENT_LIMIT:
        return []
    minus = "-" if match["minus"] or match["minus2"] else ""
    return [Decimal(f"{minus}{written}e{exponent}") for written in _marks_read(digits)]


def _marks_read(digits: str) -> Iterator[str]:
    marks = [char for char in digits if not char.isdigit()]
    if not marks:
        yield digits
        return
    last = marks[-1]
    head, _, tail = digits.rpartition(last)
    as_group = _without_groups(digits)
    as_decimal = _without_groups(head) if last in ".," and marks.count(last) == 1 else None
    decimal = None if as_decimal is None else f"{as_decimal or 0}.{tail}"
    readings = (decimal, as_group) if last == "." else (as_group, decimal)
    yield from (reading for reading in readings if reading is not None)


def _without_groups(digits: str) -> str | None:
    marks = {char for char in digits if not char.isdigit()}
    if not marks:
        return digits
    mark = re.escape(marks.pop())
    # Groups of two are how thousands are marked in South Asia: 1,00,000.
    if marks or not re.fullmatch(rf"[1-9]\d{{0,2}}(?:{mark}\d{{2,3}})*{mark}\d{{3}}", digits):
        return None
    return re.sub(r"\D", "", digits)


def _pair_up(lows: list[_Reading], highs: list[_Reading]) -> Iterator[Number]:
    """Join the ends of a range; what stands at one end only is said of both."""
    for (low, low_words), (high, high_words) in product(lows, highs):
        signs = tuple(dict.fromkeys(w for w in (*low_words, *high_words) if w in SIGNS))
        low_unit = tuple(word for word in low_words if word not in SIGNS)
        high_unit = tuple(word for word in high_words if word not in SIGNS)
        if low_unit and high_unit and low_unit != high_unit:
            continue
        unit = low_unit or high_unit
        if unit and unit[0] in SCALES:
            scale = SCALES[unit[0]]
            yield Number(low * scale, high * scale, unit[1:] + signs)
        yield Number(low, high, unit + signs)
