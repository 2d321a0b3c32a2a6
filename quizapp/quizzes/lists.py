"""Lists of quizzes that teachers made, and of what a learner did in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.quizzes.designs import Design, latest_designs
from quizapp.quizzes.models import Attempt, Quiz, QuizDesign, Response


@dataclass(frozen=True, slots=True)
class OwnQuiz:
    """A quiz in its teacher's list; ``attempts`` counts those that were begun, by anybody."""

    quiz: Quiz
    design: Design
    attempts: int


def own_quizzes(session: Session, owner_id: int) -> list[OwnQuiz]:
    """Return the quizzes that a teacher made, the newest first."""
    made = select(QuizDesign.quiz_id).where(QuizDesign.number == 1)
    quizzes = session.scalars(
        select(Quiz)
        .where(Quiz.owner_id == owner_id, Quiz.id.in_(made))
        .order_by(Quiz.created_at.desc(), Quiz.id.desc())
    ).all()
    ids = [each.id for each in quizzes]
    designs = latest_designs(session, ids)
    begun = dict(
        session.execute(
            select(Attempt.quiz_id, func.count())
            .where(Attempt.quiz_id.in_(ids), ~Attempt.is_preview)
            .group_by(Attempt.quiz_id)
        ).all()
    )
    return [OwnQuiz(each, designs[each.id].design, begun.get(each.id, 0)) for each in quizzes]


def under_way(session: Session, quiz_id: UUID) -> int:
    """Return how many attempts at a quiz are not handed in."""
    wanted = Attempt.quiz_id == quiz_id, Attempt.finished_at.is_(None), ~Attempt.is_preview
    return session.scalar(select(func.count()).select_from(Attempt).where(*wanted)) or 0


def attempts_at(session: Session, quiz_id: UUID, user_id: int) -> Sequence[tuple[Attempt, int]]:
    """Return a learner's attempts at a quiz, the newest first, each with its number of answers."""
    rows = session.execute(
        select(Attempt, func.count(Response.id).filter(~Response.is_blank))
        .outerjoin(Response, Response.attempt_id == Attempt.id)
        .where(Attempt.quiz_id == quiz_id, Attempt.user_id == user_id, ~Attempt.is_preview)
        .group_by(Attempt.id)
        .order_by(Attempt.started_at.desc())
    )
    return [(attempt, answers) for attempt, answers in rows]
