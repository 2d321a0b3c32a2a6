"""How much time is left of an attempt, for a page that asks while nobody enters anything."""

from __future__ import annotations

from uuid import UUID

from flask import abort, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from quizapp.db import db
from quizapp.quizzes.models import Attempt
from quizapp.web.auth import visitor
from quizapp.web.policies import learner, policy
from quizapp.web.quizzes.time_left import time_told

_OVER = {"left": None, "paused": False}


@policy(learner)
def time(attempt_id: UUID) -> ResponseReturnValue:
    """Say how much time is left and whether it stands still; nothing once it is handed in."""
    row = db.session.execute(
        select(Attempt.deadline_at, Attempt.paused_left, Attempt.finished_at).where(
            Attempt.id == attempt_id, Attempt.user_id == visitor().id
        )
    ).one_or_none()
    if row is None:
        abort(404)
    if row.finished_at is not None or (row.deadline_at is None and row.paused_left is None):
        return jsonify(_OVER)
    return jsonify(time_told(row.deadline_at, row.paused_left))
