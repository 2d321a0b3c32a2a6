"""The sections of an attempt, as the design has them that it was begun with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.answers import Outcome
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.results import Result
from quizapp.quizzes.sections import Section, beginnings, read


@dataclass(frozen=True, slots=True)
class EarnedSection:
    """A section with what was earned in it, of what is possible there."""

    section: Section
    points: float
    possible: float


def sections_of(going: Attempt) -> tuple[Section, ...]:
    """Return the sections of an attempt's quiz; practice has none."""
    return () if going.design is None else read(going.design.sections)


def section_at(going: Attempt, number: int) -> Section | None:
    """Return the section of that number, from 1; None where there is none."""
    sections = sections_of(going)
    return sections[number - 1] if 0 < number <= len(sections) else None


def earned_sections(
    going: Attempt, found: Sequence[Result], shown: Sequence[Result] | None = None
) -> Mapping[int, EarnedSection]:
    """Return what was earned in each section, by the position at which it begins.

    Where not all that was ``found`` is ``shown``, by the first position that is.
    """
    begun = beginnings(sections_of(going), _placed(found if shown is None else shown))
    numbers = {each.position: each.section for each in found}
    counted = [each for each in found if each.outcome != Outcome.STRUCK]
    return {
        position: EarnedSection(
            section,
            sum(each.points for each in counted if each.section == numbers[position]),
            sum(each.worth for each in counted if each.section == numbers[position]),
        )
        for position, section in begun.items()
    }


def _placed(found: Iterable[Result]) -> Iterable[tuple[int, int]]:
    return ((each.position, each.section) for each in found)
