"""The words of a Word document as a reader sees them: changes accepted, fields read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml.ns import qn

from quizapp.importers.docx_looks import Looks, RunLooks
from quizapp.importers.docx_symbols import in_symbols, symbol
from quizapp.importers.formulas import linear, spaced
from quizapp.importers.layout import unbroken
from quizapp.importers.note_numbers import RaisedWords
from quizapp.importers.raised import is_note_mark

_TEXT, _BREAK, _RETURN = (qn(f"w:{name}") for name in ("t", "br", "cr"))
_TABS = (qn("w:tab"), qn("w:ptab"))
_HYPHEN, _SOFT_HYPHEN, _SYMBOL = (
    qn(f"w:{name}") for name in ("noBreakHyphen", "softHyphen", "sym")
)
_RUN, _LOOKS = qn("w:r"), qn("w:rPr")
_FIELD, _FIELD_KIND = qn("w:fldChar"), qn("w:fldCharType")
_CONTROL, _ABOUT_CONTROL = qn("w:sdt"), qn("w:sdtPr")
_IS_HINT = qn("w:showingPlcHdr")
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
# What was deleted or moved away, what is drawn, how something looks, and what a field asks for.
_LEFT_OUT = frozenset(
    qn(f"w:{name}")
    for name in (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "sdtPr",
        "instrText",
        "delText",
        "drawing",
        "pict",
        # How letters are said, above them.
        "rt",
    )
)
_CHANGES = frozenset(
    qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
)
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE, FALLBACK = f"{_COMPATIBLE}Choice", f"{_COMPATIBLE}Fallback"
_LINK, _ANCHOR = qn("w:hyperlink"), qn("w:anchor")
_NOTES = (qn("w:footnoteReference"), qn("w:endnoteReference"))
_MARK = f"{qn('w:pPr')}/{_LOOKS}"
_FRAME, _LARGE_LETTER = f"{qn('w:pPr')}/{qn('w:framePr')}", qn("w:dropCap")
_GONE = (qn("w:del"), qn("w:moveFrom"))

TRACKED = (
    "Changes are tracked in the document. It was read as if all of them were accepted; "
    "check the text."
)
STRUCK = "Words that are struck through in the document were left out; check the text."


class WordText:
    """Reads the text of paragraphs (``w:p``) of one document.

    Words in content controls, fields, smart tags, links and tracked insertions are part of it;
    deleted, hidden and struck ones are not.
    """

    def __init__(self, styles: Any = ()) -> None:
        """``styles`` is the ``w:styles`` element of the document."""
        self._looks = RunLooks(styles)
        self.left_out_struck = False
        self.raised = RaisedWords()

    def words_of(self, paragraph: Any) -> str:
        """Return the text of one ``w:p`` element."""
        runs: list[tuple[str, bool]] = []
        for words, looks in self._runs(paragraph, self._looks.of_style(paragraph.style), []):
            # What has no looks is a formula.
            before = runs[-1][0] if runs and looks is None else ""
            runs.append((spaced(before, words), False) if looks is None else (words, looks.raised))
        return unbroken(self.raised.lowered(runs))

    def merged(self, paragraphs: Iterable[Any]) -> Iterator[tuple[Any, str]]:
        """Yield the paragraphs with their words, one that goes on in the next with it."""
        begun = ""
        last = None
        for last in paragraphs:
            begun += self.words_of(last)
            if not _ends_in_next(last):
                yield last, begun
                begun, last = "", None
        if last is not None:
            yield last, begun

    def _runs(
        self, parent: Any, looks: Looks, fields: list[bool]
    ) -> Iterator[tuple[str, Looks | None]]:
        """Yield the words below an element with their looks, formulas with None.

        ``fields`` says of each field that is open whether its result has begun: what stands before
        that asks for the result, and is not shown.
        """
        for element in parent.iterchildren():
            match element.tag:
                case tag if tag == _FIELD:
                    _go_on(fields, element.get(_FIELD_KIND))
                case tag if tag in _LEFT_OUT or _is_written_again(element) or not all(fields):
                    if tag == _RUN:
                        yield from self._runs(element, looks, fields)
                case tag if tag == _RUN:
                    yield from self._run(element, looks, fields)
                case tag if tag == _LINK and element.get(_ANCHOR):
                    link = list(self._runs(element, looks, fields))
                    if not _leads_to_note(link):
                        yield from link
                case tag if tag == _FORMULA:
                    yield linear(element), None
                case tag if tag == _CONTROL and _is_hint(element):
                    continue
                case tag if (words := _words(element)) is not None:
                    yield words, looks
                case _:
                    yield from self._runs(element, looks, fields)

    def _run(
        self, run: Any, paragraph: Looks, fields: list[bool]
    ) -> Iterator[tuple[str, Looks | None]]:
        looks = self._looks.of_run(run.find(_LOOKS), paragraph)
        words = list(self._runs(run, looks, fields))
        if looks.struck and not looks.hidden and words:
            self.left_out_struck = True
        # What stands in one run with the reference to a note is a mark of the writer's own.
        is_mark = any(run.find(tag) is not None for tag in _NOTES)
        if not (looks.hidden or looks.struck or is_mark):
            yield from words


def has_tracked_changes(body: Any) -> bool:
    """Whether anything in an element was inserted, deleted or moved with the changes tracked."""
    return any(element.tag in _CHANGES for element in body.iter(*_CHANGES))


def _ends_in_next(paragraph: Any) -> bool:
    """Whether a paragraph goes on in the next: a large first letter, or its end was deleted."""
    frame = paragraph.find(_FRAME)
    if frame is not None and frame.get(_LARGE_LETTER) in ("drop", "margin"):
        return True
    mark = paragraph.find(_MARK)
    return mark is not None and any(mark.find(tag) is not None for tag in _GONE)


def _is_written_again(element: Any) -> bool:
    """Whether the words of an element stand in the Fallback beside it, too."""
    return element.tag == _CHOICE and element.getparent().find(FALLBACK) is not None


def _leads_to_note(words: list[tuple[str, Looks | None]]) -> bool:
    """Whether a link within the document is raised and short, as the mark of a note is."""
    raised = all(looks is not None and looks.raised for _, looks in words)
    return raised and is_note_mark("".join(text for text, _ in words))


def _is_hint(control: Any) -> bool:
    """Whether a content control shows only what is to be filled in, “Click to enter a date”."""
    about = control.find(_ABOUT_CONTROL)
    return about is not None and about.find(_IS_HINT) is not None


def _go_on(fields: list[bool], kind: str | None) -> None:
    """Follow where fields begin, where their results do, and where they end."""
    if kind == "begin":
        fields.append(False)
    elif fields and kind == "separate":
        fields[-1] = True
    elif fields and kind == "end":
        fields.pop()


def _words(element: Any) -> str | None:
    """Return what an element of a run writes; None for what holds further elements."""
    match element.tag:
        case tag if tag == _TEXT:
            return in_symbols(element.text or "")
        case tag if tag in _TABS:
            return "\t"
        case tag if tag in (_BREAK, _RETURN):
            return "\n"
        case tag if tag == _HYPHEN:
            return "-"
        case tag if tag == _SYMBOL:
            return symbol(element.get(qn("w:font")), element.get(qn("w:char")))
        case tag if tag == _SOFT_HYPHEN:
            return ""
        case _:
            return None
