"""How far one student is with what there is to study, in words beside their marks."""

from __future__ import annotations

from uuid import UUID

from quizapp.accounts.models import User
from quizapp.assignments.people import own_dates
from quizapp.db import db
from quizapp.domain.course_cells import NOT_COUNTED
from quizapp.gradebook.book import BookRow, Gradebook
from quizapp.memory.assigned import Given, studied
from quizapp.memory.log import Learner
from quizapp.web.todos import progress_words


def study_words(book: Gradebook, row: BookRow) -> dict[UUID, str]:
    """Return whether a student has reached each goal of study that has no mark, by assignment.

    Of a whole class it would read all that everybody remembers, so that it is asked of one alone.
    """
    rows = [
        column.assignment
        for column, cell in zip(book.columns, row.cells, strict=True)
        if column.assignment.goal is not None and cell == NOT_COUNTED
    ]
    if not rows:
        return {}
    session = db.session()
    learner = Learner.of(session.get_one(User, row.user_id))
    dates = own_dates(session, rows, [row.user_id])
    far = studied(
        session, [Given(each, learner, dates[each.id, row.user_id].window) for each in rows]
    )
    found = {}
    for each in rows:
        reached = far[each.id, row.user_id]
        word = "reached" if reached.is_done else "not reached"
        found[each.id] = f"{word}: {progress_words(each, reached)}"
    return found
