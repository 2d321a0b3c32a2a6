"""On which days a student answered anything of a course, and how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.gradebook.belonging import Belonging
from quizapp.quizzes.models import Response

WEEKS = 6
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class ActiveDays:
    """How many answers a student gave on each of their own days of the last weeks.

    ``last`` is the last of those days, however long ago; None where there is none.
    """

    answers: Mapping[date, int]
    today: date
    last: date | None

    @cached_property
    def weeks(self) -> Sequence[Sequence[date]]:
        """The days of the last six weeks, from Monday to Sunday, this one last."""
        monday = self.today - timedelta(days=self.today.weekday())
        return [
            [monday - back * _WEEK + timedelta(days=day) for day in range(7)]
            for back in reversed(range(WEEKS))
        ]

    @property
    def active(self) -> int:
        """On how many of these days anything was answered."""
        return len(self.answers)


def active_days(session: Session, of: Belonging, now: datetime) -> ActiveDays:
    """Return the days of a student in the last six weeks. Two SELECTs at most."""
    calendar = of.learner.calendar
    today = calendar.day(now)
    first = today - timedelta(days=today.weekday()) - (WEEKS - 1) * _WEEK
    given = select(Response.answered_at).where(of.responses(), ~Response.is_blank)
    moments = session.scalars(given.where(Response.answered_at >= calendar.start(first)))
    answers = Counter(calendar.day(each) for each in moments)
    if answers:
        return ActiveDays(answers, today, max(answers))
    last = session.scalar(
        select(func.max(Response.answered_at)).where(of.responses(), ~Response.is_blank)
    )
    return ActiveDays({}, today, None if last is None else calendar.day(last))
