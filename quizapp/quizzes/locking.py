"""One transaction at a time for what a learner does."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session


def lock_learner(session: Session, user_id: int) -> None:
    """Let one transaction at a time work on a learner's responses and memories.

    SQLite has one writer anyway; elsewhere two clicks at once would both find nothing stored.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": user_id})


def lock_learners(session: Session, user_ids: Iterable[int]) -> None:
    """Hold several learners, always in one order, so that no two wait for each other."""
    for user_id in sorted(set(user_ids)):
        lock_learner(session, user_id)
