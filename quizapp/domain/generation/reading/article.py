"""An article as it is read: raw text, the role of every line, its dateline, its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.domain.facts import Source
from quizapp.domain.generation.dates import MONTHS
from quizapp.domain.generation.reading.lines import Role, classify
from quizapp.domain.generation.reading.quote_marks import with_double_marks
from quizapp.domain.generation.text import fold

_ABBREVIATED = "|".join(month[:3] for month in MONTHS)
_DAY = (
    rf"(?:(?:{_ABBREVIATED})[a-z]*\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{_ABBREVIATED})[a-z]*\.?)"
    r"(?:,?\s+\d{4})?"
)
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŸŹŻŽ]"
_DATELINE = re.compile(
    rf"^(?P<place>{_CAPITAL}(?:{_CAPITAL}|['. -])+(?:,\s+{_CAPITAL}[\w. -]+?)?)?,?\s*+"
    rf"(?:(?P<date>{_DAY})\s*+)?(?:\((?P<agency>[^()]{{2,40}})\)\s*+)?"
    rf"(?P<dash>--?|:)\s+(?=[\"']|{_CAPITAL})"
)
_PLACE_COLON = re.compile(r"^(?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?):\s+(?=[A-Z])")
DATELINE = 120
"""No dateline is longer, in letters; the time to look for one grows with the square of this."""
_ITEM_OR_ROW = re.compile(r"\S {2,}\S|^(?:[-*•]|\d{1,2}[.)])\s")
WRAPPED, FEWEST_WRAPPED = 110, 40
"""Lines that a program has broken are no longer than this, and seldom shorter, in letters."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the raw text: where it stands and what it is for."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text: offsets in the raw text, without a dateline or the mark of a list."""

    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """A source and what its lines are; ``folded`` has the length of the raw text.

    ``dateline_place`` and ``dateline_date`` are as written, empty where there is none.
    """

    source: Source
    folded: str
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    dateline_place: str = ""
    dateline_date: str = ""

    @property
    def title(self) -> str:
        """The title that the source is known by, else the line that looks like one."""
        if self.source.title:
            return self.source.title
        return next((self.words(line) for line in self.lines if line.role is Role.TITLE), "")

    def words(self, line: Line) -> str:
        """Return the raw text of a line."""
        return self.source.text[line.start : line.end]


def read_article(source: Source) -> Article:
    """Return the article of a source; its text is looked at, never rewritten."""
    folded = with_double_marks(fold(source.text).replace("\t", " "))
    spans = _unwrapped(_spans(source.text), folded)
    roles = classify([folded[start:end] for start, end in spans])
    lines = tuple(Line(*span, role) for span, role in zip(spans, roles, strict=True))
    paragraphs: list[Paragraph] = []
    place = date = ""
    for line in lines:
        if line.role is not Role.BODY:
            continue
        start, end = line.start + _marker(folded[line.start : line.end]), line.end
        dateline = _dateline(folded[start:end]) if not paragraphs else None
        if dateline is not None:
            start += dateline.end()
            found = dateline.groupdict()
            place, date = (found.get("place") or "").strip(), (found.get("date") or "").strip()
        paragraphs.append(Paragraph(start, end))
    return Article(source, folded, lines, tuple(paragraphs), place.strip(" ,"), date)


def _spans(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        lead = len(body) - len(body.lstrip())
        found.append((start + lead, start + lead + len(body.strip())))
        start += len(line)
    return found


def _unwrapped(spans: list[tuple[int, int]], folded: str) -> list[tuple[int, int]]:
    """Return the lines with those joined that a program has broken at a fixed width."""
    found: list[tuple[int, int]] = []
    for block in _blocks(spans):
        wide = [start_end[1] - start_end[0] for start_end in block[:-1]]
        texts = [folded[start:end] for start, end in block[:-1]]
        open_ = sum(not re.search(r"[.!?:;][\"')]*$", text) for text in texts)
        wrapped = len(block) > 2 or (len(block) == 2 and _goes_on(folded, *block))
        wrapped = wrapped and max(wide) <= WRAPPED and min(wide) > max(wide) / 2
        if wrapped and 2 * open_ > len(texts) and not any(map(_ITEM_OR_ROW.search, texts)):
            found.append((block[0][0], block[-1][1]))
        else:
            found += block
    return found


def _goes_on(folded: str, above: tuple[int, int], below: tuple[int, int]) -> bool:
    """Whether a sentence goes on in the second of two lines, so that the first is no heading."""
    return (
        above[1] - above[0] >= FEWEST_WRAPPED
        and folded[above[1] - 1].isalpha()
        and folded[below[0]].islower()
    )


def _blocks(spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    blocks: list[list[tuple[int, int]]] = [[]]
    for span in spans:
        if span[0] == span[1]:
            blocks.append([])
        else:
            blocks[-1].append(span)
    return [block for block in blocks if block]


def _marker(text: str) -> int:
    found = re.match(r"\s*(?:[-*]|•|\d{1,2}[.)])\s+", text)
    return found.end() if found else 0


def _dateline(text: str) -> re.Match[str] | None:
    found = _DATELINE.match(text, 0, DATELINE)
    if (
        found
        and (found["place"] or found["date"])
        and not (found["dash"] == ":" and not (found["place"] or "").isupper())
    ):
        return found
    return _PLACE_COLON.match(text)
