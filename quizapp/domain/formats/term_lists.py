"""Lists of terms and their definitions, as people paste them from a sheet, a glossary or a file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.formats.plain_text import UNSEEN
from quizapp.domain.kinds.faults import TEXT_LIMIT

LINES_LIMIT = 2_000
"""How many lines are taken at once: more is a file, and nobody looks through its preview."""
_QUOTED_LINES = 20
_BREAK = re.compile(r"\r\n|\r|\n")
_SHOWN = 80


class Separator(StrEnum):
    """What stands between a term and its definition."""

    TAB = "tab"
    SEMICOLON = "semicolon"
    DASH = "dash"
    COLON = "colon"
    COMMA = "comma"


# The surest first: of two that fit equally well, the one that texts have less often inside.
_BORDERS = {
    Separator.TAB: re.compile(r"\t"),
    Separator.DASH: re.compile(r"\s[-–—]\s"),
    Separator.SEMICOLON: re.compile(r"[;；؛]"),
    Separator.COLON: re.compile(r":(?=\s)|："),
    Separator.COMMA: re.compile(r"[,，،]"),
}
# A dash that begins a line divides nothing; a line may also be an item of a list, “- term – words”.
_LEADING_DASH = re.compile(r"\s*[-–—](?:\s+|$)")
_DELIMITERS = {Separator.TAB: "\t", Separator.SEMICOLON: ";", Separator.COMMA: ","}


@dataclass(frozen=True, slots=True)
class Pair:
    """A term with its definition, and the line on which it stands, counted from 1."""

    line: int
    term: str
    definition: str

    @property
    def key(self) -> tuple[str, str]:
        """What makes two pairs the same, whatever their capitals."""
        return self.term.casefold(), self.definition.casefold()


@dataclass(frozen=True, slots=True)
class LineFault:
    """A line that no card can be made of, the beginning of it, and why."""

    line: int
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class TermList:
    """What was read of a list: the pairs, and the lines that were left out."""

    pairs: tuple[Pair, ...]
    faults: tuple[LineFault, ...]


def line_count(text: str) -> int:
    """Return how many lines a list has, without those that are blank."""
    return sum(bool(line.strip()) for line in _clean(text).split("\n"))


def guess_separator(text: str) -> Separator:
    """Return what divides most lines of a list in two."""
    lines = [line for _, line in _lines(text)]
    counts = {
        separator: sum(all(_halves(line, separator)) for line in lines) for separator in _BORDERS
    }
    return max(counts, key=lambda separator: counts[separator])


def read_terms(text: str, separator: Separator, known: Iterable[tuple[str, str]] = ()) -> TermList:
    """Read a list, one pair a line; a field in quotation marks may run over several lines.

    ``known`` are the keys of the pairs that the bank has.
    """
    there = set(known)
    pairs: dict[str, Pair] = {}
    faults = []
    for number, line in _records(text, separator):
        pair = Pair(number, *_halves(line, separator))
        message = _fault(pair, separator)
        if not message and pair.key in there:
            message = "The bank has this card already."
        elif not message and pair.key[0] in pairs:
            message = _doubled(pair, pairs[pair.key[0]])
        if message:
            faults.append(LineFault(number, _shortened(line), message))
        else:
            pairs[pair.key[0]] = pair
    return TermList(tuple(pairs.values()), tuple(faults))


def _fault(pair: Pair, separator: Separator) -> str:
    if not pair.term and not pair.definition:
        return "There is neither a term nor a definition."
    if not pair.term:
        return f"There is no term before the {separator}."
    if not pair.definition:
        return f"There is no definition: no {separator} with words after it."
    for name, text in (("term", pair.term), ("definition", pair.definition)):
        if len(text) > TEXT_LIMIT:
            return f"The {name} has {len(text):,} letters; a card takes up to {TEXT_LIMIT}."
    if pair.definition.casefold() in pair.term.casefold():
        return "The definition stands in the term, so the card would answer itself."
    return ""


def _doubled(pair: Pair, first: Pair) -> str:
    if pair.key == first.key:
        return f"It stands on line {first.line} already."
    return f"Line {first.line} gives this term another meaning. Put both meanings on one line."


def _clean(text: str) -> str:
    return UNSEEN.sub("", _BREAK.sub("\n", text))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(_clean(text).split("\n"), 1):
        if line.strip():
            yield number, line


def _records(text: str, separator: Separator) -> Iterator[tuple[int, str]]:
    """Yield what makes a pair: a line, or those over which a quoted field runs."""
    waiting = list(_lines(text))
    place = 0
    while place < len(waiting):
        number, line = waiting[place]
        taken = 1
        if separator in _DELIMITERS and _fields([line], separator) is None:
            taken = _run(waiting, place, separator)
            line = "\n".join(each for _, each in waiting[place : place + taken])
        yield number, line
        place += taken


def _run(waiting: Sequence[tuple[int, str]], place: int, separator: Separator) -> int:
    """Return over how many lines a quoted field runs; 1 where its end is nowhere near."""
    for taken in range(2, _QUOTED_LINES + 1):
        lines = [each for _, each in waiting[place : place + taken]]
        if len(lines) == taken and _fields(lines, separator) is not None:
            return taken
    return 1


def _fields(lines: Sequence[str], separator: Separator) -> list[str] | None:
    """Return the fields of one record by the rules of CSV; None where they are not kept."""
    whole = [f"{line}\n" for line in lines[:-1]] + [lines[-1]]
    try:
        rows = list(csv.reader(whole, delimiter=_DELIMITERS[separator], strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _halves(line: str, separator: Separator) -> tuple[str, str]:
    """Return the term and the definition: what stands before the first border, and the rest."""
    if separator in _DELIMITERS and '"' in line:
        fields = _fields(line.split("\n"), separator)
        if fields is not None:
            rest = f"{_DELIMITERS[separator]} ".join(each for each in fields[1:] if each.strip())
            return _plain(fields[0]), _plain(rest)
    halves = _BORDERS[separator].split(line, maxsplit=1)
    leading = _LEADING_DASH.match(line) if separator is Separator.DASH else None
    if len(halves) == 1 and leading:
        return "", _plain(line[leading.end() :])
    return _plain(halves[0]), _plain(halves[1] if len(halves) > 1 else "")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str) -> str:
    plain = _plain(text)
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
