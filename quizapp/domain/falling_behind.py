"""Who of a class may need help: by what they have not handed in, and by how little they earned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from quizapp.domain.course_cells import Cell, tally
from quizapp.domain.grades import whole_percent

Student = TypeVar("Student")

LOW = 50
"""Whoever has earned less than so many per cent of what counts may need help."""

ENOUGH_MARKS = 2
"""One low mark is a bad day; with so many it is worth a look."""


@dataclass(frozen=True, slots=True)
class Behind(Generic[Student]):
    """A student who may need help, and why.

    They miss ``missing`` of ``owed`` assignments; ``is_low`` says that their ``share`` (0-1) of
    what counts so far, None where nothing does, is low.
    """

    student: Student
    missing: int
    owed: int
    share: float | None
    is_low: bool


def falling_behind(
    students: Iterable[tuple[Student, Sequence[Cell], float | None]],
) -> list[Behind[Student]]:
    """Return who may need help, whoever misses most first, then whoever earned least.

    Each is given with the cells of their assignments and their share so far. Equals stay in the
    order in which they are given. What was excused, is not due yet or waits is nobody's fault.
    """
    found = []
    for student, cells, share in students:
        counted = tally(cells)
        marks = sum(cell.share is not None for cell in cells)
        # What is shown as the bound is not below it.
        is_low = share is not None and whole_percent(share) < LOW and marks >= ENOUGH_MARKS
        if counted.missing or is_low:
            found.append(Behind(student, counted.missing, counted.owed, share, is_low))
    return sorted(
        found, key=lambda each: (-each.missing, 1.0 if each.share is None else each.share)
    )
