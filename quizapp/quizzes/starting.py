"""Beginning an attempt at a quiz that a teacher made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import Random
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from quizapp.accounts.queries import visitor_by_id
from quizapp.assignments.terms import terms_for
from quizapp.quizzes.accommodations import accommodation_of
from quizapp.quizzes.assigned import as_given
from quizapp.quizzes.deadlines import deadline_of, see_to
from quizapp.quizzes.designs import Design, latest_design
from quizapp.quizzes.drawing import Drawing, draw_items
from quizapp.quizzes.errors import (
    AttemptsUsedUp,
    NothingToAsk,
    NotOpenYet,
    QuizClosed,
    TooSoon,
    UnknownAttempt,
    UnknownQuiz,
)
from quizapp.quizzes.locking import lock_learner
from quizapp.quizzes.models import Attempt, Quiz
from quizapp.quizzes.preferring import ClassRecall, recall_of
from quizapp.quizzes.services import begin, known_attempt
from quizapp.quizzes.windows import Availability, Begun, standing


def start_quiz(
    session: Session,
    attempt_id: UUID,
    quiz_id: UUID,
    *,
    user_id: int,
    now: datetime,
    recall: ClassRecall | None = None,
) -> Attempt:
    """Begin an attempt, or return the one that the learner has not handed in yet.

    Where a course was given the quiz, its students begin it under that assignment, by its dates.
    The same id again gives the same attempt, whoever clicked twice. Raises UnknownQuiz for one that
    is not published, NotOpenYet, QuizClosed, AttemptsUsedUp, TooSoon, NothingToAsk where all that
    it asks is gone, UnknownAttempt when the id is an attempt of another learner, at another quiz,
    or a preview, and HourIsFull; and ValueError where a draw prefers what is about to be forgotten
    and there is no ``recall`` to tell.
    """
    # Two tabs at once would both find an attempt left.
    lock_learner(session, user_id)
    open_one = unfinished(session, quiz_id, user_id)
    known = open_one or known_attempt(session, attempt_id, user_id, now)
    if known is not None:
        if known.quiz_id != quiz_id or known.is_preview:
            raise UnknownAttempt(attempt_id)
        return known
    latest = latest_design(session, quiz_id)
    quiz = session.get(Quiz, quiz_id)
    if latest is None or quiz is None or quiz.published_at is None:
        raise UnknownQuiz(quiz_id)
    number, design = latest
    given = terms_for(session, quiz_id, user_id, now)
    # What one person was given of the quiz wins over what their course was given.
    design = accommodation_of(session, quiz_id, user_id).applied(
        as_given(session, quiz_id, design, given)
    )
    _refuse(design, begun(session, quiz_id, user_id), now)
    drawn = drawn_for(session, attempt_id, quiz, design, now, recall)
    if not drawn.questions:
        raise NothingToAsk(attempt_id)
    deadline_at = deadline_of(design, now)
    if deadline_at is not None:
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
        points=drawn.points,
        sections=drawn.sections,
        keyless=drawn.keyless,
        assignment_id=None if given is None else given.id,
    )


def drawn_for(
    session: Session,
    attempt_id: UUID,
    quiz: Quiz,
    design: Design,
    now: datetime,
    recall: ClassRecall | None,
) -> Drawing:
    """Return the questions of an attempt at a quiz; none where all that it asks is gone."""
    # The id decides the draw, so that it can be repeated when somebody asks why.
    rng, maker = Random(attempt_id.int), visitor_by_id(session, quiz.owner_id, now)
    known = recall_of(session, quiz.owner_id, design, now, recall)
    return draw_items(session, design.items, rng, maker, known, shuffles=design.shuffles)


def unfinished(session: Session, quiz_id: UUID, user_id: int) -> Attempt | None:
    """Return the attempt at a quiz that a learner has begun last and not handed in."""
    return next(iter(all_unfinished(session, quiz_id, user_id)), None)


def all_unfinished(session: Session, quiz_id: UUID, user_id: int) -> Sequence[Attempt]:
    """Return the attempts at a quiz that a learner has begun and not handed in, the newest first.

    There are several where a guest and the account that they are had begun one each.
    """
    return session.scalars(_UNFINISHED, {"quiz": quiz_id, "user": user_id}).all()


_UNFINISHED = (
    select(Attempt)
    .where(
        Attempt.quiz_id == bindparam("quiz"),
        Attempt.user_id == bindparam("user"),
        Attempt.finished_at.is_(None),
        ~Attempt.is_preview,
    )
    .order_by(Attempt.started_at.desc(), Attempt.id.desc())
)


def newest(session: Session, quiz_id: UUID, user_id: int) -> Attempt | None:
    """Return the attempt at a quiz that a learner has begun last."""
    return session.scalar(
        select(Attempt)
        .where(Attempt.quiz_id == quiz_id, Attempt.user_id == user_id, ~Attempt.is_preview)
        .order_by(Attempt.started_at.desc())
        .limit(1)
    )


def begun(session: Session, quiz_id: UUID, user_id: int) -> Begun:
    """Return what attempts at a quiz a learner has begun."""
    mine = Attempt.quiz_id == quiz_id, Attempt.user_id == user_id, ~Attempt.is_preview
    found = select(func.count(), func.max(Attempt.finished_at)).select_from(Attempt).where(*mine)
    return Begun(*session.execute(found).one())


def _refuse(design: Design, begun: Begun, now: datetime) -> None:
    match standing(design, begun, now).availability:
        case Availability.NOT_YET:
            raise NotOpenYet(design.opens_at or now)
        case Availability.CLOSED:
            raise QuizClosed
        case Availability.USED_UP:
            raise AttemptsUsedUp
        case Availability.TOO_SOON:
            raise TooSoon
