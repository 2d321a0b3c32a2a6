"""What became of a learner's marks since they looked: answers marked again, objections answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import Session, aliased

from quizapp.accounts.models import User
from quizapp.answering.models import Challenge
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.domain.answers import Outcome
from quizapp.memory.models import Review
from quizapp.quizzes.models import AT_ITS_PLACE, Attempt, AttemptQuestion, Response, Score
from quizapp.quizzes.release import over, withheld_attempts
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

    ``is_first`` where all of them had waited to be marked at all. ``reasons`` say why, each once,
    unless that is closed by a quiz or tells what is not shown.
    """

    place: Place
    answers: int
    taken_at: datetime
    is_first: bool
    at: datetime
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """An objection that a teacher has decided on; how and why, unless that is closed by a quiz.

    Only how, where its quiz does not show what is right.
    """

    place: Place
    at: datetime
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


def news_of(
    session: Session,
    user_id: int,
    now: datetime,
    books: Books = OPEN,
    since: datetime | None = None,
) -> News | None:
    """Return what a learner has not seen yet of their marks; None where there is nothing.

    With ``since`` it is what became of them from then on, seen or not. Nothing is told of a quiz
    whose results may not be seen at present, and of what is closed by
    ``books`` only that something was decided: how and why would tell what is right.
    """
    from_when = _seen_by(user_id) if since is None else since
    shows_key = func.coalesce(AttemptQuestion.shows_key, true())
    tells_why = books.lets_ask(Response.question_version_id) & shows_key
    marked = session.execute(
        marked_again(user_id, from_when, over(now))
        .join(QuestionVersion, QuestionVersion.id == Response.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Bank, Bank.id == Question.bank_id)
        .outerjoin(AttemptQuestion, AT_ITS_PLACE)
        .add_columns(
            Response.id,
            Response.attempt_id,
            Response.position,
            Bank.slug,
            Score.scored_at,
            func.coalesce(Attempt.finished_at, Response.answered_at).label("taken_at"),
            case((tells_why, Score.reason), else_="").label("reason"),
        )
        .order_by(Score.scored_at.desc(), Response.position)
    ).all()
    is_open = books.lets_ask(Challenge.question_version_id)
    answered = session.execute(
        decided(user_id, from_when, over(now))
        .join(QuestionVersion, QuestionVersion.id == Challenge.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Bank, Bank.id == Question.bank_id)
        .outerjoin(AttemptQuestion, AT_ITS_PLACE)
        .add_columns(
            Response.id,
            Response.attempt_id,
            Response.position,
            Bank.slug,
            case((is_open, Challenge.state), else_="").label("state"),
            case((is_open & shows_key, Challenge.reason), else_="").label("reason"),
            Challenge.decided_at,
        )
        .order_by(Challenge.decided_at.desc(), Challenge.id)
    ).all()
    if not marked and not answered:
        return None
    together: dict[UUID, list[Any]] = {}
    for row in marked:
        together.setdefault(row.attempt_id or row.id, []).append(row)
    return News(
        [_marked_together(rows) for rows in together.values()],
        [Answered(_place(row), row.decided_at, row.state, row.reason) for row in answered],
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


def _seen_by(user: int) -> ColumnElement[datetime]:
    """Return, in SQL, up to when somebody has seen what became of their marks."""
    seen = select(func.coalesce(User.news_seen_at, User.created_at)).where(User.id == user)
    return seen.scalar_subquery()


def marked_again(
    user: int | BindParameter[int] | ColumnElement[int],
    since: datetime | ColumnElement[datetime],
    over: datetime | BindParameter[datetime],
) -> Select[UUID, datetime, bool]:
    """Return the query for scores that somebody had marked again, and that changed a mark.

    Each comes with its attempt, or its response where that is a card; when; and whether it had
    only waited for a mark. ``over`` is as for results that are withheld.
    """
    before = aliased(Score)
    differs = exists().where(
        before.response_id == Score.response_id,
        or_(before.points != Score.points, before.outcome != Score.outcome),
    )
    return (
        select(
            func.coalesce(Response.attempt_id, Response.id).label("about"),
            Score.scored_at.label("at"),
            _had_waited().label("had_waited"),
        )
        .select_from(Score)
        .join(Response, Response.id == Score.response_id)
        .outerjoin(Attempt, Attempt.id == Response.attempt_id)
        .where(
            Score.scored_by_id.is_not(None),
            Score.is_current,
            Score.scored_at > since,
            Response.user_id == user,
            or_(
                # A question that was not answered had no mark, and got one by a ruling.
                differs,
                ~exists().where(before.response_id == Score.response_id, before.id != Score.id),
            ),
            _is_shown(over),
        )
    )


def decided(
    user: int | BindParameter[int] | ColumnElement[int],
    since: datetime | ColumnElement[datetime],
    over: datetime | BindParameter[datetime],
) -> Select[UUID, datetime | None]:
    """Return the query for objections that were decided on, each as ``marked_again`` has them."""
    return (
        select(
            func.coalesce(Response.attempt_id, Response.id).label("about"),
            Challenge.decided_at.label("at"),
        )
        .select_from(Challenge)
        .join(Response, Response.id == Challenge.response_id)
        .where(Challenge.user_id == user, Challenge.decided_at > since, _is_shown(over))
    )


def _is_shown(over: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    kept_back = withheld_attempts(over).where(Attempt.id == Response.attempt_id)
    # One attempt is looked at, and not all that are kept back here.
    return ~kept_back.correlate(Response).exists()


def _had_waited() -> ColumnElement[bool]:
    """Return whether a response has no earlier mark: it only waited for one."""
    before = aliased(Score)
    earlier = exists().where(before.response_id == Score.response_id, before.id != Score.id)
    waited = before.outcome == Outcome.WAITING.value
    return and_(earlier.where(waited), ~earlier.where(~waited))


def _marked_together(rows: Sequence[Any]) -> MarkedAgain:
    first = rows[0]
    return MarkedAgain(
        _place(first),
        len(rows),
        first.taken_at,
        all(row.had_waited for row in rows),
        first.scored_at,
        tuple(dict.fromkeys(filter(None, (row.reason for row in rows)))),
    )


def _place(row: Any) -> Place:
    return Place(row.id, row.attempt_id, row.position, row.slug)
