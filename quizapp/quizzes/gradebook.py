"""Everybody who took a quiz that a teacher gave to them, each with the grade of their attempts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.name_order import BY_NAME
from quizapp.domain.grades import Earned, Grade, GradeRule, grade_of
from quizapp.paging import PAGE_SIZE, Page, page_count
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.report import ReportedAttempt, every_attempt

Row = TypeVar("Row")


class Order(StrEnum):
    """What a list of learners begins with."""

    NEWEST = "newest"
    NAME = "name"
    GRADE = "grade"


@dataclass(frozen=True, slots=True)
class ReportedLearner:
    """Somebody who took a quiz, as the teacher whose quiz it is sees them.

    There is at least one of the ``attempts``, the newest first. Whether the learner may see the
    ``grade`` already makes no difference here; it is None where nothing is handed in that counts.
    """

    attempts: tuple[ReportedAttempt, ...]
    grade: Grade | None

    @property
    def newest(self) -> ReportedAttempt:
        """The attempt that was begun last."""
        return self.attempts[0]

    @property
    def waiting(self) -> int:
        """How many of their answers wait to be marked."""
        return sum(each.waiting for each in self.attempts)


def reported_learners(
    session: Session, quiz_id: UUID, rule: GradeRule, order: Order, number: int
) -> Page[ReportedLearner]:
    """Return one page of those who took a quiz; a page beyond the last is the last."""
    if order is Order.GRADE:
        # Only what somebody earned in all attempts together tells where they stand.
        found = sorted(every_learner(session, quiz_id, rule), key=_by_grade)
        rows, number = _one_page(found, number)
        return Page(rows, number, len(found))
    wanted = (
        select(User.id)
        .join(Attempt, Attempt.user_id == User.id)
        .where(Attempt.quiz_id == quiz_id, ~Attempt.is_preview)
        .group_by(User.id)
        .order_by(*_ORDERS[order])
    )
    ids = session.scalars(wanted).all()
    shown, number = _one_page(ids, number)
    places = {user_id: place for place, user_id in enumerate(shown)}
    learners = _learners(every_attempt(session, quiz_id, shown), rule)
    return Page(sorted(learners, key=lambda each: places[each.newest.user_id]), number, len(ids))


def every_learner(session: Session, quiz_id: UUID, rule: GradeRule) -> list[ReportedLearner]:
    """Return all who took a quiz, by name."""
    return _learners(every_attempt(session, quiz_id), rule)


def grades_in(session: Session, quiz_id: UUID, rule: GradeRule) -> list[float]:
    """Return the grades (0-1) of all who took a quiz and have one, in no order. One SELECT."""
    rows = session.execute(
        select(Attempt.user_id, Attempt.points, Attempt.possible, Attempt.waiting)
        .where(Attempt.quiz_id == quiz_id, Attempt.finished_at.is_not(None), ~Attempt.is_preview)
        .order_by(Attempt.user_id, Attempt.started_at, Attempt.id)
    )
    grades = [
        grade_of(
            [Earned(points or 0, of or 0, waiting or 0) for _, points, of, waiting in each], rule
        )
        for _, each in groupby(rows, key=lambda row: row.user_id)
    ]
    return [each.share for each in grades if each is not None]


def graded(attempts: Iterable[ReportedAttempt], rule: GradeRule) -> Grade | None:
    """Return the grade of one learner's attempts, given in the order they were begun."""
    return grade_of([each.earned for each in attempts if each.earned is not None], rule)


_ORDERS: dict[Order, tuple[Any, ...]] = {
    Order.NEWEST: (func.max(Attempt.started_at).desc(), User.id.desc()),
    Order.NAME: BY_NAME,
}


def _one_page(found: Sequence[Row], number: int) -> tuple[Sequence[Row], int]:
    number = min(max(number, 1), page_count(len(found)))
    return found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], number


def _by_grade(learner: ReportedLearner) -> tuple[float, float]:
    share = -1.0 if learner.grade is None else learner.grade.share
    return -share, -learner.newest.started_at.timestamp()


def _learners(found: Sequence[ReportedAttempt], rule: GradeRule) -> list[ReportedLearner]:
    return [
        ReportedLearner(tuple(reversed(attempts)), graded(attempts, rule))
        for attempts in (list(each) for _, each in groupby(found, key=lambda each: each.user_id))
    ]
