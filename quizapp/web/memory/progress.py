"""Progress: what is due, what is coming, what is known, in pictures and tables."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from quizapp.banks.models import Bank
from quizapp.banks.overviews import overviews
from quizapp.clock import now
from quizapp.db import db
from quizapp.domain.scheduling import Strength
from quizapp.memory import queries
from quizapp.memory.queries import TopicAccuracy
from quizapp.quizzes.queries import attempts_of
from quizapp.web.auth import current_visitor
from quizapp.web.learners import learner_of
from quizapp.web.policies import anyone, policy


@dataclass(frozen=True, slots=True)
class BankProgress:
    """How far a learner has come in one bank."""

    bank: Bank
    due: int
    knowledge: dict[Strength, int]
    accuracy: list[TopicAccuracy]

    @property
    def facts(self) -> int:
        """How many facts the bank has."""
        return sum(self.knowledge.values())

    @property
    def met(self) -> int:
        """How many of them the learner has answered at least once."""
        return self.facts - self.knowledge[Strength.NEW]

    @property
    def known(self) -> int:
        """How many of them are strong or sure."""
        return self.knowledge[Strength.STRONG] + self.knowledge[Strength.SURE]


@policy(anyone)
def overview() -> ResponseReturnValue:
    """Show the whole picture; somebody new is told how to begin it."""
    person = current_visitor()
    if person is None:
        return render_template("memory/no_progress.html", banks=overviews(db.session()))
    session = db.session()
    learner = learner_of(person)
    moment = now()
    progress = [
        BankProgress(
            each.bank,
            queries.due_count(session, learner.id, moment, each.bank.id),
            dict(queries.knowledge(session, learner, moment, each.bank.id)),
            queries.accuracy_by_topic(session, learner.id, each.bank.id),
        )
        for each in overviews(session)
    ]
    today = learner.calendar.start(learner.calendar.day(moment))
    return render_template(
        "memory/progress.html",
        person=person,
        progress=progress,
        due=queries.due_count(session, learner.id, moment),
        forecast=queries.forecast(session, learner, moment),
        answered_today=queries.answers_since(session, learner.id, today),
        attempts=attempts_of(session, learner.id, limit=10),
    )
