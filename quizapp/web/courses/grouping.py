"""The groups of a course: making and naming them, and putting ticked people into one."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.clock import new_id, now
from quizapp.concurrent_edits import ChangedMeanwhile, digest_of
from quizapp.courses import groups as services
from quizapp.courses.access import SeenCourse
from quizapp.courses.errors import CourseError, UnknownGroup
from quizapp.courses.policies import Action
from quizapp.courses.queries import groups_of
from quizapp.courses.rosters import group_sizes
from quizapp.db import db, transaction
from quizapp.web.auth import local_path
from quizapp.web.courses.forms import GroupForm
from quizapp.web.courses.lookup import course_or_404, shown
from quizapp.web.courses.people import people_sent
from quizapp.web.policies import member, policy
from quizapp.web.sent_ids import sent_id


@policy(member)
def groups(course_id: UUID) -> ResponseReturnValue:
    """List the groups of a course."""
    form = GroupForm(formdata=None)
    form.form_id.data = str(new_id())
    return _page(course_or_404(course_id, Action.TEACH), form)


@policy(member)
def add_group(course_id: UUID) -> ResponseReturnValue:
    """Add a group; the same form again adds no other."""
    seen = course_or_404(course_id, Action.TEACH)
    form = GroupForm()
    if not form.validate_on_submit():
        return _page(seen, form), 422
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            group_id = form.new_id or new_id()
            services.add_group(session, group_id, course_id, form.name.data or "", now())
    except UnknownGroup:
        form.form_id.data = str(new_id())
        form.name.errors = ["This form was used up. Press the button again."]
        return _page(seen, form), 422
    except CourseError as error:
        form.name.errors = [str(error)]
        return _page(seen, form), 422
    return redirect(url_for("courses.groups", course_id=course_id), code=303)


@policy(member)
def rename_group(course_id: UUID, group_id: UUID) -> ResponseReturnValue:
    """Give a group another name."""
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            name = request.form.get("name", "")
            was = request.form.get("seen", "")
            services.rename_group(session, course_id, group_id, name, seen=was)
    except UnknownGroup:
        abort(404)
    except ChangedMeanwhile:
        said = f"Nothing was changed: somebody else has renamed the group. You wrote “{name[:80]}”."
        flash(said, "error")
    except CourseError as error:
        flash(f"Nothing was changed. {error}", "error")
    else:
        flash("The group has its new name.", "success")
    return redirect(url_for("courses.groups", course_id=course_id), code=303)


@policy(member)
def remove_group(course_id: UUID, group_id: UUID) -> ResponseReturnValue:
    """Remove a group; its students stay in the course."""
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            services.remove_group(session, course_id, group_id)
    except UnknownGroup:
        abort(404)
    except CourseError as error:
        flash(f"Nothing was changed. {error}", "error")
    else:
        flash("The group is removed. Who was in it is still in the course.", "success")
    return redirect(url_for("courses.groups", course_id=course_id), code=303)


@policy(member)
def put_into_group(course_id: UUID) -> ResponseReturnValue:
    """Put ticked students into a group, or take them out of it."""
    takes_out = request.form.get("act") == "out"
    act = services.take_from_group if takes_out else services.put_in_group
    ticked, group_id = people_sent(), sent_id(request.form.get("group"))
    back = local_path(request.form.get("next"))
    target = back or url_for("courses.people", course_id=course_id)
    course_or_404(course_id, Action.TEACH)
    if not ticked or group_id is None:
        flash("Nothing was changed. Tick students and choose a group first.", "error")
        return redirect(target, code=303)
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            act(session, course_id, group_id, ticked)
    except UnknownGroup:
        abort(404)
    except CourseError as error:
        flash(f"Nothing was changed. {error}", "error")
    return redirect(target, code=303)


def _page(seen: SeenCourse, form: GroupForm) -> str:
    session = db.session()
    return render_template(
        "courses/groups.html",
        form=form,
        groups=groups_of(session, seen.course.id),
        seen_by=digest_of,
        sizes=group_sizes(session, seen.course.id),
        **shown(seen),
    )
