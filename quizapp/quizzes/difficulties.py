"""How hard the questions of a bank are for those who have answered them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Question, QuestionVersion
from quizapp.domain.answers import Outcome
from quizapp.domain.difficulty import Difficulty, difficulty_of
from quizapp.domain.rulings import Basis
from quizapp.quizzes.models import Response, Score
from quizapp.quizzes.previewed import COUNTED


def difficulties(session: Session, bank_id: int) -> Mapping[int, Difficulty]:
    """Return how hard questions of a bank are, by the ids of their current versions.

    What counts is how each person's first answer to a question is marked now, in a quiz or in
    study, in whatever wording. Previews and what was struck out count nowhere; questions that too
    few people have answered are left out.
    """
    answers = (
        select(
            QuestionVersion.question_id,
            Score.outcome,
            func.row_number()
            .over(
                partition_by=(Response.user_id, QuestionVersion.question_id),
                order_by=(Response.received_at, Response.id),
            )
            .label("turn"),
        )
        .join(QuestionVersion, QuestionVersion.id == Response.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Score, (Score.response_id == Response.id) & Score.is_current)
        .where(Question.bank_id == bank_id, Score.basis != Basis.STRUCK.value, COUNTED)
        .subquery()
    )
    rows = session.execute(
        select(
            QuestionVersion.id,
            func.count().filter(answers.c.outcome == Outcome.RIGHT.value),
            func.count(),
        )
        .join(answers, answers.c.question_id == QuestionVersion.question_id)
        .where(answers.c.turn == 1, QuestionVersion.is_current)
        .group_by(QuestionVersion.id)
    )
    found = {version: difficulty_of(right, answered) for version, right, answered in rows}
    return {version: level for version, level in found.items() if level is not None}
