"""Raised text: a power stays a power, an ordinal its ending, and the mark of a note is left out."""

from __future__ import annotations

import re

_SUPERSCRIPTS = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_POWER = re.compile(r"[+\-−]?\d{1,3}")
# Units that are squared, cubed or divided by: “km²”, “m³”, “s⁻¹”.
_UNIT = re.compile(
    r"(?:^|[\s\d/(·.])"
    r"(?:[kcdmµnh]?m|ft|in|yd|mi|miles?|met(?:re|er)s?|feet|inch|inches|s|sec|h|kg)$"
)
_TEN = re.compile(r"(?:[×x*]\s*|^|\s)10$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†‡§¶#]{1,3})(?:\s*[,;–-]\s*(?:\d{1,3}|[a-z]))*[\])]?")
_MARKS = re.compile(r"(?:©|®|™|℠|TM|SM)\Z")


def raised(before: str, text: str) -> str:
    """Return what becomes of raised text that stands after ``before`` on its line.

    “10⁶” and “25 km²” are kept as powers, “12th” keeps its ending; a number or sign after a word,
    a number or a full stop is the mark of a note and becomes nothing.
    """
    words = text.strip()
    if _POWER.fullmatch(words) and (_TEN.search(before) or _is_of_unit(before, words)):
        return words.translate(_SUPERSCRIPTS)
    if _ORDINAL.fullmatch(words) and before[-1:].isdigit():
        return words
    if _MARKS.match(words) or _NOTE.fullmatch(words):
        return ""
    # Whole words that are raised are still part of what is said.
    return text if _LETTERS.search(words) or not words else words.translate(_SUPERSCRIPTS)


def _is_of_unit(before: str, power: str) -> bool:
    return power.lstrip("+-−") in ("1", "2", "3") and bool(_UNIT.search(before))
