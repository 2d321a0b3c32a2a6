"""The responses to one wording of a question that nobody can change any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    and_,
    distinct,
    exists,
    func,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import Session, aliased

from quizapp.banks.models import QuestionVersion
from quizapp.clock import new_id
from quizapp.domain.answer_codec import decode_answer
from quizapp.domain.answers import Answer, Blank
from quizapp.domain.certainty import Certainty, certainty_of
from quizapp.domain.rulings import Basis
from quizapp.quizzes.models import (
    Attempt,
    AttemptQuestion,
    ClockSource,
    Feedback,
    QuizSettingsVersion,
    Response,
    Score,
)
from quizapp.quizzes.previewed import COUNTED
from quizapp.quizzes.responses import Entered, Moment, add_responses

_IS_GOING = and_(Attempt.finished_at.is_(None), ~Attempt.is_preview)
_IS_AT_ONCE = QuizSettingsVersion.feedback == Feedback.AT_ONCE.value


@dataclass(frozen=True, slots=True)
class FinalResponse:
    """What a learner answered for good, and what it earns at present.

    ``points`` are None where the question was struck out, and 0 where nothing was scored. Who
    ``gave_up`` has said that they do not know; how sure others said to be is their ``certainty``.
    Where nothing was entered at all there is no row yet: ``place`` says of which position of the
    attempt it is, then.
    """

    response_id: UUID
    user_id: int
    attempt_id: UUID | None
    answer: Answer
    answered_at: datetime
    points: float | None
    score_id: UUID | None
    gave_up: bool = False
    place: int | None = None
    certainty: Certainty | None = None


def final_responses(
    session: Session,
    version_id: int,
    key_version_id: int,
    basis: Basis,
    *,
    keeps_rulings: bool = False,
    attempt_id: UUID | None = None,
) -> Mapping[int, Sequence[FinalResponse]]:
    """Return the final responses to a version that are not marked so yet, by learner, in order.

    A ruling is for everybody who was asked, so what was left blank is among them then. Previews
    stay as they were marked, and with ``keeps_rulings`` what was ruled on for everybody. With
    ``attempt_id`` only those of that attempt are meant.
    """
    is_other = _is_marked_otherwise(key_version_id, basis)
    if keeps_rulings:
        is_other = and_(is_other, Score.basis == Basis.KEY.value)
    found = _entered(session, version_id, and_(is_other, _is_of(Response.attempt_id, attempt_id)))
    if basis is not Basis.KEY:
        found += _left_out(session, version_id, _is_of(AttemptQuestion.attempt_id, attempt_id))
    by_learner: dict[int, list[FinalResponse]] = defaultdict(list)
    for each in found:
        by_learner[each.user_id].append(each)
    return by_learner


def asked_learners(session: Session, question_id: int) -> set[int]:
    """Return the learners who have answered a question, or are being asked it in an attempt.

    Whoever rules on its marks holds them all, so that nobody hands in between.
    """
    versions = select(QuestionVersion.id).where(QuestionVersion.question_id == question_id)
    answered = select(Response.user_id).where(Response.question_version_id.in_(versions))
    going = (
        select(Attempt.user_id)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .where(AttemptQuestion.question_version_id.in_(versions), _IS_GOING)
    )
    return set(session.scalars(union(answered, going)))


def attempts_going(session: Session, question_id: int) -> int:
    """Return how many attempts ask a question that are still under way."""
    statement = (
        select(func.count(distinct(Attempt.id)))
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .where(QuestionVersion.question_id == question_id, _IS_GOING)
    )
    return session.scalar(statement) or 0


def store_blanks(
    session: Session, user_id: int, version_id: int, found: Iterable[FinalResponse], now: datetime
) -> None:
    """Store a blank response wherever nothing was entered, so that it can have a score."""
    add_responses(
        session,
        user_id,
        [
            Entered(
                each.response_id,
                version_id,
                each.answer,
                Moment(each.answered_at, now, ClockSource.SERVER),
                each.attempt_id,
                each.place,
            )
            for each in found
            if each.place is not None
        ],
    )


def _entered(
    session: Session, version_id: int, is_other: ColumnElement[bool]
) -> list[FinalResponse]:
    first = aliased(Score)
    # A score that no answer led to has its reason: then nobody gave up.
    was_given = exists().where(first.response_id == Response.id, first.reason == "")
    rows = session.execute(
        select(
            Response.id,
            Response.user_id,
            Response.attempt_id,
            Response.content,
            Response.answered_at,
            Response.certainty,
            Score.points,
            Score.basis,
            Score.id.label("score_id"),
            # In study, and where a quiz shows results at once, only what was given up is blank.
            and_(or_(Response.attempt_id.is_(None), _IS_AT_ONCE), was_given).label("is_at_once"),
        )
        .outerjoin(Score, and_(Score.response_id == Response.id, Score.is_current))
        .outerjoin(Attempt, Attempt.id == Response.attempt_id)
        .outerjoin(Attempt.settings)
        .where(
            Response.question_version_id == version_id,
            COUNTED,
            is_other,
            or_(
                Attempt.finished_at.is_not(None),
                and_(Score.id.is_not(None), or_(Response.attempt_id.is_(None), _IS_AT_ONCE)),
            ),
        )
        .order_by(Response.user_id, Response.answered_at, Response.id)
    ).all()
    found = []
    for row in rows:
        answer = decode_answer(row.content)
        points = None if row.basis == Basis.STRUCK else row.points or 0.0
        found.append(
            FinalResponse(
                row.id,
                row.user_id,
                row.attempt_id,
                answer,
                row.answered_at,
                points,
                row.score_id,
                gave_up=bool(row.is_at_once) and isinstance(answer, Blank),
                certainty=certainty_of(row.certainty),
            )
        )
    return found


def _is_marked_otherwise(key_version_id: int, basis: Basis) -> ColumnElement[bool]:
    if basis is Basis.KEY:
        # What has no score was left blank, and no key gives it another mark.
        return or_(Score.key_version_id != key_version_id, Score.basis != Basis.KEY.value)
    return or_(Score.id.is_(None), Score.basis != basis.value)


def _is_of(column: SQLColumnExpression[Any], attempt_id: UUID | None) -> ColumnElement[bool]:
    return true() if attempt_id is None else column == attempt_id


def _left_out(
    session: Session, version_id: int, is_wanted: ColumnElement[bool]
) -> list[FinalResponse]:
    """Return the places of attempts that are over in which a version was shown to no answer."""
    rows = session.execute(
        select(
            AttemptQuestion.attempt_id,
            AttemptQuestion.position,
            Attempt.user_id,
            Attempt.finished_at,
        )
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(
            AttemptQuestion.question_version_id == version_id,
            is_wanted,
            Attempt.finished_at.is_not(None),
            ~Attempt.is_preview,
            ~exists().where(
                Response.attempt_id == AttemptQuestion.attempt_id,
                Response.position == AttemptQuestion.position,
            ),
        )
        .order_by(Attempt.user_id, Attempt.finished_at, AttemptQuestion.position)
    )
    return [
        FinalResponse(
            new_id(),
            row.user_id,
            row.attempt_id,
            Blank(),
            row.finished_at,
            0.0,
            None,
            place=row.position,
        )
        for row in rows
    ]
