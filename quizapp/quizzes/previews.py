"""Previews: whoever makes a quiz takes it as a learner would, and nothing of it counts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Question, QuestionVersion
from quizapp.quizzes.deadlines import see_to
from quizapp.quizzes.designs import at_random, latest_design
from quizapp.quizzes.errors import NothingToAsk, UnknownAttempt, UnknownQuiz
from quizapp.quizzes.locking import lock_learner
from quizapp.quizzes.models import Attempt, AttemptQuestion, Mark, Quiz, Response, Score
from quizapp.quizzes.preferring import ClassRecall
from quizapp.quizzes.progress_models import AttemptProgress
from quizapp.quizzes.services import begin
from quizapp.quizzes.starting import drawn_for


def start_preview(
    session: Session,
    attempt_id: UUID,
    quiz_id: UUID,
    *,
    user_id: int,
    now: datetime,
    recall: ClassRecall | None = None,
    prefers: bool = True,
) -> Attempt:
    """Begin a preview of the newest version, published or not, inside its window or outside.

    It has the time limit of the quiz. Its draws are at random where it ``prefers`` nothing, for
    whoever may not see what others answered. The one that this person had before is removed; the
    same id again gives the same preview. Raises UnknownQuiz, NothingToAsk, and UnknownAttempt where
    the id is anything but a preview of this person's at this quiz.
    """
    lock_learner(session, user_id)
    known = session.get(Attempt, attempt_id)
    if known is not None:
        if (known.user_id, known.quiz_id, known.is_preview) != (user_id, quiz_id, True):
            raise UnknownAttempt(attempt_id)
        return known
    latest = latest_design(session, quiz_id)
    quiz = session.get(Quiz, quiz_id)
    if latest is None or quiz is None:
        raise UnknownQuiz(quiz_id)
    number, design = latest
    tried = design if prefers else at_random(design)
    drawn = drawn_for(session, attempt_id, quiz, tried, now, recall)
    if not drawn.questions:
        raise NothingToAsk(attempt_id)
    remove_previews(session, quiz_id, user_id)
    deadline_at = None
    if design.minutes is not None:
        deadline_at = now + timedelta(minutes=design.minutes)
        see_to(session, deadline_at, now)
    return begin(
        session,
        attempt_id,
        quiz_id,
        number,
        user_id,
        drawn.questions,
        now,
        deadline_at,
        is_preview=True,
        points=drawn.points,
        sections=drawn.sections,
        keyless=drawn.keyless,
    )


def preview_of(session: Session, quiz_id: UUID, user_id: int) -> Attempt | None:
    """Return the preview that somebody has of a quiz, handed in or not."""
    return session.scalar(
        select(Attempt).where(
            Attempt.quiz_id == quiz_id, Attempt.user_id == user_id, Attempt.is_preview
        )
    )


def banks_asked(session: Session, attempt_id: UUID) -> Collection[int]:
    """Return the ids of the banks that the questions of an attempt are from.

    The quiz may draw from others by now.
    """
    return session.scalars(
        select(Question.bank_id)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(AttemptQuestion, AttemptQuestion.question_version_id == QuestionVersion.id)
        .where(AttemptQuestion.attempt_id == attempt_id)
        .distinct()
    ).all()


def remove_previews(session: Session, quiz_id: UUID, user_id: int | None = None) -> None:
    """Remove the previews of a quiz with all that was answered in them: one person's, or all."""
    found = select(Attempt.id).where(Attempt.quiz_id == quiz_id, Attempt.is_preview)
    if user_id is not None:
        found = found.where(Attempt.user_id == user_id)
    attempts = session.scalars(found).all()
    responses = select(Response.id).where(Response.attempt_id.in_(attempts))
    scores = select(Score.id).where(Score.response_id.in_(responses))
    for statement in (
        delete(Mark).where(Mark.score_id.in_(scores)),
        delete(Score).where(Score.response_id.in_(responses)),
        delete(Response).where(Response.attempt_id.in_(attempts)),
        delete(AttemptProgress).where(AttemptProgress.attempt_id.in_(attempts)),
        delete(AttemptQuestion).where(AttemptQuestion.attempt_id.in_(attempts)),
        delete(Attempt).where(Attempt.id.in_(attempts)),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})
