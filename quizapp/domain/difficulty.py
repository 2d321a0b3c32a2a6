"""How hard a question is, by how many answered it rightly when they met it first."""

from __future__ import annotations

from enum import StrEnum

ENOUGH = 5
"""So many people have to have answered a question, or learned a fact, before a teacher is told."""

_EASY_FROM, _HARD_BELOW = 0.8, 0.5


class Difficulty(StrEnum):
    """Three levels, as teachers speak of them."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


def difficulty_of(right: int, answered: int) -> Difficulty | None:
    """Return the level of a question that so many answered, and so many of them rightly at first.

    None where too few have answered it to tell.
    """
    if answered < ENOUGH:
        return None
    return level_of(right / answered)


def level_of(share: float) -> Difficulty:
    """Return the level of a question of which such a share, 0 to 1, was earned."""
    if share >= _EASY_FROM:
        return Difficulty.EASY
    return Difficulty.HARD if share < _HARD_BELOW else Difficulty.MEDIUM
