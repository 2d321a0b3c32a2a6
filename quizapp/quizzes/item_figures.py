"""Figures of questions over the quizzes that somebody gave: what stands beside them in lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.visitors import Visitor
from quizapp.domain.difficulty import Difficulty
from quizapp.domain.statistics.moments import Moments, pooled
from quizapp.domain.statistics.samples import LEAST
from quizapp.domain.statistics.words import Telling, difficulty_word, telling_of
from quizapp.quizzes.analysis_models import ItemAnalysis
from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.policies import has_given


@dataclass(frozen=True, slots=True)
class Beside:
    """How a version of a question did, with so many learners of one teacher's quizzes.

    ``facility`` is from 0 to 1, ``correlation`` from -1 to 1, or None.
    """

    learners: int
    facility: float
    correlation: float | None

    @property
    def difficulty(self) -> Difficulty | None:
        """The word for the facility."""
        return difficulty_word(self.facility, self.learners)

    @property
    def telling(self) -> Telling | None:
        """The word for the correlation."""
        return telling_of(self.correlation, self.learners)


def figures_beside(
    session: Session, person: Visitor | None, version_ids: Collection[int]
) -> Mapping[int, Beside]:
    """Return the figures of versions of questions in the quizzes that a person gave. One SELECT.

    What others' quizzes did with them is theirs alone. A version that fewer than ``LEAST`` learners
    were asked is left out. They are those that a worker has counted.
    """
    if not version_ids:
        return {}
    given = select(Quiz.id).join(QuizDesign, has_given(person))
    rows = session.execute(
        select(
            ItemAnalysis.question_version_id,
            ItemAnalysis.learners,
            ItemAnalysis.facility,
            ItemAnalysis.pairs,
            ItemAnalysis.xx,
            ItemAnalysis.yy,
            ItemAnalysis.xy,
        ).where(ItemAnalysis.question_version_id.in_(version_ids), ItemAnalysis.quiz_id.in_(given))
    )
    learners: dict[int, int] = defaultdict(int)
    earned: dict[int, float] = defaultdict(float)
    moments: dict[int, list[Moments]] = defaultdict(list)
    for row in rows:
        version = row.question_version_id
        learners[version] += row.learners
        earned[version] += row.facility * row.learners
        moments[version].append(Moments(row.pairs, xx=row.xx, yy=row.yy, xy=row.xy))
    return {
        version: Beside(number, earned[version] / number, pooled(moments[version]).correlation)
        for version, number in learners.items()
        if number >= LEAST
    }
