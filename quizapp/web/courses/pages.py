"""The list of one's courses, a course's own page, making one, and leaving one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.policies import may_administer, may_teach
from quizapp.answering.assigning import count_earlier
from quizapp.assignments.queries import assignments_of
from quizapp.assignments.terms import assignments_for
from quizapp.clock import new_id, now
from quizapp.courses import enrolling, services
from quizapp.courses.access import SeenCourse, all_courses, offered_places, own_courses
from quizapp.courses.errors import CourseError, NotEnrolled, TeacherStays, UnknownCourse
from quizapp.courses.invitations import open_invitation
from quizapp.courses.models import Course, CourseRole, EnrolmentState
from quizapp.courses.policies import Action
from quizapp.courses.queries import enrolment_of, teachers_of
from quizapp.courses.rosters import RosterFilter, find_people, headcount, person_in
from quizapp.db import db, transaction
from quizapp.gradebook.own import own_marks
from quizapp.quizzes.assigned import titles_of
from quizapp.quizzes.watching import running
from quizapp.web.assignment_rows import rows_of
from quizapp.web.auth import visitor
from quizapp.web.courses.codes import code_shown, new_code_form
from quizapp.web.courses.forms import CourseForm
from quizapp.web.courses.lookup import ROLES, course_or_404, may, shown
from quizapp.web.list_pages import neighbours, page_number
from quizapp.web.policies import member, policy, teacher
from quizapp.web.todos import Todo, todos_of

MOST_PLACES = 20
_NEAREST = 5
"""So many assignments stand on the page of a course itself."""


@policy(member)
def own() -> ResponseReturnValue:
    """List the courses that somebody is in; administrators can see all there are."""
    person, number = visitor(), page_number(request.args)
    keeps = may_administer(person)
    everything = keeps and "all" in request.args
    if everything:
        page = all_courses(db.session(), number)
    else:
        page = own_courses(db.session(), person.id, number)
    around = neighbours(
        page, lambda other: url_for("courses.own", page=other, all=1 if everything else None)
    )
    return render_template(
        "courses/own.html",
        page=page,
        roles={role.value: words for role, words in ROLES.items()},
        keeps=keeps,
        may_teach_here=may_teach(person),
        everything=everything,
        places=() if everything else offered_places(db.session(), person.id, MOST_PLACES),
        **around,
    )


@policy(teacher)
def new() -> ResponseReturnValue:
    """Ask for the title of a course."""
    form = CourseForm(formdata=None, data={"time_zone": visitor().time_zone})
    form.form_id.data = str(new_id())
    return render_template("courses/new.html", form=form)


@policy(teacher)
def add() -> ResponseReturnValue:
    """Make a course; the same form again leads to it."""
    form = CourseForm()
    if not form.validate_on_submit():
        return render_template("courses/new.html", form=form), 422
    course_id = form.new_id or new_id()
    try:
        with transaction() as session:
            services.make_course(
                session,
                course_id,
                form.title.data or "",
                form.time_zone.data,
                by=visitor().id,
                now=now(),
            )
    except UnknownCourse:
        form.form_id.data = str(new_id())
        form.title.errors = ["This form was used up. Press the button again."]
        return render_template("courses/new.html", form=form), 422
    except CourseError as error:
        form[error.field].errors = [str(error)]
        return render_template("courses/new.html", form=form), 422
    return redirect(url_for("courses.course", course_id=course_id), code=303)


@policy(member)
def course(course_id: UUID) -> ResponseReturnValue:
    """Show a course: to those who teach it with its code, to a student who teaches it."""
    seen = course_or_404(course_id, Action.SEE)
    if not may(seen, Action.MARK):
        return _students_page(seen)
    session = db.session()
    teaches = may(seen, Action.TEACH)
    code = code_shown(open_invitation(session, course_id) if teaches else None)
    counted = headcount(session, course_id)
    waits = RosterFilter(state=EnrolmentState.WAITING.value)
    waiting = find_people(session, course_id, waits, 1).rows if teaches and counted.waiting else ()
    watchable = running(session, course_id, now())
    given = assignments_of(session, course_id, 1, now())
    nearest = given.rows[:_NEAREST]
    called = titles_of(session, [*watchable, *(each.assignment for each in nearest)])
    return render_template(
        "courses/course.html",
        assigned=rows_of(session, seen.course, nearest, called, now()),
        assigned_in_all=given.total,
        has_students=counted.roles[CourseRole.STUDENT] > 0,
        counted=[(words, counted.roles[role]) for role, words in ROLES.items()],
        waiting=waiting,
        watchable=watchable,
        called=called,
        waiting_in_all=counted.waiting,
        code=code,
        form=new_code_form() if teaches and (code is None or not code.opens) else None,
        **shown(seen),
    )


@policy(member)
def ask_leave(course_id: UUID) -> ResponseReturnValue:
    """Ask whether the visitor wants to leave; who is not in it has nothing to leave."""
    if _enrolment_state(course_id) not in {EnrolmentState.ACTIVE, EnrolmentState.WAITING}:
        return redirect(url_for("courses.own"), code=303)
    found = db.session.get_one(Course, course_id)
    return render_template("courses/leave.html", course=found)


@policy(member)
def leave(course_id: UUID) -> ResponseReturnValue:
    """Take the visitor out of a course; who is not in it stays out."""
    try:
        with transaction() as session:
            left = enrolling.leave(session, course_id, visitor().id, now())
    except TeacherStays as error:
        flash(str(error), "error")
        return redirect(url_for("courses.settings", course_id=course_id), code=303)
    except (NotEnrolled, UnknownCourse):
        left = False
    if left:
        flash("You have left the course. What you did in it stays yours.", "success")
    return redirect(url_for("courses.own"), code=303)


@policy(member)
def accept_place(course_id: UUID) -> ResponseReturnValue:
    """Let the visitor in where they are invited; who is in already is led there."""
    try:
        with transaction() as session:
            came = enrolling.accept_place(session, course_id, visitor().id, now())
            if came:
                count_earlier(session, course_id, [visitor().id])
    except (NotEnrolled, UnknownCourse):
        abort(404)
    except CourseError as error:
        flash(f"You have not joined. {error}", "error")
        return redirect(url_for("courses.own"), code=303)
    if came:
        flash("You are in this course now.", "success")
    elif _enrolment_state(course_id) is not EnrolmentState.ACTIVE:
        flash("You are not invited any more. Ask your teacher.", "info")
        return redirect(url_for("courses.own"), code=303)
    return redirect(url_for("courses.course", course_id=course_id), code=303)


@policy(member)
def decline_place(course_id: UUID) -> ResponseReturnValue:
    """Take back what the visitor was offered; who is in the course stays in it."""
    declined = False
    if _enrolment_state(course_id) is EnrolmentState.INVITED:
        with transaction() as session:
            declined = enrolling.leave(session, course_id, visitor().id, now())
    if declined:
        flash("You have not joined the course. Nothing of yours was shown there.", "success")
    return redirect(url_for("home.index"), code=303)


def _students_page(seen: SeenCourse) -> str:
    person = person_in(db.session(), seen.course.id, visitor().id)
    return render_template(
        "courses/as_student.html",
        course=seen.course,
        todos=_todos(seen.course),
        own=own_marks(db.session(), seen.course.id, visitor().id, now()),
        teachers=teachers_of(db.session(), seen.course.id),
        groups=person.groups if person else (),
    )


def _todos(course: Course) -> Sequence[Todo]:
    """Return what the visitor was given in a course: what is open first, then what is over."""
    if course.archived_at is not None:
        return ()
    session, person, moment = db.session(), visitor(), now()
    found = assignments_for(session, person.id, moment, course.id)
    every = todos_of(session, person, found, moment)
    return sorted(every, key=lambda each: not each.standing.is_open)


def _enrolment_state(course_id: UUID) -> EnrolmentState | None:
    found = enrolment_of(db.session(), course_id, visitor().id)
    return None if found is None else EnrolmentState(found.state)
