"""Times reckoned from the day of a report: “three years ago”, “this summer”."""

from __future__ import annotations

import re
from datetime import date

from quizapp.domain.generation.reading.when import When

SMALL_NUMBERS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip


def reckoned(match: re.Match[str], first: int, last: int, written: date | None) -> When:
    """Return a time that is reckoned from the day of the report, and is never asked for itself."""
    g, text = match.groupdict(), match.group()
    if g["compared"]:
        return When(first, last, text)
    if g["yearsago"]:
        return _years_ago(match, first, last, written)
    if written is None:
        return When(first, last, text, relative=True)
    if g["oneseason"]:
        year = _year_of_season(g["whichseason"].casefold(), g["seasonname"], written)
        if not year:
            return When(first, last, text, relative=True)
        return When(first, last, f"in the {g['seasonname']} of {year}", told=True)
    step = {"last": -1, "this": 0, "next": 1}[g["yearof"].casefold()]
    return When(first, last, f"the {written.year + step}", told=True)


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
"""The first and last month of each, in the north."""


def _year_of_season(which: str, season: str, written: date) -> int:
    """Return the year of a season; 0 where “last summer” may be this year's or the one before."""
    begins, ends = _SEASONS[season]
    if which == "this":
        return written.year
    if which == "next":
        return written.year + 1 if written.month > ends else 0
    return written.year - 1 if written.month < begins else 0


LONG_AGO = 100
"""So many years ago are as many in the next year."""

_ROUGH = re.compile(r"(?:about|around|some|than|nearly|almost|roughly|over|least|most)\s\Z", re.I)


def _years_ago(match: re.Match[str], first: int, last: int, written: date | None) -> When:
    said_ = match["howmany"].casefold()
    if said_.endswith("million"):
        return When(first, last, match.group())
    number = (
        SMALL_NUMBERS.index(said_) + 2
        if said_ in SMALL_NUMBERS
        else int(said_.replace(",", "") or 0)
    )
    if number >= LONG_AGO:
        return When(first, last, match.group())
    if written is None or _ROUGH.search(match.string[: match.start()]):
        return When(first, last, match.group(), relative=True)
    return When(first, last, f"in {written.year - number}", told=True)
