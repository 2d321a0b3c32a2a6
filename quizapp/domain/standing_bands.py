"""Roughly where a mark stands among those of a class: thirds, and nothing of anybody else.

A band is told only where many have a mark and each band has several people in it. So whoever knows
their own mark and band knows of nobody else which mark they have: it may always be another.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

FEWEST_MARKS = 12
"""With fewer marks no band is told."""
FEWEST_IN_BAND = 3
"""With fewer in any of the three no band is told."""


class Band(StrEnum):
    """A third of a class."""

    UPPER = "upper third"
    MIDDLE = "middle third"
    LOWER = "lower third"


def band_of(own: float, others: Sequence[float]) -> Band | None:
    """Return where a mark stands among those of others; None where it may not be told.

    Marks are shares (0-1). Equal marks have one band: that of the middle of their places.
    """
    marks = [own, *others]
    if len(marks) < FEWEST_MARKS:
        return None
    bands = {mark: _band(mark, marks) for mark in set(marks)}
    for band in Band:
        if sum(bands[mark] is band for mark in marks) < FEWEST_IN_BAND:
            return None
    return bands[own]


def _band(mark: float, marks: Sequence[float]) -> Band:
    above = sum(each > mark for each in marks)
    alike = marks.count(mark)
    # Counted in halves of places, so that nothing is rounded.
    place = 3 * (2 * above + alike)
    if place <= 2 * len(marks):
        return Band.UPPER
    return Band.MIDDLE if place <= 4 * len(marks) else Band.LOWER
