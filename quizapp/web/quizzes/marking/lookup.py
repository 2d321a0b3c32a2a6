"""Finding the quiz whose essays somebody may mark, and the essays in the order of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

from flask import abort

from quizapp.db import db
from quizapp.quizzes.designs import Design, latest_design
from quizapp.quizzes.markings import EssayRow, MarkingTerms, essays_of, is_marker, terms_of
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.policies import Action, QuizAccess, can
from quizapp.quizzes.queries import banks_of
from quizapp.web.auth import current_visitor, visitor
from quizapp.web.content_language import speak
from quizapp.web.quizzes.reporting.attempts import who_is


@dataclass(frozen=True, slots=True)
class MarkedQuiz:
    """A quiz with its essays, as one of its markers sees it."""

    id: UUID
    design: Design
    terms: MarkingTerms
    rows: tuple[EssayRow, ...]
    is_owner: bool

    @property
    def waiting(self) -> int:
        """How many essays have no mark yet."""
        return sum(each.waits for each in self.rows)

    @property
    def hides_names(self) -> bool:
        """Whether nobody sees whose answer one is: until all are marked."""
        return self.terms.hides_names and self.waiting > 0

    def waits_for(self, row: EssayRow, user_id: int) -> bool:
        """Whether somebody has yet to mark an essay."""
        return row.waits and user_id not in row.marked_by

    def label(self, row: EssayRow) -> str:
        """Return how an essay is called in lists: by its writer, or by its number."""
        if self.hides_names:
            return f"Answer {self.rows.index(row) + 1}"
        return who_is(row.name, row.user_id, is_guest=row.is_guest)

    def row(self, response_id: UUID) -> EssayRow:
        """Return an essay, or end the request."""
        return next((each for each in self.rows if each.response_id == response_id), None) or abort(
            404
        )

    def following(self, row: EssayRow, user_id: int) -> EssayRow | None:
        """Return the next essay that waits for somebody, from here to the end and then around."""
        at = self.rows.index(row)
        around = (*self.rows[at + 1 :], *self.rows[:at])
        return next((each for each in around if self.waits_for(each, user_id)), None)


def marked_quiz_or_404(quiz_id: UUID, action: Action = Action.MARK) -> MarkedQuiz:
    """Return the quiz, or end the request: what somebody may not mark is not there."""
    session = db.session()
    quiz = session.get(Quiz, quiz_id)
    latest = None if quiz is None else latest_design(session, quiz_id)
    if quiz is None or latest is None:
        abort(404)
    person = visitor()
    marks = is_marker(session, quiz_id, person.id)
    access = QuizAccess(quiz.owner_id, quiz.published_at is not None, marks)
    if not can(current_visitor(), action, access):
        abort(404)
    speak(*(each.bank.language for each in banks_of(session, quiz_id, person)))
    terms = terms_of(session, quiz_id)
    rows = _ordered(essays_of(session, quiz_id), hidden=terms.hides_names)
    return MarkedQuiz(quiz_id, latest.design, terms, tuple(rows), person.id == quiz.owner_id)


def _ordered(rows: Sequence[EssayRow], *, hidden: bool) -> Sequence[EssayRow]:
    if not hidden:
        return rows
    # The order of the hand-in would tell a teacher who was in the room.
    return sorted(rows, key=lambda row: (row.position, blake2b(row.response_id.bytes).digest()))
