"""What became of a learner's marks since they looked: answers marked again, objections answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, true, update
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from quizapp.accounts.models import User
from quizapp.answering.models import Challenge
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.domain.answers import Outcome
from quizapp.memory.models import Review
from quizapp.quizzes.models import AT_ITS_PLACE, Attempt, AttemptQuestion, Response, Score
from quizapp.quizzes.release import withheld_responses
from quizapp.quizzes.sealing import OPEN, Books


@dataclass(frozen=True, slots=True)
class Place:
    """Where a result stands: in an attempt, or with a card of a bank that is named by its slug."""

    response_id: UUID
    attempt_id: UUID | None
    position: int | None
    bank: str


@dataclass(frozen=True, slots=True)
class MarkedAgain:
    """So many answers of one attempt, or one card, that have other marks than before.

    ``is_first`` where all of them had waited to be marked at all.
    """

    place: Place
    answers: int
    taken_at: datetime
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """An objection that a teacher has decided on; how and why, unless that is closed by a quiz.

    Only how, where its quiz does not show what is right.
    """

    place: Place
    state: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What a learner has not seen yet, the newest first, and the moment of the newest."""

    marked: Sequence[MarkedAgain]
    answered: Sequence[Answered]
    until: datetime


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Whether a learner has ever answered anything, and whether there is news for them."""

    started: bool
    has_news: bool


def first_look(session: Session, user_id: int) -> FirstLook:
    """Return whether somebody has begun, and whether there may be news of their marks. One SELECT.

    What is news of a quiz whose results are not shown yet is counted, too: ``news_of`` looks.
    """
    row = session.execute(
        select(
            exists().where(Review.user_id == user_id).label("started"),
            exists()
            .where(
                User.id == user_id,
                User.news_at > func.coalesce(User.news_seen_at, User.created_at),
            )
            .label("has_news"),
        )
    ).one()
    return FirstLook(row.started, row.has_news)


def note_news(session: Session, user_ids: Collection[int], now: datetime) -> None:
    """Note that something became of the marks of these learners."""
    session.execute(
        update(User)
        .where(User.id.in_(user_ids))
        .values(news_at=now)
        .execution_options(synchronize_session=False)
    )


def news_of(session: Session, user_id: int, now: datetime, books: Books = OPEN) -> News | None:
    """Return what a learner has not seen yet of their marks; None where there is nothing.

    Nothing is told of a quiz whose results may not be seen at present, and of what is closed by
    ``books`` only that something was decided: how and why would tell what is right.
    """
    marked = session.execute(
        _marked(user_id, now).add_columns(
            Response.id,
            Response.attempt_id,
            Response.position,
            Bank.slug,
            Score.scored_at,
            func.coalesce(Attempt.finished_at, Response.answered_at).label("taken_at"),
            _had_waited().label("had_waited"),
        )
    ).all()
    is_open = books.lets_ask(Challenge.question_version_id)
    shows_key = func.coalesce(AttemptQuestion.shows_key, true())
    answered = session.execute(
        _answered(user_id, now).add_columns(
            Response.id,
            Response.attempt_id,
            Response.position,
            Bank.slug,
            case((is_open, Challenge.state), else_="").label("state"),
            case((is_open & shows_key, Challenge.reason), else_="").label("reason"),
            Challenge.decided_at,
        )
    ).all()
    if not marked and not answered:
        return None
    together: dict[UUID, list[MarkedAgain]] = {}
    for row in marked:
        place = Place(row.id, row.attempt_id, row.position, row.slug)
        found = together.setdefault(row.attempt_id or row.id, [])
        found.append(MarkedAgain(place, 1, row.taken_at, row.had_waited))
    return News(
        [
            MarkedAgain(
                each[0].place, len(each), each[0].taken_at, all(one.is_first for one in each)
            )
            for each in together.values()
        ],
        [
            Answered(Place(row.id, row.attempt_id, row.position, row.slug), row.state, row.reason)
            for row in answered
        ],
        max([row.scored_at for row in marked] + [row.decided_at for row in answered]),
    )


def note_seen(session: Session, user_id: int, until: datetime) -> None:
    """Note that a learner has seen the news up to a moment; what came later stays news."""
    session.execute(
        update(User)
        .where(User.id == user_id, or_(User.news_seen_at.is_(None), User.news_seen_at < until))
        .values(news_seen_at=until)
        .execution_options(synchronize_session=False)
    )


def _is_new(
    moment: ColumnElement[Any] | InstrumentedAttribute[Any], user_id: int
) -> ColumnElement[bool]:
    seen = select(func.coalesce(User.news_seen_at, User.created_at)).where(User.id == user_id)
    return moment > seen.scalar_subquery()


def _marked(user_id: int, now: datetime) -> Select[int]:
    """Return the query for scores that somebody had marked again, and that changed a mark."""
    before = aliased(Score)
    differs = exists().where(
        before.response_id == Score.response_id,
        or_(before.points != Score.points, before.outcome != Score.outcome),
    )
    return (
        select(Score.key_version_id)
        .join(Response, Response.id == Score.response_id)
        .outerjoin(Attempt, Attempt.id == Response.attempt_id)
        .join(QuestionVersion, QuestionVersion.id == Response.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Bank, Bank.id == Question.bank_id)
        .where(
            Score.scored_by_id.is_not(None),
            Score.is_current,
            _is_new(Score.scored_at, user_id),
            Response.user_id == user_id,
            or_(
                # A question that was not answered had no mark, and got one by a ruling.
                differs,
                ~exists().where(before.response_id == Score.response_id, before.id != Score.id),
            ),
            Response.id.not_in(withheld_responses(now)),
        )
        .order_by(Score.scored_at.desc(), Response.position)
    )


def _had_waited() -> ColumnElement[bool]:
    """Return whether a response has no earlier mark: it only waited for one."""
    before = aliased(Score)
    earlier = exists().where(before.response_id == Score.response_id, before.id != Score.id)
    waited = before.outcome == Outcome.WAITING.value
    return and_(earlier.where(waited), ~earlier.where(~waited))


def _answered(user_id: int, now: datetime) -> Select[int]:
    """Return the query for objections that were decided on."""
    return (
        select(Challenge.question_version_id)
        .join(Response, Response.id == Challenge.response_id)
        .join(QuestionVersion, QuestionVersion.id == Challenge.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Bank, Bank.id == Question.bank_id)
        .outerjoin(AttemptQuestion, AT_ITS_PLACE)
        .where(
            and_(Challenge.user_id == user_id, Challenge.decided_at.is_not(None)),
            _is_new(Challenge.decided_at, user_id),
            Response.id.not_in(withheld_responses(now)),
        )
        .order_by(Challenge.decided_at.desc(), Challenge.id)
    )
