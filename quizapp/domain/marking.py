"""What an essay earns by the levels that people gave it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizapp.domain.answers import Mark, Outcome
from quizapp.domain.kinds.essay import Criterion, Essay

Levels = Mapping[str, int]
"""The chosen level of each criterion: its place in the rubric, from 0, by the criterion's id."""
FURTHEST = 1
"""Markers who are no more levels apart than this agree well enough for their mean to be fair."""


@dataclass(frozen=True, slots=True)
class Marking:
    """What one marker gave; one that ``decides`` counts alone, whatever others gave."""

    levels: Levels
    decides: bool = False


def unmarked_criteria(essay: Essay, levels: Levels) -> tuple[Criterion, ...]:
    """Return the criteria of which levels name none that there is."""
    return tuple(
        each for each in essay.criteria if not 0 <= levels.get(each.id, -1) < len(each.levels)
    )


def points_of(essay: Essay, levels: Levels) -> Fraction:
    """Return the points of those levels that are chosen, where not all need be; 0 for none."""
    open_ones = unmarked_criteria(essay, levels)
    done = [each for each in essay.criteria if each not in open_ones]
    return sum((Fraction(each.levels[levels[each.id]].points) for each in done), Fraction(0))


def share_of(essay: Essay, levels: Levels) -> Fraction:
    """Return what levels earn of all that the rubric gives, from 0 to 1; all must be chosen."""
    earned = sum(Fraction(each.levels[levels[each.id]].points) for each in essay.criteria)
    return earned / Fraction(essay.most)


def disputed(essay: Essay, markings: Sequence[Marking]) -> tuple[Criterion, ...]:
    """Return the criteria on which two markers are more than one level apart."""
    return tuple(
        each
        for each in essay.criteria
        if markings
        and max(one.levels[each.id] for one in markings)
        - min(one.levels[each.id] for one in markings)
        > FURTHEST
    )


def mark_of(essay: Essay, markings: Sequence[Marking], needed: int) -> Mark:
    """Return what an essay earns by what its markers gave, the mean of them all.

    It waits while fewer than ``needed`` have marked it, and while two of them are more than one
    level apart on a criterion, unless one of the markings decides.
    """
    decision = next((each for each in markings if each.decides), None)
    if decision is not None:
        return _marked(essay, share_of(essay, decision.levels))
    if len(markings) < max(needed, 1) or disputed(essay, markings):
        return Mark(Fraction(0), Outcome.WAITING, (), essay.rule)
    shares = [share_of(essay, each.levels) for each in markings]
    return _marked(essay, sum(shares, Fraction(0)) / len(shares))


def _marked(essay: Essay, points: Fraction) -> Mark:
    outcome = Outcome.PARTLY
    if points in (0, 1):
        outcome = Outcome.RIGHT if points else Outcome.WRONG
    return Mark(points, outcome, (), essay.rule)
