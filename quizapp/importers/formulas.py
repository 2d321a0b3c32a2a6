"""Formulas of Word documents and web pages, written in a line: “10⁶”, “1/2”, “√(a+b)”."""

from __future__ import annotations

import re
from typing import Any

_SUPERSCRIPTS = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_RAISED = re.compile(r"[0-9+\-−()n]+")
_SIMPLE = re.compile(r"[\w.,]*")
# By their names without namespace; a formula has the same parts in both formats.
_FRACTIONS = frozenset({"f", "mfrac"})
_POWERS = frozenset({"sSup", "msup"})
_ROOTS = frozenset({"rad", "msqrt", "mroot"})
_INDEXED = frozenset({"sSubSup", "msubsup"})
# The formula again, in another language.
_LEFT_OUT = frozenset({"annotation", "annotation-xml"})


def linear(formula: Any) -> str:
    """Return a formula's words in one line; its element is OMML's or MathML's."""
    name = _name(formula)
    if name in _LEFT_OUT:
        return ""
    children = [child for child in formula if isinstance(child.tag, str)]
    parts = [linear(child) for child in children if not _name(child).endswith("Pr")]
    if name in _FRACTIONS and len(parts) == 2:
        return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
    if name in _POWERS and len(parts) == 2:
        return parts[0] + _power(parts[1])
    if name in _INDEXED and len(parts) == 3:
        return parts[0] + parts[1] + _power(parts[2])
    if name in _ROOTS and parts:
        # The degree stands first in Word and last on the web.
        return f"√{_grouped(parts[0] if name == 'mroot' else parts[-1])}"
    return "".join(parts) if parts else (formula.text or "").strip("\n\t")


def spaced(before: str, words: str) -> str:
    """Return a formula's words as they go on after others: “3 1/2” and not “31/2”."""
    return f" {words}" if before[-1:].isalnum() and words[:1].isdecimal() else words


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _grouped(words: str) -> str:
    return words if _SIMPLE.fullmatch(words) else f"({words})"


def _power(words: str) -> str:
    if _RAISED.fullmatch(words):
        return words.translate(_SUPERSCRIPTS)
    return f"^{_grouped(words)}"
