"""When the results of an attempt may be seen by its learner.

That follows the newest version of the quiz, not the one that the attempt was begun with: where the
closing time is moved, for everybody or for one person, nobody sees a key while others still take
the quiz.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from quizapp.assignments.closings import given_until, last_closing
from quizapp.quizzes.accommodation_models import QuizAccommodation
from quizapp.quizzes.deadlines import GRACE, see_to
from quizapp.quizzes.design_models import QuizDesign, Release
from quizapp.quizzes.models import Attempt, Feedback, QuizSettingsVersion, Response

OVER: BindParameter[datetime] = bindparam("over")
"""Stands in statements that are built once for the moment that ``over`` gives."""


def over(now: datetime) -> datetime:
    """Return the moment of which deadlines are over with their grace: that long ago."""
    return now - GRACE


@dataclass(frozen=True, slots=True)
class Withheld:
    """Results that are not shown: ``until`` says when they will be; None is never."""

    until: datetime | None


def withheld_attempts(over: datetime | BindParameter[datetime]) -> Select[UUID]:
    """Return the query for the attempts whose results nobody who took them may see yet.

    What was marked after each question was seen already.
    """
    later = aliased(QuizDesign)
    return (
        select(Attempt.id)
        .join(QuizDesign, QuizDesign.quiz_id == Attempt.quiz_id)
        .join(
            QuizSettingsVersion,
            and_(
                QuizSettingsVersion.quiz_id == Attempt.quiz_id,
                QuizSettingsVersion.number == Attempt.settings_number,
            ),
        )
        .where(
            ~exists().where(later.quiz_id == QuizDesign.quiz_id, later.number > QuizDesign.number),
            QuizSettingsVersion.feedback != Feedback.AT_ONCE.value,
            or_(
                QuizDesign.release == Release.NEVER.value,
                and_(QuizDesign.release == Release.CLOSING.value, still_taken(over)),
            ),
        )
    )


def still_taken(over: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Return whether a quiz that closes is still taken by anybody, or their attempt is paused."""
    others = aliased(Attempt)
    given_later = exists().where(
        QuizAccommodation.quiz_id == QuizDesign.quiz_id,
        QuizAccommodation.is_current,
        QuizAccommodation.closes_at >= over,
    )
    at_it_still = exists().where(
        others.quiz_id == QuizDesign.quiz_id,
        others.finished_at.is_(None),
        ~others.is_preview,
        or_(others.deadline_at >= over, others.paused_left.is_not(None)),
    )
    to_courses = given_until(QuizDesign.quiz_id, over)
    return or_(QuizDesign.closes_at >= over, given_later, to_courses, at_it_still)


def withheld_responses(now: datetime) -> Select[UUID]:
    """Return the query for the responses in such attempts."""
    return responses_withheld(over(now))


def responses_withheld(over: datetime | BindParameter[datetime]) -> Select[UUID]:
    """Return the same for deadlines that are over by now, or for ``OVER``."""
    return select(Response.id).where(Response.attempt_id.in_(withheld_attempts(over)))


def withheld(session: Session, attempt: Attempt, now: datetime) -> Withheld | None:
    """Return until when the results of an attempt are not shown; None where they are."""
    if attempt.design is None:
        return None
    row = session.execute(_WITHHELD, {"attempt": attempt.id, "over": over(now)}).first()
    if row is None:
        return None
    if row.release != Release.CLOSING:
        return Withheld(None)
    return Withheld(last_end(session, attempt.quiz_id, row.closes_at))


_WITHHELD = (
    withheld_attempts(OVER)
    .where(Attempt.id == bindparam("attempt"))
    .add_columns(QuizDesign.release, QuizDesign.closes_at)
)


def seen_already(session: Session, quiz_id: UUID, now: datetime) -> int:
    """Return of how many attempts at a quiz the results may be seen and could be kept back again.

    What was marked after each question is none of them, nor is a preview.
    """
    each = aliased(Attempt)
    kept_back = withheld_attempts(over(now)).where(Attempt.quiz_id == quiz_id)
    return session.scalars(
        select(func.count()).where(
            each.quiz_id == quiz_id,
            each.finished_at.is_not(None),
            ~each.is_preview,
            each.id.not_in(kept_back),
            QuizSettingsVersion.quiz_id == each.quiz_id,
            QuizSettingsVersion.number == each.settings_number,
            QuizSettingsVersion.feedback != Feedback.AT_ONCE.value,
        )
    ).one()


def move_release(session: Session, quiz_id: UUID, now: datetime) -> None:
    """Let attempts that are held at a quiz wait for when their results are shown from now on.

    Those whose results could be seen before are not held any more, and stay as they are: what was
    seen cannot be taken back.
    """
    release, closes_at = session.execute(_NEWEST, {"quiz": quiz_id}).one()
    match release:
        case Release.NEVER:
            until = None
        case Release.CLOSING if closes_at is not None:
            until = last_end(session, quiz_id, closes_at)
        case _:
            until = now
    waiting = (Attempt.quiz_id == quiz_id, Attempt.is_held)
    # In the order in which others take them, too.
    held = session.scalars(
        select(Attempt.id).where(*waiting).order_by(Attempt.id).with_for_update()
    )
    if not held.all():
        return
    session.execute(update(Attempt).where(*waiting).values(held_until=until))
    if until is not None:
        see_to(session, max(until, now), now)


_NEWEST = (
    select(QuizDesign.release, QuizDesign.closes_at)
    .where(QuizDesign.quiz_id == bindparam("quiz"))
    .order_by(QuizDesign.number.desc())
    .limit(1)
)


def last_end(session: Session, quiz_id: UUID, closes_at: datetime) -> datetime:
    """Return when the last is done: everybody, who was given more, courses, who is at it."""
    ends = (
        closes_at,
        last_closing(session, quiz_id),
        session.scalar(
            select(func.max(QuizAccommodation.closes_at)).where(
                QuizAccommodation.quiz_id == quiz_id, QuizAccommodation.is_current
            )
        ),
        session.scalar(
            select(func.max(Attempt.deadline_at)).where(
                Attempt.quiz_id == quiz_id, Attempt.finished_at.is_(None), ~Attempt.is_preview
            )
        ),
    )
    return max(filter(None, ends))
