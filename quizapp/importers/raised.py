"""Raised text: a power stays a power, an ordinal its ending, and the mark of a note is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from quizapp.domain.generation.dates import MONTHS

_SUPERSCRIPTS = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_POWER = re.compile(r"[+\-−–]?\d{1,3}|n")
_SIGNED = re.compile(r"[+\-−–]\d{1,3}")
# A unit is squared or cubed; whatever is raised after that is the mark of a note.
_POWER_OF_UNIT = re.compile(r"([23])(?:\d|\s*[,;].*|[*†‡a-d])?")
# Units that are squared or cubed: “km²”, “m/s²”. What is a word, too, needs its number.
_UNIT = re.compile(
    r"(?:(?:^|[\s\d/(·]|(?<![ap])\.)[kcdmµμnh]?m"
    r"|(?:\d\s*|[/·]\s*|\bper )(?:ft|in|yd|mi|miles?|met(?:re|er)s?|feet|inch|inches)"
    r"|(?:[/·]\s*|\bper )(?:s|sec|h|kg))$"
)
# “E = mc²”, “πr²”, “(a + b)² = c²”: what stands in a formula is no word that has a note.
_IN_FORMULA = re.compile(
    r"(?:[=+×·*<>≤≥±√∝≈−]|\b\w/)\s*[\d½¼¾]*[A-Za-zΑ-Ωα-ω]{1,3}$|[×·√]\s*\d{1,3}$"
    r"|[\d)]\s?-\s?[A-Za-z]$|\([A-Za-z]$|[α-ωπ][A-Za-z]?$|\bmc$|[½¼¾]\s?[a-z]{1,3}$"
)
_VARIABLE = re.compile(r"(?:^|[\s(=+×·−-])(?P<times>\d*)(?P<letter>[a-zA-Z])$")
_METRES = re.compile(r"\d\s?m$")
_FORMULA_GOES_ON = re.compile(r"\s*[=+×·*/<>≤≥±−]\s*\S|\s+-\s+\S|\)\s*[=+×·*/<>≤≥±−-]")
_GROUP = re.compile(
    r"\([\w.²³]{1,4}(?:(?:\s?[+×·*/−]\s?|\s-\s)[\w.²³]{1,4})+\)$|\b[a-zA-Z]-[a-zA-Z\d]\)$"
)
_EQUALS = re.compile(r"\s*[=≈×·]\s*[\dA-Za-z(]")
# In computing numbers are powers of two: “2³² addresses”.
_TWO = re.compile(r"(?:^|[\s(=×*–-])2$")
_ANY_POWER = re.compile(r"[+\-−]?\d?[knxyz](?:\s*[+\-−]\s*\d{1,2})?")
_BASE = re.compile(r"(?:^|[\s(=+×*−-])(?:2|10|e)$")
# Elements whose atoms are told apart by their weight: “U²³⁸”.
_ISOTOPE = re.compile(r"(?:^|[\s(])(?:U|Pu|Cs|Sr|Ra|Rn|Th|Np)$")
_ELEMENT = re.compile(r"[A-Z][a-z]?(?![a-z])")
_WEIGHT = re.compile(r"\d{2,3}")
_VOLUME = re.compile(r"\b(?:area|volume|square|cube)\b.{0,30}\ba$", re.IGNORECASE)
_SMALL_NUMBER = re.compile(
    r"(?:(?:^|[.(:])\s*|\b(?:that|so|since|because|and|as|if|where|then)\s+)\d{1,2}$",
    re.IGNORECASE,
)
_MONTHS = "|".join(MONTHS)
# “Page 10”, “May 10” and “the top 10” are no powers of ten, nor is “Chapter 2” one of two.
_NAMED_NUMBER = re.compile(
    r"\b(?:top|all|last|first|pages?|pp?\.|chapters?|sections?|articles?|parts?|grades?|years?"
    r"|age[ds]?|levels?|nos?\.?|numbers?|rooms?|lines?|versions?|vol(?:\.|umes?)?|tables?"
    rf"|figures?|fig\.|world war|apollo|group|type|phase|stage|{_MONTHS})\s+\d{{1,2}}$",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"(?:^|[\s(=“\"])\d{1,2}$")
_MONTH = re.compile(rf"\s+(?:{_MONTHS})\b", re.IGNORECASE)
_IS_NUMBER = re.compile(r"\s+(?:is|are|equals|was|gives|makes)\s+\d")
_RANKED = re.compile(r"(?:^|\s)\d{1,2}\Z")
_RANKED_NAME = re.compile(r"\s+[A-ZÀ-Þ]")
_POWERS_OF_TWO = frozenset({"8", "10", "16", "20", "24", "30", "32", "40", "64", "128", "256"})
_TEN = re.compile(r"(?:[×x*]\s*|^|\s)10$")
_TOWER = re.compile(r"\d{1,3}[⁰¹²³⁴-⁹]+")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_NOTE = re.compile(
    r"[\[(]?(?:\d{1,3}|[a-z*†‡§¶#]{1,3})(?:\s*[,;–-]\s*(?:\d{1,3}|[a-z]))*[\])]?|\[[^\[\]]{1,40}\]"
    # The page in a book, behind the mark of the note that names it.
    r"|:\s*\d{1,4}(?:\s*[,–-]\s*\d{1,4})*"
)
_BRACKETED = re.compile(r"\[[^\[\]]{1,40}\]")
_MARKS = re.compile(r"(?:©|®|™|℠|TM|SM)\Z")
_NUMBER = re.compile(r"\d{1,3}")
_DIVIDED = re.compile(r"\s*[/⁄]\s*\d")
# “41ᵒC” is typed for “41 °C”, “Nᵒ 10” for “No 10”; “McDonald” is printed with its c raised.
_DEGREES = re.compile(r"\d\s*\Z")
_DEGREE_SIGNS = ("o", "º", "°", "0")
_ABBREVIATED = re.compile(r"\b[Nn]\Z")
_TEMPERATURE = re.compile(r"\s*[CF]\b")
_CENTURY = re.compile(r"\b[IVX]+\Z")
_TITLES = {"M": ("me", "lle", "mes", "lles", "gr", "r", "rs"), "D": ("r",), "S": ("t", "te")}
_BEGUN_TITLE = re.compile(r"(?:^|[\s(])([MDS])\Z")
_CLAN = re.compile(r"\bMa?\Z")


def raised(before: str, text: str, after: str = "") -> str:
    """Return what becomes of raised text that stands between these words of its line.

    “10⁶”, “25 km²” and “E = mc²” are kept as powers, “12th” keeps its ending, “3½” its half and
    “¹⁴C” its number; a number or sign after a word, a number or a full stop is the mark of a note
    and becomes nothing.
    """
    words = text.strip()
    # A bracket that is raised beside a power is the mark of a note: “m²[4]”.
    alone = _BRACKETED.sub("", words).strip()
    if _POWER.fullmatch(alone) and _is_power(before, alone, after):
        return superscript(alone)
    if _ANY_POWER.fullmatch(alone) and _BASE.search(before):
        power = "".join(alone.split()).translate(_SUPERSCRIPTS)
        return f"^{alone}" if power[-1:].isascii() else power
    squared = _POWER_OF_UNIT.fullmatch(alone)
    if squared and _UNIT.search(before):
        return squared.group(1).translate(_SUPERSCRIPTS)
    if _TOWER.fullmatch(words) and _BASE.search(before):
        return f"^{words}"
    if _NUMBER.fullmatch(words) and _DIVIDED.match(after):
        return f" {words}" if before[-1:].isdigit() else words
    if _NUMBER.fullmatch(words) and not before[-1:].strip() and _ELEMENT.match(after):
        return words.translate(_SUPERSCRIPTS)
    if _ORDINAL.fullmatch(words) and before[-1:].isdigit():
        return words
    if (letter := _part_of_a_word(before, words, after)) is not None:
        return letter
    if is_note_mark(words):
        return ""
    # Whole words that are raised are still part of what is said.
    return text if _LETTERS.search(words) or not words else words.translate(_SUPERSCRIPTS)


def may_be_power(before: str, text: str, after: str = "") -> bool:
    """Whether what ``raised`` takes for the mark of a note may as well be a power: “2³ cubes”."""
    if not _NUMBER.fullmatch(text.strip()) or not _NUMBER_ALONE.search(before):
        return False
    is_named = _NAMED_NUMBER.search(before) or _MONTH.match(after)
    return not is_named and not raised(before, text, after)


def superscript(text: str) -> str:
    """Return a raised number in digits that are raised themselves."""
    return text.strip().translate(_SUPERSCRIPTS)


def is_note_mark(text: str) -> bool:
    """Whether raised text that is no part of a word or a formula leads to a note: “12”, “[a]”."""
    words = text.strip()
    if _MARKS.match(words) or _NOTE.fullmatch(words):
        return True
    return not _BRACKETED.sub("", words).strip()


def lowered(
    runs: Iterable[tuple[str, bool]], reads: Callable[[str, str, str], str] = raised
) -> str:
    """Return a line of runs, each with whether it is raised; raised ones side by side are one.

    ``reads`` says what becomes of raised words between others.
    """
    pieces = [
        ("".join(words for words, _ in group), is_raised)
        for is_raised, group in groupby(runs, key=lambda run: run[1])
    ]
    return "".join(_lowered(pieces, reads))


def _lowered(
    pieces: list[tuple[str, bool]], reads: Callable[[str, str, str], str]
) -> Iterator[str]:
    before = ""
    for place, (words, is_raised) in enumerate(pieces):
        if is_raised:
            after = pieces[place + 1][0] if place + 1 < len(pieces) else ""
            words = reads(before, words, after)
        before += words
        yield words


def _is_power(before: str, power: str, after: str) -> bool:
    """Whether a raised number belongs to the number, the unit or the formula before it."""
    if _SIGNED.fullmatch(power):
        # No note has a sign: “s⁻¹”, “10⁻³”.
        return before[-1:].isalnum()
    goes_on = bool(_FORMULA_GOES_ON.match(after))
    if power == "n":
        return bool(_VARIABLE.search(before))
    if _NAMED_NUMBER.search(before) or (_TEN.search(before) and _MONTH.match(after)):
        return False
    return bool(
        _TEN.search(before)
        or _IN_FORMULA.search(before)
        or _GROUP.search(before)
        or _is_variable(before, goes_on=goes_on)
        or (_TWO.search(before) and power in _POWERS_OF_TWO)
        or (before[-1:].isdigit() and _EQUALS.match(after))
        or (_SMALL_NUMBER.search(before) and _IS_NUMBER.match(after))
        or (_ISOTOPE.search(before) and _WEIGHT.fullmatch(power))
        or (power in ("2", "3") and _VOLUME.search(before))
    )


def _is_variable(before: str, *, goes_on: bool) -> bool:
    """Whether the letter before is one of a formula; “a” and capitals may stand for themselves.

    So may what ends a number: “the 1990s”, “20m”.
    """
    found = None if _METRES.search(before) else _VARIABLE.search(before)
    if found is None or goes_on:
        return found is not None
    return not found["times"] and found["letter"] in "bcdefghjklmnpqrstuvwxyzR"


def _part_of_a_word(before: str, letter: str, after: str) -> str | None:
    """Return a raised letter that its word cannot do without; None where it is none."""
    if letter in _DEGREE_SIGNS and _DEGREES.search(before):
        return "°" if letter != "0" or _TEMPERATURE.match(after) else None
    if (title := _BEGUN_TITLE.search(before)) and letter in _TITLES[title.group(1)]:
        return letter
    if letter == "e" and _CENTURY.search(before):
        return letter
    if letter == "e" and _RANKED.search(before) and _RANKED_NAME.match(after):
        return letter
    if letter in ("o", "os", "º") and _ABBREVIATED.search(before):
        return letter.replace("º", "o")
    if letter in ("c", "ac") and _CLAN.search(before) and after[:1].isupper():
        return letter
    return None
