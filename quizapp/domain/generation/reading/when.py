"""A time as it stands in a text, and what it means there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class When:
    """A time: its tokens, the words for it here, and its ISO dates; ``start`` is empty if unknown.

    ``relative`` times lean on when the text was written; with a start they are resolved. One that
    is ``told`` stands in the sentence as its text, without “on” or “in” before it.
    """

    first: int
    last: int
    text: str
    start: str = ""
    end: str = ""
    relative: bool = False
    told: bool = False

    @property
    def resolved(self) -> bool:
        """Whether the words say a time that needs no other text."""
        return not self.relative or bool(self.start)
