"""On which days students did enough of what they were given to study, and when each was reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import Session

from quizapp.assignments.models import Assignment
from quizapp.banks.models import Fact
from quizapp.domain.due_dates import Exemption, Window
from quizapp.memory.assigned import of_assignment
from quizapp.memory.models import Review, ReviewUndo
from quizapp.quizzes.models import Response, Score


class Span(NamedTuple):
    """A goal of days, and from when to when answers are looked at, whoever gave them."""

    assignment: Assignment
    opens_at: datetime
    closes_at: datetime


def span_of(row: Assignment, others: Iterable[Exemption]) -> Span:
    """Return an assignment with dates that hold those of all who have others."""
    every = [row.window, *(each.applied(row.window) for each in others)]
    return Span(row, min(each.opens_at for each in every), max(each.closes_at for each in every))


def within(window: Window, reached: Sequence[datetime]) -> Sequence[datetime]:
    """Return the days that were reached within somebody's own dates."""
    return [each for each in reached if window.opens_at <= each < window.closes_at]


Days = Mapping[UUID, Mapping[int, Sequence[datetime]]]
"""By assignment and person, when each day was reached."""


def days_reached(session: Session, spans: Sequence[Span], people: Select[int]) -> Days:
    """Return when each day had as many answers as its goal asks for. One SELECT, none for none.

    A day is the learner's own, and is reached with the answer that completes it. What was taken
    back does not count, and of a response only its current score.
    """
    found: dict[UUID, dict[int, list[datetime]]] = {each.assignment.id: {} for each in spans}
    if not spans:
        return found
    statement = union_all(*(_reached(each, people) for each in spans))
    for key, user_id, at in session.execute(statement):
        found[UUID(key)].setdefault(user_id, []).append(at)
    return found


def _reached(span: Span, people: Select[int]) -> Select[str, int, datetime]:
    row = span.assignment
    # A card with two gaps is one answer.
    answers = (
        select(Review.user_id, Review.day, func.min(Review.at).label("at"))
        .join(Score, Score.id == Review.score_id)
        .join(Response, Response.id == Score.response_id)
        .join(Fact, Fact.id == Review.fact_id)
        .outerjoin(ReviewUndo, ReviewUndo.response_id == Score.response_id)
        .where(
            Review.user_id.in_(people),
            of_assignment(row),
            Review.at >= span.opens_at,
            Review.at < span.closes_at,
            Score.is_current,
            ReviewUndo.response_id.is_(None),
        )
        .group_by(Review.user_id, Review.day, Score.response_id)
        .subquery()
    )
    place = func.row_number().over(
        partition_by=(answers.c.user_id, answers.c.day), order_by=answers.c.at
    )
    numbered = select(answers.c.user_id, answers.c.at, place.label("place")).subquery()
    return select(literal(str(row.id)), numbered.c.user_id, numbered.c.at).where(
        numbered.c.place == row.per_day
    )
