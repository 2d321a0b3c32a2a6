"""The audit trail of the marks of one course, for whom it belongs to."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.courses.policies import Action
from quizapp.db import db
from quizapp.mark_trail.models import What
from quizapp.privacy.mark_trail import trail_page, whole_trail
from quizapp.web.courses.lookup import course_or_404, shown
from quizapp.web.list_pages import neighbours, page_number
from quizapp.web.looks import looks_at
from quizapp.web.mark_trail_files import as_json_lines, as_table
from quizapp.web.policies import member, policy


@policy(member)
@looks_at(What.TRAIL)
def trail(course_id: UUID) -> ResponseReturnValue:
    """List who looked at marks of the course and who changed them, the newest first."""
    seen = course_or_404(course_id, Action.OWN)
    page = trail_page(db.session(), page_number(request.args), course_id)

    def address(number: int) -> str:
        return url_for("gradebook.trail", course_id=course_id, page=number)

    return render_template(
        "gradebook/trail.html", page=page, **neighbours(page, address), **shown(seen)
    )


@policy(member)
@looks_at(What.TRAIL)
def trail_as_csv(course_id: UUID) -> ResponseReturnValue:
    """Give the entries about the course as a table."""
    course_or_404(course_id, Action.OWN)
    return as_table("audit-of-marks", whole_trail(db.session(), course_id))


@policy(member)
@looks_at(What.TRAIL)
def trail_as_json(course_id: UUID) -> ResponseReturnValue:
    """Give the entries about the course so that each can be checked."""
    course_or_404(course_id, Action.OWN)
    return as_json_lines("audit-of-marks", whole_trail(db.session(), course_id))
