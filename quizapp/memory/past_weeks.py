"""What a class recalled in the weeks that are over, from the answers that it gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Fact
from quizapp.courses.queries import students_of
from quizapp.domain.scheduling import Rating
from quizapp.memory.log import COUNTS
from quizapp.memory.models import Memory, Review
from quizapp.memory.student_topics import open_facts
from quizapp.quizzes.models import Score
from quizapp.quizzes.sealing import Books

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PastWeek:
    """Of how many answers about what had been met before how many were right, in seven days."""

    first: date
    last: date
    answers: int
    right: int

    @property
    def share(self) -> float | None:
        """The share (0-1) that was right; None where nobody was asked."""
        return self.right / self.answers if self.answers else None


def past_weeks(
    session: Session,
    course_id: UUID,
    bank_id: int,
    today: date,
    books: Books,
    *,
    topic: str = "",
    weeks: int,
) -> Sequence[PastWeek]:
    """Return what the students of a course recalled in so many weeks, the last of them until today.

    The first answer of a learner about a fact tells nothing of memory, and is left out; so is what
    was taken back, marked otherwise since, or is kept back until a quiz has closed. Days are those
    of each learner. One SELECT.
    """
    is_right = case((Review.rating > Rating.AGAIN.value, 1), else_=0)
    rows = session.execute(
        select(Review.day, func.count(), func.sum(is_right))
        .join(Score, Score.id == Review.score_id)
        .join(Memory, (Memory.user_id == Review.user_id) & (Memory.fact_id == Review.fact_id))
        .join(Fact, Fact.id == Review.fact_id)
        .where(
            Review.user_id.in_(students_of(course_id)),
            Review.day > today - weeks * _WEEK,
            Review.at > Memory.first_review_at,
            Memory.bank_id == bank_id,
            open_facts(bank_id, books, topic),
            COUNTS,
        )
        .group_by(Review.day)
    )
    answers, right = [0] * weeks, [0] * weeks
    for day, count, well in rows:
        # Where it is tomorrow for somebody already, that is of this week.
        ago = max(0, (today - day) // _WEEK)
        answers[ago] += count
        right[ago] += well
    return [
        PastWeek(today - (ago + 1) * _WEEK + timedelta(days=1), today - ago * _WEEK, *counted)
        for ago, counted in reversed(list(enumerate(zip(answers, right, strict=True))))
    ]
