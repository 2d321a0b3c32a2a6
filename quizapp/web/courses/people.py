"""The people of a course as those who teach it see them: finding, adding, letting in, removing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.accounts import throttle
from quizapp.accounts.errors import TooManyTries
from quizapp.answering.assigning import count_earlier
from quizapp.clock import now
from quizapp.concurrent_edits import ChangedMeanwhile, digest_of
from quizapp.courses import enrolling
from quizapp.courses.access import SeenCourse
from quizapp.courses.errors import CourseError, NotEnrolled
from quizapp.courses.models import CourseRole, EnrolmentState
from quizapp.courses.policies import Action, may_enrol_at_once
from quizapp.courses.queries import groups_of
from quizapp.courses.rosters import GONE, Person, RosterFilter, find_people, headcount, person_in
from quizapp.db import db, transaction
from quizapp.web.addresses import LARGEST_ID
from quizapp.web.auth import local_path, visitor
from quizapp.web.courses.forms import PersonForm
from quizapp.web.courses.lookup import ROLES, course_or_404, shown
from quizapp.web.list_pages import filled, neighbours, page_number, wanted_text
from quizapp.web.policies import member, policy
from quizapp.web.sent_ids import sent_id

_STATES = {
    EnrolmentState.WAITING.value: "Waiting",
    EnrolmentState.INVITED.value: "Invited",
    GONE: "Former",
}
_CHANGEABLE = (CourseRole.CO_TEACHER, CourseRole.ASSISTANT, CourseRole.STUDENT)
_MOST_AT_ONCE = 200


@policy(member)
def people(course_id: UUID) -> ResponseReturnValue:
    """List who is in a course, and who was."""
    return _page(course_or_404(course_id, Action.MARK), PersonForm(formdata=None))


@policy(member)
def add_person(course_id: UUID) -> ResponseReturnValue:
    """Invite somebody by the name of their account; whoever is in stays what they are."""
    seen = course_or_404(course_id, Action.TEACH)
    form = PersonForm()
    if not form.validate_on_submit():
        return _page(seen, form), 422
    role = CourseRole(form.role.data)
    at_once = may_enrol_at_once(visitor())
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            if not at_once:
                throttle.refuse_names(session, visitor().id, now())
            person = enrolling.person_called(session, form.name.data or "")
            if at_once:
                enrolling.enrol(session, course_id, person.id, role, now())
            else:
                enrolling.offer_place(session, course_id, person.id, role, now(), by=visitor().id)
            count_earlier(session, course_id, [person.id])
            found = person_in(session, course_id, person.id)
    except CourseError as error:
        field = form.role if error.field == "role" else form.name
        field.errors = [str(error)]
        if not at_once:
            # Whatever the reason is, it says that there is such an account, or none.
            with transaction() as session:
                throttle.count_wrong_name(session, visitor().id, now())
        return _page(seen, form), 422
    except TooManyTries as error:
        form.name.errors = [str(error)]
        return _page(seen, form), 429, {"Retry-After": str(error.seconds)}
    if found is not None:
        flash(_said_of(found), "success")
    return _back(course_id)


@policy(member)
def approve(course_id: UUID) -> ResponseReturnValue:
    """Let in those who wait and were on the page; whoever was decided about meanwhile stays so."""
    let_in = 0
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            sent = people_sent()
            for user_id in sent:
                try:
                    let_in += enrolling.approve(session, course_id, user_id, now())
                except NotEnrolled:
                    continue
            count_earlier(session, course_id, sent)
    except CourseError as error:
        flash(f"Nothing was changed. {error}", "error")
    else:
        if let_in:
            flash("One person was let in." if let_in == 1 else f"{let_in} people were let in.")
    return _back(course_id)


@policy(member)
def decline(course_id: UUID, user_id: int) -> ResponseReturnValue:
    """Turn somebody away who waits."""
    return _change(course_id, user_id, enrolling.decline, then="declined")


@policy(member)
def remove_person(course_id: UUID, user_id: int) -> ResponseReturnValue:
    """Take somebody out; the next page offers to put them back."""
    return _change(course_id, user_id, enrolling.remove, then="removed")


@policy(member)
def put_back(course_id: UUID, user_id: int) -> ResponseReturnValue:
    """Let somebody in again as what they were; who left by themselves is invited."""
    asked_by = None if may_enrol_at_once(visitor()) else visitor().id

    def back(session: Session, course: UUID, user: int, moment: datetime) -> bool:
        came = enrolling.put_back(session, course, user, moment, asked_by=asked_by)
        count_earlier(session, course, [user])
        return came

    return _change(course_id, user_id, back, _said_of)


@policy(member)
def change_role(course_id: UUID, user_id: int) -> ResponseReturnValue:
    """Give somebody who is in the course another role."""
    try:
        role = CourseRole(request.form.get("role", ""))
    except ValueError:
        abort(400)
    if role not in _CHANGEABLE:
        abort(400)
    return _change(
        course_id,
        user_id,
        lambda session, course, user, moment: enrolling.change_role(
            session, course, user, role, moment, seen=request.form.get("seen", "")
        ),
        lambda found: f"{found.name or 'This person'} is {_a(role)} of this course now.",
    )


def people_sent() -> list[int]:
    """Return whom a form names, a page's worth at most."""
    sent = request.form.getlist("person")[:_MOST_AT_ONCE]
    ids = [int(each) for each in sent if each.isascii() and each.isdigit() and len(each) < 11]
    return [each for each in ids if each <= LARGEST_ID]


