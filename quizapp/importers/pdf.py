"""PDF: its pages without what stands on every one, its title, and when it was published."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from itertools import chain
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError

from quizapp.importers.article import RawArticle
from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.file_types import FileKind
from quizapp.importers.layout import joined
from quizapp.importers.metadata import given_title, guess_published, guess_publisher
from quizapp.importers.note_numbers import RaisedWords
from quizapp.importers.pdf_glyphs import GlyphNames
from quizapp.importers.pdf_letters import Fragment
from quizapp.importers.pdf_lines import CELL_BORDER, HEADLINE_SIZE, Line, lines_of, usual_size
from quizapp.importers.pdf_page import Drawing
from quizapp.importers.pdf_paragraphs import ENDS, ITEM, SAME_SIZE, paragraphs_of
from quizapp.importers.pdf_quotes import without_pull_quotes
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
_NUMBERED_HEAD = re.compile(r"\d{1,4}\s+(?P<right>\D.*)|(?P<left>.*\D)\s+\d{1,4}")
_PRINTED = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?\b.{0,200}"
    r"|(?:https?://|about:|file:)\S{1,300}(?:\s\d+/\d+)?",
    re.IGNORECASE,
)
_AROUND_HEAD = " |·•–—-"
_ENDS = (".", "!", "?", "”", '"', ":")
_HEADLINE_LINES = 4
_MASTHEAD_LINES = 2
_MASTHEAD_LETTERS = 70

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
    headline = _headline(pages)
    pages, above = _without_masthead(pages, headline)
    furniture += above
    paragraphs = without_pull_quotes(paragraphs_of(pages), pages, headline)
    text, _ = visible(joined(paragraphs))
    if not text.strip():
        raise UnreadableArticle(
            "The PDF holds no text; perhaps its pages are pictures. "
            "Recognise the text with another program, or paste it."
        )
    said = "\n".join(furniture)
    return RawArticle(
        text,
        title=_title(given_title(title), headline, text),
        publisher=guess_publisher(said),
        published=guess_published(said),
        kind=FileKind.PDF,
        notes=notes,
    )


def _pages(reader: PdfReader) -> tuple[list[list[Line]], tuple[str, ...]]:
    drawn: list[list[Fragment]] = []
    letters = 0
    budget, widths, glyphs = _Budget(), Widths(), GlyphNames()
    count = len(reader.pages)
    for number in range(min(count, PAGE_LIMIT)):
        drawn.append(_drawn(reader.pages[number], budget, widths, glyphs))
        letters += sum(len(each.text) for each in drawn[-1])
        if letters > LETTERS_LIMIT:
            break
    raised = RaisedWords()
    pages = _lines(drawn, raised)
    if raised.powers_found():
        pages = _lines(drawn, raised)
    if len(pages) == count:
        return pages, ()
    return pages, (f"The PDF has {count} pages; the first {len(pages)} were used.",)


def _lines(drawn: list[list[Fragment]], raised: RaisedWords) -> list[list[Line]]:
    """Return the lines of each page; of the columns of one, those after it are told."""
    pages: list[list[Line]] = []
    columns: list[float] = []
    for fragments in drawn:
        lines, begun = lines_of(fragments, raised, columns)
        columns += [place for place in begun if place not in columns]
        pages.append(lines)
    return pages


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


def _drawn(page: Any, budget: _Budget, widths: Widths, glyphs: GlyphNames) -> list[Fragment]:
    """Return what a page draws."""
    glyphs.rename(page.get("/Resources"))
    drawing = Drawing(widths, glyphs, _box(page))
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


def _box(page: Any) -> list[float] | None:
    """Return the part of a page that is seen, left, low, right and high; None if it is nothing."""
    left, low, right, high = map(float, page.cropbox)
    return [left, low, right, high] if left < right and low < high else None


def _without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Return the pages without headers, footers and page numbers, and those lines."""
    edges = [_edges(page) for page in pages]
    times = Counter(
        place
        for page, at_edge in zip(pages, edges, strict=True)
        for place in {part for line in page if line.y in at_edge for part in _places(line)}
        if len(pages) > 1
    )
    heads = Counter(
        head
        for page, at_edge in zip(pages, edges, strict=True)
        for head in {_running_head(line.text) for line in page if line.y in at_edge}
        if head
    )
    furniture: dict[str, None] = {}
    kept = []
    for page, at_edge in zip(pages, edges, strict=True):
        rest = []
        for line in page:
            repeated = all(times[part] > 1 for part in _places(line))
            repeated = repeated or heads[_running_head(line.text)] > 1
            if line.y in at_edge and (repeated or _is_of_printer(line.text)):
                furniture[line.text] = None
            else:
                rest.append(line)
        kept.append(rest)
    return kept, list(furniture)


