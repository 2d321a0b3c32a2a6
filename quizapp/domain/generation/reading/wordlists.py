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

_CALLED = word_set(
    """
    academy act agency airport alliance assembly association authority bank bill board bureau
    cathedral chamber charity charter church club college commission committee company convention
    council court department faculty federation foundation fund gallery government group
    hospital hotel house institute institution laboratory league library ministry museum office
    party project school society survey theatre tribunal trust union university
    """
)
"""Nouns that an article writes with a capital once it has told of which one it speaks."""


def called_alone(name: str) -> bool:
    """Whether a name is only what many are called: “the Institute”, “the Board”."""
    return name.casefold().removeprefix("the ") in _CALLED
