"""What of a start at a teacher's quiz is its draw, and what a draw made beforehand would leave."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from flask import Flask
from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from quizapp.accounts.models import Role
from quizapp.accounts.queries import visitor_by_id
from quizapp.accounts.services import create_guest, create_user
from quizapp.banks.access import banks_by_id
from quizapp.banks.candidates import asked_facts, draw_candidates
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.banks.policies import Action, can
from quizapp.db import db, table_of, transaction
from quizapp.memory.classes import class_recall
from quizapp.memory.models import Memory
from quizapp.quizzes.building import add_quiz, change_quiz, publish
from quizapp.quizzes.design_models import Preference, QuizDesign
from quizapp.quizzes.designs import Design, Item, latest_design
from quizapp.quizzes.drawing import draw_items
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.preferring import recall_of
from quizapp.quizzes.starting import start_quiz
from tests.benchmarks.measuring import Side, cpu_milliseconds
from tests.benchmarks.surroundings import filled_app

FORGOTTEN = "a draw of what a class forgets"
CLASS = 30
STARTS = 20
LENGTH = 20
Run = Callable[[object], object]


def measure(rounds: int = 15) -> list[str]:
    """Return the lines of the figure; each round begins twenty attempts of each kind of quiz.

    ``start`` is the use case with its commit, without HTTP; ``draw`` what it spends to find its
    questions; ``check`` the least that a draw made beforehand would ask instead: its own row, and
    whether its maker may still use the banks, which says how often these were changed, too.
    """
    lines = ["start of a teacher's quiz of 20 questions, CPU ms: start, of it draw; check instead"]
    with filled_app() as app:
        for name, items in _designs(app).items():
            quiz_id = _publish(app, name, items)
            if name == FORGOTTEN:
                _learn(app, quiz_id)
            spent = cpu_milliseconds(_sides(app, quiz_id), rounds)
            draw, check = (spent[side] - spent["nothing"] for side in ("draw", "check"))
            lines.append(f"  {name}: {spent['start']:.2f}, of it {draw:.2f}; {check:.2f}")
    return lines


def _designs(app: Flask) -> dict[str, tuple[Item, ...]]:
    with app.app_context():
        session = db.session()
        bank = session.scalars(select(Bank.id)).one()
        versions = [each.version for each in draw_candidates(session, [bank])][:LENGTH]
        chosen = session.scalars(
            select(Question.public_id)
            .join(QuestionVersion, QuestionVersion.question_id == Question.id)
            .where(QuestionVersion.id.in_(versions))
        ).all()
    return {
        "20 chosen": tuple(Item(bank, each) for each in chosen),
        "one draw of 20": (Item(bank, count=LENGTH),),
        "four draws of 5": (Item(bank, count=5),) * 4,
        FORGOTTEN: (Item(bank, count=LENGTH, prefers=Preference.FORGOTTEN),),
        "a draw of hard ones": (Item(bank, count=LENGTH, prefers=Preference.HARD),),
    }


def _publish(app: Flask, name: str, items: Sequence[Item]) -> UUID:
    quiz_id, now = UUID(int=uuid7().int), datetime.now(UTC)
    with app.app_context(), transaction() as session:
        owner = create_user(session, f"Teacher of {name}", "x", now, role=Role.TEACHER).id
        banks = sorted({each.bank_id for each in items})
        add_quiz(session, quiz_id, owner_id=owner, bank_ids=banks, title=name, now=now)
        change_quiz(session, quiz_id, Design(name, items=tuple(items)), after=1, now=now)
        publish(session, quiz_id, now)
    return quiz_id


def _learn(app: Flask, quiz_id: UUID) -> None:
    """Let a class begin a quiz and remember every fact that its bank asks for."""
    now = datetime.now(UTC)
    with app.app_context(), transaction() as session:
        bank = session.scalars(select(Bank.id)).one()
        facts = session.scalars(asked_facts([bank]).distinct()).all()
        for _ in range(CLASS):
            user_id = create_guest(session, now).id
            attempt_id = UUID(int=uuid7().int)
            start_quiz(session, attempt_id, quiz_id, user_id=user_id, now=now, recall=class_recall)
            known = {"user_id": user_id, "bank_id": bank, "state": 2, "reps": 1, "lapses": 0}
            strength = {"stability": 9.0, "difficulty": 5.0, "last_day": now.date()}
            times = dict.fromkeys(("due", "last_review_at", "first_review_at"), now)
            session.execute(
                insert(Memory), [known | strength | times | {"fact_id": each} for each in facts]
            )


def _sides(app: Flask, quiz_id: UUID) -> list[Side]:
    seeds = itertools.count(1)

    def learners() -> Sequence[object]:
        now = datetime.now(UTC)
        with app.app_context(), transaction() as session:
            return [create_guest(session, now).id for _ in range(STARTS)]

    def start(user_id: object) -> None:
        with app.app_context(), transaction() as session:
            start_quiz(
                session,
                UUID(int=uuid7().int),
                quiz_id,
                user_id=int(str(user_id)),
                now=datetime.now(UTC),
                recall=class_recall,
            )

    def within(look: Callable[[Session, Quiz, Design], object]) -> Run:
        def run(_: object) -> None:
            with app.app_context():
                session = db.session()
                look(session, session.get_one(Quiz, quiz_id), design)

        return run

    def draw(session: Session, quiz: Quiz, design: Design) -> None:
        now = datetime.now(UTC)
        maker = visitor_by_id(session, quiz.owner_id, now)
        recall = recall_of(session, quiz.owner_id, design, now, class_recall)
        draw_items(session, design.items, Random(next(seeds)), maker, recall)

    def check(session: Session, quiz: Quiz, design: Design) -> None:
        # A row of about the size, found by its key.
        session.execute(_ROW, {"quiz": quiz.id}).all()
        maker = visitor_by_id(session, quiz.owner_id, datetime.now(UTC))
        seen = banks_by_id(session, {each.bank_id for each in design.items}, maker)
        if not all(can(maker, Action.INSPECT, each.access) for each in seen.values()):
            raise RuntimeError("the maker may not use the bank")

    design = _design(app, quiz_id)
    every = list(range(STARTS))
    return [
        Side("start", learners, start),
        Side("nothing", lambda: every, within(lambda *_: None)),
        Side("draw", lambda: every, within(draw)),
        Side("check", lambda: every, within(check)),
    ]


def _design(app: Flask, quiz_id: UUID) -> Design:
    with app.app_context():
        found = latest_design(db.session(), quiz_id)
    if found is None:
        raise RuntimeError("the quiz was not made")
    return found.design


_TABLE = table_of(QuizDesign)
_ROW = select(_TABLE).where(_TABLE.c.quiz_id == bindparam("quiz"))
