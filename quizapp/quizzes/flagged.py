"""The questions of quizzes that give reason to look at them, by the figures that are kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.visitors import Visitor
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.banks.policies import Action, permits
from quizapp.domain.statistics.figures import ItemFigures
from quizapp.domain.statistics.flags import Flag, Raised, flags_of
from quizapp.quizzes.analysis_models import ItemAnalysis
from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.item_records import item_from_dict
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.policies import has_given

UNJUST = (Flag.KEY_DOUBTED, Flag.REVERSED, Flag.GUESSED, Flag.TOO_HARD, Flag.LEFT_EMPTY)
"""What may be unjust to those who are asked, the most urgent first; other flags say it is dull."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A version of a question as a quiz asked it, with its figures and the most urgent flag."""

    quiz_id: UUID
    version: QuestionVersion
    figures: ItemFigures
    raised: Raised


def flagged_questions(
    session: Session, person: Visitor | None, quiz_ids: Collection[UUID], most: int
) -> tuple[Sequence[Flagged], int, bool]:
    """Return what may be unjust in quizzes that a person gave, how many it is, and if any counted.

    The most urgent come first, ``most`` of them at most. Others' quizzes are theirs to look at, and
    so are banks whose keys the person may not see. The figures are those that a worker has counted.
    Two SELECTs.
    """
    if not quiz_ids:
        return (), 0, False
    given = select(Quiz.id).join(QuizDesign, has_given(person)).where(Quiz.id.in_(quiz_ids))
    rows = session.execute(
        select(ItemAnalysis.quiz_id, ItemAnalysis.question_version_id, ItemAnalysis.figures)
        .join(QuestionVersion, QuestionVersion.id == ItemAnalysis.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Bank, Bank.id == Question.bank_id)
        .where(ItemAnalysis.quiz_id.in_(given), permits(person, Action.INSPECT))
        .order_by(ItemAnalysis.quiz_id, ItemAnalysis.question_version_id)
    ).all()
    found = []
    for row in rows:
        figures = item_from_dict(row.figures)
        raised = next((each for each in flags_of(figures) if each.flag in UNJUST), None)
        if raised is not None:
            found.append((row.quiz_id, row.question_version_id, figures, raised))
    found.sort(key=lambda each: (UNJUST.index(each[3].flag), each[2].facility))
    first = found[:most]
    versions = {
        each.id: each
        for each in session.scalars(
            select(QuestionVersion).where(QuestionVersion.id.in_({each[1] for each in first}))
        ).unique()
    }
    shown = [
        Flagged(quiz_id, versions[version_id], figures, raised)
        for quiz_id, version_id, figures, raised in first
    ]
    return shown, len(found), bool(rows)
