"""Raised text: a power stays a power, an ordinal its ending, and the mark of a note is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

_SUPERSCRIPTS = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_POWER = re.compile(r"[+\-−]?\d{1,3}")
# Units that are squared, cubed or divided by: “km²”, “m³”, “s⁻¹”.
_UNIT = re.compile(
    r"(?:^|[\s\d/(·.])"
    r"(?:[kcdmµnh]?m|ft|in|yd|mi|miles?|met(?:re|er)s?|feet|inch|inches|s|sec|h|kg)$"
)
_TEN = re.compile(r"(?:[×x*]\s*|^|\s)10$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_NOTE = re.compile(
    r"[\[(]?(?:\d{1,3}|[a-z*†‡§¶#]{1,3})(?:\s*[,;–-]\s*(?:\d{1,3}|[a-z]))*[\])]?|\[[^\[\]]{1,40}\]"
)
_BRACKETED = re.compile(r"\[[^\[\]]{1,40}\]")
_MARKS = re.compile(r"(?:©|®|™|℠|TM|SM)\Z")
_NUMBER = re.compile(r"\d{1,3}")
_DIVIDED = re.compile(r"\s*[/⁄]\s*\d")
# “41ᵒC” is typed for “41 °C”, “Nᵒ 10” for “No 10”; “McDonald” is printed with its c raised.
_DEGREES = re.compile(r"\d\s*\Z")
_ABBREVIATED = re.compile(r"\b[Nn]\Z")
_TEMPERATURE = re.compile(r"\s*[CF]\b")
_CLAN = re.compile(r"\bMa?\Z")


def raised(before: str, text: str, after: str = "") -> str:
    """Return what becomes of raised text that stands between these words of its line.

    “10⁶” and “25 km²” are kept as powers, “12th” keeps its ending, “3½” its half and “¹⁴C” its
    number; a number or sign after a word, a number or a full stop is the mark of a note and becomes
    nothing.
    """
    words = text.strip()
    if _POWER.fullmatch(words) and (_TEN.search(before) or _is_of_unit(before, words)):
        return words.translate(_SUPERSCRIPTS)
    if _NUMBER.fullmatch(words) and _DIVIDED.match(after):
        return f" {words}" if before[-1:].isdigit() else words
    if _NUMBER.fullmatch(words) and not before[-1:].strip() and after[:1].isupper():
        return words.translate(_SUPERSCRIPTS)
    if _ORDINAL.fullmatch(words) and before[-1:].isdigit():
        return words
    if (letter := _part_of_a_word(before, words, after)) is not None:
        return letter
    if _MARKS.match(words) or _NOTE.fullmatch(words) or not _BRACKETED.sub("", words).strip():
        return ""
    # Whole words that are raised are still part of what is said.
    return text if _LETTERS.search(words) or not words else words.translate(_SUPERSCRIPTS)


def lowered(runs: Iterable[tuple[str, bool]]) -> str:
    """Return a line of runs, each with whether it is raised; raised ones side by side are one."""
    pieces = [
        ("".join(words for words, _ in group), is_raised)
        for is_raised, group in groupby(runs, key=lambda run: run[1])
    ]
    return "".join(_lowered(pieces))


def _lowered(pieces: list[tuple[str, bool]]) -> Iterator[str]:
    before = ""
    for place, (words, is_raised) in enumerate(pieces):
        if is_raised:
            after = pieces[place + 1][0] if place + 1 < len(pieces) else ""
            words = raised(before, words, after)
        before += words
        yield words


def _is_of_unit(before: str, power: str) -> bool:
    return power.lstrip("+-−") in ("1", "2", "3") and bool(_UNIT.search(before))


def _part_of_a_word(before: str, letter: str, after: str) -> str | None:
    """Return a raised letter that its word cannot do without; None where it is none."""
    if letter in ("o", "º", "°", "0") and _DEGREES.search(before) and _TEMPERATURE.match(after):
        return "°"
    if letter in ("o", "os", "º") and _ABBREVIATED.search(before):
        return letter.replace("º", "o")
    if letter in ("c", "ac") and _CLAN.search(before) and after[:1].isupper():
        return letter
    return None