def _is_of_printer(text: str) -> bool:
    """Whether a line is the number of a page, or what a browser prints around one."""
    words = text.replace(CELL_BORDER, " ")
    return bool(_PAGE_NUMBER.fullmatch(words) or _PRINTED.fullmatch(words))


def _running_head(text: str) -> str:
    """Return what stands beside a page number on its outer side, left or right in turn."""
    found = _NUMBERED_HEAD.fullmatch(text)
    return (found["right"] or found["left"]).strip(_AROUND_HEAD) if found else ""


def _edges(page: list[Line]) -> frozenset[float]:
    """Return the heights of the two highest and lowest lines: headers may be drawn last."""
    heights = sorted({line.y for line in page})
    return frozenset((*heights[:2], *heights[-2:]))


def _places(line: Line) -> set[tuple[str, int]]:
    """Return what of a line is the same on every page: its words, but for numbers, and height.

    Where a page has columns, the parts of its header may be lines of their own.
    """
    parts = line.text.split(CELL_BORDER) if line.row else [line.text]
    return {(re.sub(r"\d+", "0", part), round(line.y)) for part in parts}


def _title(given: str, headline: str, text: str) -> str:
    """Return a document's own title unless the article has another and never speaks of it.

    “Print view” is a program's word for it, and one word alone is where it stands: “News”.
    """
    if given and headline.casefold().startswith(f"{given.casefold()} "):
        # Programs cut a title, and name a page by the first words of it.
        return headline
    words = " ".join(given.split()).casefold()
    if headline and len(words.split()) == 1:
        return headline
    is_own = bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", " ".join(text.split()).casefold()))
    return given if given and (is_own or not headline) else headline


def _without_masthead(pages: list[list[Line]], headline: str) -> tuple[list[list[Line]], list[str]]:
    """Return the pages without what the first one prints above its headline, and those lines.

    It is the name of a paper or of a part of it: one short line or two without an end.
    """
    number = next((n for n, page in enumerate(pages) if page), None)
    if number is None or not headline:
        return pages, []
    first = pages[number]
    largest = max(line.size for line in first)
    place = next(n for n, line in enumerate(first) if largest - line.size < SAME_SIZE)
    above = [line.text for line in first[:place]]
    is_masthead = 0 < len(above) <= _MASTHEAD_LINES and not any(
        len(text) > _MASTHEAD_LETTERS or text.endswith(ENDS) or ITEM.match(text) for text in above
    )
    if not is_masthead:
        return pages, []
    return [*pages[:number], first[place:], *pages[number + 1 :]], above


def _headline(pages: list[list[Line]]) -> str:
    """Return the words in the largest letters of the first page; empty if none stand out."""
    first = next((page for page in pages if page), [])
    largest = max((line.size for line in first), default=0.0)
    lines = [line for line in first if largest - line.size < SAME_SIZE]
    words = " ".join(line.text for line in lines)
    stands_out = largest >= HEADLINE_SIZE * usual_size(chain(*pages))
    is_title = len(lines) <= _HEADLINE_LINES and len(words.split()) > 1
    return visible(words)[0] if stands_out and is_title else ""
