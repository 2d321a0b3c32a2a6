"""Periods in a text: two dates that “to”, “and” or a dash makes one, such as “from 3 to 6 May”."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from quizapp.domain.generation.dates import MONTHS, month_number

_MONTH = "|".join(f"{month[:3]}(?:{month[3:]}|t?\\.)?" if len(month) > 3 else month
                  for month in MONTHS)  # fmt: skip
_YEAR = r"(?:1[0-9]|20)\d\d"
_JOINT = r"(?:\s(?:to|until|till|through|and)\s|\s?-\s?)"
_UNCOUNTED = (
    r"(?!\w|[\d,.-]*\s?(?:%|per\b|million|billion|km|people\b|men\b|women\b|children\b"
    r"|[A-Za-z][a-z]{3,}s\b))"
)
_PERIOD = re.compile(
    rf"""(?x)
      (?:(?P<lead>from|between|From|Between)\s(?:AD\s)?)?
      (?:
        (?P<year1>{_YEAR}){_JOINT}(?:AD\s)?(?P<year2>{_YEAR}|\d\d(?=[\s,.;)]|\Z)){_UNCOUNTED}
      | (?P<day1>\d{{1,2}})(?:\s(?P<month1>{_MONTH}))?(?:,?\s(?P<of1>{_YEAR}))?{_JOINT}
        (?P<day2>\d{{1,2}})\s(?P<month2>{_MONTH})(?:,?\s(?P<of2>{_YEAR}))?(?!\w)
      | (?P<month3>{_MONTH})\s(?P<day3>\d{{1,2}})(?:,?\s(?P<of3>{_YEAR}))?{_JOINT}
        (?:(?P<month4>{_MONTH})\s)?(?P<day4>\d{{1,2}})(?:,?\s(?P<of4>{_YEAR}))?(?!\w)
      | (?P<month5>{_MONTH})(?:\s(?P<of5>{_YEAR}))?{_JOINT}
        (?P<month6>{_MONTH})\s(?P<of6>{_YEAR})(?!\w)
      )""",
)
"""Years, days with the month behind or before them, and months of a year."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period in a text: where it stands, how it is written, and its ISO dates.

    ``start`` is empty where the text does not tell which year is meant; ``relative`` if the year
    was reckoned from the day of the article.
    """

    place: tuple[int, int]
    text: str
    start: str = ""
    end: str = ""
    relative: bool = False


def find_periods(text: str, written: date | None, future: Callable[[int], bool]) -> list[Span]:
    """Return the periods of a text; ``future(place)`` says whether its verb looks ahead."""
    found: list[Span] = []
    for match in _PERIOD.finditer(text):
        dash = "-" in match.group()
        lead = (match["lead"] or "").casefold()
        joint = re.search(r"\s(to|until|till|through|and)\s", match.group())
        said = joint[1] if joint else ""
        # “On 30 and 31 July” is two days, and “1914 to 1918” alone may be two numbers.
        if (said == "and") != (lead == "between") or not (dash or lead or match["day2"]):
            continue
        found += _read(match, written, future)
    return found


def _read(match: re.Match[str], written: date | None, future: Callable[[int], bool]) -> list[Span]:
    g, text, place = match.groupdict(), match.group(), match.span()
    if g["year1"]:
        first, last = g["year1"], g["year2"]
        last = first[:2] + last if len(last) == 2 else last
        return [Span(place, text, first, last)] if first < last else []
    if g["month5"]:
        first = f"{g['of5'] or g['of6']}-{month_number(g['month5']):02}"
        last = f"{g['of6']}-{month_number(g['month6']):02}"
        return [Span(place, text, first, last)] if first < last else []
    if g["day2"]:
        days, months = (g["day1"], g["day2"]), (g["month1"] or g["month2"], g["month2"])
        years = (g["of1"], g["of2"])
    else:
        days, months = (g["day3"], g["day4"]), (g["month3"], g["month4"] or g["month3"])
        years = (g["of3"], g["of4"])
    return _days(text, place, days, months, years, written, future)


def _days(
    text: str,
    place: tuple[int, int],
    days: tuple[str, str],
    months: tuple[str, str],
    years: tuple[str | None, str | None],
    written: date | None,
    future: Callable[[int], bool],
) -> list[Span]:
    told = years[1] or years[0]
    if told is None and written is None:
        return [Span(place, text, relative=True)]
    try:
        year = int(told) if told else written.year if written else 0
        last = date(year, month_number(months[1]), int(days[1]))
        if not told and written is not None:
            ahead = future(place[0])
            began = date(last.year, month_number(months[0]), int(days[0]))
            over = last < written
            still = began <= written <= last  # The day of the article lies within.
            step = 0 if still else 1 if ahead and over else -1 if not ahead and not over else 0
            last = last.replace(year=year + step)
        first = date(int(years[0] or last.year), month_number(months[0]), int(days[0]))
        if first > last and not years[0] and months[0] != months[1]:
            first = first.replace(year=last.year - 1)  # “28 December to 2 January 2025”
    except ValueError:
        return []
    if first >= last:
        return []
    said = text if told else f"{text} {last.year}"
    return [Span(place, said, first.isoformat(), last.isoformat(), relative=not told)]
