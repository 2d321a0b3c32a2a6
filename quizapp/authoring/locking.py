"""Holding a question for as long as it is changed, so that two requests take turns."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.banks.models import Question, QuestionVersion


def lock(session: Session, row: Question) -> None:
    """Read a question anew and keep others from changing it until the transaction ends."""
    session.refresh(row, with_for_update=True)


def current_version(session: Session, row: Question) -> QuestionVersion:
    """Return the wording that a question has now, read anew."""
    return session.scalars(
        select(QuestionVersion)
        .where(QuestionVersion.question_id == row.id, QuestionVersion.is_current)
        .execution_options(populate_existing=True)
    ).one()
