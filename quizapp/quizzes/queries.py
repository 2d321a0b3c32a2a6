"""Reading quizzes: attempts, what is asked in them, what was entered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, false, func, select
from sqlalchemy.orm import Session, joinedload

from quizapp.accounts.visitors import Visitor
from quizapp.banks.access import SEEN, SeenBank, seen_by
from quizapp.banks.models import Bank, Question, QuestionVersion, Topic
from quizapp.banks.queries import AskedQuestion, asked_question
from quizapp.banks.versions import questions_of
from quizapp.db import table_of
from quizapp.domain.answer_codec import decode_answer
from quizapp.domain.answer_forms import shown_digest
from quizapp.domain.answers import Answer, Blank
from quizapp.domain.certainty import Certainty, certainty_of
from quizapp.domain.cueing import heading
from quizapp.domain.presentation import Prompt, present
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.domain.questions import QuestionStatus
from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.earning import EARNED, POSSIBLE, WAITING, with_scores
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import (
    Attempt,
    AttemptQuestion,
    Feedback,
    QuizBank,
    QuizSettingsVersion,
    Response,
    Score,
)
from quizapp.quizzes.progress_models import AttemptProgress
from quizapp.quizzes.release import OVER, over, withheld_attempts
from quizapp.quizzes.ruling_models import Ruling
from quizapp.quizzes.sealing import Books

MOST_QUESTIONS = 999
"""No quiz is longer than this."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One question of an attempt, and what has been entered for it so far.

    ``outcome`` is what became of it where results are shown at once and it was checked. What
    ``is_flagged`` is to be looked at again before the hand-in. What ``is_ruled`` is marked by a
    ruling and not by its own key. A right answer earns what it is ``worth``, in points. Where it
    ``asks_certainty``, ``said`` is how sure the learner is. Where the quiz goes forward only,
    ``reached`` is the position at which the learner is; None elsewhere. It stands in the
    ``section`` of that number, from 1, or in none. Whether its learner sees with the results what
    is right says ``shows_key``.
    """

    attempt_id: UUID
    position: int
    length: int
    user_id: int
    started_at: datetime
    finished_at: datetime | None
    version_id: int
    fingerprint: str
    response_id: UUID | None
    content: Mapping[str, Any] | None
    is_blank: bool | None
    answered_at: datetime | None
    clock: str | None
    took_ms: int | None
    feedback: str
    outcome: str | None
    is_flagged: bool
    deadline_at: datetime | None
    is_preview: bool
    paused_left: int | None
    is_ruled: bool
    worth: float
    asks_certainty: bool
    said: str | None
    reached: int | None
    section: int
    shows_key: bool

    @property
    def is_passed(self) -> bool:
        """Whether the learner has gone on from it in a quiz that goes forward only."""
        return self.reached is not None and self.position < self.reached

    @property
    def is_in_turn(self) -> bool:
        """Whether it can be answered now: where a quiz goes forward only, one at a time."""
        return self.reached in (None, self.position)

    @property
    def is_checked(self) -> bool:
        """Whether it was marked as soon as it was answered, so that the answer is final."""
        return self.outcome is not None

    @property
    def is_open(self) -> bool:
        """Whether nothing is entered, nor was given up."""
        return not (self.is_answered or self.is_checked)

    @property
    def seed(self) -> str:
        """What decides the order of options: the same on every reload of the attempt."""
        return f"{self.attempt_id}/{self.position}"

    @property
    def is_answered(self) -> bool:
        """Whether something is entered that is not blank."""
        return self.response_id is not None and not self.is_blank

    @property
    def answer(self) -> Answer:
        """What is entered; Blank where nothing is."""
        return Blank() if self.content is None else decode_answer(self.content)

    @property
    def certainty(self) -> Certainty | None:
        """How sure its learner says to be; None where they have not said."""
        return certainty_of(self.said)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a learner sees it: its place, its prompt, and what they entered.

    ``topic`` is the title of its topic; empty where that would tell the answer. ``took_ms`` is how
    long the learner has been at it already. ``seen`` tells, when the page is sent, whether the
    answer was changed on it. It is ``worth`` so many points. ``certainty`` is how sure the learner
    says to be.
    """

    position: int
    prompt: Prompt
    answer: Answer
    took_ms: int | None
    seen: str
    topic: str = ""
    worth: float = 1.0
    certainty: Certainty | None = None

    @property
    def is_answered(self) -> bool:
        """Whether something is entered."""
        return not isinstance(self.answer, Blank)


