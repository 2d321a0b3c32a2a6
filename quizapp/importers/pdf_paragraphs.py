"""Lines of a PDF to paragraphs: by how far they stand apart, where they begin, how they end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from quizapp.importers.hyphens import joined_lines, spelling_of
from quizapp.importers.pdf_lines import Line, usual_size

ENDS = (".", "!", "?", "”", '"', ":")
"""How lines end that end a sentence."""
ITEM = re.compile(r"(\d{1,3})[.)] +\S")
"""How an item of a numbered list begins."""
SAME_SIZE = 0.5
"""Letters whose sizes differ by less are of one, in points."""
_BULLET = re.compile(r"^[•‣▪◦●·]\s*")
_OPEN_ENDS = (",", ";", "-", "–", "—", "\u00ad", "\u2010", "/", ".")
_OPEN_WORD = re.compile(
    r"\b(?:an?|the|of|in|on|at|to|for|by|from|with|and|or|but|is|are|was|were|has|have|had|that)\Z",
    re.IGNORECASE,
)
_CLOSEST = 0.9
"""No two lines stand closer than that, in parts of the letters' size."""
_WIDE, _USUAL_STEP = 1.7, 1.25
"""From when on lines stand as far apart as paragraphs, and how far they usually do."""
_FEWEST_APART, _NEARLY_ALL = 3, 0.8
_MUCH_CLOSER, _SAME_STEP = 0.8, 0.5
_FEWEST_STEPS, _PART_OF_STEPS = 2, 12
"""So many steps, or one in so many, are what lines of a paragraph have between them."""
_SHORT = 0.6
"""A line of a list has at most so many times the letters of most lines of running text."""
_FULL = 0.7
"""A line has at least so many times the letters of those beside it, unless it ends early."""
_GAP, _GAP_OF_SENTENCES = 1.35, 1.2
"""A line that stands this many times as far below the last as usual begins a paragraph.

Between two sentences less is enough.
"""
_INDENT = (0.6, 5.0)
"""How far the first line of a paragraph is moved to the right, in parts of the letters' size."""
_NOTE_SIZE = 0.9
"""Lines at the foot of a page that are so much smaller than most are notes."""


def paragraphs_of(pages: Iterable[list[Line]]) -> list[tuple[str, str]]:
    """Return the paragraphs and what they are: lines of one size that stand close are one."""
    lines = _notes_last(pages)
    steps = [
        upper.y - lower.y
        for upper, lower in pairwise(lines)
        if 0 < upper.y - lower.y < 4 * upper.size
    ]
    # In an article of short paragraphs, half of the steps and more are those between them.
    usual = usual_size(lines)
    of_text = [
        upper.y - lower.y
        for upper, lower in pairwise(lines)
        if abs(upper.size - usual) <= SAME_SIZE and abs(lower.size - usual) <= SAME_SIZE
    ]
    spacing = _spacing(steps, [step for step in of_text if step >= _CLOSEST * usual])
    if spacing >= _WIDE * usual and _parts_sentences(lines, spacing):
        spacing = _USUAL_STEP * usual
    widths = [len(line.text) for line in lines]
    full = 0.75 * sorted(widths)[int(0.8 * (len(widths) - 1))] if widths else 0.0
    spelling = spelling_of([line.text for line in lines])
    paragraphs: list[tuple[str, str]] = []
    before = last = None
    length = at = text_at = 0
    begins = True
    alone = _lines_that_stand_alone(lines, spacing, full)
    for number, line in enumerate(lines):
        step = spacing * max(1.0, line.size / usual)
        continues = before is not None and _continues(before, line, step, full, length)
        if continues and abs(line.size - usual) <= SAME_SIZE:
            continues = not _ended_early(before, line, 0 if begins else length)
        if continues and _is_indented(before, line, lines[number + 1 : number + 2], full):
            continues = False
        if not continues and before is not last and _resumes(last, before, line, usual):
            at, continues = text_at, True
        begins = not continues or number in alone
        if continues and number not in alone and not _is_next_item(paragraphs[at][0], line.text):
            text, kind = paragraphs[at]
            paragraphs[at] = (joined_lines(text, line.text, spelling), kind)
        else:
            is_item, kind = _BULLET.match(line.text), "tr" if line.row else "p"
            text = _BULLET.sub("- ", line.text)
            paragraphs.append((text, "li") if is_item else (line.text, kind))
            at = len(paragraphs) - 1
        length = len(before.text) if before is not None else 0
        before = line
        if abs(line.size - usual) <= SAME_SIZE:
            last, text_at = line, at
    return paragraphs


def _parts_sentences(lines: Sequence[Line], spacing: float) -> bool:
    """Whether nearly all lines that stand so far apart end and begin with a sentence.

    Then each is a paragraph; lines of running text that is set wide rarely do.
    """
    apart = [
        upper.text.endswith(ENDS) and not lower.text[:1].islower()
        for upper, lower in pairwise(lines)
        if abs(upper.y - lower.y - spacing) < _SAME_STEP
    ]
    return len(apart) >= _FEWEST_APART and sum(apart) >= _NEARLY_ALL * len(apart)


