"""What of a student's learning belongs to a course: nothing of other courses, nothing private.

That is what they answered under its assignments, and within its dates in study of what it gave to
study. What they practise of their own accord is theirs alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, union
from sqlalchemy.orm import Session, aliased

from quizapp.accounts.models import User
from quizapp.assignments.people import own_dates
from quizapp.banks.models import QuestionPart
from quizapp.domain.course_cells import NOT_THEIRS
from quizapp.gradebook.book import BookRow, Gradebook
from quizapp.memory.assigned import Given, facts_given
from quizapp.memory.log import Learner
from quizapp.memory.models import ReviewUndo
from quizapp.quizzes.models import Attempt, AttemptQuestion, Response
from quizapp.quizzes.release import over, withheld_attempts


@dataclass(frozen=True, slots=True)
class Belonging:
    """A student, the assignments of quizzes that are theirs, and what they were given to study.

    Where it is ``told_at`` a moment it is for the student: what may not be seen by then is left
    out. None is for those who teach.
    """

    learner: Learner
    quizzes: tuple[UUID, ...]
    studies: tuple[Given, ...]
    told_at: datetime | None = None

    def facts(self) -> Select[int]:
        """Return the query for the facts that finished attempts asked for, or that were given."""
        part, place, attempt = aliased(QuestionPart), aliased(AttemptQuestion), aliased(Attempt)
        asked = (
            select(part.fact_id)
            .join(place, place.question_version_id == part.question_version_id)
            .join(attempt, attempt.id == place.attempt_id)
            .where(attempt.id.in_(self._attempts()), attempt.finished_at.is_not(None))
        )
        every = union(asked, *(facts_given(each.assignment) for each in self.studies)).subquery()
        return select(every.c[0])

    def responses(self) -> ColumnElement[bool]:
        """Return what is true of each response that belongs to the course."""
        undone = select(ReviewUndo.response_id)
        within = [
            and_(
                Response.answered_at >= each.window.opens_at,
                Response.answered_at < each.window.closes_at,
                Response.question_version_id.in_(
                    select(QuestionPart.question_version_id).where(
                        QuestionPart.fact_id.in_(facts_given(each.assignment))
                    )
                ),
            )
            for each in self.studies
        ]
        studied = and_(
            Response.attempt_id.is_(None), or_(false(), *within), Response.id.not_in(undone)
        )
        return and_(
            Response.user_id == self.learner.id,
            or_(Response.attempt_id.in_(self._attempts()), studied),
        )

    def _attempts(self) -> Select[UUID]:
        theirs = select(Attempt.id).where(
            Attempt.assignment_id.in_(self.quizzes),
            Attempt.user_id == self.learner.id,
            ~Attempt.is_preview,
        )
        if self.told_at is None:
            return theirs
        return theirs.where(Attempt.id.not_in(withheld_attempts(over(self.told_at))))


def belonging(
    session: Session, book: Gradebook, row: BookRow, told_at: datetime | None = None
) -> Belonging:
    """Return what of a student belongs to the course of a gradebook. Three SELECTs at most."""
    quizzes = tuple(
        column.assignment.id
        for column, cell in zip(book.columns, row.cells, strict=True)
        if column.assignment.quiz_id is not None and cell != NOT_THEIRS
    )
    learner = Learner.of(session.get_one(User, row.user_id))
    return Belonging(learner, quizzes, tuple(given_to_study(session, book, row)), told_at)


def given_to_study(session: Session, book: Gradebook, row: BookRow) -> Sequence[Given]:
    """Return what a student was given to study, with their dates. Three SELECTs at most."""
    rows = [
        column.assignment
        for column, cell in zip(book.columns, row.cells, strict=True)
        if column.assignment.bank_id is not None and cell != NOT_THEIRS
    ]
    if not rows:
        return ()
    learner = Learner.of(session.get_one(User, row.user_id))
    dates = own_dates(session, rows, [row.user_id])
    return [Given(each, learner, dates[each.id, row.user_id].window) for each in rows]
