"""Reading what a teacher typed: texts, lines and numbers, each with the fault it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from werkzeug.datastructures import MultiDict

from quizapp.domain.errors import Fault

LINES_LIMIT = 50
"""The most lines of a field that takes one answer a line."""

_NAME = re.compile(r"[a-z_]+(?:-[0-9]{1,3}-[a-z]+)?\Z")
_NUMBER = re.compile(r"[-−]?(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\Z")
_DIGITS_LIMIT = 24


def known_names(sent: MultiDict[str, str]) -> MultiDict[str, str]:
    """Return the fields that a form of ours could have sent; WTForms stumbles over others."""
    kept: MultiDict[str, str] = MultiDict()
    for name, values in sent.lists():
        if _NAME.match(name):
            kept.setlist(name, values)
    return kept


def doubled(sent: MultiDict[str, str]) -> Iterator[str]:
    """Yield the names that came more than once, with different values or equal ones."""
    for name, values in sent.lists():
        if len(values) > 1:
            yield name


def text_of(value: object) -> str:
    """Return what was typed without the white space around it; lines end as on Unix."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else ""


def line_of(value: object) -> str:
    """Return what was typed into a field of one line."""
    return text_of(value).replace("\n", " ")


def lines_of(value: object) -> tuple[str, ...]:
    """Return the lines that are not empty."""
    return tuple(line.strip() for line in text_of(value).split("\n") if line.strip())


def number_of(value: object) -> Decimal | None:
    """Return the number that was typed, as in ``1,234.5``; None for anything else."""
    typed = text_of(value).replace("\N{NO-BREAK SPACE}", " ")
    if len(typed) > _DIGITS_LIMIT or not _NUMBER.match(typed):
        return None
    return Decimal(typed.replace(",", "").replace(" ", "").replace("−", "-"))


def control_fault(field: str, value: object) -> Fault | None:
    """Return the fault of a text with a character that no key types; None for a sound one."""
    if any(ord(char) < 32 and char != "\n" and char != "\t" for char in text_of(value)):
        return Fault(field, "It has a control character.", "Type it again as plain text.")
    return None
