"""How long a course is kept after its end: what its teacher wants, and what the site asks for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from quizapp.audit.models import Event
from quizapp.courses.errors import BadMonths
from quizapp.courses.models import Course
from quizapp.courses.services import hold_course, note
from quizapp.domain.retention import Keeping

MOST_MONTHS = 120


def keeping(course: Course, site_months: int) -> Keeping:
    """Return what decides how long a course is kept; ``site_months`` 0 is no rule of the site."""
    return Keeping(
        None if course.forgotten_at is not None else course.archived_at,
        site_months or None,
        course.keep_months,
        course.kept_until,
        course.retention_told_at,
    )


def set_months(
    session: Session, course_id: UUID, months: int | None, site_months: int, now: datetime
) -> bool:
    """Say how many months after its end a course is kept; None is as the site has it.

    False where it is so already. Raises BadMonths for more than the site allows, and UnknownCourse.
    """
    course = hold_course(session, course_id, archived_too=True)
    most = site_months or MOST_MONTHS
    if months is not None and not 1 <= months <= most:
        raise BadMonths(most)
    if months == course.keep_months:
        return False
    before, course.keep_months = course.keep_months, months
    # Another day is another thing to be told of in time.
    course.retention_told_at = None
    session.flush()
    changed = {"before": before or 0, "after": months or 0}
    note(session, Event.COURSE_RETENTION_CHANGED, now, course, None, changed)
    return True


def keep_another_year(
    session: Session, course_id: UUID, site_months: int, now: datetime
) -> datetime | None:
    """Keep a course that is about to be forgotten for another year; None where it is not.

    Pressed twice it is kept for one. Raises UnknownCourse.
    """
    course = hold_course(session, course_id, archived_too=True)
    rule = keeping(course, site_months)
    if rule.told_at is None or rule.due_at is None:
        return None
    course.kept_until = rule.another_year(now)
    course.retention_told_at = None
    session.flush()
    note(session, Event.COURSE_KEPT, now, course)
    return course.kept_until
