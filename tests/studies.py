"""A learner with the tiny bank, and short ways to answer it: fixtures for conftests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from quizapp.answering import quizzes as answering
from quizapp.answering.checking import Checked, check
from quizapp.answering.quizzes import HandIn, Saved
from quizapp.answering.study import answer_card
from quizapp.banks.models import Bank, Fact, Question, QuestionVersion
from quizapp.banks.queries import AskedQuestion, asked_question
from quizapp.db import db, transaction
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory, Review
from quizapp.quizzes import queries as quizzes
from quizapp.quizzes.services import QuizSettings, start_practice
from tests import builders, kept_banks


@dataclass
class Studies:
    """What one learner does with the tiny bank; ``clock`` says when."""

    learner: Learner
    bank: int
    clock: Any
    answers: list[UUID] = field(default_factory=list)

    def asked(self, name: str) -> AskedQuestion:
        """The current version of a question."""
        row = db.session.execute(
            select(QuestionVersion.id, QuestionVersion.fingerprint)
            .join(QuestionVersion.question)
            .where(Question.slug == name, QuestionVersion.is_current)
        ).one()
        return asked_question(db.session(), row.id, row.fingerprint)

    def study(self, name: str, *, right: bool = True, at: datetime | None = None) -> UUID:
        """Answer a card, rightly or wrongly, and return the answer's id."""
        asked, answer_id = self.asked(name), uuid4()
        fields = builders.right_fields if right else builders.wrong_fields
        assert self.send(asked, answer_id, fields(asked.question, str(answer_id)), at=at)
        return answer_id

    def send(
        self,
        asked: AskedQuestion,
        answer_id: UUID,
        form: Mapping[str, list[str]],
        *,
        at: datetime | None = None,
        gave_up: bool = False,
    ) -> bool:
        """Send these fields as the answer to a card."""
        with transaction() as session:
            return answer_card(
                session,
                self.learner,
                self.bank,
                asked.version_id,
                answer_id,
                form,
                at or self.clock(),
                gave_up=gave_up,
            )

    def quiz(self, **settings: Any) -> UUID:
        """Start a quiz and return its id."""
        attempt_id = uuid4()
        with transaction() as session:
            start_practice(
                session,
                attempt_id,
                user_id=self.learner.id,
                bank_ids=[self.bank],
                settings=QuizSettings(**{"length": 20} | settings),
                now=self.clock(),
            )
        return attempt_id

    def places(self, attempt_id: UUID) -> list[tuple[quizzes.Slot, AskedQuestion]]:
        """The places of a quiz with their questions."""
        session = db.session()
        return [
            (place, asked_question(session, place.version_id, place.fingerprint))
            for place in quizzes.slots(session, attempt_id, self.learner.id)
        ]

    def forms(
        self, attempt_id: UUID, fields: Callable[..., builders.Fields] = builders.right_fields
    ) -> dict[int, builders.Fields]:
        """The fields of every question of a quiz, all right unless said otherwise."""
        return {
            place.position: fields(asked.question, place.seed)
            for place, asked in self.places(attempt_id)
        }

    def save(self, attempt_id: UUID, forms: Mapping[int, builders.Fields]) -> Saved:
        """Save what is entered for some questions of a quiz."""
        with transaction() as session:
            return answering.save(session, self.learner, attempt_id, forms, self.clock())

    def hand_in(
        self,
        attempt_id: UUID,
        forms: Mapping[int, builders.Fields],
        *,
        ask: bool = False,
        by_clock: bool = False,
    ) -> HandIn:
        """Hand a quiz in."""
        with transaction() as session:
            return answering.hand_in(
                session, self.learner, attempt_id, forms, self.clock(), ask=ask, by_clock=by_clock
            )

    def check(
        self, attempt_id: UUID, position: int, form: builders.Fields, **more: bool
    ) -> Checked:
        """Have the answer to one question of a quiz marked at once."""
        with transaction() as session:
            return check(session, self.learner, attempt_id, position, form, self.clock(), **more)

    def memories(self, user_id: int | None = None) -> dict[str, tuple[Any, ...]]:
        """Every memory of the learner as plain values, by the fact's slug."""
        table = Memory.__table__
        rows = db.session.execute(
            select(Fact.slug, table)
            .join(Fact, Fact.id == table.c.fact_id)
            .where(table.c.user_id == (user_id or self.learner.id))
        ).mappings()
        return {
            row["slug"]: tuple(row[each.name] for each in table.c if each.name != "user_id")
            for row in rows
        }

    def reviews(self, name: str = "") -> list[Review]:
        """The learner's log, of one fact if it is named."""
        statement = select(Review).where(Review.user_id == self.learner.id)
        if name:
            statement = statement.join(Fact, Fact.id == Review.fact_id).where(Fact.slug == name)
        return list(db.session.scalars(statement.order_by(Review.at, Review.id)))

    def fact(self, name: str) -> int:
        """The id of a fact."""
        return db.session.scalars(select(Fact.id).where(Fact.slug == name)).one()


@pytest.fixture
def bank(request, clock) -> int:
    """The id of the tiny bank, loaded."""
    request.getfixturevalue("context")
    with transaction() as session:
        kept_banks.load(session, builders.bank(), clock())
        return session.scalars(select(Bank.id)).one()


@pytest.fixture
def every_kind(request, clock) -> None:
    """The tiny bank so that one quiz asks every kind."""
    request.getfixturevalue("bank")
    with transaction() as session:
        builders.load(session, builders.every_kind(), clock())


@pytest.fixture
def ana(bank, make_user, clock) -> Studies:
    """The learner that the story is about."""
    return Studies(Learner(make_user("Ana").id, learner_calendar("UTC")), bank, clock)


@pytest.fixture
def ben(bank, make_user, clock) -> Studies:
    """Another learner."""
    return Studies(Learner(make_user("Ben").id, learner_calendar("UTC")), bank, clock)
