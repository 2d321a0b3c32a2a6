"""The published limits that writers keep and checks enforce."""

from __future__ import annotations

from collections.abc import Sequence

STEM_WORDS = 30
SENTENCE_WORDS = 40
OPTION_WORDS = 16
CONTEXT_SENTENCES, CONTEXT_WORDS = 3, 60
KEY_WORDS = 16
TYPED_WORDS = 6

LENGTH_RATIO = 1.8
"""The right option may be this many times as long or short as the nearest wrong one..."""
LENGTH_SLACK = 10
"""...or differ from it by this many letters, whichever allows more."""

LEAK_SHARE = 0.5
"""A stem must hold fewer than this share of the words of its own answer."""


def alike(one: str, other: str) -> bool:
    """Whether two options are so alike in length that neither stands out."""
    short, long = sorted((len(one), len(other)))
    return long <= max(short * LENGTH_RATIO, short + LENGTH_SLACK)


def stands_out(key: str, others: Sequence[str]) -> bool:
    """Whether the key is longer, or shorter, than every other option by more than is allowed."""
    lengths = [len(other) for other in others]
    nearest = min(others, key=lambda other: abs(len(other) - len(key)), default=key)
    outside = bool(lengths) and not min(lengths) <= len(key) <= max(lengths)
    return outside and not alike(key, nearest)
