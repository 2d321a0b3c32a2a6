"""Finding the attempt that an address names, for its learner."""

from __future__ import annotations

from uuid import UUID

from flask import abort

from quizapp.db import db
from quizapp.quizzes import queries
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Attempt
from quizapp.web.auth import visitor


def own_attempt(attempt_id: UUID) -> Attempt:
    """Return the attempt if it is the visitor's own, or end the request."""
    try:
        return queries.attempt_of(db.session(), attempt_id, visitor().id)
    except UnknownAttempt:
        abort(404)