# On tables, because a statement on models costs more, and these are asked at every answer.
_PLACES, _ATTEMPTS = table_of(AttemptQuestion), table_of(Attempt)
_VERSIONS, _RESPONSES = table_of(QuestionVersion), table_of(Response)
_SETTINGS, _SCORES = table_of(QuizSettingsVersion), table_of(Score)
_RULINGS, _PROGRESS = table_of(Ruling), table_of(AttemptProgress)
_REACHED = (
    select(_PROGRESS.c.position).where(_PROGRESS.c.attempt_id == _ATTEMPTS.c.id).scalar_subquery()
)
_PLACE: Select[Any] = (
    select(
        _PLACES.c.position,
        _ATTEMPTS.c.length,
        _ATTEMPTS.c.user_id,
        _ATTEMPTS.c.started_at,
        _ATTEMPTS.c.finished_at,
        _PLACES.c.question_version_id,
        _VERSIONS.c.fingerprint,
        _RESPONSES.c.id,
        _RESPONSES.c.content,
        _RESPONSES.c.is_blank,
        _RESPONSES.c.answered_at,
        _RESPONSES.c.clock,
        _RESPONSES.c.took_ms,
        _SETTINGS.c.feedback,
        _SCORES.c.outcome,
        _PLACES.c.is_flagged,
        _ATTEMPTS.c.deadline_at,
        _ATTEMPTS.c.is_preview,
        _ATTEMPTS.c.paused_left,
        exists()
        .where(_RULINGS.c.question_version_id == _PLACES.c.question_version_id)
        .where(_RULINGS.c.is_current),
        _PLACES.c.points,
        _SETTINGS.c.asks_certainty,
        _RESPONSES.c.certainty,
        # Nothing is looked up where questions are answered in any order.
        case((_SETTINGS.c.is_linear, func.coalesce(_REACHED, 1))),
        _PLACES.c.section,
        _PLACES.c.shows_key,
    )
    .select_from(_PLACES)
    .join(_ATTEMPTS, _ATTEMPTS.c.id == _PLACES.c.attempt_id)
    .join(
        _SETTINGS,
        and_(
            _SETTINGS.c.quiz_id == _ATTEMPTS.c.quiz_id,
            _SETTINGS.c.number == _ATTEMPTS.c.settings_number,
        ),
    )
    .join(_VERSIONS, _VERSIONS.c.id == _PLACES.c.question_version_id)
    .outerjoin(
        _RESPONSES,
        and_(
            _RESPONSES.c.attempt_id == _PLACES.c.attempt_id,
            _RESPONSES.c.position == _PLACES.c.position,
        ),
    )
    # Elsewhere a score says nothing yet: earlier versions gave one before the hand-in.
    .outerjoin(
        _SCORES,
        and_(
            _SETTINGS.c.feedback == Feedback.AT_ONCE.value,
            _SCORES.c.response_id == _RESPONSES.c.id,
            _SCORES.c.is_current,
        ),
    )
    .where(_PLACES.c.attempt_id == bindparam("attempt"), _ATTEMPTS.c.user_id == bindparam("user"))
)
_BANKS = (
    SEEN.join(QuizBank, QuizBank.bank_id == Bank.id)
    .where(QuizBank.quiz_id == bindparam("quiz"))
    .order_by(QuizBank.position)
)
_SLOT = _PLACE.where(_PLACES.c.position == bindparam("position"))
_SLOTS = _PLACE.order_by(_PLACES.c.position)


def attempt_of(session: Session, attempt_id: UUID, user_id: int) -> Attempt:
    """Return a learner's own attempt with its settings; raises UnknownAttempt for others'."""
    whole = joinedload(Attempt.settings), joinedload(Attempt.design)
    attempt = session.get(Attempt, attempt_id, options=whole)
    if attempt is None or attempt.user_id != user_id:
        raise UnknownAttempt(attempt_id)
    return attempt


def banks_of(session: Session, quiz_id: UUID, person: Visitor | None) -> list[SeenBank]:
    """Return the banks that a quiz draws from, in their order, as a person sees them."""
    return seen_by(session, person, _BANKS, quiz=quiz_id)


def slot(session: Session, attempt_id: UUID, position: int, user_id: int) -> Slot:
    """Return one place of a learner's own attempt; raises UnknownAttempt."""
    if not 1 <= position <= MOST_QUESTIONS:
        # An address can hold a number that no database can.
        raise UnknownAttempt(attempt_id)
    keys = {"attempt": attempt_id, "user": user_id, "position": position}
    row = session.connection().execute(_SLOT, keys).one_or_none()
    if row is None:
        raise UnknownAttempt(attempt_id)
    return Slot(attempt_id, *row)


def slots(session: Session, attempt_id: UUID, user_id: int) -> list[Slot]:
    """Return every place of a learner's own attempt, in order; raises UnknownAttempt."""
    keys = {"attempt": attempt_id, "user": user_id}
    found = [Slot(attempt_id, *row) for row in session.execute(_SLOTS, keys)]
    if not found:
        raise UnknownAttempt(attempt_id)
    return found


