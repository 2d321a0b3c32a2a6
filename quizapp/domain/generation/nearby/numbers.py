"""Numbers near the right one: of its unit, its size, its rounding and its wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from quizapp.domain.facts import Bound, Fact, Quantity, Value
from quizapp.domain.generation.identity import share
from quizapp.domain.generation.nearby.background import Background
from quizapp.domain.generation.nearby.candidate import Candidate
from quizapp.domain.generation.nearby.sides import by_sides
from quizapp.domain.generation.text import fold, numbers, plain_words
from quizapp.domain.generation.values import LIMITS, ROUGH

LEAST, MOST = Decimal("0.4"), Decimal("2.3")
"""Wrong numbers are this many times the right one, or lie between..."""
APART = Decimal("0.14")
"""...and differ from it, and from each other, by this share at least: more than any rounding."""
ABOUT_APART = Decimal("0.23")
"""Two numbers that are both “about” so much may be one if they are nearer."""
WANTED, DRAWS = 3, 8
AGE_APART, AGE_MOST, ADULT = 3, 13, 18
QUARTERS = 5
"""Rates that go by quarters of a percent differ by so many steps at most."""
SMALL = 12
"""Up to here numbers are counted out: each is a number of its own, however it was rounded."""
_QUARTER = Decimal("0.25")
_USUAL_DAYS = tuple(map(Decimal, (3, 5, 7, 10, 14, 21, 28, 30, 45, 60, 90, 100, 120)))
_USUAL_HOURS = tuple(map(Decimal, (6, 12, 18, 24, 36, 48, 72, 96)))
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_WORD_LIMIT = Decimal(1000)
_SHARE = re.compile(r"(\d+(?:\.\d+)?)(?:\s?%|\s+per\s?cent\b)")
_SIZED = re.compile(r"\d\s?(?:thousand|million|billion|trillion|bn|m|k)\b", re.IGNORECASE)


def near_numbers(
    fact: Fact, background: Background, taken: Sequence[Value] = ()
) -> Iterator[Candidate]:
    """Yield wordings of other numbers, some smaller and some larger than the right one.

    None for a bound, because “more than 60” may be true where “more than 40” is. A number that
    the article names is left out: it may be the same count once more, or rounded.
    """
    value = fact.value
    if not isinstance(value, Quantity) or value.bound in LIMITS or value.number <= 0:
        return
    shown = numbers(value.text)
    if value.bound is Bound.BETWEEN:
        yield from _ranges(fact, value, shown, background)
        return
    word = next((each for each in plain_words(value.text) if each in _WORDS), "")
    if len(shown) == 1:
        written = Decimal(shown[0].replace(",", ""))
    elif not shown and word:
        written = Decimal(_WORDS.index(word))
    else:
        return
    if written <= 0 or _scale(value, written) is None:
        return
    as_written = shown[0] if shown else ""
    told = _told(fact, background)
    scale = value.number / written
    others = [each.number / scale for each in taken if isinstance(each, Quantity)]
    for other in _near(fact, value, written, as_written, told, others):
        text = _reworded(value, as_written or word, other, word)
        if text and _fits_article(fact, value.text, text):
            number = other * scale
            alone = 1 in {other, value.number} and not value.unit
            if alone and not fact.question:
                continue  # “With one ships”: the noun tells that it is another number.
            yield Candidate(text, replace(value, number=number, text=text), alone=alone)


_VOWEL = re.compile(r"(?:8|11\b|11[,.]|18\b|18[,.]|eight|eleven)", re.IGNORECASE)


def _fits_article(fact: Fact, text: str, other: str) -> bool:
    """Whether another number reads well after “an” or “a”: not “an 29 per cent rise”."""
    if not re.search(rf"\ban? {re.escape(text)}", fact.statement, re.IGNORECASE):
        return True
    return bool(_VOWEL.match(text)) == bool(_VOWEL.match(other))


def _ranges(
    fact: Fact, value: Quantity, shown: Sequence[str], background: Background
) -> Iterator[Candidate]:
    """Yield ranges of the same width that do not meet the right one."""
    if len(shown) != 2 or value.upper is None:
        return
    low, high = (Decimal(each.replace(",", "")) for each in shown)
    scale, width = _scale(value, low), high - low
    if scale is None or low <= 0 or value.upper != high * scale or width >= low:
        return
    step, told = max(width, _step(low, shown[0], whole=True)), _told(fact, background)
    moved_by = [step * times for times in (2, 3, 4)]
    near = [low + sign * each for each in moved_by for sign in (-1, 1)]
    free = [each for each in near if not {each, each + width} & told]
    below = [each for each in free if low * LEAST < each < low]
    above = [each for each in free if low < each < low * MOST]
    for other in by_sides(below, above, fact.id):
        first, last = _digits(other, shown[0]), _digits(other + width, shown[1])
        text = value.text.replace(shown[0], "\0", 1).replace(shown[1], last, 1)
        text = text.replace("\0", first, 1)
        moved = replace(value, number=other * scale, upper=(other + width) * scale, text=text)
        yield Candidate(text, moved)


def _scale(value: Quantity, written: Decimal) -> Decimal | None:
    """Return what a written number stands for one of: a million in “46 million”."""
    scale = value.number / written
    powers = (Decimal(10) ** power for power in range(13))
    return scale if scale in powers else None


def _near(
    fact: Fact,
    value: Quantity,
    written: Decimal,
    shown: str,
    told: frozenset[Decimal],
    taken: Sequence[Decimal],
) -> tuple[Decimal, ...]:
    low, high = _room(fact, value, written)
    about = ABOUT_APART * written if value.bound in ROUGH else Decimal(0)
    free = [
        each
        for each in _steps(value, written, shown)
        if not _ends_in_zero(each, shown)
        and low < each < high
        and each not in told
        and abs(each - written) >= about
    ]
    return by_sides(
        _picked([each for each in free if each < written], written, fact.id, value, taken),
        _picked([each for each in free if each > written], written, fact.id, value, taken),
        fact.id,
    )


def _steps(value: Quantity, written: Decimal, shown: str) -> list[Decimal]:
    """Return the numbers of the same rounding and sort around the right one."""
    if value.unit == "days" and written in _USUAL_DAYS:
        return [each for each in _USUAL_DAYS if written / 5 <= each <= written * 5]
    if value.unit == "hours" and written in _USUAL_HOURS and written > SMALL:
        return [each for each in _USUAL_HOURS if written / 5 <= each <= written * 5]
    if _is_age(value):
        least = ADULT if written >= ADULT else 1
        furthest = min(AGE_MOST, max(2 * AGE_APART, int(written / 5)))
        around = _around(written, range(AGE_APART, furthest + 1))
        return [each for each in around if each >= least]
    if _counted_out(value, written, shown):
        return _around(written, range(1, max(4, int(written / 3)) + 1))
    if value.counts == "percent" and _in_quarters(written, shown):
        return _around(written, [_QUARTER * each for each in range(1, QUARTERS + 1)])
    return _rounded_alike(value, written, shown)


def _ends_in_zero(number: Decimal, shown: str) -> bool:
    """Whether “8.5” would be joined by “12.0”, which nobody writes who leaves such zeros out."""
    decimals = len(shown.partition(".")[2])
    return bool(decimals) and shown[-1] != "0" and number % Decimal(10) ** (1 - decimals) == 0


def _around(written: Decimal, offsets: Iterable[int | Decimal]) -> list[Decimal]:
    found = (written + sign * each for each in offsets for sign in (-1, 1))
    return [each for each in found if each > 0]


def _counted_out(value: Quantity, written: Decimal, shown: str) -> bool:
    """Whether each number is one of its own: small whole ones, and those written as words."""
    whole = "." not in shown and not _sized(value)
    return not shown or (whole and written <= SMALL)


def _rounded_alike(value: Quantity, written: Decimal, shown: str) -> list[Decimal]:
    step = _step(written, shown, whole=not _sized(value))
    first, last = int(written * LEAST / step) + 1, int(written * MOST / step)
    stride = max(1, (last - first) // 400)
    grid = (step * each for each in range(first, last + 1, stride))
    # “6,940” beside “5,900” tells which was counted and which was made up.
    exact = written / step >= 10 and written % (step * 10) != 0
    return [each for each in grid if not (exact and each % (step * 10) == 0)]


def _step(written: Decimal, shown: str, *, whole: bool) -> Decimal:
    """Return the unit that a number is rounded to, finer for one that has a single digit."""
    whole_digits, _, decimals = shown.replace(",", "").partition(".")
    digits = whole_digits + decimals
    zeros = len(digits) - len(digits.rstrip("0"))
    step = Decimal(10) ** (zeros - len(decimals))
    lead = written / step
    if _in_quarters(written, shown):
        return _QUARTER
    halves = decimals and lead < 20  # Between 1.5 and its double lies one such number alone.
    if 10 < lead < 100 and lead % 5 == 0 and not halves:
        return step * 5
    if lead >= 4:
        return step
    finer = step / 2 if lead >= 2 else step / 5
    if decimals or not whole:
        return finer
    return finer if finer == finer.to_integral_value() else step


def _in_quarters(written: Decimal, shown: str) -> bool:
    """Whether a number is told to the quarter, as “4.25”; “62.5” may be any tenth."""
    return len(shown.partition(".")[2]) == 2 and written % _QUARTER == 0


def _room(fact: Fact, value: Quantity, written: Decimal) -> tuple[Decimal, Decimal]:
    """Return the limits within which another number makes sense in the sentence.

    Other numbers of the sentence keep their order: of 15 members not 20 voted, and what fell from
    6 % did not fall to 7 %. A share of a whole stays one, beside the other shares of its sentence.
    """
    low, high = Decimal(0), Decimal("Infinity")
    if value.counts == "percent" and written <= 100:
        others = _SHARE.findall(fold(fact.statement.replace(value.text, " ", 1)))
        beside = sum(map(Decimal, others), Decimal(0))
        high = 101 - beside if written + beside <= 100 else Decimal(100)
    if _sized(value) and written < _WORD_LIMIT:
        high = _WORD_LIMIT - 1  # Nobody writes 1,060 million.
    rest = fact.statement.replace(value.text, " ", 1)
    for text in numbers(rest):
        other = Decimal(text.replace(",", ""))
        if re.fullmatch(r"1[5-9]\d\d|20\d\d", text) or other == written:
            continue
        if other < written:
            low = max(low, other)
        else:
            high = min(high, other)
    return low, high


def _picked(
    numbers_near: Sequence[Decimal],
    written: Decimal,
    seed: str,
    value: Quantity,
    taken: Sequence[Decimal],
) -> list[Decimal]:
    """Return up to three numbers that stand apart, drawn by the seed, the nearest first."""
    in_words = not numbers(value.text)
    small = written <= SMALL and written % 1 == 0 and not _sized(value)
    usual = (value.unit == "days" and written in _USUAL_DAYS) or (
        value.unit == "hours" and written in _USUAL_HOURS
    )
    gaps = (abs(each - written) for each in numbers_near)
    by_quarters = value.counts == "percent" and any(
        _in_quarters(written, shown) for shown in numbers(value.text)
    )
    close = small or in_words or usual or by_quarters or _is_age(value)
    apart = min((Decimal(1), *gaps)) if close else APART * written
    best: list[Decimal] = []
    for draw in map(str, range(DRAWS)):
        chosen: list[Decimal] = []
        for each in sorted(numbers_near, key=lambda each: share("near", seed, draw, str(each))):
            wide = apart * max(Decimal(1), each / written)
            if all(abs(each - other) >= wide for other in (*chosen, *taken, written)):
                chosen.append(each)
        if len(chosen) > len(best):
            best = chosen[:WANTED]
        if len(best) == WANTED:
            break
    return sorted(best, key=lambda each: abs(each - written))


def _reworded(value: Quantity, shown: str, other: Decimal, word: str) -> str:
    if (value.number == 1 or other == 1) and value.unit.isalpha() and not _sized(value):
        return ""  # “1 tonnes” beside “3 tonnes” tells that it was made up.
    if shown != word:
        return value.text.replace(shown, _digits(other, shown), 1)
    if other >= len(_WORDS) or (other == 1 and value.text.casefold() != word):
        return ""
    return re.sub(rf"\b{word}\b", _WORDS[int(other)], value.text, count=1, flags=re.IGNORECASE)


def _digits(number: Decimal, shown: str) -> str:
    """Return a number written as another one is: its decimals, its commas."""
    decimals = len(shown.partition(".")[2])
    # One digit after the point is needed for what lies between two whole millions.
    decimals = decimals or int(number != number.to_integral_value())
    comma = "," in shown or (number >= 10000 and len(shown) < 4)
    return f"{number:,.{decimals}f}" if comma else f"{number:.{decimals}f}"


def _told(fact: Fact, background: Background) -> frozenset[Decimal]:
    """Return the numbers that the article names, and small ones that the sentence does."""
    near = " ".join((fact.statement, fact.question, *(each.quote for each in fact.evidence)))
    said = {Decimal(_WORDS.index(word)) for word in plain_words(near) if word in _WORDS}
    said |= _in_digits(near)
    return frozenset(said | {each for each in background.told(fact).amounts if each >= 10})


def _in_digits(text: str) -> set[Decimal]:
    return {Decimal(each.replace(",", "")) for each in numbers(fold(text))}


def _sized(value: Quantity) -> bool:
    return bool(_SIZED.search(value.text))


def _is_age(value: Quantity) -> bool:
    return value.counts == "years of age"
