"""Reading quizzes: attempts, what is still to answer, results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session, selectinload

from quizapp.banks.models import Question, QuestionVersion, Topic
from quizapp.banks.queries import AskedQuestion, asked_question
from quizapp.db import table_of
from quizapp.domain.cueing import heading
from quizapp.domain.presentation import Prompt, present
from quizapp.domain.questions import QuestionStatus
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Answer, Attempt, AttemptQuestion

MOST_QUESTIONS = 999
"""No quiz is longer than this."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One question of an attempt, before its answer is taken."""

    attempt_id: UUID
    position: int
    length: int
    user_id: int
    finished_at: datetime | None
    version_id: int
    fingerprint: str
    answer_id: UUID | None

    @property
    def seed(self) -> str:
        """What decides the order of options: the same on every reload of the attempt."""
        return f"{self.attempt_id}/{self.position}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a learner sees it: its place, its prompt, whether it is answered.

    ``topic`` is the title of its topic; empty where that would tell the answer.
    """

    position: int
    prompt: Prompt
    is_answered: bool
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A question after hand-in: what was asked, and the stored answer if there is one."""

    position: int
    prompt: Prompt
    asked: AskedQuestion
    version: QuestionVersion
    answer: Answer | None


# Built once and on the tables: the path of an answer has no time to build statements anew.
_PLACES, _ATTEMPTS = table_of(AttemptQuestion), table_of(Attempt)
_VERSIONS, _ANSWERS = table_of(QuestionVersion), table_of(Answer)
_SLOTS = (
    select(
        _PLACES.c.position,
        _ATTEMPTS.c.length,
        _ATTEMPTS.c.user_id,
        _ATTEMPTS.c.finished_at,
        _PLACES.c.question_version_id,
        _VERSIONS.c.fingerprint,
        _ANSWERS.c.id,
    )
    .select_from(_PLACES)
    .join(_ATTEMPTS, _ATTEMPTS.c.id == _PLACES.c.attempt_id)
    .join(_VERSIONS, _VERSIONS.c.id == _PLACES.c.question_version_id)
    .outerjoin(
        _ANSWERS,
        and_(
            _ANSWERS.c.attempt_id == _PLACES.c.attempt_id,
            _ANSWERS.c.position == _PLACES.c.position,
        ),
    )
    .where(_PLACES.c.attempt_id == bindparam("attempt"), _ATTEMPTS.c.user_id == bindparam("user"))
    .order_by(_PLACES.c.position)
)
_SLOT = _SLOTS.where(_PLACES.c.position == bindparam("position"))


def attempt_of(session: Session, attempt_id: UUID, user_id: int) -> Attempt:
    """Return a learner's own attempt; raises UnknownAttempt for anybody else's."""
    attempt = session.get(Attempt, attempt_id)
    if attempt is None or attempt.user_id != user_id:
        raise UnknownAttempt(attempt_id)
    return attempt


def slot(session: Session, attempt_id: UUID, position: int, user_id: int) -> Slot:
    """Return one place of a learner's own attempt; raises UnknownAttempt."""
    if not 1 <= position <= MOST_QUESTIONS:
        # An address can hold a number that no database can.
        raise UnknownAttempt(attempt_id)
    keys = {"attempt": attempt_id, "user": user_id, "position": position}
    row = session.execute(_SLOT, keys).first()
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


def asked(session: Session, place: Slot, topic: str = "") -> Asked:
    """Return a place as its learner may see it: nothing in it tells the key."""
    question = asked_question(session, place.version_id, place.fingerprint).question
    prompt = present(question, place.seed)
    answered = place.answer_id is not None
    return Asked(place.position, prompt, answered, heading(topic, question))


def topics(session: Session, attempt_id: UUID) -> dict[int, str]:
    """Return the title of each question's topic, by the question's place.

    A question drawn from an article may lean on the article's title, which is its topic.
    """
    titles = (
        select(AttemptQuestion.position, Topic.title)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Topic, Topic.id == Question.topic_id)
        .where(AttemptQuestion.attempt_id == attempt_id)
    )
    return {position: str(title) for position, title in session.execute(titles)}


def results(session: Session, attempt_id: UUID, user_id: int) -> list[Result]:
    """Return every question of an attempt with its answer and marks, in order."""
    places = slots(session, attempt_id, user_id)
    answers = {
        answer.position: answer
        for answer in session.scalars(
            select(Answer)
            .where(Answer.attempt_id == attempt_id)
            .options(selectinload(Answer.marks))
        )
    }
    versions = {
        version.id: version
        for version in session.scalars(
            select(QuestionVersion)
            .where(QuestionVersion.id.in_([place.version_id for place in places]))
            .options(selectinload(QuestionVersion.parts))
        ).unique()
    }
    found = []
    for place in places:
        question = asked_question(session, place.version_id, place.fingerprint)
        found.append(
            Result(
                place.position,
                present(question.question, place.seed),
                question,
                versions[place.version_id],
                answers.get(place.position),
            )
        )
    return found


def attempts_of(
    session: Session, user_id: int, bank_id: int | None = None, *, limit: int = 20
) -> Sequence[tuple[Attempt, float, int]]:
    """Return a learner's newest attempts, each with its points and its number of answers."""
    statement = (
        select(Attempt, func.coalesce(func.sum(Answer.points), 0.0), func.count(Answer.id))
        .outerjoin(Answer, Answer.attempt_id == Attempt.id)
        .where(Attempt.user_id == user_id)
        .group_by(Attempt.id)
        .order_by(Attempt.started_at.desc())
        .limit(limit)
    )
    if bank_id is not None:
        statement = statement.where(Attempt.bank_id == bank_id)
    return [(attempt, points, count) for attempt, points, count in session.execute(statement)]


def unfinished_attempt(session: Session, user_id: int, bank_id: int) -> UUID | None:
    """Return the learner's newest attempt in a bank, unless it was handed in."""
    newest = session.execute(
        select(Attempt.id, Attempt.finished_at)
        .where(Attempt.user_id == user_id, Attempt.bank_id == bank_id)
        .order_by(Attempt.started_at.desc())
        .limit(1)
    ).one_or_none()
    return newest.id if newest is not None and newest.finished_at is None else None


def was_asked(session: Session, question_ids: Sequence[int]) -> bool:
    """Whether any learner was asked one of these, in a quiz or in study, in whatever wording."""
    versions = select(QuestionVersion.id).where(QuestionVersion.question_id.in_(question_ids))
    statements = (
        select(table.question_version_id).where(table.question_version_id.in_(versions)).limit(1)
        for table in (AttemptQuestion, Answer)
    )
    return any(session.scalar(statement) is not None for statement in statements)


def bank_was_asked(session: Session, bank_id: int) -> bool:
    """Whether any learner has begun anything in a bank."""
    begun = session.scalar(select(Attempt.id).where(Attempt.bank_id == bank_id).limit(1))
    questions = session.scalars(select(Question.id).where(Question.bank_id == bank_id)).all()
    return begun is not None or was_asked(session, questions)


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


def study_answer(
    session: Session, answer_id: UUID, user_id: int, bank_id: int
) -> tuple[AskedQuestion, Answer, QuestionVersion] | None:
    """Return a learner's own answer to a card of a bank, with what was asked."""
    answer = session.get(Answer, answer_id, options=[selectinload(Answer.marks)])
    if answer is None or answer.user_id != user_id or answer.attempt_id is not None:
        return None
    version = session.get_one(QuestionVersion, answer.question_version_id)
    asked_then = asked_question(session, version.id, version.fingerprint)
    return (asked_then, answer, version) if asked_then.bank_id == bank_id else None
