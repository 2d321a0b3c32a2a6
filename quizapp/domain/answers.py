"""What a learner can answer, and what an answer earns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

TYPED_LIMIT = 500
"""The longest typed answer that is read, in code points."""
WRITTEN_LIMIT = 20_000
"""The longest essay that is read, in code points: about ten printed pages."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Option ids that were chosen: one for a choice, any number for a multiple response."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """True or false."""

    value: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """Words typed into the one field of a short answer or a number."""

    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text of several sentences, with the line breaks that its writer gave it."""

    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Words typed into gaps: pairs of gap id and text; gaps left empty are absent."""

    gaps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """Right sides chosen: pairs of pair id and the text of the right side."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """Places given: pairs of item id and place, counted from 1; items without a place are absent.

    Two items can have been given one place: a form without script cannot hinder it.
    """

    places: tuple[tuple[str, int], ...]

    @classmethod
    def in_order(cls, items: Iterable[str]) -> Ordered:
        """Return the answer that puts all items in this order."""
        return cls(tuple((item, place) for place, item in enumerate(items, 1)))

    @property
    def shares_places(self) -> bool:
        """Whether one place was given to several items, so that it counts for none of them."""
        places = [place for _, place in self.places]
        return len(set(places)) < len(places)


@dataclass(frozen=True, slots=True)
class Recalled:
    """A learner's own judgement of a flashcard: 1 again, 2 hard, 3 good, 4 easy."""

    rating: int


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing was answered."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """Something that no form of ours sends; ``reason`` says what was wrong with it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Oversized:
    """More text than an answer may have: its ``length`` and the ``limit``, in code points."""

    length: int
    limit: int = TYPED_LIMIT


Answer = (
    Chosen
    | Verdict
    | Typed
    | Written
    | Filled
    | Matched
    | Ordered
    | Recalled
    | Blank
    | Malformed
    | Oversized
)


class Outcome(StrEnum):
    """What became of an answer, in one word."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    BLANK = "blank"
    MALFORMED = "malformed"
    OVERSIZED = "oversized"
    # No program can mark it: it earns nothing until people have.
    WAITING = "waiting"
    # Decided by a teacher for everybody: the question does not count.
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class PartMark:
    """The result of one part: a review of its fact.

    ``guess`` is the chance of being right without knowing, from 0 to 1. ``given`` and ``expected``
    are texts for people. ``answered`` is false when the part was left empty: such a part earns
    nothing and says nothing about memory. ``confused_with`` names the fact that a chosen wrong
    option is true of. ``remembered`` says whether the fact was known, where that differs from
    whether the part earned points.
    """

    part: str
    fact: str
    right: bool
    guess: float
    given: str
    expected: str
    answered: bool = True
    note: str = ""
    confused_with: str = ""
    remembered: bool | None = None

    @property
    def shows_memory(self) -> bool:
        """Whether the part shows that its fact is known."""
        return self.right if self.remembered is None else self.remembered


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer earned: ``points`` from 0 to 1, and the result of each part."""

    points: Fraction
    outcome: Outcome
    parts: tuple[PartMark, ...]
    rule: str
    """The published rule that was applied, in one sentence for people."""
