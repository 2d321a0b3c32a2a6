"""Quizzes as a teacher makes them, of the tiny bank."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from quizapp.banks.models import Question, QuestionVersion
from quizapp.db import db, transaction
from quizapp.quizzes import building
from quizapp.quizzes.designs import Design, Item, latest_design
from quizapp.quizzes.models import AttemptQuestion

QUIZ = UUID("018f0000-0000-7000-8000-00000000000a")


def nothing_learned(_bank_id: int) -> dict[int, float]:
    """What is recalled where nobody has learned anything."""
    return {}


def public_id(slug: str) -> UUID:
    """The public id of a question."""
    return db.session.scalars(select(Question.public_id).where(Question.slug == slug)).one()


def chosen(bank_id: int, *slugs: str) -> tuple[Item, ...]:
    """Items for questions that are chosen by name."""
    return tuple(Item(bank_id, public_id(slug)) for slug in slugs)


def build(
    owner_id: int,
    bank_id: int,
    *items: Item,
    now: datetime,
    quiz_id: UUID = QUIZ,
    published: bool = True,
    title: str = "Test",
    **settings: Any,
) -> int:
    """Make a quiz, publish it unless told otherwise, and return the number of its version."""
    with transaction() as session:
        building.add_quiz(
            session, quiz_id, owner_id=owner_id, bank_ids=[bank_id], title=title, now=now
        )
        latest = latest_design(session, quiz_id)
        assert latest is not None
        design = Design(title, items=items, **settings)
        number = building.change_quiz(session, quiz_id, design, after=latest.number, now=now)
        if published:
            building.publish(session, quiz_id, now)
    return number


def asked(attempt_id: UUID) -> list[str]:
    """The names of the questions of an attempt, in order."""
    statement = (
        select(Question.slug)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(AttemptQuestion, AttemptQuestion.question_version_id == QuestionVersion.id)
        .where(AttemptQuestion.attempt_id == attempt_id)
        .order_by(AttemptQuestion.position)
    )
    return list(db.session.scalars(statement))
