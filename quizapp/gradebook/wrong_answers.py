"""What a student of a course answered wrongly, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.domain.answers import Outcome
from quizapp.domain.rulings import Basis
from quizapp.gradebook.belonging import Belonging
from quizapp.paging import Page, one_page
from quizapp.quizzes.models import Attempt, Response, Score

PAGE = 5
"""So many mistakes stand on a page: each has its question and its proof."""

_WRONG = (Outcome.WRONG.value, Outcome.PARTLY.value, Outcome.BLANK.value)


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """An answer that earned less than all points, by the key of its question.

    ``assignment_id`` and ``attempt_id`` are None for a card of study; ``position`` is that in the
    attempt.
    """

    response_id: UUID
    answered_at: datetime
    assignment_id: UUID | None
    attempt_id: UUID | None
    position: int | None


def wrong_answers(
    session: Session, of: Belonging, number: int, *which: ColumnElement[bool]
) -> Page[WrongAnswer]:
    """Return one page of what a student got wrong, of what belongs to the course.

    ``which`` says more about ``Bank`` and ``Response``. What was ruled on for everybody is no
    mistake, nor is what is not handed in. Two SELECTs.
    """
    wanted = (
        select(
            Response.id,
            Response.answered_at,
            Attempt.assignment_id,
            Response.attempt_id,
            Response.position,
        )
        .join(Score, Score.response_id == Response.id)
        .join(QuestionVersion, QuestionVersion.id == Response.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Bank, Bank.id == Question.bank_id)
        .outerjoin(Attempt, Attempt.id == Response.attempt_id)
        .where(
            of.responses(),
            Score.is_current,
            Score.outcome.in_(_WRONG),
            Score.basis == Basis.KEY.value,
            or_(Response.attempt_id.is_(None), Attempt.finished_at.is_not(None)),
            *which,
        )
        .order_by(Response.answered_at.desc(), Response.id.desc())
    )
    statement, number, total = one_page(session, wanted, number, PAGE)
    rows = [WrongAnswer(*row) for row in session.execute(statement)]
    return Page(rows, number, total, PAGE)
