"""PDF: lines put together to paragraphs again, without what stands on every page."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError

from quizapp.importers.article import RawArticle
from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.file_types import FileKind
from quizapp.importers.hyphens import joined_lines
from quizapp.importers.layout import joined
from quizapp.importers.metadata import given_title, guess_published, guess_publisher
from quizapp.importers.pdf_lines import Fragment, Line, lines_of
from quizapp.importers.pdf_page import Drawing
from quizapp.importers.pdf_widths import Widths
from quizapp.importers.plain import visible

PAGE_LIMIT = 200
"""The most pages that are read; the rest is left out with a note."""
LETTERS_LIMIT = 400_000
"""Reading stops after the page on which this many characters are reached."""

OPERATIONS_LIMIT = 150_000
"""The most drawing operations that are followed; a page of text has some hundreds."""
CONTENT_LIMIT = 3_000_000
"""The most bytes of drawing that are read; a page of text has some 10,000."""

_UNPACKED_LIMIT = 4_000_000
_HUGE = "The PDF unpacks to far more than an article has. Print the article alone, or paste it."
_LOCKED = "The PDF is protected by a password. Save a copy without one, or paste the text."
_BROKEN = "The PDF is damaged. Save it anew from the program it was made with, or paste the text."
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?|[-–—] ?\d{1,4} ?[-–—]", re.I)
_BULLET = re.compile(r"^[•‣▪◦●·]\s*")
_GAP = 1.35
"""A line that stands this many times as far below the last as usual begins a paragraph."""
_SAME_SIZE = 0.5
_HEADLINE_SIZE = 1.25
"""A title has letters so many times as large as most."""
_HEADLINE_LINES = 4
_NOTE_SIZE = 0.9
"""Lines at the foot of a page that are so much smaller than most are notes."""

# pypdf says every oddity of a file in the log; the reader says what matters.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes) -> RawArticle:
    """Return the article of a PDF; raises UnreadableArticle."""
    try:
        with apply_configuration(
            disable_legacy_handling=True,
            zlib_maximum_output_length=_UNPACKED_LIMIT,
            lzw_maximum_output_length=_UNPACKED_LIMIT,
            run_length_maximum_output_length=_UNPACKED_LIMIT,
            array_based_stream_maximum_output_length=_UNPACKED_LIMIT,
        ):
            reader = PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableArticle(_LOCKED)
            pages, notes = _pages(reader)
            title = str(reader.metadata.title or "") if reader.metadata else ""
    except (UnreadableArticle, MemoryError):
        raise
    except LimitReachedError as error:
        raise UnreadableArticle(_HUGE) from error
    except Exception as error:
        # A broken file raises whatever pypdf trips over: KeyError, TypeError, struct.error...
        raise UnreadableArticle(_BROKEN) from error
    pages, furniture = _without_furniture(pages)
    text, _ = visible(joined(_paragraphs(pages)))
    if not text.strip():
        raise UnreadableArticle(
            "The PDF holds no text; perhaps its pages are pictures. "
            "Recognise the text with another program, or paste it."
        )
    said = "\n".join(furniture)
    return RawArticle(
        text,
        title=given_title(title) or _headline(pages),
        publisher=guess_publisher(said),
        published=guess_published(said),
        kind=FileKind.PDF,
        notes=notes,
    )


def _pages(reader: PdfReader) -> tuple[list[list[Line]], tuple[str, ...]]:
    pages: list[list[Line]] = []
    letters = 0
    budget, widths = _Budget(), Widths()
    count = len(reader.pages)
    columns: list[float] = []
    for number in range(min(count, PAGE_LIMIT)):
        lines, begun = lines_of(_drawn(reader.pages[number], budget, widths), columns)
        columns += [place for place in begun if place not in columns]
        pages.append(lines)
        letters += sum(len(line.text) for line in lines)
        if letters > LETTERS_LIMIT:
            break
    if len(pages) == count:
        return pages, ()
    return pages, (f"The PDF has {count} pages; the first {len(pages)} were used.",)


class _Budget:
    """Counts the work that a PDF makes: its forms can ask for more than any machine can do."""

    def __init__(self) -> None:
        self._operations = self._bytes = 0

    def operation(self) -> None:
        """Count one drawing operation."""
        self._operations += 1
        self.check()

    def stream(self, stream: Any) -> None:
        """Count the bytes of a stream: what draws nothing takes time as well."""
        self._bytes += len(stream.get_data())
        self.check()

    def check(self) -> None:
        """Raise UnreadableArticle when there was more than is followed."""
        if self._operations > OPERATIONS_LIMIT or self._bytes > CONTENT_LIMIT:
            raise UnreadableArticle(_HUGE)


def _drawn(page: Any, budget: _Budget, widths: Widths) -> list[Fragment]:
    """Return what a page draws."""
    drawing = Drawing(widths)
    draw_form = page.extract_xform_text

    def draw_counted(form: Any, *given: Any, **named: Any) -> Any:
        budget.stream(form)
        return draw_form(form, *given, **named)

    page.extract_xform_text = draw_counted
    if (contents := page.get_contents()) is not None:
        budget.stream(contents)

    def follow(operator: bytes, operands: list[Any], *_: Any) -> None:
        budget.operation()
        drawing.operation(operator, operands)

    page.extract_text(visitor_text=drawing.visit, visitor_operand_before=follow)
    # What is raised while a form is drawn, pypdf keeps to itself.
    budget.check()
    return drawing.fragments()


def _without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Return the pages without headers, footers and page numbers, and those lines."""
    edges = [_edges(page) for page in pages]
    times = Counter(
        place
        for page, at_edge in zip(pages, edges, strict=True)
        for place in {_place(line) for line in page if line.y in at_edge}
        if len(pages) > 1
    )
    furniture: dict[str, None] = {}
    kept = []
    for page, at_edge in zip(pages, edges, strict=True):
        rest = []
        for line in page:
            repeated = times[_place(line)] > 1
            if line.y in at_edge and (repeated or _PAGE_NUMBER.fullmatch(line.text)):
                furniture[line.text] = None
            else:
                rest.append(line)
        kept.append(rest)
    return kept, list(furniture)