def questions_in(session: Session, places: Sequence[Slot]) -> dict[int, DomainQuestion]:
    """Return the questions that stand in these places, by the ids of their versions."""
    return questions_of(session, {place.version_id: place.fingerprint for place in places})


def asked_in(session: Session, places: Sequence[Slot]) -> list[Asked]:
    """Return places as their learner may see them: nothing in them tells a key."""
    questions = questions_in(session, places)
    titles = _topics(session, list(questions))
    return [
        Asked(
            place.position,
            present(questions[place.version_id], place.seed),
            place.answer,
            place.took_ms,
            shown_digest(questions[place.version_id], place.seed, place.answer, place.certainty),
            heading(titles[place.version_id], questions[place.version_id]),
            place.worth,
            place.certainty,
        )
        for place in places
    ]


def _topics(session: Session, version_ids: Sequence[int]) -> dict[int, str]:
    """Return the title of each version's topic.

    A question drawn from an article may lean on the article's title, which is its topic.
    """
    return dict(session.execute(_TITLES, {"versions": version_ids}).all())


_TITLES = (
    select(QuestionVersion.id, Topic.title)
    .join(Question, Question.id == QuestionVersion.question_id)
    .join(Topic, Topic.id == Question.topic_id)
    .where(QuestionVersion.id.in_(bindparam("versions", expanding=True)))
)


def attempts_of(
    session: Session,
    user_id: int,
    now: datetime,
    bank_id: int | None = None,
    *,
    books: Books,
    limit: int = 20,
) -> Sequence[tuple[Attempt, float | None, int, float, int, str | None]]:
    """Return a learner's newest attempts: points, questions done, possible points, answers waiting.

    The last of each is the title of the quiz as it was taken, None where it was their own practice.
    Done is what is answered, and what was given up where results are shown at once. Points are None
    where they may not be seen yet, and where they would tell what is closed. What was struck out
    does not count.
    """
    statement = _ATTEMPTS_OF if books.are_open else _attempts_of(books.keeps(Attempt.id))
    if bank_id is not None:
        statement = statement.where(_draws_from(bank_id))
    given = {"user": user_id, "over": over(now), "limit": limit}
    rows = session.execute(statement, given)
    return [
        (attempt, points, done, possible, waiting, title)
        for attempt, points, done, possible, waiting, title in rows
    ]


def _attempts_of(
    closed: ColumnElement[bool],
) -> Select[Attempt, float | None, int, float, int, str | None]:
    given_up = and_(QuizSettingsVersion.feedback == Feedback.AT_ONCE.value, Score.id.is_not(None))
    return (
        with_scores(
            select(
                Attempt,
                case((Attempt.id.in_(withheld_attempts(OVER)) | closed, None), else_=EARNED),
                func.count(Response.id).filter(~Response.is_blank | given_up),
                POSSIBLE,
                WAITING,
                _TITLE,
            ).join(Attempt.settings)
        )
        .where(Attempt.user_id == bindparam("user"), ~Attempt.is_preview)
        .group_by(Attempt.id)
        .order_by(Attempt.started_at.desc())
        .limit(bindparam("limit"))
    )


_TITLE = (
    select(QuizDesign.title)
    .where(
        QuizDesign.quiz_id == Attempt.quiz_id,
        QuizDesign.number == Attempt.settings_number,
    )
    .correlate(Attempt)
    .scalar_subquery()
)
_ATTEMPTS_OF = _attempts_of(false())


def unfinished_attempt(session: Session, user_id: int, bank_id: int) -> UUID | None:
    """Return the learner's newest attempt in a bank, unless it was handed in."""
    newest = session.execute(
        select(Attempt.id, Attempt.finished_at)
        .where(Attempt.user_id == user_id, ~Attempt.is_preview, _draws_from(bank_id))
        .order_by(Attempt.started_at.desc())
        .limit(1)
    ).one_or_none()
    return newest.id if newest is not None and newest.finished_at is None else None


def _draws_from(bank_id: int) -> ColumnElement[bool]:
    return Attempt.quiz_id.in_(select(QuizBank.quiz_id).where(QuizBank.bank_id == bank_id))


def card(session: Session, bank_id: int, version_id: int) -> AskedQuestion | None:
    """Return a published question of a bank for study, if its version is (or was) one."""
    row = session.execute(
        select(QuestionVersion.fingerprint)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(
            QuestionVersion.id == version_id,
            Question.bank_id == bank_id,
            Question.status == QuestionStatus.PUBLISHED.value,
        )
    ).one_or_none()
    return None if row is None else asked_question(session, version_id, row.fingerprint)
