"""Whether words of a text can mean a date, seen from the day on which they were written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.domain.generation.dates import MONTHS, WEEKDAYS, month_number
from quizapp.domain.generation.reading.calendar_names import (
    Standing,
    month_standing,
    weekday_standing,
)

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SEASONS = ("spring", "summer", "autumn", "winter", "fall")
_MONTH_NAMES = "|".join(f"{month[:3]}(?:{month[3:]}|t)?" for month in MONTHS)
_MEANT = re.compile(
    r"(?:(?:in|on|of|the|early|late|mid) |mid-)*"
    rf"(?:(?P<day>\d{{1,2}}) )?(?:(?P<month>{'|'.join(MONTHS)}) )?"
    rf"(?:(?P<season>{'|'.join(_SEASONS)}) of )?(?P<year>\d{{4}})\Z"
)
_SAID_MONTH = re.compile(rf"\b(?:{_MONTH_NAMES})\b", re.IGNORECASE)
_TWO = r"\b\d{1,2}\b.*\b\d{1,2}\b"
_PERIOD = re.compile(
    rf"{_TWO}.*\b(?:{_MONTH_NAMES})\b|\b(?:{_MONTH_NAMES})\b.*{_TWO}", re.IGNORECASE
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_DAY = re.compile(r"\b\d{1,2}\b")
_YEAR = re.compile(r"\b\d{4}\b")
_AGO = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_NUMBERS)}) years ago\b", re.IGNORECASE)
_STEP = re.compile(r"\b(last|this|next) (?P<unit>year|month)\b", re.IGNORECASE)
_PLAIN = {"yesterday": -1, "today": 0, "tomorrow": 1}
WITHIN = 7
"""A day of the week is that of the week before or after."""


@dataclass(frozen=True, slots=True)
class _Meant:
    year: int
    month: int = 0
    day: int = 0
    season: str = ""
    told: bool = False
    """Whether the text names the year: “31 January to 1 February 1953”."""


def can_mean(text: str, words: str, meant: str, written: date) -> bool:
    """Whether ``words``, where they stand in a text of that day, can mean ``meant``."""
    if words not in text:
        return False
    if meant.startswith(f"{words} ") and _PERIOD.search(words):
        # “From 3 to 6 May”, of which only the year was left out.
        year = meant.removeprefix(f"{words} ")
        return bool(_YEAR.fullmatch(year)) and abs(int(year) - written.year) <= 1
    read = _MEANT.match(meant)
    if read is None:
        return False
    month = read["month"]
    says = _Meant(
        int(read["year"]),
        month_number(month) if month else 0,
        int(read["day"] or 0),
        read["season"] or "",
        read["year"] in _YEAR.findall(text),
    )
    if not any(_is_time(text, words, found.start()) for found in _places(words, text)):
        return False
    return any(rule(words.casefold(), says, written) for rule in _RULES)


def _places(words: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _is_time(text: str, words: str, at: int) -> bool:
    """Whether a bare month or day of the week is no name there.

    The reading asks the same, so that this never refuses what it has just read: it is for licences
    that were stored or written by others.
    """
    weekday, month = _WEEKDAY.search(words), _SAID_MONTH.search(words)
    if weekday and not month:
        place = at + weekday.start(), at + weekday.end()
        return weekday_standing(text, *place) is Standing.TIME
    if month and not re.search(r"\d|year", words):
        short = month.group().capitalize() not in MONTHS
        dot = short and text[at + month.end() : at + month.end() + 1] == "."
        place = at + month.start(), at + month.end() + dot
        if re.match(r" ?\d", text[place[1] :]):
            return False  # The year or the day after it belongs to it.
        return month_standing(text, *place) is Standing.TIME
    return True


def _written_out(words: str, says: _Meant, written: date) -> bool:
    """A month, with its day or year: what is said is meant, and a year left out is near."""
    found = _SAID_MONTH.findall(words)
    if len(found) != 1 or says.month != month_number(found[0]):
        return False
    days = [int(day) for day in _DAY.findall(words)]
    years = [int(year) for year in _YEAR.findall(words)]
    near = says.told or abs(says.year - written.year) <= 1
    return days[:1] == [says.day] * bool(says.day) and (says.year in years if years else near)


def _weekday(words: str, says: _Meant, written: date) -> bool:
    found = _WEEKDAY.search(words)
    day = _as_day(says)
    if found is None or day is None or _SAID_MONTH.search(words):
        return False
    near = abs((day - written).days) <= WITHIN
    return near and day.weekday() == WEEKDAYS.index(found.group().capitalize())


def _plain(words: str, says: _Meant, written: date) -> bool:
    return any(
        word in words and _as_day(says) == written + timedelta(days=step)
        for word, step in _PLAIN.items()
    )


def _step(words: str, says: _Meant, written: date) -> bool:
    found = _STEP.search(words)
    if found is None or _SAID_MONTH.search(words) or says.day:
        return False
    step = ("last", "this", "next").index(found[1].casefold()) - 1
    if found["unit"].casefold() == "year":
        return not says.month and says.year == written.year + step
    months = 12 * written.year + written.month - 1 + step
    return 12 * says.year + says.month - 1 == months


def _ago(words: str, says: _Meant, written: date) -> bool:
    found = _AGO.search(words)
    if found is None or says.month:
        return False
    said = found[1].casefold()
    number = _NUMBERS.index(said) + 2 if said in _NUMBERS else int(said)
    return says.year == written.year - number


def _season(words: str, says: _Meant, written: date) -> bool:
    return bool(says.season) and says.season in words and abs(says.year - written.year) <= 1


_RULES: tuple[Callable[[str, _Meant, date], bool], ...] = (
    _written_out,
    _weekday,
    _plain,
    _step,
    _ago,
    _season,
)


def _as_day(says: _Meant) -> date | None:
    try:
        return date(says.year, says.month, says.day)
    except ValueError:
        return None
