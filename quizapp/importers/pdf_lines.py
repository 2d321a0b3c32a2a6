"""What a page of a PDF draws, put together to lines in the order in which people read them."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quizapp.importers.note_numbers import RaisedWords
from quizapp.importers.pdf_columns import by_column, gutters_of
from quizapp.importers.pdf_letters import Fragment, closed_up, is_small_capital, with_initials
from quizapp.importers.pdf_margins import without_line_numbers

_SPACES = re.compile(r"[ \t]{2,}")
_CELLS = re.compile(r"[ \t]{3,}")
CELL_BORDER = " | "
"""Between cells of a row."""
HEADLINE_SIZE = 1.25
"""A title has letters so many times as large as most."""
_SAME_LINE = 2.0
_SMALLER = 0.85
_DEEPEST = 0.6
"""How far a sign is sunk at most, in parts of the letters' size; ReportLab sinks it by half."""
_SPACE = 0.13
"""The least space between words, in parts of the letters' size."""
_BETWEEN_CELLS = 3.0
"""The least space between cells of a table, in parts of the letters' size."""
_SAME_PLACE = 1.0
"""Words that are drawn again so close to themselves are bold."""
_HYPHENS = ("-", "\u00ad", "\u2010", "\u2011")
_SIGN = re.compile(r"\w|[)\]}]")
"""Nothing is raised beside the sign of an item."""
_BULLETS = ("•", "\x7f", "·", "▪", "‣", "–")
_NEAR_ITS_ITEM = 0.35
_CLOSING = re.compile(r"[.,;:!?)\]%’”](?:\s|\Z|[^\w])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; ``row`` says that it is a row of a table."""

    text: str
    x: float
    y: float
    size: float
    row: bool = False


def lines_of(
    fragments: Iterable[Fragment], raised: RaisedWords, known: Sequence[float] = ()
) -> tuple[list[Line], list[float]]:
    """Return the lines of a page and where its columns begin, which later pages are told.

    Of columns the left one comes first, however they were drawn. Without columns the order in
    which the page draws its lines is kept.
    """
    drawn = with_initials(without_line_numbers(_with_bullets(_once(fragments))))
    lowered = list(_lowered(drawn, raised))
    across = [_across(row) for row in _level(lowered)]
    gutters = gutters_of(across, known)
    if gutters:
        ordered: Iterable[Sequence[Fragment]] = by_column(across, gutters)
    else:
        ordered = map(_across, _rows(lowered))
    lines = [line for row in ordered for line in map(_line, _of_one_size(row)) if line.text]
    usual = usual_size(lines)
    return [_as_headline(line, usual) for line in lines], [gutter.place for gutter in gutters]


def _of_one_size(row: Sequence[Fragment]) -> Iterator[list[Fragment]]:
    """Yield the parts of a row whose letters are of other sizes: a caption beside its text."""
    part = [row[0]]
    for before, after in pairwise(row):
        smaller, larger = sorted((before.size, after.size))
        is_apart = after.x - before.end >= _BETWEEN_CELLS * larger
        # A number beside a line is none of another size: it may be one of a table.
        are_words = all(" " in each.text.strip() for each in (before, after))
        if is_apart and are_words and smaller < _SMALLER * larger:
            yield part
            part = []
        part.append(after)
    yield part


def usual_size(lines: Iterable[Line]) -> float:
    """Return the size of most letters of lines; 0 where there are none."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return max(letters, key=lambda size: letters[size], default=0.0)


def _as_headline(line: Line, usual: float) -> Line:
    """Return a row of single large words as the headline that it is, set wide."""
    cells = line.text.split(CELL_BORDER)
    is_headline = line.row and line.size >= HEADLINE_SIZE * usual
    if not is_headline or any(" " in cell for cell in cells):
        return line
    return replace(line, text=" ".join(cells), row=False)


def _once(fragments: Iterable[Fragment]) -> Iterator[Fragment]:
    """Yield the fragments without what is drawn again in its place, which makes it bold."""
    last: Fragment | None = None
    for each in fragments:
        again = (
            last is not None
            and each.text == last.text
            and abs(each.x - last.x) < _SAME_PLACE
            and abs(each.y - last.y) < _SAME_PLACE
        )
        last = each
        if not again:
            yield each


def _with_bullets(fragments: Iterable[Fragment]) -> Iterator[Fragment]:
    """Yield the fragments with the sign of an item on the line of its words; DEL is drawn as one.

    A sign in another size may stand a little higher or lower.
    """
    sign: Fragment | None = None
    for each in fragments:
        if sign is not None:
            is_item = sign.end <= each.x and abs(sign.y - each.y) < _NEAR_ITS_ITEM * each.size
            words = "•" if sign.text.strip() == "\x7f" else sign.text
            yield replace(sign, text=words, y=each.y if is_item else sign.y)
            sign = None
        if each.text.strip() in _BULLETS:
            sign = each
        else:
            yield each
    if sign is not None:
        yield sign


def _lowered(fragments: Iterable[Fragment], raised: RaisedWords) -> Iterator[Fragment]:
    """Yield the fragments; small ones that are raised or sunk stand on their line, as they mean."""
    line: Fragment | None = None
    text, end = "", 0.0
    rest = deque(fragments)
    while rest:
        each = rest.popleft()
        if line is not None and _SIGN.search(text) and (rise := _rise(each, line, end)):
            # A power may be drawn in pieces, each from another font: “−” and “3”.
            small, stop = each.text.strip(), each.end
            while rest and rise * _rise(rest[0], line, stop) > 0:
                following = rest.popleft()
                small, stop = small + following.text.strip(), following.end
            after = rest[0].text if rest else ""
            words = raised.raised(text, small, after) if rise > 0 else small
            text += words
            # It is of the word before it, and where nothing is left its place still is.
            yield Fragment(words, end, line.y, line.size, stop - end)
            end = stop
            continue
        if line is None or abs(each.y - line.y) >= _SAME_LINE or each.x < line.x:
            if rest and _begins_note(each, rest[0]):
                continue
            line, text = each, each.text
        else:
            text += each.text
        end = each.end
        yield each


def _begins_note(each: Fragment, following: Fragment) -> bool:
    """Whether a number is raised before the first word of a line, as in a note itself."""
    is_before = -_SAME_LINE < following.x - each.end < following.size
    is_small = each.size < _SMALLER * following.size
    is_number = each.text.strip().isdecimal()
    is_raised = 0 < each.y - following.y < following.size
    return is_number and is_small and is_before and is_raised and len(following.text.split()) > 1


def _rise(each: Fragment, line: Fragment, end: float) -> float:
    """Return how far a small fragment at the end of a line is raised; below zero if it is sunk."""
    rise = each.y - line.y
    is_small = each.size < _SMALLER * line.size
    is_near = -0.3 * line.size < each.x - end < 1.5 * line.size
    return rise if is_small and is_near and -_DEEPEST * line.size < rise < line.size else 0.0


def _rows(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """Return what stands on one line, in the order in which the lines are drawn."""
    rows: list[list[Fragment]] = []
    for each in fragments:
        if rows and abs(rows[-1][0].y - each.y) < _SAME_LINE and each.x >= rows[-1][0].x:
            rows[-1].append(each)
        else:
            rows.append([each])
    return rows


def _level(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """Return what stands at one height of the page, from top to bottom, in whatever order drawn."""
    rows: list[list[Fragment]] = []
    for each in sorted(fragments, key=lambda each: -each.y):
        if rows and abs(rows[-1][0].y - each.y) < _SAME_LINE:
            rows[-1].append(each)
        else:
            rows.append([each])
    return rows


def _across(row: Iterable[Fragment]) -> list[Fragment]:
    return sorted(row, key=lambda each: each.x)


def _line(row: Sequence[Fragment]) -> Line:
    """Return a line with single spaces; where wide ones part it, as a row of a table."""
    row = closed_up(row)
    text = row[0].text
    for before, after in pairwise(row):
        if is_small_capital(text, before, after) or _is_hyphen_of_line(text, after, row[-1]):
            text += after.text.strip()
            continue
        words = after.text.lstrip() if _CLOSING.match(after.text.lstrip()) else after.text
        text += _between(text, before, after) + words
    cells = [cell for cell in _CELLS.split(text.strip()) if cell.strip("| ")]
    first = row[0]
    words = CELL_BORDER.join(_SPACES.sub(" ", cell).strip() for cell in cells)
    size = max(row, key=lambda each: len(each.text)).size
    return Line(words, first.x, first.y, size, row=len(cells) > 1)


def _is_hyphen_of_line(text: str, after: Fragment, last: Fragment) -> bool:
    """Whether a hyphen is drawn for itself at the end of a line, as programs do with soft ones."""
    is_hyphen = after is last and after.text.strip() in _HYPHENS
    return is_hyphen and (text[-1:] == "\u00ad" or (text[-1:].isalpha() and after.text != "-"))


def _between(text: str, before: Fragment, after: Fragment) -> str:
    """Return what stands between two fragments of a line."""
    gap = after.x - before.end
    if gap >= _BETWEEN_CELLS * after.size:
        return "   "
    if text.endswith(" ") or after.text.startswith(" "):
        return ""
    return " " if gap >= _SPACE * after.size and not _CLOSING.match(after.text) else ""
