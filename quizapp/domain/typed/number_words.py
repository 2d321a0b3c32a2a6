"""Numbers written out in English: “fifty thousand”, “twenty-five”, “a hundred and six”, “half”."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

# fmt: off
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth",
)
# fmt: on

NUMBER_WORDS: dict[str, int] = {
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)},
    "hundred": 100,
    "dozen": 12,
}
ORDINALS: dict[str, int] = {
    **{word: value for value, word in enumerate(_SMALL_ORDINALS)},
    **{word[:-1] + "ieth": NUMBER_WORDS[word] for word in _TENS},
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
}
SCALES: dict[str, Decimal] = {
    "hundred": Decimal(100),
    "dozen": Decimal(12),
    "gross": Decimal(144),
    "score": Decimal(20),
    "thousand": Decimal(10**3),
    "k": Decimal(10**3),
    "lakh": Decimal(10**5),
    "lac": Decimal(10**5),
    "million": Decimal(10**6),
    "mil": Decimal(10**6),
    "mill": Decimal(10**6),
    "mio": Decimal(10**6),
    "mln": Decimal(10**6),
    "mn": Decimal(10**6),
    "mm": Decimal(10**6),
    "m": Decimal(10**6),
    "crore": Decimal(10**7),
    "billion": Decimal(10**9),
    "milliard": Decimal(10**9),
    "bln": Decimal(10**9),
    "bil": Decimal(10**9),
    "bn": Decimal(10**9),
    "b": Decimal(10**9),
    "trillion": Decimal(10**12),
    "tril": Decimal(10**12),
    "trn": Decimal(10**12),
    "tn": Decimal(10**12),
    "quadrillion": Decimal(10**15),
    "quintillion": Decimal(10**18),
    "sextillion": Decimal(10**21),
    "septillion": Decimal(10**24),
    "octillion": Decimal(10**27),
    "googol": Decimal(10) ** 100,
}
"""What multiplies the number before it; small letters, singular."""
AMBIGUOUS_SCALES = frozenset({"m", "mm", "k", "b", "gross", "score"})
"""Scales that are a unit or a noun as well: 65 m may be metres."""
_IN_WORDS = frozenset(
    word for word in SCALES if len(word) > 3 and word not in ("gross", "score", "mill", "tril")
) | {"lac"}
_PARTS: dict[str, int] = {
    "half": 2,
    "halve": 2,
    "quarter": 4,
    **{word: value for word, value in ORDINALS.items() if value > 2},
}
_DIGITS = {word: str(value) for value, word in enumerate(_SMALL[:10])} | {"oh": "0", "nought": "0"}
_Read = tuple[Decimal | None, tuple[str, ...]]
FRACTION_DIGITS = 12


def spelled(words: Sequence[str]) -> _Read:
    """Read the number at the start; return it and the words after it, or None and all words."""
    words = tuple(words)
    value, rest = _whole(words)
    if value is not None and rest[:1] == ("point",):
        digits = _decimals(rest[1:])
        rest = rest[1 + len(digits) :]
        value = Decimal(f"{value:f}.{digits}") if digits and "." not in f"{value:f}" else None
    part, rest = _part(words, value, rest)
    if part is None:
        return None, words
    while rest and rest[0] in _IN_WORDS:
        part, rest = part * SCALES[rest[0]], rest[1:]
    return part, rest


def part_words(words: Sequence[str]) -> tuple[Fraction | None, tuple[str, ...]]:
    """Read a part such as “half”, “a quarter”, “two thirds” or “and a half” at the start."""
    words = tuple(words)
    at = 1 if words[:1] == ("and",) else 0
    count = 1
    if words[at : at + 1] in (("a",), ("an",)):
        at += 1
    elif words[at : at + 1] and words[at] in NUMBER_WORDS and NUMBER_WORDS[words[at]] < 20:
        count = NUMBER_WORDS[words[at]]
        at += 1
    if at == 0 and words[:1] and words[0] in ORDINALS:
        # “Third” alone says which one, not how much.
        return None, words
    if not words[at : at + 1] or (part := _PARTS.get(_singular(words[at]))) is None:
        return None, words
    at += 1
    if words[at : at + 1] == ("of",) and words[at + 1 : at + 2] in (("a",), ("an",)):
        at += 1
    if words[at : at + 1] in (("a",), ("an",)) and words[at + 1 : at + 2]:
        at += 1
    return Fraction(count, part), words[at:]


def as_decimal(number: Fraction) -> Decimal:
    """Return a fraction with as many digits as anyone types."""
    return round(Decimal(number.numerator) / Decimal(number.denominator), FRACTION_DIGITS)


def _part(
    words: tuple[str, ...], value: Decimal | None, rest: tuple[str, ...]
) -> tuple[Decimal | None, tuple[str, ...]]:
    if value is not None and rest[:1] == ("and",):
        part, after = part_words(rest)
        if part is not None:
            return value + as_decimal(part), after
    part, after = part_words(words)
    if part is not None:
        return as_decimal(part), after
    return value, rest


def _decimals(words: tuple[str, ...]) -> str:
    digits = ""
    for word in words:
        if word not in _DIGITS:
            break
        digits += _DIGITS[word]
    return digits


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


def _whole(words: tuple[str, ...]) -> _Read:
    at = 1 if words[:1] in (("a",), ("an",)) and words[1:2] and _is_large(words[1]) else 0
    if year := _year(words):
        return year
    first = at
    total, current, scale = Decimal(0), Decimal(at), Decimal(10**30)
    while at < len(words):
        word = words[at]
        if word == "and" and at > first and words[at + 1 : at + 2] and _is_small(words[at + 1]):
            if part_words(words[at:])[0] is not None:
                break
            at += 1
            continue
        if _is_small(word):
            value = NUMBER_WORDS[word]
            if not _can_follow(current, value):
                return None, words
            current += value
        elif word in ("hundred", "dozen") and current < 100:
            current = max(current, Decimal(1)) * NUMBER_WORDS[word]
        elif word in _IN_WORDS and SCALES[word] < scale and at > 0:
            total, current, scale = total + current * SCALES[word], Decimal(0), SCALES[word]
        else:
            break
        at += 1
    return (total + current, words[at:]) if at > first else (None, words)


def _year(words: tuple[str, ...]) -> tuple[Decimal, tuple[str, ...]] | None:
    """Read “nineteen fourteen” and “twenty twenty-three”."""
    values = [NUMBER_WORDS.get(word, 0) for word in words[:3]]
    if len(values) < 2 or not 10 <= values[0] <= 20 or not 10 <= values[1] < 100:
        return None
    year, used = values[0] * 100 + values[1], 2
    if values[1] >= 20 and len(values) > 2 and 0 < values[2] < 10:
        year, used = year + values[2], 3
    return Decimal(year), words[used:]


def _is_small(word: str) -> bool:
    return word in NUMBER_WORDS and not _is_large(word)


def _is_large(word: str) -> bool:
    return word in _IN_WORDS


def _can_follow(current: Decimal, value: int) -> bool:
    if 0 < value < 10 and current % 100 >= 20:
        return current % 10 == 0
    return current % 100 == 0
