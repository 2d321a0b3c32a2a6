"""What waits at quizzes: attempts that somebody left, and answers that a teacher has to mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.marking_models import QuizMarker
from quizapp.quizzes.models import Attempt, Quiz

MOST = 20
"""Who has more of these sees them where they belong."""


def _is_newest() -> ColumnElement[bool]:
    later = aliased(QuizDesign)
    return ~exists().where(later.quiz_id == QuizDesign.quiz_id, later.number > QuizDesign.number)


@dataclass(frozen=True, slots=True)
class LeftAttempt:
    """An attempt under way at a quiz of a teacher's that no course was given."""

    id: UUID
    title: str
    started_at: datetime
    deadline_at: datetime | None


def left_attempts(session: Session, user_id: int) -> list[LeftAttempt]:
    """Return the attempts that somebody left at quizzes they have by a link, the newest first.

    Those under an assignment stand with it. One SELECT.
    """
    return [LeftAttempt(*row) for row in session.execute(_LEFT, {"user": user_id})]


_LEFT = (
    select(Attempt.id, QuizDesign.title, Attempt.started_at, Attempt.deadline_at)
    .join(QuizDesign, QuizDesign.quiz_id == Attempt.quiz_id)
    .where(
        Attempt.user_id == bindparam("user"),
        Attempt.finished_at.is_(None),
        Attempt.assignment_id.is_(None),
        ~Attempt.is_preview,
        _is_newest(),
    )
    .order_by(Attempt.started_at.desc(), Attempt.id.desc())
    .limit(MOST)
)


@dataclass(frozen=True, slots=True)
class ToMark:
    """A quiz in which so many answers wait to be marked."""

    quiz_id: UUID
    title: str
    answers: int


def to_mark(session: Session, user_id: int) -> Sequence[ToMark]:
    """Return the quizzes that somebody made or marks in which answers wait. One SELECT."""
    rows = session.execute(_TO_MARK, {"user": user_id})
    return [ToMark(quiz_id, title, answers or 0) for quiz_id, title, answers in rows]


def waits_for(user: int | BindParameter[int]) -> ColumnElement[bool]:
    """Return what is true, in SQL, of each attempt and its quiz that waits for somebody to mark."""
    marks = exists().where(QuizMarker.quiz_id == Quiz.id, QuizMarker.user_id == user)
    is_theirs = or_(Quiz.owner_id == user, marks.correlate(Quiz))
    # Written out, so that the index on those that wait is enough.
    return and_(is_theirs, Attempt.waiting > literal(0, literal_execute=True), ~Attempt.is_preview)


_TO_MARK = (
    select(Quiz.id, QuizDesign.title, func.sum(Attempt.waiting))
    .join(QuizDesign, QuizDesign.quiz_id == Quiz.id)
    .join(Attempt, Attempt.quiz_id == Quiz.id)
    .where(waits_for(bindparam("user")), _is_newest())
    .group_by(Quiz.id, QuizDesign.title)
    .order_by(QuizDesign.title, Quiz.id)
    .limit(MOST)
)
