"""Lists of quizzes that teachers made, and of what a learner did in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, case, false, func, or_, select
from sqlalchemy.orm import Session

from quizapp.domain.grades import Earned, Grade, GradeRule, grade_of, waiting_for
from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.designs import Design, latest_designs
from quizapp.quizzes.earning import EARNED, POSSIBLE, WAITING, with_scores
from quizapp.quizzes.models import Attempt, Quiz, Response
from quizapp.quizzes.release import OVER, over, withheld_attempts
from quizapp.quizzes.sealing import Books


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


@dataclass(frozen=True, slots=True)
class OwnAttempt:
    """An attempt in its learner's list: how many questions are answered, and what it earned.

    That is None while it is under way, and where its results may not be seen.
    """

    attempt: Attempt
    answered: int
    earned: Earned | None


def attempts_at(
    session: Session, quiz_id: UUID, user_id: int, now: datetime, books: Books
) -> list[OwnAttempt]:
    """Return a learner's attempts at a quiz, the newest first."""
    statement = _AT_ONE if books.are_open else _at_one(books.keeps(Attempt.id))
    rows = session.execute(statement, {"quiz": quiz_id, "user": user_id, "over": over(now)})
    return [_own_attempt(*row) for row in rows]


def all_attempts(session: Session, user_id: int, now: datetime, books: Books) -> list[OwnAttempt]:
    """Return a learner's attempts at all that teachers gave them, the newest first."""
    given = Attempt.quiz_id.in_(select(QuizDesign.quiz_id))
    statement = _attempts(books.keeps(Attempt.id)).where(given)
    rows = session.execute(statement, {"user": user_id, "over": over(now)})
    return [_own_attempt(*row) for row in rows]


def _own_attempt(
    attempt: Attempt, answered: int, points: float | None, possible: float, waiting: int
) -> OwnAttempt:
    earned = None if points is None else Earned(points, possible, waiting)
    return OwnAttempt(attempt, answered, earned)


def _attempts(closed: ColumnElement[bool]) -> Select[Attempt, int, float | None, float, int]:
    # What an attempt earned would tell of what is closed as well as its results do.
    hidden = or_(Attempt.finished_at.is_(None), Attempt.id.in_(withheld_attempts(OVER)), closed)
    return (
        with_scores(
            select(
                Attempt,
                func.count(Response.id).filter(~Response.is_blank),
                case((hidden, None), else_=EARNED),
                POSSIBLE,
                WAITING,
            )
        )
        .where(Attempt.user_id == bindparam("user"), ~Attempt.is_preview)
        .group_by(Attempt.id)
        .order_by(Attempt.started_at.desc(), Attempt.id.desc())
    )


def _at_one(closed: ColumnElement[bool]) -> Select[Attempt, int, float | None, float, int]:
    return _attempts(closed).where(Attempt.quiz_id == bindparam("quiz"))


_AT_ONE = _at_one(false())


def own_grade(attempts: Sequence[OwnAttempt], rule: GradeRule) -> Grade | None:
    """Return the grade of a learner's attempts at a quiz, given the newest first.

    None where the results of any that was handed in may not be seen: the others alone would give
    another grade.
    """
    done = [each for each in reversed(attempts) if each.attempt.finished_at is not None]
    earned = [each.earned for each in done if each.earned is not None]
    return grade_of(earned, rule) if len(earned) == len(done) else None


def own_waiting(attempts: Sequence[OwnAttempt], rule: GradeRule) -> int:
    """Return how many answers of a learner's have to be marked before they have a grade.

    The attempts are given the newest first.
    """
    done = [each.earned for each in reversed(attempts) if each.earned is not None]
    return waiting_for(done, rule)
