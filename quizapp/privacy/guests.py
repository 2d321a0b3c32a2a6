"""Guests whom nobody is any more: removed with all they answered, since nobody can come back to it.

Each call does a bounded amount of work in the caller's transaction, so that learners never wait
long for the database, and whatever ends the whole half-way, the next call goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Delete, delete, exists, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from quizapp.accounts.models import Login, User
from quizapp.answering.models import Challenge
from quizapp.courses.models import Enrolment, GroupMember
from quizapp.db import Model, changed_rows
from quizapp.memory.models import Memory, Review, ReviewUndo
from quizapp.quizzes.accommodation_models import AttemptPause, QuizAccommodation
from quizapp.quizzes.item_analysis import answers_removed
from quizapp.quizzes.marking_models import EssayMarking
from quizapp.quizzes.models import (
    Attempt,
    AttemptQuestion,
    Mark,
    Quiz,
    QuizBank,
    QuizSettingsVersion,
    Response,
    Score,
)
from quizapp.quizzes.progress_models import AttemptProgress

GUESTS_AT_ONCE = 100
ROWS_AT_ONCE = 1000

_HAS_LOGIN = exists().where(Login.user_id == User.id)
_Key = InstrumentedAttribute[Any]
_Left = tuple[type[Model], tuple[_Key, ...], ColumnElement[bool]]


def purge_guests(
    session: Session,
    now: datetime,
    unused_for: timedelta,
    *,
    guests: int = GUESTS_AT_ONCE,
    rows: int = ROWS_AT_ONCE,
) -> int:
    """Remove some of what guests left who were not seen for so long; return how many rows went.

    At most about ``rows`` of one table are removed for ``guests`` at a time. Call it again, in
    another transaction, until it returns 0. Never touched: a guest who has become an account, and
    one who was seen or who answered since.
    """
    since = now - unused_for
    chosen = _unused(session, since, now, guests)
    if not chosen:
        return 0
    theirs = Login.user_id.in_(chosen) & (Login.seen_at <= since)
    removed = changed_rows(session, delete(Login).where(theirs))
    # Nobody comes back without a login. One that was used at this very moment is still there.
    ids = session.scalars(select(User.id).where(User.id.in_(chosen), ~_HAS_LOGIN)).all()
    answers_removed(session, ids)
    for model, keys, whose in _what_they_left(ids):
        found = changed_rows(session, _limited(model, keys, whose, rows))
        removed += found
        if found >= rows:
            # There may be more, and what it hangs from can only go afterwards.
            return removed
    return removed + changed_rows(session, delete(User).where(User.id.in_(ids)))


def _unused(session: Session, since: datetime, now: datetime, most: int) -> Sequence[int]:
    # Ids only grow. Whoever came after somebody recent is recent, whatever the clock said then.
    recent = select(func.min(User.id)).where(User.created_at > since, User.created_at <= now)
    first_recent = session.scalar(recent)
    seen = exists().where(Login.user_id == User.id, Login.seen_at > since)
    answered = exists().where(Response.user_id == User.id, Response.received_at > since)
    statement = (
        select(User.id)
        .where(
            User.is_guest,
            User.merged_into_id.is_(None),
            User.created_at <= since,
            *([User.id < first_recent] if first_recent is not None else []),
            ~seen,
            ~answered,
        )
        .order_by(User.id)
        .limit(most)
        # Somebody who makes an account of it just now holds the row.
        .with_for_update(skip_locked=True)
    )
    return session.scalars(statement).all()


def _what_they_left(ids: Sequence[int]) -> Iterator[_Left]:
    """Yield tables with their keys and whose rows are meant: what hangs from others comes first."""
    responses = select(Response.id).where(Response.user_id.in_(ids))
    scores = select(Score.id).where(Score.response_id.in_(responses))
    attempts = select(Attempt.id).where(Attempt.user_id.in_(ids))
    quizzes = select(Quiz.id).where(Quiz.owner_id.in_(ids))
    yield Challenge, (Challenge.id,), Challenge.user_id.in_(ids)
    yield Memory, (Memory.user_id, Memory.fact_id), Memory.user_id.in_(ids)
    yield Review, (Review.id,), Review.user_id.in_(ids)
    yield ReviewUndo, (ReviewUndo.response_id,), ReviewUndo.response_id.in_(responses)
    yield EssayMarking, (EssayMarking.id,), EssayMarking.response_id.in_(responses)
    yield Mark, (Mark.score_id, Mark.position), Mark.score_id.in_(scores)
    yield Score, (Score.id,), Score.response_id.in_(responses)
    yield Response, (Response.id,), Response.user_id.in_(ids)
    places = AttemptQuestion.attempt_id, AttemptQuestion.position
    yield AttemptQuestion, places, AttemptQuestion.attempt_id.in_(attempts)
    yield AttemptProgress, (AttemptProgress.attempt_id,), AttemptProgress.attempt_id.in_(attempts)
    yield AttemptPause, (AttemptPause.id,), AttemptPause.attempt_id.in_(attempts)
    yield Attempt, (Attempt.id,), Attempt.user_id.in_(ids)
    yield QuizAccommodation, (QuizAccommodation.id,), QuizAccommodation.user_id.in_(ids)
    numbers = QuizSettingsVersion.quiz_id, QuizSettingsVersion.number
    yield QuizSettingsVersion, numbers, QuizSettingsVersion.quiz_id.in_(quizzes)
    yield QuizBank, (QuizBank.quiz_id, QuizBank.bank_id), QuizBank.quiz_id.in_(quizzes)
    yield Quiz, (Quiz.id,), Quiz.owner_id.in_(ids)
    in_groups = GroupMember.group_id, GroupMember.user_id
    yield GroupMember, in_groups, GroupMember.user_id.in_(ids)
    in_courses = Enrolment.course_id, Enrolment.user_id
    yield Enrolment, in_courses, Enrolment.user_id.in_(ids)


def _limited(
    model: type[Model], keys: tuple[_Key, ...], whose: ColumnElement[bool], most: int
) -> Delete:
    some = select(*keys).where(whose).limit(most)
    return delete(model).where(tuple_(*keys).in_(some))
