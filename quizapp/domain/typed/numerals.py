"""Numbers as people write them: marks, scales, words, fractions, ranges, and the unit beside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import product

from quizapp.domain.typed.number_words import (
    AMBIGUOUS_SCALES,
    NUMBER_WORDS,
    ORDINALS,
    SCALES,
    as_decimal,
    part_words,
    spelled,
)
from quizapp.domain.typed.units import SIGNS, Unit, names_a_unit, plain_words, unit_of
from quizapp.domain.typed.unseen import visible

_LEAD_IN = re.compile(
    r"(?:(?:about|approximately|approx\.?|around|roughly|some|circa|ca\.|c\.|nearly|almost|just"
    r"|close to|not quite|a little|slightly|well|upwards of|in excess of|above|below"
    r"|over|under|more than|less than|fewer than|at least|at most|up to|as (?:many|much) as"
    r"|no(?:t)? (?:more|less|fewer) than"
    r"|only|exactly|an? total of|in total|in the year|the year|in|year"
    r"|it is|it was)(?![^\s\d$€£¥~-])|[~≈<>≤≥=])\s*"
)
_SIGN = "|".join(re.escape(sign) for sign in SIGNS)
_DIGITS = r"(?:[0-9]+(?:[.,'][0-9]+| [0-9]{3}(?![0-9]))*|[.,][0-9]+)"
_MINUS = r"(?:-|\+|(?:minus|negative|plus) )"
_NUMBER = re.compile(
    rf"(?P<minus>{_MINUS})?\s*(?P<sign>{_SIGN})?\s*(?P<minus2>{_MINUS})?\s*(?P<digits>{_DIGITS})"
    r"(?P<tail>.*)"
)
_EXPONENT = re.compile(r"e(?P<e>[-+]?[0-9]+)(?![\w.,])|\s*[x×*·]\s*10\s*\^\s*(?P<ten>[-+]?[0-9]+)")
_POWER = re.compile(r"\s*\^\s*(?P<power>-?[0-9]+)")
_FRACTION = re.compile(r"\s*/\s*(?P<under>[0-9]+)(?![0-9.,/])")
_MIXED = re.compile(r"[ -]?(?P<over>[0-9]+)/(?P<under>[0-9]+)(?![0-9.,/])")
_GLUED = re.compile(r"[^\W\d_]+|°[cf]?")
_TAIL_STARTS = re.compile(rf"[\s%‰°]|-(?=[a-z])|(?:{_SIGN})|\+$|\+\s")
_RANGES = (
    re.compile(r"between (?P<low>.+?) and (?P<high>.+)"),
    re.compile(r"(?:from )?(?P<low>.+?) (?:to|until|up to|through) (?P<high>.+)"),
    re.compile(
        rf"(?P<low>.*?[0-9a-z%])(?<![0-9]e)(?<!\^)\s*-\s*(?P<high>(?:{_SIGN})?\s*[0-9.,].*)"
    ),
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_RAISED_RUN = re.compile(r"(?<=[\d)])[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("⁄∕÷", "/"),
        "\u066b": ".",
        "\u066c": ",",
        "µ": "μ",
    }
)
# What makes the words after a number change the number itself.
_UNFINISHED = frozenset(NUMBER_WORDS) | frozenset(ORDINALS) - {"second"}
_UNFINISHED |= {"half", "quarter", "or", "not", "plus", "minus"}
_UNFINISHED |= {"divided", "multiplied", "factorial", "tenth", "over", "x", "nor"}
_UNFINISHED |= {word for word in SCALES if len(word) > 3}
_ERA = re.compile(r"(?P<year>.*[0-9])\s*(?P<era>b\.?c\.?(?:e\.?)?|a\.?d\.?|c\.?e\.?)")
_ERAS = {"bc": -1, "ad": 1, "ce": 1}
_DECADE = re.compile(r"[0-9]{3}0")
DIGITS_LIMIT = 24
"""The most digits and marks of one number that are read."""
EXPONENT_LIMIT = 30
"""The largest power of ten: beyond it a number is a typing error, not an answer."""


@dataclass(frozen=True, slots=True)
class Number:
    """One way to read what was written; ``unit`` holds the words after it, by what they mean.

    ``high`` is the upper end of a range, and None for a single number. ``scale`` is what a word
    such as “million” multiplied it by.
    """

    low: Decimal
    high: Decimal | None
    unit: Unit
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Reading:
    value: Decimal
    words: str
    sign: str
    scale: Decimal = Decimal(1)

    @property
    def unit(self) -> Unit:
        return unit_of(f"{self.words} {self.sign}")


def read_numbers(text: str) -> tuple[Number, ...]:
    """Return every way to read a text as a number or a range, the English one first.

    “1.800” can be 1.8 or 1800; “65 m” can be metres or millions. What follows the digits is part of
    the number: it is a unit, a scale or a noun, or the text is none. Empty if it is no number, is
    not finite, or is larger than anyone means.
    """
    return _read(text) if len(text) <= _LONGEST else ()


_LONGEST = 500


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[Number, ...]:
    plain = _plain(text)
    if (twice := _SAID_TWICE.fullmatch(plain)) and (both := _read_both(twice)):
        return both
    for shape in _RANGES:
        if match := shape.fullmatch(plain):
            low, high = _read_one(match["low"]), _read_one(match["high"])
            if low and high:
                return tuple(dict.fromkeys(_pair_up(low, _after(match, low, high))))
    found = (Number(each.value, None, each.unit, each.scale) for each in _read_one(plain))
    return tuple(dict.fromkeys(found))


_SAID_TWICE = re.compile(r"(?P<first>[^()]+?) ?\((?P<again>[^()]+)\)(?P<unit>[^()]*)")
"""A number in digits and in words: “3 (three)”, “three (3) days”."""


def _read_both(twice: re.Match[str]) -> tuple[Number, ...]:
    again = {(each.low, each.high) for each in _read(twice["again"])}
    first = _read(f"{twice['first']}{twice['unit']}")
    return tuple(each for each in first if (each.low, each.high) in again)


def bound_of(text: str) -> str:
    """Return “<” or “>” for a number that is said to be below or above, and nothing else."""
    plain = _plain(text)
    for sign, words in _BOUNDS.items():
        if re.match(rf"(?:{words}) |{'<|≤' if sign == '<' else '>|≥'}", plain):
            return sign
    return ">" if plain.endswith("+") else ""


def asked_bound(stem: str) -> str:
    """Return “<” or “>” for a question such as “Just under how many ships were there?”."""
    for sign, words in _BOUNDS.items():
        if re.search(rf"\b(?:{words}) {_ASKING}", stem.casefold()):
            return sign
    return ""


_ASKING = r"(?:how (?:many|much)|what (?:percent|share))"
_BOUNDS = {
    "<": r"(?:(?:just|well|a little|slightly) )?(?:under|below|(?:less|fewer) than)|at most|up to"
    r"|no(?:t)? more than|nearly|almost|close to|not quite|as (?:many|much) as",
    ">": r"(?:(?:just|well|a little|slightly) )?(?:over|above|more than)|at least"
    r"|no(?:t)? (?:less|fewer) than|upwards of|in excess of",
}


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
    text = visible(text)
    if not text.isascii():
        text = _RAISED_RUN.sub(lambda run: f"^{run[0].translate(_RAISED)}", text)
        # Any other raised digit would turn into a digit of the number beside it.
        text = "".join(_wide(char) for char in text).translate(_FOLDED)
        text = "".join(str(unicodedata.decimal(char, char)) for char in text)
    plain = " ".join(text.casefold().replace("**", "^").split()).rstrip(" .,;:!?")
    while plain[:1] + plain[-1:] in ("()", "[]", '""') and len(plain) > 2:
        plain = plain[1:-1].strip()
    return plain


def _wide(char: str) -> str:
    kind = unicodedata.category(char)
    wide = unicodedata.normalize("NFKC", char)
    if kind == "No":
        # ½ is a number of its own, and 5½ is not 51 over 2.
        return f" {wide.replace('⁄', '/')}" if "⁄" in wide else char
    return wide if kind != "Lm" else char


def _read_one(text: str) -> list[_Reading]:
    while match := _LEAD_IN.match(text):
        text = text[match.end() :]
    era = 1
    if match := _ERA.fullmatch(text):
        era, text = _ERAS[match["era"].replace(".", "")[:2]], match["year"]
    elif text.startswith(("ad ", "a.d. ")):
        text = text.partition(" ")[2]
    if match := _NUMBER.fullmatch(text):
        found = list(_digits_read(match))
    else:
        found = list(_words_read(text))
    return [
        _Reading(each.value * era, each.words, each.sign, each.scale)
        for each in found
        if era == 1 or (each.value > 0 and not each.words and not each.sign)
    ]


_SOME = re.compile(r"(?:tens|dozens|scores|hundreds|thousands|millions|billions)\b")
"""“Hundreds” is no number: nobody knows how many of them."""


def _words_read(text: str) -> Iterator[_Reading]:
    sign = 1
    if match := re.match(_MINUS, text):
        sign, text = (1 if match[0] in ("+", "plus ") else -1), text[match.end() :]
    if _SOME.match(text):
        return
    value, words = spelled(plain_words(text))
    if value is not None:
        yield from _scaled([value * sign], " ".join(words), "")


def _digits_read(match: re.Match[str]) -> Iterator[_Reading]:
    digits, tail = match["digits"], match["tail"]
    if len(digits) > DIGITS_LIMIT:
        return
    exponent, divisor, added, power = 0, 1, Fraction(0), 1
    if over := _EXPONENT.match(tail):
        exponent, tail = int((over["e"] or over["ten"])[:6]), tail[over.end() :]
    elif over := _POWER.match(tail):
        power, tail = int(over["power"][:6]), tail[over.end() :]
    elif over := _FRACTION.match(tail):
        divisor, tail = int(over["under"][:DIGITS_LIMIT]), tail[over.end() :]
    elif (over := _MIXED.match(tail)) and int(over["under"]) > int(over["over"]) > 0:
        added, tail = Fraction(int(over["over"]), int(over["under"])), tail[over.end() :]
    if divisor == 0 or abs(exponent) > EXPONENT_LIMIT or abs(power) > EXPONENT_LIMIT:
        return
    if divisor != 1 and not digits.isdigit():
        return
    if not _may_follow(digits, tail):
        return
    words = plain_words(tail)
    if words[:1] == ("and",) and not added:
        part, rest = part_words(words)
        if part is not None:
            added, tail = part, " ".join(rest)
    elif words and divisor == 1 and not added and words[0] in _PART_NAMES and digits.isdigit():
        divisor, tail = _PART_NAMES[words[0]], " ".join(words[1:])
    minus = -1 if {match["minus"], match["minus2"]} & {"-", "minus ", "negative "} else 1
    values = []
    for written in _marks_read(digits):
        value = Decimal(f"{written}e{exponent}")
        if power != 1:
            if (power < 0 and not value) or abs(value.adjusted() * power) > EXPONENT_LIMIT:
                return
            value = value**power
        if divisor != 1 or added:
            value = as_decimal(Fraction(value) / divisor + added)
        values.append(value * minus)
    yield from _scaled(values, tail, match["sign"] or "")


_PART_NAMES = {
    **{f"{word}": value for word, value in ORDINALS.items() if value > 2},
    "half": 2,
    "halve": 2,
}


def _may_follow(digits: str, tail: str) -> bool:
    """Whether a tail is what may stand right after digits: nothing is read over."""
    if not tail:
        return True
    if glued := _GLUED.match(tail):
        word = glued[0]
        if word == "s" and _DECADE.fullmatch(digits):
            return False
        return word in SCALES or names_a_unit(word)
    return _TAIL_STARTS.match(tail) is not None


def _scaled(values: list[Decimal], tail: str, sign: str) -> Iterator[_Reading]:
    """Yield the values times the scales after them, and the words that are left."""
    tail = tail.strip(" -").removeprefix("+").strip()
    if re.search(r"[0-9^=±×*!]", _UNIT_POWERS.sub("", tail)):
        return
    words = plain_words(tail)
    scale, at, texts = Decimal(1), 0, tail.replace("-", " ").split()
    while at < len(words) and words[at] in SCALES and at < len(texts):
        word = words[at]
        if word in AMBIGUOUS_SCALES and not sign:
            # The scale may also be the unit: m for metres.
            rest = " ".join(texts[at:])
            if names_a_unit(word) or (at == 0 and word not in ("b", "k")):
                yield from _finished(values, scale, rest, sign)
        scale *= SCALES[word]
        at += 1
        if texts[at : at + 1] == ["of"] and words[at + 1 : at + 2] and words[at + 1] in SCALES:
            at += 1
    yield from _finished(values, scale, " ".join(texts[at:]) if at else tail, sign)


_UNIT_POWERS = re.compile(r"(?<=[a-zμ])(?:\s?\^)?[23²³](?![\w^])")


def _finished(values: list[Decimal], scale: Decimal, tail: str, sign: str) -> Iterator[_Reading]:
    words = plain_words(tail)
    after = words.index("of") if "of" in words else len(words)
    if words[:1] in (("squared",), ("cubed",)) or any(
        word in _UNFINISHED for word in words[: max(after, 1)]
    ):
        return
    for value in values:
        if abs(value * scale) < Decimal(10) ** 60:
            yield _Reading(value * scale, tail, sign, scale)


def _marks_read(digits: str) -> Iterator[str]:
    marks = [char for char in digits if not char.isdigit()]
    if not marks:
        yield digits
        return
    last = marks[-1]
    head, _, tail = digits.rpartition(last)
    as_group = _without_groups(digits)
    as_decimal = _without_groups(head) if last in ".," and marks.count(last) == 1 else None
    if last == "," and tail == "000" and as_group is not None:
        # Nobody writes two as 2,000.
        as_decimal = None
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


def _after(match: re.Match[str], low: list[_Reading], high: list[_Reading]) -> list[_Reading]:
    """Write the second year of “1914-18” out."""
    if not re.fullmatch(r"[1-9][0-9]{3}", match["low"]) or not re.fullmatch(
        "[0-9]{2}", match["high"]
    ):
        return high
    century = low[0].value - low[0].value % 100
    return [replace(each, value=century + each.value) for each in high]


def _pair_up(lows: list[_Reading], highs: list[_Reading]) -> Iterator[Number]:
    """Join the ends of a range; what stands at one end only is said of both."""
    for low, high in product(lows, highs):
        if low.words and high.words and unit_of(low.words) != unit_of(high.words):
            continue
        if low.sign and high.sign and low.sign != high.sign:
            continue
        unit = unit_of(f"{low.words or high.words} {low.sign or high.sign}")
        first, last = low.value, high.value
        if low.scale == 1 and high.scale != 1 and not low.words:
            yield Number(first * high.scale, last, unit, high.scale)
        yield Number(first, last, unit, high.scale)