def _edges(page: list[Line]) -> frozenset[float]:
    """Return the heights of the two highest and lowest lines: headers may be drawn last."""
    heights = sorted({line.y for line in page})
    return frozenset((*heights[:2], *heights[-2:]))


def _place(line: Line) -> tuple[str, int]:
    """Return what of a line is the same on every page: its words, but for numbers, and height."""
    return re.sub(r"\d+", "0", line.text), round(line.y)


def _paragraphs(pages: Iterable[list[Line]]) -> list[tuple[str, str]]:
    """Return the paragraphs and what they are: lines of one size that stand close are one."""
    lines = _notes_last(pages)
    steps = [
        upper.y - lower.y
        for upper, lower in pairwise(lines)
        if 0 < upper.y - lower.y < 4 * upper.size
    ]
    # In an article of short paragraphs, half of the steps and more are those between them.
    spacing = sorted(steps)[len(steps) // 4] if steps else 0.0
    widths = [len(line.text) for line in lines]
    full = 0.75 * sorted(widths)[int(0.8 * (len(widths) - 1))] if widths else 0.0
    words = {word for line in lines for word in re.findall(r"[\w-]+", line.text)}
    paragraphs: list[tuple[str, str]] = []
    before: Line | None = None
    length = 0
    for line in lines:
        if before is not None and _continues(before, line, spacing, full, length):
            text, kind = paragraphs[-1]
            paragraphs[-1] = (joined_lines(text, line.text, words), kind)
        elif _BULLET.match(line.text):
            paragraphs.append((_BULLET.sub("- ", line.text), "li"))
        else:
            paragraphs.append((line.text, "tr" if line.row else "p"))
        length = len(before.text) if before is not None else 0
        before = line
    return paragraphs


def _notes_last(pages: Iterable[list[Line]]) -> list[Line]:
    """Return the lines with those of footnotes at the end: a sentence may go on above the next."""
    pages = list(pages)
    usual = _usual_size(pages)
    text: list[Line] = []
    notes: list[Line] = []
    for page in pages:
        end = len(page)
        while end and page[end - 1].size < _NOTE_SIZE * usual:
            end -= 1
        text += page[:end]
        notes += page[end:]
    return [*text, *notes]


def _headline(pages: list[list[Line]]) -> str:
    """Return the words in the largest letters of the first page; empty if none stand out."""
    first = next((page for page in pages if page), [])
    largest = max((line.size for line in first), default=0.0)
    lines = [line for line in first if largest - line.size < _SAME_SIZE]
    words = " ".join(line.text for line in lines)
    stands_out = largest >= _HEADLINE_SIZE * _usual_size(pages)
    is_title = len(lines) <= _HEADLINE_LINES and len(words.split()) > 1
    return visible(words)[0] if stands_out and is_title else ""


def _usual_size(pages: Iterable[list[Line]]) -> float:
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page:
            letters[line.size] += len(line.text)
    return max(letters, key=lambda size: letters[size], default=0.0)


def _continues(before: Line, line: Line, spacing: float, full: float, length: int) -> bool:
    """Whether a line belongs to the paragraph of the one before it.

    ``full`` is how many letters lines usually have, ``length`` how many the line above both has.
    """
    if before.row or line.row or _BULLET.match(line.text):
        return False
    if abs(before.size - line.size) > _SAME_SIZE:
        return False
    step = before.y - line.y
    ended = before.text.endswith((".", "!", "?", "”", '"', ":"))
    if step <= 0 or step > 6 * spacing:
        # The next column, or the next page: only the words can tell.
        return not ended and (line.text[:1].islower() or len(before.text) >= full)
    if spacing and step > _GAP * max(spacing, line.size):
        return False
    # The last line of a paragraph is short beside its neighbours: a column may be narrow.
    return not (ended and len(before.text) < 0.6 * min(full, max(length, len(line.text))))
