"""Whether a day or month without its year is one of the time that was just told of.

“The siege began on 2 May 1544 and ended on 30 August”: that is no day of this year, although the
article is of today. Nothing says for sure that it is of 1544, so such a time is left open; and so
is “on 14 May” in the next paragraph, until one speaks of the time of the report again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from quizapp.domain.generation.dates import MONTHS, WEEKDAYS
from quizapp.domain.generation.parsing import Passage
from quizapp.domain.generation.reading.when import When

NEAR = 1
"""Years to either side of the article's own that are the time of the report itself."""
_SAID_YEAR = re.compile(r"\b(1\d{3}|20\d\d)(?:s|-|\b)")
_MONTH = re.compile(rf"\b(?:{'|'.join(month[:3] for month in MONTHS)})")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
_OF_THE_REPORT = re.compile(
    rf"{_WEEKDAY.pattern}|\b(?:yesterday|today|tomorrow|last|this|next)\b", re.IGNORECASE
)


def in_their_era(
    times: Iterable[When],
    passage: Passage,
    written: date,
    future: Callable[[int], bool],
    told: str = "",
) -> Iterator[When]:
    """Yield the times of a passage in order; those that may be of another year are left open.

    ``future(token)`` says whether a time lies ahead: of that no year of the past says anything.
    ``told`` is the time that the paragraphs before have spoken of last.
    """
    for when in times:
        words = passage.words(when.first, when.last)
        year = _SAID_YEAR.search(words)
        leans = year is None and bool(told) and _leans(words, told)
        if leans and (_ends(passage, when) or not future(when.first)):
            when = When(when.first, when.last, words, relative=True)
        else:
            told = _told_by(when, words, written, told)
        yield when


def era_after(times: Iterable[When], passage: Passage, written: date, told: str) -> str:
    """Return the time of another year that a passage has spoken of last; empty for the report's."""
    for when in times:
        if when.resolved:
            told = _told_by(when, passage.words(when.first, when.last), written, told)
    return told


def _told_by(when: When, words: str, written: date, told: str) -> str:
    year = _SAID_YEAR.search(words)
    if year is not None:
        return when.start or when.text if abs(int(year[1]) - written.year) > NEAR else ""
    return "" if _OF_THE_REPORT.search(words) else told


def _ends(passage: Passage, when: When) -> bool:
    """Whether a time is only the end of something, “until 5 March”, which may lie behind."""
    before = passage.tokens[when.first - 1].text.casefold() if when.first else ""
    return before in {"until", "till", "to"}


def _leans(words: str, told: str) -> bool:
    """Whether a time may be of the year told before; a day of the week only after a whole date."""
    if _WEEKDAY.search(words) and not _MONTH.search(words):
        return len(told) == len("1544-05-02") and not re.search(r"\b[Ll]ast\b", words)
    return bool(_MONTH.search(words)) and not _OF_THE_REPORT.search(words)