def _spacing(steps: Iterable[float], of_text: Iterable[float]) -> float:
    """Return the space between two lines of a paragraph: the least one that many steps have.

    Where nearly all paragraphs are of one line, less than a quarter of the steps is within them.
    """
    ordered = sorted(steps)
    usual = ordered[len(ordered) // 4] if ordered else 0.0
    closer = sorted(step for step in of_text if step < _MUCH_CLOSER * usual)
    fewest = max(_FEWEST_STEPS, len(ordered) // _PART_OF_STEPS)
    runs = (
        step
        for step, last in zip(closer, closer[fewest - 1 :], strict=False)
        if last - step < _SAME_STEP
    )
    return next(runs, usual)


def _resumes(last: Line | None, before: Line | None, line: Line, usual: float) -> bool:
    """Whether a line goes on with the sentence that the lines of a caption stand within."""
    if last is None or before is None or last.row or line.row:
        return False
    is_caption = before.size < _NOTE_SIZE * usual and abs(line.size - usual) <= SAME_SIZE
    return is_caption and not last.text.endswith(ENDS) and line.text[:1].islower()


def _lines_that_stand_alone(lines: list[Line], spacing: float, full: float) -> frozenset[int]:
    """Return which lines begin anew though they stand close: a list, an address, key facts.

    Each begins with a capital or a number, and none is as long as a line of running text. Lines of
    a heading are larger.
    """
    usual = usual_size(lines)
    alone: set[int] = set()
    run: list[int] = []
    for number, line in enumerate(lines):
        follows = run and _continues(lines[run[-1]], line, spacing, full, 0)
        if not follows or line.size > usual + SAME_SIZE:
            alone |= _begun_anew(lines, run, full)
            run = []
        run.append(number)
    return frozenset(alone | _begun_anew(lines, run, full))


def _begun_anew(lines: list[Line], run: list[int], full: float) -> set[int]:
    texts = [lines[number].text for number in run]
    are_short = all(len(text) <= _SHORT * full for text in texts)
    begin = all(text[:1].isupper() or text[:1].isdigit() for text in texts)
    are_whole = not any(text.endswith(_OPEN_ENDS) or _OPEN_WORD.search(text) for text in texts)
    return set(run[1:]) if are_short and begin and are_whole else set()


def _ended_early(before: Line | None, line: Line, length: int) -> bool:
    """Whether a line ended without a full stop where the first word of the next had space.

    So do the items of a list whose signs are drawn, a byline and a heading. ``length`` is how many
    letters the line above has in the same paragraph: beside a picture all of them are short.
    """
    if before is None or not line.text[:1].isupper():
        return False
    if before.text.endswith(_OPEN_ENDS) or _OPEN_WORD.search(before.text):
        return False
    word = line.text.split(maxsplit=1)[0]
    width = min(length or len(line.text), len(line.text))
    return len(before.text) + len(word) + 1 <= _FULL * width


def _is_indented(before: Line | None, line: Line, following: list[Line], full: float) -> bool:
    """Whether a line after a full stop or a short line begins further right than those around it.

    So paragraphs begin where no space is left between them.
    """
    if before is None:
        return False
    least, most = _INDENT[0] * line.size, _INDENT[1] * line.size
    # Of two lines that are moved in the first is a paragraph, unless it goes round a large letter.
    shortest = full if abs(before.x - line.x) < least else _SHORT * full
    is_short = len(before.text) < shortest and line.text[:1].isupper()
    if not before.text.endswith(ENDS) and not is_short:
        return False
    below = next((each for each in following if 0 < line.y - each.y < 2 * line.size), None)
    edge = before.x if below is None else min(before.x, below.x)
    # A paragraph of one line may stand before it, or be it.
    begins = below is None or below.x - edge < least or line.text.endswith(ENDS)
    follows = min(abs(before.x - edge), abs(before.x - line.x)) < least
    return begins and follows and least <= line.x - edge <= most


def _is_next_item(text: str, line: str) -> bool:
    """Whether a line is the next item of a list that is numbered."""
    item, following = ITEM.match(text), ITEM.match(line)
    if item is None or following is None:
        return False
    return int(following[1]) == int(item[1]) + 1


def _notes_last(pages: Iterable[list[Line]]) -> list[Line]:
    """Return the lines with those of footnotes at the end: a sentence may go on above the next."""
    pages = list(pages)
    usual = usual_size(chain(*pages))
    text: list[Line] = []
    notes: list[Line] = []
    for page in pages:
        end = len(page)
        while end and page[end - 1].size < _NOTE_SIZE * usual:
            end -= 1
        text += page[:end]
        notes += page[end:]
    return [*text, *notes]


def _continues(before: Line, line: Line, spacing: float, full: float, length: int) -> bool:
    """Whether a line belongs to the paragraph of the one before it.

    ``full`` is how many letters lines usually have, ``length`` how many the line above both has.
    """
    if before.row or line.row or _BULLET.match(line.text):
        return False
    if abs(before.size - line.size) > SAME_SIZE:
        return False
    step = before.y - line.y
    ended = before.text.endswith(ENDS)
    if step <= 0 or step > 6 * spacing:
        # The next column, or the next page: only the words can tell.
        return not ended and (line.text[:1].islower() or len(before.text) >= full)
    is_next = ended and not line.text[:1].islower()
    gap = _GAP_OF_SENTENCES * spacing if is_next else _GAP * max(spacing, line.size)
    if spacing and step > gap:
        return False
    # The last line of a paragraph is short beside its neighbours: a column may be narrow.
    return not (ended and len(before.text) < 0.6 * min(full, max(length, len(line.text))))
