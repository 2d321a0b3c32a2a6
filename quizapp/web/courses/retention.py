"""How long a course is kept, for whom it belongs to: said, shortened, and put off for a year."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from quizapp.clock import now
from quizapp.courses import retention
from quizapp.courses.errors import CourseError
from quizapp.courses.policies import Action
from quizapp.db import transaction
from quizapp.web.courses.forms import MonthsForm
from quizapp.web.courses.lookup import course_or_404
from quizapp.web.policies import member, policy
from quizapp.web.site_settings import site_settings


@policy(member)
def set_months(course_id: UUID) -> Response:
    """Keep how many months after its end the course is kept; the same again changes nothing."""
    course_or_404(course_id, Action.OWN)
    form, most = MonthsForm(), site_settings().course_months
    if form.validate_on_submit():
        try:
            with transaction() as session:
                course_or_404(course_id, Action.OWN)
                retention.set_months(session, course_id, form.months.data, most, now())
        except CourseError as error:
            flash(f"Nothing was changed. {error}", "error")
        else:
            flash("Saved.", "success")
    else:
        flash("Nothing was changed. Give a whole number of months, or leave it empty.", "error")
    return redirect(url_for("courses.settings", course_id=course_id, _anchor="keep"), code=303)


@policy(member)
def keep_longer(course_id: UUID) -> Response:
    """Keep the course for another year; pressed twice it is kept for one."""
    with transaction() as session:
        course_or_404(course_id, Action.OWN)
        until = retention.keep_another_year(
            session, course_id, site_settings().course_months, now()
        )
    if until is None:
        flash("Nothing was changed: this course is not about to be forgotten.", "info")
    else:
        flash("The course is kept with all its names for another year.", "success")
    return redirect(url_for("courses.course", course_id=course_id), code=303)
