"""Finding the quiz of a course that an address names, for whoever may watch it."""

from __future__ import annotations

from uuid import UUID

from flask import abort

from quizapp.assignments.models import Assignment
from quizapp.assignments.queries import assignment_of
from quizapp.courses.access import SeenCourse
from quizapp.courses.policies import Action
from quizapp.db import db
from quizapp.web.courses.lookup import course_or_404


def watched_or_404(
    course_id: UUID, assignment_id: UUID, action: Action
) -> tuple[SeenCourse, Assignment]:
    """Return a quiz that a course has, with the course, or end the request."""
    seen = course_or_404(course_id, action)
    row = assignment_of(db.session(), course_id, assignment_id)
    if row is None or row.quiz_id is None or row.removed_at is not None:
        abort(404)
    return seen, row
