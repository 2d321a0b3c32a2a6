"""What is set for a course, whom it belongs to, its end, and the next year's course."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.clock import new_id, now
from quizapp.concurrent_edits import ChangedMeanwhile
from quizapp.courses import enrolling, services
from quizapp.courses.access import SeenCourse
from quizapp.courses.errors import CourseError, NotEnrolled, UnknownCourse
from quizapp.courses.policies import Action
from quizapp.courses.rosters import possible_teachers
from quizapp.db import db, transaction
from quizapp.quizzes.watching import under_way_in
from quizapp.web.addresses import LARGEST_ID
from quizapp.web.auth import visitor
from quizapp.web.base_form import OTHERS_FIRST
from quizapp.web.courses.forms import CopyForm, MonthsForm, SettingsForm
from quizapp.web.courses.lookup import course_or_404, may, shown
from quizapp.web.policies import member, policy, teacher
from quizapp.web.site_settings import site_settings


@policy(member)
def settings(course_id: UUID) -> ResponseReturnValue:
    """Show what is set for a course."""
    seen = course_or_404(course_id, Action.TEACH)
    form = SettingsForm(formdata=None, data={"time_zone": seen.course.time_zone})
    form.show(seen.course)
    return _page(seen, form)


@policy(member)
def save_settings(course_id: UUID) -> ResponseReturnValue:
    """Keep what is set; the same form again changes nothing."""
    seen = course_or_404(course_id, Action.TEACH)
    form = SettingsForm(data={"time_zone": seen.course.time_zone})
    if not form.validate_on_submit():
        return _page(seen, form), 422
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            services.change_course(
                session,
                course_id,
                form.title.data or "",
                form.time_zone.data,
                shows_bands=form.shows_bands.data,
                seen=form.seen.data or "",
            )
    except ChangedMeanwhile:
        seen = course_or_404(course_id, Action.TEACH)
        form.set_beside(seen.course)
        return _page(seen, form, OTHERS_FIRST), 409
    except CourseError as error:
        form[error.field].errors = [str(error)]
        return _page(seen, form), 422
    flash("Saved.", "success")
    return redirect(url_for("courses.settings", course_id=course_id), code=303)


@policy(member)
def hand_over(course_id: UUID) -> ResponseReturnValue:
    """Make somebody else the teacher of a course; given twice it is given once."""
    sent = request.form.get("person", "")
    is_id = sent.isascii() and sent.isdigit() and len(sent) < 11 and int(sent) <= LARGEST_ID
    try:
        with transaction() as session:
            course_or_404(course_id, Action.OWN)
            if not is_id:
                abort(400)
            given = enrolling.hand_over(session, course_id, int(sent), now())
    except NotEnrolled:
        abort(404)
    except CourseError as error:
        flash(f"Nothing was changed. {error}", "error")
    else:
        if given:
            flash("The course is handed over. Who had it is a co-teacher now.", "success")
    return redirect(url_for("courses.course", course_id=course_id), code=303)


@policy(member)
def ask_archive(course_id: UUID) -> ResponseReturnValue:
    """Ask whether a course is to end, and say what becomes of attempts under way."""
    seen = course_or_404(course_id, Action.OWN)
    if seen.course.archived_at is not None:
        return redirect(url_for("courses.settings", course_id=course_id), code=303)
    under_way = under_way_in(db.session(), course_id)
    return render_template("courses/archive.html", under_way=under_way, **shown(seen))


@policy(member)
def archive(course_id: UUID) -> ResponseReturnValue:
    """End a course; ended twice it is ended once."""
    with transaction() as session:
        course_or_404(course_id, Action.OWN)
        if services.archive(session, course_id, now()):
            flash("The course is archived. Everybody in it still sees it.", "success")
    return redirect(url_for("courses.course", course_id=course_id), code=303)


@policy(member)
def restore(course_id: UUID) -> ResponseReturnValue:
    """Let an archived course go on."""
    with transaction() as session:
        course_or_404(course_id, Action.OWN)
        if services.restore(session, course_id, now()):
            flash("The course goes on. It has no code: make a new one to let people in.", "success")
    return redirect(url_for("courses.course", course_id=course_id), code=303)


@policy(teacher)
def ask_copy(course_id: UUID) -> ResponseReturnValue:
    """Ask how the next course is called."""
    seen = course_or_404(course_id, Action.TEACH)
    form = CopyForm(formdata=None, data={"title": seen.course.title, "with_groups": True})
    form.form_id.data = str(new_id())
    return render_template("courses/copy.html", form=form, **shown(seen))


@policy(teacher)
def copy(course_id: UUID) -> ResponseReturnValue:
    """Make the next course; the same form again leads to it."""
    seen = course_or_404(course_id, Action.TEACH)
    form = CopyForm()
    if not form.validate_on_submit():
        return render_template("courses/copy.html", form=form, **shown(seen)), 422
    copied = form.new_id or new_id()
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            services.copy_course(
                session,
                copied,
                course_id,
                form.title.data or "",
                by=visitor().id,
                now=now(),
                with_groups=form.with_groups.data,
            )
    except UnknownCourse:
        form.form_id.data = str(new_id())
        form.title.errors = ["This form was used up. Press the button again."]
        return render_template("courses/copy.html", form=form, **shown(seen)), 422
    except CourseError as error:
        form.title.errors = [str(error)]
        return render_template("courses/copy.html", form=form, **shown(seen)), 422
    return redirect(url_for("courses.course", course_id=copied), code=303)


def _page(seen: SeenCourse, form: SettingsForm, said: str = "") -> str:
    heirs = possible_teachers(db.session(), seen.course.id) if may(seen, Action.OWN) else ()
    return render_template(
        "courses/settings.html",
        form=form,
        said_first=said,
        heirs=heirs,
        months=MonthsForm(formdata=None, data={"months": seen.course.keep_months}),
        site_months=site_settings().course_months,
        **shown(seen),
    )
