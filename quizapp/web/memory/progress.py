"""Progress: what is due, what is coming, what is known, in pictures and tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.banks.models import Bank
from quizapp.banks.overviews import overviews
from quizapp.clock import now
from quizapp.db import db
from quizapp.domain.scheduling import Strength
from quizapp.memory import queries
from quizapp.memory.log import Learner
from quizapp.memory.progress import TopicAccuracy, accuracy_by_topic, begun_banks, knowledge
from quizapp.quizzes.calibrations import own_calibration
from quizapp.quizzes.queries import attempts_of
from quizapp.web.auth import current_visitor
from quizapp.web.closed_book import books
from quizapp.web.learners import learner_of
from quizapp.web.policies import anyone, policy


@dataclass(frozen=True, slots=True)
class BankProgress:
    """How far a learner has come in one bank.

    Of a bank that is not open to them any more, what they learnt stays theirs to see; what else is
    in it does not show.
    """

    bank: Bank
    is_open: bool
    due: int
    knowledge: dict[Strength, int]
    accuracy: list[TopicAccuracy]

    @property
    def facts(self) -> int:
        """How many facts the learner has met or can meet."""
        return sum(self.knowledge.values())

    @property
    def met(self) -> int:
        """How many of them the learner has answered at least once."""
        return self.facts - self.knowledge[Strength.NEW]

    @property
    def known(self) -> int:
        """How many of them are strong or sure."""
        return self.knowledge[Strength.STRONG] + self.knowledge[Strength.SURE]

    @property
    def words(self) -> str:
        """How well they are known, in words that are true on the first day too."""
        if self.known:
            return f"{self.known} of them {'is' if self.known == 1 else 'are'} strong or sure."
        fair = self.knowledge[Strength.FAIR]
        if fair:
            return f"{fair} of them {'holds' if fair == 1 else 'hold'} for days already."
        return "A fact grows strong over days: each time it comes back and you know it."


@policy(anyone)
def overview() -> ResponseReturnValue:
    """Show the whole picture; somebody new is told how to begin it."""
    person = current_visitor()
    if person is None:
        return render_template("memory/no_progress.html")
    session = db.session()
    learner = learner_of(person)
    moment = now()
    open_banks = {each.bank.id: each.bank for each in overviews(session, person)}
    begun = {bank.id: bank for bank in begun_banks(session, learner.id)}
    progress = [
        _progress(session, learner, moment, bank, is_open=bank.id in open_banks)
        for bank in (open_banks | begun).values()
    ]
    today = learner.calendar.start(learner.calendar.day(moment))
    attempts = attempts_of(session, learner.id, moment, books=books(), limit=10)
    return render_template(
        "memory/progress.html",
        person=person,
        progress=progress,
        due=queries.due_count(session, learner.id, moment, open_banks, books()),
        forecast=queries.forecast(session, learner, moment, bank_ids=open_banks),
        answered_today=queries.answers_since(session, learner.id, today),
        attempts=attempts,
        calibration=own_calibration(session, learner.id, moment, books()),
        waits=any(done.finished_at and points is None for done, points, *_ in attempts),
    )


def _progress(
    session: Session, learner: Learner, moment: datetime, bank: Bank, *, is_open: bool
) -> BankProgress:
    known = dict(knowledge(session, learner, moment, bank.id, books()))
    if not is_open:
        known[Strength.NEW] = 0
    return BankProgress(
        bank,
        is_open,
        queries.due_count(session, learner.id, moment, [bank.id], books()) if is_open else 0,
        known,
        accuracy_by_topic(session, learner.id, bank.id, moment, books()),
    )
