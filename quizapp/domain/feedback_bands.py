"""What a teacher says of a whole attempt, by how much of it was right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_BANDS = 10
LONGEST_FEEDBACK = 500
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Band:
    """Words for attempts from ``lowest`` to ``highest`` whole per cent, both included."""

    lowest: int
    highest: int
    text: str

    def holds(self, percent: int) -> bool:
        """Whether an attempt with so many per cent is told this."""
        return self.lowest <= percent <= self.highest


def band_faults(bands: Sequence[Band]) -> dict[int, str]:
    """Return what is wrong with bands, by their places in the sequence from 0; nothing if all are.

    They may come in any order and leave gaps. Of two that overlap the later one is at fault, and of
    more than may be all that are beyond.
    """
    found = {}
    for place, band in enumerate(bands):
        fault = _fault(band) or _overlap(bands[:place], band)
        if place >= MOST_BANDS:
            fault = f"there are {MOST_BANDS} bands at most"
        if fault:
            found[place] = fault
    return found


def in_order(bands: Sequence[Band]) -> tuple[Band, ...]:
    """Return bands by what they begin with."""
    return tuple(sorted(bands, key=lambda each: each.lowest))


def feedback_for(bands: Sequence[Band], percent: int | None) -> str:
    """Return what is said of an attempt; nothing where no band holds it, or where none can."""
    if percent is None:
        return ""
    return next((each.text for each in bands if each.holds(percent)), "")


def _fault(band: Band) -> str:
    if not 0 <= band.lowest <= _WHOLE or not 0 <= band.highest <= _WHOLE:
        return f"per cent go from 0 to {_WHOLE}"
    if band.lowest > band.highest:
        return "it ends below where it begins"
    if not band.text:
        return "say what learners read"
    if len(band.text) > LONGEST_FEEDBACK:
        return f"stay within {LONGEST_FEEDBACK} letters"
    return ""


def _overlap(before: Sequence[Band], band: Band) -> str:
    for other in before:
        if other.lowest <= band.highest and band.lowest <= other.highest:
            return f"it overlaps with {other.lowest} to {other.highest} %"
    return ""
