"""Finding the quiz of a teacher's that an address names, for whoever may do this with it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import abort

from quizapp.accounts.queries import visitor_by_id
from quizapp.accounts.visitors import Visitor
from quizapp.banks.access import SeenBank
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action as BankAction
from quizapp.banks.policies import can as may_with_bank
from quizapp.clock import now
from quizapp.db import db
from quizapp.memory.classes import class_recall
from quizapp.quizzes.designs import Design, Numbered, at_random, latest_design
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.policies import Action, QuizAccess, can
from quizapp.quizzes.preferring import Recall, recall_of
from quizapp.quizzes.queries import banks_of
from quizapp.web.auth import current_visitor
from quizapp.web.banks.lookup import note_seen
from quizapp.web.content_language import speak


@dataclass(frozen=True, slots=True)
class BuiltQuiz:
    """A quiz that a teacher made, as it is now, with its banks in their order.

    ``maker`` is None once they have gone. ``usable`` are those of its banks whose questions and
    keys are there for whoever looks at it, who may see what others answered if they ``may_review``.
    """

    quiz: Quiz
    number: int
    design: Design
    banks: tuple[SeenBank, ...]
    maker: Visitor | None
    usable: tuple[Bank, ...]
    may_review: bool

    @property
    def id(self) -> UUID:
        """The id of the quiz."""
        return self.quiz.id

    @property
    def tried(self) -> Design:
        """What is drawn from to show it: at random where what others answered is not to be seen."""
        return self.design if self.may_review else at_random(self.design)

    @property
    def is_published(self) -> bool:
        """Whether it is there for others."""
        return self.quiz.published_at is not None


def recall_for(built: BuiltQuiz) -> Recall:
    """Return what tells what those who take the quiz are about to forget."""
    return recall_of(db.session(), built.quiz.owner_id, built.design, now(), class_recall)


def quiz_or_404(quiz_id: UUID, action: Action) -> BuiltQuiz:
    """Return the quiz, or end the request: what somebody may not do with it is not there."""
    session = db.session()
    person = current_visitor()
    quiz = session.get(Quiz, quiz_id)
    latest = None if quiz is None else latest_design(session, quiz_id)
    if quiz is None or latest is None:
        abort(404)
    access = QuizAccess(quiz.owner_id, quiz.published_at is not None)
    if not can(person, action, access):
        abort(404)
    return _built(quiz, latest, may_review=can(person, Action.REVIEW, access))


def quiz_of_course(quiz_id: UUID) -> BuiltQuiz:
    """Return the quiz of an attempt that a course opens to the visitor, who need not be its owner.

    Whoever calls this has asked ``opened_by_course``.
    """
    quiz, latest = db.session.get(Quiz, quiz_id), latest_design(db.session(), quiz_id)
    if quiz is None or latest is None:
        abort(404)
    return _built(quiz, latest, may_review=False)


def _built(quiz: Quiz, latest: Numbered, *, may_review: bool) -> BuiltQuiz:
    session, person = db.session(), current_visitor()
    banks = banks_of(session, quiz.id, person)
    for each in banks:
        note_seen(each)
    speak(*(each.bank.language for each in banks))
    usable = (each.bank for each in banks if may_with_bank(person, BankAction.INSPECT, each.access))
    maker = visitor_by_id(session, quiz.owner_id, now())
    return BuiltQuiz(
        quiz, latest.number, latest.design, tuple(banks), maker, tuple(usable), may_review
    )
