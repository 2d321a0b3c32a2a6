"""Finding the assignment that an address names, and what somebody may give away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import abort

from quizapp.accounts.visitors import Visitor
from quizapp.assignments.models import Assignment
from quizapp.assignments.queries import assignment_of
from quizapp.banks.access import seen_bank, seen_banks
from quizapp.banks.chosen_facts import ChosenFact
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action as BankAction
from quizapp.banks.policies import can as may_with_bank
from quizapp.courses.access import SeenCourse
from quizapp.courses.policies import Action
from quizapp.db import db
from quizapp.quizzes.designs import Design, latest_design
from quizapp.quizzes.lists import OwnQuiz, own_quizzes
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.policies import Action as QuizAction
from quizapp.quizzes.policies import QuizAccess
from quizapp.quizzes.policies import can as may_with_quiz
from quizapp.web.auth import visitor
from quizapp.web.courses.lookup import course_or_404


@dataclass(frozen=True, slots=True)
class Offered:
    """What somebody may give a course: a quiz of theirs, or a bank that they see as a teacher.

    ``facts`` are those of the bank that were chosen, but for so many that are ``left_out`` because
    no published question asks for them; None is all of it, or what the form narrows.
    """

    quiz: Quiz | None = None
    design: Design | None = None
    bank: Bank | None = None
    facts: Sequence[ChosenFact] | None = None
    left_out: int = 0

    @property
    def title(self) -> str:
        """How it is called."""
        if self.design is not None:
            return self.design.title
        return "" if self.bank is None else self.bank.title

    @property
    def is_draft(self) -> bool:
        """Whether it is a quiz that nobody can take yet."""
        return self.quiz is not None and self.quiz.published_at is None


def assignment_or_404(
    course_id: UUID, assignment_id: UUID, action: Action
) -> tuple[SeenCourse, Assignment]:
    """Return an assignment that is there with its course, or end the request."""
    seen = course_or_404(course_id, action)
    row = assignment_of(db.session(), course_id, assignment_id)
    if row is None or row.removed_at is not None:
        abort(404)
    return seen, row


def quiz_offered(quiz_id: UUID | None) -> Offered | None:
    """Return a quiz that the visitor may give away: who reviews it sees what becomes of it."""
    if quiz_id is None:
        return None
    session = db.session()
    quiz = session.get(Quiz, quiz_id)
    latest = None if quiz is None else latest_design(session, quiz_id)
    if quiz is None or latest is None:
        return None
    access = QuizAccess(quiz.owner_id, quiz.published_at is not None)
    if not may_with_quiz(visitor(), QuizAction.REVIEW, access):
        return None
    return Offered(quiz=quiz, design=latest.design)


def bank_offered(slug: str) -> Offered | None:
    """Return a bank that the visitor may give to be studied: they see its keys themselves."""
    seen = seen_bank(db.session(), slug, visitor())
    if seen is None or not may_with_bank(visitor(), BankAction.INSPECT, seen.access):
        return None
    return Offered(bank=seen.bank)


def all_offered(person: Visitor) -> tuple[Sequence[OwnQuiz], Sequence[Bank]]:
    """Return the quizzes and banks that somebody may give away."""
    session = db.session()
    banks = [each.bank for each in seen_banks(session, person, BankAction.INSPECT) if each.is_open]
    return own_quizzes(session, person.id), banks
