"""From how many learners on something is told."""

from __future__ import annotations

from quizapp.domain.difficulty import ENOUGH

LEAST = ENOUGH
"""From so many learners on anything is told of a question."""
LEAST_COMPARED = 10
"""From so many on learners are compared: who did well with who did not."""
LEAST_FLAT = 20
"""From so many on it is told that there is no connection: of fewer, a fair one may not show."""
SMALL = 30
"""A class below this is small: what is found there may well be chance, and is said to be."""

NOISE = 1e-9
"""Thirds of points do not add up exactly in binary: what differs by less is equal."""
