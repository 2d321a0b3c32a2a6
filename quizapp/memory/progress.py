"""How far a learner has come: the banks that they have begun, and what they get right there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from quizapp.banks.candidates import asked_facts
from quizapp.banks.models import Bank, Fact, Topic
from quizapp.domain.facts import FactStatus
from quizapp.domain.rulings import Basis
from quizapp.domain.scheduling import Strength
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory, ReviewUndo
from quizapp.memory.queries import strengths
from quizapp.quizzes.models import Grader, Mark, Response, Score
from quizapp.quizzes.previewed import COUNTED
from quizapp.quizzes.release import withheld_responses
from quizapp.quizzes.sealing import Books


@dataclass(frozen=True, slots=True)
class TopicAccuracy:
    """How many parts of answers were right in one topic."""

    topic: str
    right: int
    answered: int


def begun_banks(session: Session, user_id: int) -> Sequence[Bank]:
    """Return the banks in which a learner has a memory of anything, by title."""
    begun = select(Memory.bank_id).where(Memory.user_id == user_id)
    return session.scalars(select(Bank).where(Bank.id.in_(begun)).order_by(Bank.title)).all()


def knowledge(
    session: Session, learner: Learner, now: datetime, bank_id: int, books: Books
) -> Mapping[Strength, int]:
    """Return how many facts of a bank have each strength, from new to sure.

    New are those that a published question asks for: nobody can meet the others. What was met
    counts for as long as it is approved, asked for or not. What is closed to the learner is left
    out.
    """
    known = strengths(session, learner, now, bank_id)
    facts = session.execute(
        select(Fact.id, Fact.id.in_(asked_facts([bank_id]))).where(
            Fact.bank_id == bank_id,
            Fact.status == FactStatus.APPROVED.value,
            books.lets(Fact.id),
        )
    )
    words = Counter(
        known.get(fact_id, Strength.NEW)
        for fact_id, is_asked in facts
        if is_asked or fact_id in known
    )
    return {strength: words[strength] for strength in Strength}


def accuracy_by_topic(
    session: Session, user_id: int, bank_id: int, now: datetime, books: Books
) -> list[TopicAccuracy]:
    """Return how many of the learner's answered parts were right, topic by topic.

    What was given up in study counts as not right. What learners grade themselves is left out, and
    so is what counts by a ruling for everybody, whatever was answered, and what may not be seen
    yet.
    """
    given_up = and_(Response.is_blank, Response.attempt_id.is_(None))
    statement = (
        select(
            Topic.title,
            func.count().filter(Mark.is_right),
            func.count(),
        )
        .join(Fact, Fact.id == Mark.fact_id)
        .join(Topic, Topic.id == Fact.topic_id)
        .join(Score, Score.id == Mark.score_id)
        .join(Response, Response.id == Score.response_id)
        .outerjoin(ReviewUndo, ReviewUndo.response_id == Response.id)
        .where(
            Response.user_id == user_id,
            Fact.bank_id == bank_id,
            Score.is_current,
            Score.grader != Grader.LEARNER.value,
            Score.basis == Basis.KEY.value,
            or_(Mark.is_answered, given_up),
            ReviewUndo.response_id.is_(None),
            COUNTED,
            Response.id.not_in(withheld_responses(now)),
            books.lets_ask(Response.question_version_id),
        )
        .group_by(Topic.id)
        .order_by(Topic.position)
    )
    return [TopicAccuracy(*row) for row in session.execute(statement)]
