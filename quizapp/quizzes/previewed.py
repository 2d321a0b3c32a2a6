"""Previews, left out of what is counted."""

from __future__ import annotations

from sqlalchemy import or_, select

from quizapp.quizzes.models import Attempt, Response

COUNTED = or_(
    Response.attempt_id.is_(None),
    Response.attempt_id.not_in(select(Attempt.id).where(Attempt.is_preview)),
)
"""Of a response: whether it was given in earnest, in a quiz or in study."""
