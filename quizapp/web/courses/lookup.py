"""Finding the course that an address names, for whoever may do this with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import abort

from quizapp.clock import now
from quizapp.courses.access import SeenCourse, seen_course
from quizapp.courses.models import Course, CourseRole, EnrolmentState
from quizapp.courses.policies import Action, can
from quizapp.courses.retention import keeping
from quizapp.db import db
from quizapp.web.auth import current_visitor
from quizapp.web.course_time import other_clock
from quizapp.web.site_settings import site_settings

ROLES = {
    CourseRole.TEACHER: "Teacher",
    CourseRole.CO_TEACHER: "Co-teacher",
    CourseRole.ASSISTANT: "Assistant",
    CourseRole.STUDENT: "Student",
}
_TEACHERS = frozenset({CourseRole.TEACHER, CourseRole.CO_TEACHER})


def course_or_404(course_id: UUID, action: Action) -> SeenCourse:
    """Return the course, or end the request.

    What somebody does not see is not there for them; what they see and may not do is refused.
    """
    seen = seen_course(db.session(), course_id, current_visitor())
    if seen is None or not may(seen, Action.SEE):
        abort(404)
    if not may(seen, action):
        abort(403)
    return seen


def may(seen: SeenCourse, action: Action) -> bool:
    """Whether whoever asks may do something with a course."""
    return can(current_visitor(), action, seen.access)


def opens_answers(seen: SeenCourse) -> bool:
    """Whether a course opens what its students answered to whoever asks.

    It does to those who teach in it themselves, administrators not among them, and to nobody once
    it is archived (``assignments.policies.shows_attempt``).
    """
    access = seen.access
    teaches = access.role in _TEACHERS and access.state is EnrolmentState.ACTIVE
    return teaches and may(seen, Action.TEACH) and seen.course.archived_at is None


def can_assign(seen: SeenCourse) -> bool:
    """Whether whoever asks may give a course something to take or to study now."""
    return may(seen, Action.TEACH) and seen.course.archived_at is None


def forgotten_on(course: Course) -> datetime | None:
    """Return when a course is forgotten, once that is to be told; None before and elsewhere."""
    rule = keeping(course, site_settings().course_months)
    return rule.goes_at if rule.told_at is not None else None


def shown(seen: SeenCourse) -> dict[str, object]:
    """Return what every page of a course for those who teach it is drawn from."""
    rule = keeping(seen.course, site_settings().course_months)
    return {
        "course": seen.course,
        "clock": other_clock(seen.course.time_zone),
        "teaches": may(seen, Action.TEACH),
        "owns": may(seen, Action.OWN),
        "forgotten_on": forgotten_on(seen.course),
        "forgets_on": rule.expected_at(now()),
        "months_kept": rule.months,
        "roles": {role.value: words for role, words in ROLES.items()},
    }
