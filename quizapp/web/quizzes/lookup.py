"""Finding the attempt that an address names, for its learner."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import abort

from quizapp.banks.models import Bank
from quizapp.db import db
from quizapp.quizzes import queries
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Attempt
from quizapp.web.auth import visitor
from quizapp.web.banks.lookup import note_seen
from quizapp.web.content_language import speak


def own_attempt(attempt_id: UUID) -> Attempt:
    """Return the attempt if it is the visitor's own, or end the request."""
    try:
        return queries.attempt_of(db.session(), attempt_id, visitor().id)
    except UnknownAttempt:
        abort(404)


def banks_shown(going: Attempt) -> Sequence[Bank]:
    """Return the banks of an attempt's quiz, whose words its page is about to show."""
    found = queries.banks_of(db.session(), going.quiz_id, visitor())
    for each in found:
        note_seen(each)
    speak(*(each.bank.language for each in found))
    return [each.bank for each in found]
