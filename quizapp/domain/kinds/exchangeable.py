"""Gaps that may be filled in any order: “{{one}} and {{other}} signed the treaty”."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import permutations

from quizapp.domain.typed.dates import read_dates
from quizapp.domain.typed.numerals import read_numbers

_JOINT = re.compile(r"\s*(?:,|,?\s*(?:and|or|&))\s*")
# What gives each place in a list its own meaning.
_ORDERED = re.compile(
    r"\b(?:respectively|former|latter|first|then|later|in (?:this|that) order|followed|versus)\b"
)
_ANY_LIST = re.compile(r"\w (?:and|or|&) \w|\w, \w")
_BETWEEN = re.compile(r"\b(?:between|from)\s*$", re.IGNORECASE)
_OTHER_PAIR = re.compile(r"\b[A-Z0-9][\w.’'-]* (?:and|or|&) (?:the )?[A-Z0-9]")
_MOST = 5
"""The longest list that is tried in every order."""


def exchangeable_runs(texts: Sequence[str], answers: Sequence[Sequence[str]]) -> list[range]:
    """Return the runs of gaps of which the text reads the same whatever their order.

    ``texts`` stand before each gap and after the last. Gaps are exchangeable if nothing but “and”,
    “or” or a comma stands between them, their answers are of one kind, and nothing in the text
    gives each place a meaning of its own, as “respectively” or another pair of names does.
    """
    around = " ".join(texts)
    if _ORDERED.search(around.casefold()) or _OTHER_PAIR.search(around):
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
