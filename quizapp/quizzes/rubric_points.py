"""What essays are worth when they come into a quiz."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.banks.models import Question, QuestionVersion
from quizapp.banks.versions import questions_of
from quizapp.domain.grades import MOST_POINTS
from quizapp.domain.questions import Essay, QuestionKind


def rubric_points(session: Session, questions: Collection[UUID]) -> dict[UUID, float]:
    """Return the points that the rubrics of the essays among these questions give at best.

    Rubrics are those of now, and no question is worth more than ``MOST_POINTS``.
    """
    rows = session.execute(
        select(Question.public_id, QuestionVersion.id, QuestionVersion.fingerprint)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(
            Question.public_id.in_(questions),
            Question.kind == QuestionKind.ESSAY.value,
            QuestionVersion.is_current,
        )
    ).all()
    essays = questions_of(session, {row.id: row.fingerprint for row in rows}) if rows else {}
    return {
        row.public_id: min(float(essay.most), float(MOST_POINTS))
        for row in rows
        if isinstance(essay := essays[row.id], Essay)
    }