def _change(
    course_id: UUID,
    user_id: int,
    act: Callable[..., bool],
    said: Callable[[Person], str] | None = None,
    *,
    then: str = "",
) -> ResponseReturnValue:
    """Do something with one person of a course, say so, and lead back to where that was asked.

    ``then`` names what the next page offers to take back.
    """
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            changed = act(session, course_id, user_id, now())
            found = person_in(session, course_id, user_id)
    except NotEnrolled:
        abort(404)
    except ChangedMeanwhile:
        flash("Nothing was changed: somebody else has. Here is how it is now.", "error")
        return _back(course_id)
    except CourseError as error:
        flash(f"Nothing was changed. {error}", "error")
        return _back(course_id)
    if then:
        asked: dict[str, Any] = {then: user_id}
        return redirect(url_for("courses.people", course_id=course_id, **asked), code=303)
    if changed and found is not None and said is not None:
        flash(said(found), "success")
    return _back(course_id)


def _page(seen: SeenCourse, form: PersonForm) -> str:
    session, course_id = db.session(), seen.course.id
    wanted = RosterFilter(
        text=wanted_text(request.args, "text"),
        role=_known(request.args.get("role", ""), set(CourseRole)),
        state=_known(request.args.get("state", ""), set(_STATES)),
        group=sent_id(request.args.get("group")),
        by_family=request.args.get("order") == "family",
    )
    page = find_people(session, course_id, wanted, page_number(request.args))
    narrowed = filled({**asdict(wanted), "by_family": None})
    address = {**narrowed, **filled({"order": "family" if wanted.by_family else None})}
    groups = groups_of(session, course_id)
    return render_template(
        "courses/people.html",
        form=form,
        page=page,
        wanted=wanted,
        narrowed=bool(narrowed),
        states=_STATES,
        groups=groups,
        group_names={str(each.id): each.name for each in groups},
        changeable={role.value: ROLES[role] for role in _CHANGEABLE},
        removed=_gone(course_id, "removed"),
        declined=_gone(course_id, "declined"),
        asks=not may_enrol_at_once(visitor()),
        invited_in_all=headcount(session, course_id).invited,
        seen_by=digest_of,
        here=request.full_path.rstrip("?") if request.method == "GET" else "",
        **neighbours(
            page,
            lambda other: url_for("courses.people", course_id=course_id, page=other, **address),
        ),
        **shown(seen),
    )


def _gone(course_id: UUID, how: str) -> Person | None:
    """Return who was removed or turned away just now, as long as they are out."""
    sent = request.args.get(how, "")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 11) or int(sent) > LARGEST_ID:
        return None
    found = person_in(db.session(), course_id, int(sent))
    return found if found is not None and found.state is EnrolmentState.REMOVED else None


def _said_of(person: Person) -> str:
    name = person.name or "This person"
    if person.state is EnrolmentState.INVITED:
        return (
            f"{name} is invited, as {_a(person.role)}. They see it on their first page, and are in "
            "this course once they say yes."
        )
    return f"{name} is in this course, as {_a(person.role)}."


def _known(sent: str, offered: set[str]) -> str:
    return sent if sent in offered else ""


def _a(role: CourseRole) -> str:
    return f"{'an' if role is CourseRole.ASSISTANT else 'a'} {ROLES[role].lower()}"


def _back(course_id: UUID) -> ResponseReturnValue:
    """Lead back to the page that the form was on, or to the list of people."""
    target = local_path(request.form.get("next"))
    return redirect(target or url_for("courses.people", course_id=course_id), code=303)
