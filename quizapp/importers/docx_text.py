"""The words of a Word document as a reader sees them: changes accepted, fields read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from quizapp.importers.raised import raised

_TEXT, _TAB, _BREAK, _RETURN = (qn(f"w:{name}") for name in ("t", "tab", "br", "cr"))
_HYPHEN, _SOFT_HYPHEN = qn("w:noBreakHyphen"), qn("w:softHyphen")
_RUN, _RUN_STYLE, _RAISING = qn("w:r"), qn("w:rPr"), qn("w:vertAlign")
_VALUE, _HIDDEN = qn("w:val"), qn("w:vanish")
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
    )
)
_CHANGES = frozenset(
    qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
)
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"

TRACKED = (
    "Changes are tracked in the document. It was read as if all of them were accepted; "
    "check the text."
)


def words_of(paragraph: Any) -> str:
    """Return the text of a ``w:p`` element.

    Words in content controls, fields, smart tags, links and tracked insertions are part of it,
    deleted and hidden ones are not.
    """
    text = ""
    for words, is_raised in _runs(paragraph):
        text += raised(text, words) if is_raised else words
    return text


def has_tracked_changes(body: Any) -> bool:
    """Whether anything in an element was inserted, deleted or moved with the changes tracked."""
    return any(element.tag in _CHANGES for element in body.iter(*_CHANGES))


def _runs(parent: Any, *, is_raised: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the words below an element, each with whether they are raised."""
    for element in parent.iterchildren():
        match element.tag:
            case tag if tag in _LEFT_OUT or tag == _CHOICE:
                # The same words stand in the Fallback beside a Choice.
                continue
            case tag if tag == _TEXT:
                yield element.text or "", is_raised
            case tag if tag == _TAB:
                yield "\t", is_raised
            case tag if tag in (_BREAK, _RETURN):
                yield "\n", is_raised
            case tag if tag == _HYPHEN:
                yield "-", is_raised
            case tag if tag == _SOFT_HYPHEN:
                continue
            case tag if tag == _RUN:
                looks = element.find(_RUN_STYLE)
                if looks is None or not _is_on(looks.find(_HIDDEN)):
                    raising = None if looks is None else looks.find(_RAISING)
                    yield from _runs(
                        element,
                        is_raised=raising is not None and raising.get(_VALUE) == "superscript",
                    )
            case _:
                yield from _runs(element, is_raised=is_raised)


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(_VALUE) not in ("0", "false", "off")
