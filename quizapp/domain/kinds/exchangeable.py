"""Gaps that may be filled in any order: “{{one}} and {{other}} signed the treaty”."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import permutations

from quizapp.domain.typed.dates import MONTHS, read_dates
from quizapp.domain.typed.numerals import read_numbers

_JOINT = re.compile(r"\s*(?:,|,?\s*(?:and|or|&))\s*")
# What gives each place in a list its own meaning.
_ORDERED = re.compile(
    r"\b(?:respectively|former|latter|first|then|later|in (?:this|that) order|followed|versus)\b"
)
_ANY_LIST = re.compile(r"\w (?:and|or|&) \w|\w, \w")
_BETWEEN = re.compile(r"\b(?:between|from)\s*$", re.IGNORECASE)
_OTHER_PAIR = re.compile(r"\b[A-Z0-9][\w.’'-]* (?:and|or|&) (?:the )?[A-Z0-9]")
_END = rf"(?:(?:{'|'.join(MONTHS)})\b|\W?\d[\w.,:%/-]*)"
# The two ends of a time or of an amount are one thing: “between March 1955 and June 1959”.
_STRETCH = re.compile(
    rf"\b(?:between|from) (?:the \w+ (?:of )?)?{_END}(?: \w+){{0,2}} (?:and|to) {_END}",
    re.IGNORECASE,
)
_RUN, _GAP = "■", "□"
# A run is one thing in the text, so that its own “and” joins nothing else.
_GAPS_OF_A_RUN = re.compile(rf"{_GAP}(?:{_JOINT.pattern}{_GAP})+")
_BETWEEN_TWO = re.compile(r"\bbetween(?: [\w’'-]+){1,6} and\b")
_WORDS = rf"(?: (?:[\w’'-]+|{_GAP})){{1,8}}"
_FEW = r"(?: [\w’'-]+){0,3}"
_AND = "(?:and|or|&)"
# Of these words, each fits one of two only.
_ONE_EACH = """
king queen prince princess emperor empress president premier chancellor minister governor mayor
husband wife father mother son daughter brother sister author composer winner loser
gold silver bronze north south east west northern southern eastern western upper lower
largest smallest biggest highest lowest longest shortest oldest youngest newest richest poorest
older younger larger smaller male female
"""
_ONE = rf"\b(?:{'|'.join(_ONE_EACH.split())})\b"
_OF_TWO = rf"\bthe [\w-]+s of (?:the )?[\w-]+ {_AND} [\w-]+"
_SECOND_PAIR = tuple(
    re.compile(pair)
    for pair in (
        # The capital of France and the capital of Spain; France's king and the queen of Spain.
        rf"(?:\bthe\b|\b(?:its|his|her|their|our)\b|[’']s\b){_WORDS} {_AND} the\b",
        rf"\bthe\b{_WORDS}, the\b{_WORDS}, {_AND} the\b",
        rf"\b(its|his|her|their|our)\b{_WORDS}(?:, \1\b{_WORDS},)? {_AND} \1\b",
        rf"\ban?\b{_WORDS} {_AND} an?\b",
        rf"[’']s\b{_WORDS} {_AND}{_FEW} [\w-]+[’']s\b",
        # The minister of trade and minister of defence; the capital of France and that of Spain.
        rf"\b([\w-]+ of)\b{_WORDS} {_AND} (?:\1|that of|those of)\b",
        # The ministers of trade and defence.
        rf"{_OF_TWO} (?:are|were) {_RUN}|{_RUN} (?:are|were) {_OF_TWO}",
        # Its president and prime minister; gold and silver; the largest and smallest.
        rf"{_ONE}{_FEW} {_AND}{_FEW} {_ONE}",
    )
)
"""Two things, or three, of which each gap may name its own; whoever is in doubt finds a place."""
_MOST = 5
"""The longest list that is tried in every order."""


def exchangeable_runs(texts: Sequence[str], answers: Sequence[Sequence[str]]) -> list[range]:
    """Return the runs of gaps of which the text reads the same whatever their order.

    ``texts`` stand before each gap and after the last. Gaps are exchangeable if nothing but “and”,
    “or” or a comma stands between them, their answers are of one kind, and nothing in the text
    gives each place a meaning of its own, as “respectively” or another pair does. “Between 1955 and
    1959” is no such pair.
    """
    around = _STRETCH.sub(" ", " ".join(texts))
    if _ORDERED.search(around.casefold()) or _OTHER_PAIR.search(around) or _has_pair(texts):
        return []
    runs: list[range] = []
    start = 0
    for at in range(1, len(answers) + 1):
        joined = at < len(answers) and _JOINT.fullmatch(texts[at]) is not None
        if joined and _kind(answers[at]) == _kind(answers[start]):
            continue
        # Numbers and dates may belong to one thing each, names of a pair rarely do.
        named = _kind(answers[start]) == "name"
        ordered = not named and (_BETWEEN.search(texts[start]) or _ANY_LIST.search(around))
        if 1 < at - start <= _MOST and not ordered:
            runs.append(range(start, at))
        start = at
    return runs


def _has_pair(texts: Sequence[str]) -> bool:
    """Whether a text names two things, or three, that the gaps of a run may belong to."""
    text = _GAPS_OF_A_RUN.sub(_RUN, _GAP.join(texts)).casefold()
    # “Between the north and the south” is one place.
    text = " ".join(_BETWEEN_TWO.sub("between", text).split())
    return any(pair.search(text) for pair in _SECOND_PAIR)


def best_order(
    run: range, typed: Sequence[str], is_right: Callable[[int, str], bool]
) -> tuple[int, ...]:
    """Return for each gap of a run the place of the text that is counted for it.

    It is the order in which most are right, and of those the one in which they were typed.
    """
    right = {(gap, place): is_right(gap, typed[place]) for gap in run for place in run}
    return max(
        permutations(run),
        key=lambda order: sum(right[pair] for pair in zip(run, order, strict=True)),
    )


def _kind(accepted: Sequence[str]) -> str:
    first = accepted[0].strip()
    if read_dates(first):
        return "date"
    if read_numbers(first):
        return "number"
    return "name" if first[:1].isupper() else "word"
