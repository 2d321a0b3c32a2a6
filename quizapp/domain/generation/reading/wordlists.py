"""Lists of words, written as running text so that they can be read."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text that are parted by spaces or line breaks."""
    return frozenset(text.split())


BODIES = (
    "university",
    "ministry",
    "department",
    "court",
    "bank",
    "museum",
    "union",
    "council",
    "club",
    "agency",
    "charity",
    "institute",
    "committee",
    "commission",
    "party",
    "regiment",
)
"""Nouns that “which ...” asks for a body with; of two in its name, the first here is asked with."""
