"""What a student answered under an assignment, for those who teach the course."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from quizapp.courses.policies import Action
from quizapp.db import db
from quizapp.mark_trail.models import What
from quizapp.quizzes.assigned import titles_of
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.policies import opened_by_course
from quizapp.quizzes.report import reported_attempt
from quizapp.web.assignments.lookup import assignment_or_404
from quizapp.web.auth import visitor
from quizapp.web.content_language import said
from quizapp.web.looks import looks_at
from quizapp.web.policies import member, policy
from quizapp.web.quizzes.building.lookup import quiz_of_course
from quizapp.web.quizzes.reporting.attempts import attempt_result


@policy(member)
@looks_at(What.ATTEMPT)
def result(course_id: UUID, assignment_id: UUID, attempt_id: UUID) -> ResponseReturnValue:
    """Show an attempt once it was handed in, with the questions of banks that the visitor sees."""
    seen, row = assignment_or_404(course_id, assignment_id, Action.TEACH)
    session = db.session()
    opened = select(Attempt.quiz_id).where(
        Attempt.id == attempt_id,
        Attempt.assignment_id == assignment_id,
        opened_by_course(visitor()),
    )
    quiz_id = session.scalar(opened)
    found = None if quiz_id is None else reported_attempt(session, quiz_id, attempt_id)
    if quiz_id is None or found is None:
        abort(404)
    here = url_for("assignments.assignment", course_id=course_id, assignment_id=assignment_id)
    if found.finished_at is None:
        return redirect(here)
    built = quiz_of_course(quiz_id)
    course = url_for("assignments.listed", course_id=course_id)
    return render_template(
        "quizzes/reporting/result.html",
        built=built,
        attempt=found,
        page=attempt_result(built, found),
        places=[
            ("Courses", url_for("courses.own")),
            (seen.course.title, course, said()),
            (titles_of(session, [row])[row.id].title[:60], here, said()),
        ],
        back=("Its assignment", here),
    )
