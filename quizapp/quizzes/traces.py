"""What learners have left behind: what somebody did here, and whether anything was asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Question, QuestionVersion
from quizapp.quizzes.models import Attempt, AttemptQuestion, Quiz, QuizBank, Response
from quizapp.quizzes.previewed import COUNTED


@dataclass(frozen=True, slots=True)
class Traces:
    """What somebody has done here, by its numbers, and when it began."""

    answers: int
    quizzes: int
    since: datetime


def traces_of(session: Session, user_id: int) -> Traces | None:
    """Return what somebody has done here, or None if there is nothing."""
    answers, first_answer = session.execute(
        select(func.count(), func.min(Response.received_at)).where(
            Response.user_id == user_id, ~Response.is_blank
        )
    ).one()
    quizzes, first_quiz = session.execute(
        select(func.count(), func.min(Attempt.started_at)).where(Attempt.user_id == user_id)
    ).one()
    began = [each for each in (first_answer, first_quiz) if each is not None]
    return Traces(answers, quizzes, min(began)) if began else None


_OF_SEVERAL_BANKS = select(QuizBank.quiz_id).group_by(QuizBank.quiz_id).having(func.count() > 1)


def was_asked(
    session: Session, question_ids: Sequence[int], *, besides: Collection[int] = ()
) -> bool:
    """Whether any learner was asked one of these, in a quiz or in study, in whatever wording.

    A preview of a quiz is no learner's.

    ``besides`` are the ids of people who do not count. A quiz that draws from several banks counts
    whoever took it: it is no trial of one of them.
    """
    versions = select(QuestionVersion.id).where(QuestionVersion.question_id.in_(question_ids))
    in_quizzes = (
        select(AttemptQuestion.question_version_id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(AttemptQuestion.question_version_id.in_(versions), ~Attempt.is_preview)
    )
    in_study = select(Response.question_version_id).where(
        Response.question_version_id.in_(versions), COUNTED
    )
    if besides:
        in_quizzes = in_quizzes.where(
            Attempt.user_id.not_in(besides) | Attempt.quiz_id.in_(_OF_SEVERAL_BANKS)
        )
        in_study = in_study.where(Response.user_id.not_in(besides))
    statements = (in_quizzes, in_study)
    return any(session.scalar(each.limit(1)) is not None for each in statements)


def bank_was_asked(session: Session, bank_id: int, *, besides: Collection[int] = ()) -> bool:
    """Whether any learner, ``besides`` these, has begun anything in a bank."""
    quizzes = select(QuizBank.quiz_id).where(QuizBank.bank_id == bank_id)
    if besides:
        quizzes = quizzes.join(Quiz, Quiz.id == QuizBank.quiz_id).where(
            Quiz.owner_id.not_in(besides) | Quiz.id.in_(_OF_SEVERAL_BANKS)
        )
    begun = session.scalar(quizzes.limit(1))
    questions = session.scalars(select(Question.id).where(Question.bank_id == bank_id)).all()
    return begun is not None or was_asked(session, questions, besides=besides)
