"""Which facts are studied: all of a bank, or those that an assignment gives, as an address says."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request
from sqlalchemy import Select

from quizapp.assignments.terms import Terms, study_terms
from quizapp.banks.models import Bank
from quizapp.db import db
from quizapp.memory.assigned import Given, facts_given, studied
from quizapp.quizzes.assigned import Called, titles_of
from quizapp.web.auth import current_visitor
from quizapp.web.learners import learner_of
from quizapp.web.sent_ids import sent_id
from quizapp.web.todos import progress_words


@dataclass(frozen=True, slots=True)
class Part:
    """The assignment that says what is studied, and how it is called; None for all of the bank."""

    terms: Terms | None = None
    called: Called | None = None

    @property
    def only(self) -> Select[int] | None:
        """The query for the ids of the facts that are meant; None for all."""
        return None if self.terms is None else facts_given(self.terms.assignment)


WHOLE = Part()


def kept() -> UUID | None:
    """Return the assignment that an address has to name to go on with the same facts."""
    return sent_id(request.args.get("assignment"))


def part_of(bank: Bank) -> Part:
    """Return the part of a bank that the address asks for, if it is assigned to the visitor.

    What is not theirs is all of the bank, which tells nobody that it is somebody else's.
    """
    named, person = kept(), current_visitor()
    if named is None or person is None:
        return WHOLE
    session = db.session()
    terms = study_terms(session, named, person.id)
    if terms is None or terms.assignment.bank_id != bank.id:
        return WHOLE
    return Part(terms, titles_of(session, [terms.assignment])[terms.id])


def progress_of(part: Part) -> str:
    """Return how far the visitor is with what is assigned, in words; empty for all of a bank."""
    if part.terms is None:
        return ""
    learner = learner_of(current_visitor())
    given = Given(part.terms.assignment, learner, part.terms.window)
    far = studied(db.session(), [given])
    return progress_words(part.terms.assignment, far[part.terms.id, learner.id])
