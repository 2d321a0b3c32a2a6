"""Dates and periods as people write them, read with the precision that they have.

Rules of our own and no library: a parser such as dateparser fills in what is missing from today,
guesses at an ambiguous order, and takes milliseconds; a mark must do none of the three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA

from quizapp.domain.typed.number_words import NUMBER_WORDS, ORDINALS
from quizapp.domain.typed.unseen import visible

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS_SHORT = {name[:length]: at for at, name in enumerate(MONTHS, 1) for length in (3, 4)}
_MONTH_OF = _MONTHS_SHORT | {name: at for at, name in enumerate(MONTHS, 1)}
_WEEKDAY = re.compile(
    r"\b(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|" + "|".join(WEEKDAYS) + r")\b\.?,? ?"
)
_READ_OVER = re.compile(r"^(?:(?:in|on|by|since|the year|year|the month of|the|of|date) )+")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_BEFORE_ERA = re.compile(r"^(?:ad|ce) (?=\d)")
_ERA = re.compile(r"(?<=\d) ?(?P<era>bce?|ad|ce)$")
_D, _Y, _SHORT = r"(?P<day>\d{1,2})", r"(?P<year>\d{3,4}|'\d\d)", r"(?P<year>\d{4}|\d\d)"
_M = r"(?P<month>[a-z]+)"
_WORDED = tuple(
    re.compile(shape)
    for shape in (
        rf"{_D} {_M} (?P<year>\d{{3,4}}|'?\d\d)",
        rf"{_M} {_D} {_Y}",
        rf"(?P<year>\d{{4}}) {_M} {_D}",
        rf"(?P<year>\d{{4}}) {_D} {_M}",
        rf"{_M} {_Y}",
        rf"(?P<year>\d{{4}}) {_M}",
        rf"{_D} {_M}",
        rf"{_M} {_D}",
        _M,
    )
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})(?:\2(?P<day>\d{1,2}))?")
_COMPACT = re.compile(r"(?P<year>[12]\d{3})(?P<month>[01]\d)(?P<day>[0-3]\d)")
_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2}) ?[-/.] ?(?P<year>\d{4})")
_NUMERIC = re.compile(
    rf"(?P<first>\d{{1,2}}) ?(?P<mark>[-/.]) ?(?P<second>\d{{1,2}}) ?(?P=mark) ?{_SHORT}"
)
_PAIR = re.compile(r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})\.?")
_PLAIN_YEAR = re.compile(r"\d{3,4}")
_ANY_YEAR = re.compile(r"\d{1,4}")
_JOINED = re.compile(
    r"(?:(?:from|between) )?(?P<low>.+?) ?(?:-| (?:to|until|till|through|and) ) ?(?P<high>.+)"
)
_DAYS_AFTER_MONTH = re.compile(
    r"(?P<month>[a-z]+) (?P<low>\d{1,2}) ?(?:-| to ) ?(?P<high>\d{1,2})(?P<year> \d{4})?"
)
_DASHES = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("’‘ʼ`´", "'"), "⁄": "/", "∕": "/"}
)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it was written; ``short`` says that the year has two digits only."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    short: bool = False

    @property
    def precision(self) -> tuple[bool, bool, bool]:
        """Which of year, month and day are known."""
        return self.year is not None, self.month is not None, self.day is not None

    def is_same(self, other: PartialDate) -> bool:
        """Whether both are one date of one precision; a short year fits any century."""
        if (self.month, self.day) != (other.month, other.day):
            return False
        if self.year is None or other.year is None or not (self.short or other.short):
            return self.year == other.year
        return self.year % 100 == other.year % 100


@dataclass(frozen=True, slots=True)
class WhenRead:
    """A date, or a period from one date to another."""

    start: PartialDate
    end: PartialDate | None = None

    def is_same(self, other: WhenRead) -> bool:
        """Whether both are one date or one period."""
        if self.end is None or other.end is None:
            return self.end is other.end and self.start.is_same(other.start)
        return self.start.is_same(other.start) and self.end.is_same(other.end)


@lru_cache(maxsize=4096)
def read_dates(text: str, *, slips: bool = False) -> tuple[WhenRead, ...]:
    """Return every way to read a text as a date or a period; empty if it is none.

    “12/01/2023” has two ways, “12.1.2023” and “13/01/2023” have one. With ``slips`` a month may be
    misspelt by one letter. A weekday that the date does not fall on makes it no date.
    """
    if len(text) > _LONGEST:
        return ()
    plain = _plain(text)
    return tuple(dict.fromkeys([*_single(plain, slips), *_periods(plain, slips)]))


def weekday(text: str, *, shortened: bool) -> str:
    """Return the day of the week that a text is, and nothing else; empty if it is none.

    “Sun” is the short form of a day only where a day is asked for.
    """
    plain = text.casefold().strip().removeprefix("on ").rstrip(".").removesuffix("s")
    full = next((day for day in WEEKDAYS if plain == day), "")
    if full or not shortened or not _WEEKDAY.fullmatch(text.casefold().strip().removeprefix("on ")):
        return full
    return next(day for day in WEEKDAYS if day.startswith(plain[:3]))


def is_ambiguous(text: str) -> bool:
    """Whether a text is a date of which day and month could be exchanged."""
    return len(read_dates(text)) > 1


def reading_order_of_dates(texts: Sequence[str]) -> tuple[int, ...] | None:
    """Return the indices from early to late, or None if not all are dates of one precision."""
    keys = []
    for text in texts:
        found = read_dates(text)
        if len(found) != 1 or found[0].end is not None or found[0].start.short:
            return None
        keys.append(found[0].start)
    if len({key.precision for key in keys}) != 1 or len(set(keys)) != len(keys):
        return None
    return tuple(sorted(range(len(keys)), key=lambda index: _sort_key(keys[index])))


def _sort_key(when: PartialDate) -> tuple[int, int, int]:
    return when.year or 0, when.month or 0, when.day or 0


def _plain(text: str) -> str:
    plain = visible(text).translate(_DASHES).casefold()
    plain = re.sub(r"\b([abc])\.\s?([dc])\.(?:\s?e\.?)?", r"\1\2", plain)
    plain = re.sub(r"(?<=[a-z])\.|[()]", " ", plain.replace(",", " "))
    plain = re.sub(
        r"(?<!\d{3})(?<=\d)\s*[-/.]?\s*(?=[a-z]{3})|(?<=[a-z]{3})[-/]?(?=\d)", " ", plain
    )
    plain = re.sub(r"\b(?:of|the)\b", " ", plain)
    words = " ".join(plain.split()).rstrip(".!?").split()
    return _READ_OVER.sub("", _ORDINAL.sub(r"\1", " ".join(_days(words))))


def _days(words: list[str]) -> Iterator[str]:
    """Write days that are spelt out in digits: “twenty-first”."""
    at = 0
    while at < len(words):
        both = words[at].split("-") if "-" in words[at] else words[at : at + 2]
        if len(both) == 2 and both[0] in ("twenty", "thirty") and ORDINALS.get(both[1], 99) < 10:
            yield str(NUMBER_WORDS[both[0]] + ORDINALS[both[1]])
            at += 1 if "-" in words[at] else 2
            continue
        yield str(ORDINALS[words[at]]) if ORDINALS.get(words[at], 99) < 32 else words[at]
        at += 1


def _single(plain: str, slips: bool) -> Iterator[WhenRead]:
    for when, weekday in _dates(plain, slips):
        if not weekday or _falls_on(when, weekday):
            yield WhenRead(when)


def _dates(plain: str, slips: bool) -> Iterator[tuple[PartialDate, str]]:
    weekday = ""
    if match := _WEEKDAY.search(plain):
        weekday = match[1][:3]
        plain = _READ_OVER.sub("", _WEEKDAY.sub("", plain, count=1).strip())
    for when in _dates_without_weekday(plain, slips):
        yield when, weekday


def _dates_without_weekday(plain: str, slips: bool) -> Iterator[PartialDate]:
    era = _ERA.search(plain)
    bare = _BEFORE_ERA.sub("", plain[: era.start()] if era else plain)
    if _PLAIN_YEAR.fullmatch(bare) or ((era or bare != plain) and _ANY_YEAR.fullmatch(bare)):
        yield PartialDate(-int(bare) if era and era["era"].startswith("b") else int(bare))
        return
    if era and era["era"].startswith("b"):
        return
    for shape in (_YEAR_FIRST, _COMPACT, _MONTH_YEAR):
        if match := shape.fullmatch(bare):
            yield from _made(**_numbers(match.groupdict()))
            return
    if (match := _NUMERIC.fullmatch(bare)) or (match := _PAIR.fullmatch(bare)):
        yield from _either_order(match.groupdict())
        return
    for worded in _WORDED:
        if match := worded.fullmatch(bare):
            found = match.groupdict()
            if month := _month(found.pop("month"), slips):
                yield from _made(month=month, **_numbers(found))
                return


def _either_order(found: dict[str, str]) -> Iterator[PartialDate]:
    first, second = int(found["first"]), int(found["second"])
    year = _numbers({"year": found.get("year")})
    yield from _made(day=first, month=second, **year)
    # With full stops the day comes first wherever they are written.
    if found["mark"] != "." and first != second:
        yield from _made(day=second, month=first, **year)


def _numbers(found: dict[str, str | None]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for name, digits in found.items():
        if digits is not None:
            numbers[name] = int(digits.lstrip("'"))
            if name == "year":
                numbers["short"] = int(len(digits.lstrip("'")) == 2)
    return numbers


def _made(
    year: int | None = None, month: int | None = None, day: int | None = None, short: int = 0
) -> Iterator[PartialDate]:
    """Yield the date if there is such a day."""
    try:
        date(
            2000 if year is None or short or year == 0 else year,
            month or 1,
            1 if day is None else day,
        )
    except ValueError:
        return
    if month != 0:
        yield PartialDate(year, month, day, bool(short))


def _month(word: str, slips: bool) -> int | None:
    if word in _MONTH_OF or not slips or len(word) < 6:
        return _MONTH_OF.get(word)
    near = [at for at, name in enumerate(MONTHS, 1) if OSA.distance(word, name) <= 1]
    return near[0] if len(near) == 1 else None


def _falls_on(when: PartialDate, weekday: str) -> bool:
    if when.year is None or when.month is None or when.day is None:
        return when.day is not None
    if when.short:
        return True
    return WEEKDAYS[date(when.year, when.month, when.day).weekday()].startswith(weekday)


def _periods(plain: str, slips: bool) -> Iterator[WhenRead]:
    if match := _DAYS_AFTER_MONTH.fullmatch(plain):
        year = match["year"] or ""
        ends = (f"{match[end]} {match['month']}{year}" for end in ("low", "high"))
        low, high = (list(_dates_without_weekday(end, slips)) for end in ends)
    elif match := _JOINED.fullmatch(plain):
        high = list(_dates_without_weekday(_second(match), slips))
        low = list(_dates_without_weekday(match["low"], slips))
        if match["low"].isdigit() and len(match["low"]) < 3:
            low = [replace(end, day=int(match["low"])) for end in high if end.day is not None]
    else:
        return
    for start, end in product(low, high):
        first = replace(start, year=end.year) if start.year is None else start
        if first.precision == end.precision and _sort_key(first) < _sort_key(end):
            yield WhenRead(first, end)


def _second(match: re.Match[str]) -> str:
    """Write the second year of “1914-18” out."""
    low, high = match["low"], match["high"]
    if re.fullmatch(r"\d{4}", low) and re.fullmatch(r"\d{2}", high):
        return low[:2] + high
    return high
