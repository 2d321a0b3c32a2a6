"""Two times that a text joins to one span; one that would end too early is not resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quizapp.domain.generation.dates import MONTHS
from quizapp.domain.generation.parsing import Passage
from quizapp.domain.generation.reading.when import When

_BEGINS = r"begin(?:s|ning)?|began|start(?:s|ed|ing)?|open(?:s|ed|ing)?"
_ENDS = r"end(?:s|ed|ing)?|clos(?:e|es|ed|ing)|finish(?:es|ed|ing)?|lasts?|lasted|until|till"
_FROM = re.compile(r"\b(?:from|between)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_TO = re.compile(r"\s*,?\s*(?:through to|to|until|till|through|and|-)\s*\Z", re.IGNORECASE)
_BEGUN = re.compile(rf"\b(?:from|between|{_BEGINS})\b[^.;]{{0,40}}\Z", re.IGNORECASE)
_ENDED = re.compile(rf"\s*,?\s*(?:and|before|,)[^.;]*\b(?:{_ENDS})\b[^.;]*\Z", re.IGNORECASE)
"""What stands before the first time of a span, and between it and the second."""
_HOURS = re.compile(
    r"\b(?:morning|noon|midday|afternoon|evening|night|midnight|dawn|dusk|[ap]\.m\.|[ap]m|o'clock)",
    re.IGNORECASE,
)
_NEAR = 12
"""So many tokens before a time may say that something begins with it."""

BETWEEN = 4
"""So many tokens at most lie between the two ends of a span."""


def begins_with_days(text: str) -> bool:
    """Whether words begin with a span of days, which count nobody: “between 20 and 24 August Vos”.

    A parser takes them for a number of what follows.
    """
    return bool(_DAYS.match(text))


_DAYS = re.compile(rf"between \d+ and \d+ (?:{'|'.join(MONTHS)})\b", re.IGNORECASE)


def without_backward_spans(found: Sequence[When], passage: Passage) -> Iterator[When]:
    """Yield the times; of those that a text joins to a span which ends too early, none resolved.

    “From Friday until Monday” in an article of a Monday may begin before it or after it, and “from
    Friday evening to Saturday noon” is less than the two days.
    """
    doubtful = {
        each
        for first, second in pairwise(found)
        if (_backward(first, second) or _by_the_hour(first, second, passage))
        and (joined(first, second, passage) or _told_apart(first, second, passage))
        for each in (first, second)
    }
    for when in found:
        yield replace(when, start="", end="") if when in doubtful else when


def _backward(first: When, second: When) -> bool:
    return bool(first.start and second.start) and second.end < first.start


def _by_the_hour(first: When, second: When, passage: Passage) -> bool:
    """Whether “from Friday evening to Saturday noon” would be told as two whole days."""
    after = passage.tokens[min(second.last + 1, len(passage.tokens) - 1)]
    begin, end = passage.tokens[first.first].start, passage.tokens[second.last].end
    said = passage.text[begin - passage.offset : end - passage.offset]
    relative = first.relative or second.relative
    return relative and bool(_HOURS.search(said) or _HOURS.match(after.text))


def joined(first: When, second: When, passage: Passage) -> bool:
    """Whether a text makes one span of two times: “from Friday until Monday”."""
    before, words = _around(first, second, passage)
    return bool(_FROM.search(before) and _TO.match(words))


def _told_apart(first: When, second: When, passage: Passage) -> bool:
    """Whether something begins at one time and ends at the other: “opens on Friday and closes”."""
    before, words = _around(first, second, passage)
    return bool(_BEGUN.search(before) and (_TO.match(words) or _ENDED.match(words)))


def _around(first: When, second: When, passage: Passage) -> tuple[str, str]:
    """Return the words shortly before the first time, and those between the two."""
    led = passage.tokens[max(first.first - _NEAR, 0)]
    places = (
        (led.start, passage.tokens[first.first].start),
        (passage.tokens[first.last].end, passage.tokens[second.first].start),
    )
    start = passage.offset
    before, between = (passage.text[a - start : b - start] for a, b in places)
    return before, between
