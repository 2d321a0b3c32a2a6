"""Holding what is changed, so that two requests take turns: a bank first, then what is in it.

Checks look at the whole bank, a new wording of a fact rewords its questions, and two questions may
be too much alike to be published both. So whatever changes a question or a fact holds its bank,
and all do it in the same order.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.banks.models import Fact, Question, QuestionVersion
from quizapp.banks.services import hold_contents
from quizapp.db import hold


def lock(session: Session, row: Question | Fact) -> None:
    """Read a question or a fact anew, and keep others from changing its bank meanwhile."""
    hold_contents(session, row.bank_id)
    hold(session, row)


def current_version(session: Session, row: Question) -> QuestionVersion:
    """Return the wording that a question has now, read anew."""
    return session.scalars(
        select(QuestionVersion)
        .where(QuestionVersion.question_id == row.id, QuestionVersion.is_current)
        .execution_options(populate_existing=True)
    ).one()
