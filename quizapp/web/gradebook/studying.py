"""How far one student is with what there is to study, in words beside their marks."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from quizapp.db import db
from quizapp.domain.course_cells import Standing
from quizapp.gradebook.belonging import given_to_study
from quizapp.gradebook.book import BookRow, Gradebook
from quizapp.memory.assigned import Given, studied
from quizapp.web.todos import progress_words


def study_words(book: Gradebook, row: BookRow) -> dict[UUID, str]:
    """Return whether a student has reached each goal of study, by assignment, but for set marks.

    Of a whole class it would read all that everybody remembers, so that it is asked of one alone.
    """
    if not _unset(book, row):
        return {}
    return words_of(book, row, given_to_study(db.session(), book, row))


def words_of(book: Gradebook, row: BookRow, given: Sequence[Given]) -> dict[UUID, str]:
    """Return the same of what they were given to study."""
    unset = _unset(book, row)
    wanted = [each for each in given if each.assignment.id in unset]
    far = studied(db.session(), wanted)
    found = {}
    for each in wanted:
        reached = far[each.assignment.id, row.user_id]
        word = "reached" if reached.is_done else "not reached"
        found[each.assignment.id] = f"{word}: {progress_words(each.assignment, reached)}"
    return found


def _unset(book: Gradebook, row: BookRow) -> set[UUID]:
    """Return what is studied and has no mark by hand, nor an excuse, by the ids of assignments."""
    said = {Standing.BY_HAND, Standing.EXCUSED, Standing.NOT_THEIRS}
    return {
        column.assignment.id
        for column, cell in zip(book.columns, row.cells, strict=True)
        if column.assignment.goal is not None and cell.standing not in said
    }
