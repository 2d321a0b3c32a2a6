"""Of which bank, and for which day, the pages of what a class remembers are asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import abort

from quizapp.banks import access
from quizapp.banks.models import Bank
from quizapp.clock import now
from quizapp.courses.models import Course
from quizapp.db import db
from quizapp.memory.class_memory import FORETOLD, banks_remembered, moment_of
from quizapp.web.auth import current_visitor
from quizapp.web.banks.lookup import is_there, note_seen

_FURTHEST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Day:
    """The day that is asked for, by the clock of the course; ``at`` is the moment it stands for."""

    on: date
    today: date
    at: datetime

    @property
    def is_today(self) -> bool:
        """Whether it is what holds now."""
        return self.on == self.today

    @property
    def sent(self) -> str | None:
        """What an address has to hold to ask for it again."""
        return None if self.is_today else self.on.isoformat()

    @property
    def in_a_week(self) -> date:
        """A day on which what was learned on this one can be told apart."""
        return self.on + FORETOLD

    @property
    def last(self) -> date:
        """The last day that can be asked for."""
        return self.today + _FURTHEST


def banks_offered(course_id: UUID) -> list[Bank]:
    """Return the banks that the course has to do with and that are there for the visitor."""
    found = banks_remembered(db.session(), course_id, current_visitor())
    for each in found:
        note_seen(each)
    return [each.bank for each in found if is_there(each.bank)]


def bank_shown(slug: str) -> Bank:
    """Return a bank that is there for the visitor; the page stays in the words of the course."""
    found = access.seen_bank(db.session(), slug, current_visitor())
    if found is None:
        abort(404)
    note_seen(found)
    return found.bank if is_there(found.bank) else abort(404)


def day_asked(course: Course, sent: str | None) -> Day:
    """Return the day that was sent; one that cannot be foretold is the nearest that can."""
    moment = now()
    today = moment.astimezone(ZoneInfo(course.time_zone)).date()
    try:
        on = date.fromisoformat(sent or "")
    except ValueError:
        on = today
    on = min(max(on, today), today + _FURTHEST)
    return Day(on, today, moment_of(on, course.time_zone, moment))


def bank_or_first(course_id: UUID, wanted: str | None) -> Bank | None:
    """Return the bank that is asked for, or the first there is; None where there is none."""
    return bank_shown(wanted) if wanted else next(iter(banks_offered(course_id)), None)
