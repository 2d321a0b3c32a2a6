"""Holding what is changed, so that two requests take turns: a bank first, then what is in it.

Checks look at the whole bank, a new wording of a fact rewords its questions, and two questions may
be too much alike to be published both. So whatever changes a question or a fact holds its bank,
and all do it in the same order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.banks.models import Fact, Question, QuestionVersion
from quizapp.banks.services import hold_contents
from quizapp.db import hold


def lock(session: Session, row: Question | Fact) -> None:
    """Read a question or a fact anew, and keep others from changing its bank meanwhile."""
    hold_contents(session, row.bank_id)
    hold(session, row)


def lock_named(session: Session, bank_id: int, names: Collection[str]) -> Sequence[Question]:
    """Hold a bank and those of its questions that have these names; return them in one order."""
    hold_contents(session, bank_id)
    return session.scalars(
        select(Question)
        .where(Question.bank_id == bank_id, Question.slug.in_(names))
        .order_by(Question.id)
        .with_for_update(of=Question, key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def current_version(session: Session, row: Question) -> QuestionVersion:
    """Return the wording that a question has now, read anew."""
    return current_versions(session, [row])[row.id]


def current_versions(session: Session, rows: Iterable[Question]) -> dict[int, QuestionVersion]:
    """Return the wordings that questions have now, read anew, by the questions' ids."""
    found = session.scalars(
        select(QuestionVersion)
        .where(
            QuestionVersion.question_id.in_([row.id for row in rows]), QuestionVersion.is_current
        )
        .execution_options(populate_existing=True)
    )
    return {version.question_id: version for version in found}
