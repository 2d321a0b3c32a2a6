"""The sentences of an article in the order of its text, and the one that a place stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quizapp.domain.generation.text import sentences

Span = tuple[int, int]

_ENDS = frozenset(".!?:;…。")
_CLOSING = "\"'”’)]»"


def article_sentences(text: str) -> tuple[Span, ...]:
    """Return start and end of each sentence, without the spaces around it, in code points.

    A heading, or another line that ends without a mark, is one as well.
    """
    found = []
    for start, end in sentences(text):
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        found.append((first, first + len(words.strip())))
    return tuple(found)


def sentence_at(spans: Sequence[Span], place: int) -> int:
    """Return the number of the sentence, from 0, that a place of the text stands in.

    A place between two belongs to the one before it; before the first it is 0.
    """
    return max(0, bisect_right(spans, place, key=lambda span: span[0]) - 1)


def is_whole(words: str) -> bool:
    """Whether words end as a sentence does, which a heading does not."""
    return words.rstrip(_CLOSING)[-1:] in _ENDS
