"""Lists of words, written as running text so that they can be read."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text that are parted by spaces or line breaks."""
    return frozenset(text.split())
