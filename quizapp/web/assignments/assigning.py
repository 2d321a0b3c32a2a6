"""Giving a course a quiz or a bank, changing the terms, removing it and putting it back."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.answering import assigning
from quizapp.answering.assigning import Followed
from quizapp.assignments.errors import AssignmentError, UnknownAssignment
from quizapp.assignments.models import Assignment
from quizapp.assignments.services import MOST_FACTS
from quizapp.banks.chosen_facts import facts_named
from quizapp.banks.models import Bank
from quizapp.banks.overviews import readable_sources, topics_of
from quizapp.clock import new_id, now
from quizapp.concurrent_edits import ChangedMeanwhile
from quizapp.courses.access import SeenCourse, own_courses
from quizapp.courses.errors import CourseError
from quizapp.courses.models import CourseRole
from quizapp.courses.policies import Action
from quizapp.courses.queries import groups_of
from quizapp.db import db, transaction
from quizapp.quizzes.assigned import titles_of
from quizapp.quizzes.building import publish
from quizapp.quizzes.designs import latest_design
from quizapp.quizzes.errors import CannotBeAsked, UnknownQuiz
from quizapp.web.assignments.forms import AssignForm
from quizapp.web.assignments.lookup import (
    Offered,
    all_offered,
    assignment_or_404,
    bank_offered,
    quiz_offered,
)
from quizapp.web.auth import visitor
from quizapp.web.base_form import OTHERS_FIRST
from quizapp.web.closed_book import books
from quizapp.web.courses.lookup import course_or_404, shown
from quizapp.web.policies import member, policy, teacher
from quizapp.web.sent_ids import sent_id

_TEACHES = {CourseRole.TEACHER, CourseRole.CO_TEACHER}


@policy(teacher)
def choose_course(quiz_id: UUID) -> ResponseReturnValue:
    """Ask to which course a quiz is given; with one course, go straight on."""
    offered = quiz_offered(quiz_id)
    if offered is None:
        abort(404)
    # Archived courses come last, so that the first page has all that can be given anything.
    courses = [
        each.course
        for each in own_courses(db.session(), visitor().id, 1).rows
        if each.access.role in _TEACHES and each.course.archived_at is None
    ]
    if len(courses) == 1:
        there = url_for("assignments.new", course_id=courses[0].id, quiz=quiz_id)
        return redirect(there, code=303)
    return render_template("assignments/courses.html", offered=offered, courses=courses)


@policy(member)
def new(course_id: UUID) -> ResponseReturnValue:
    """Ask what the course is given, and then when."""
    seen = course_or_404(course_id, Action.TEACH)
    if seen.course.archived_at is not None:
        return _to_list(course_id)
    offered = _offered()
    if offered is None:
        quizzes, banks = all_offered(visitor())
        return render_template(
            "assignments/choose.html", quizzes=quizzes, banks=banks, **shown(seen)
        )
    if offered.facts is not None and not offered.facts:
        return _to_memory(course_id, offered)
    form = _form(seen, offered, formdata=None)
    form.begin(now(), new_id())
    return _new_page(seen, offered, form)


@policy(member)
def add(course_id: UUID) -> ResponseReturnValue:
    """Give the course what was chosen; the same form again gives nothing more."""
    seen = course_or_404(course_id, Action.TEACH)
    if not {"quiz", "bank"} & set(request.args):
        return redirect(url_for("assignments.new", course_id=course_id), code=303)
    offered = _offered()
    if offered is None:
        abort(404)
    if offered.facts is not None and not offered.facts:
        return _to_memory(course_id, offered)
    form = _form(seen, offered)
    if not form.validate_on_submit():
        return _new_page(seen, offered, form), 422
    assignment_id = form.new_id or new_id()
    quiz_id = offered.quiz.id if offered.quiz else None
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            assigning.assign(
                session,
                assignment_id,
                course_id,
                form.what(quiz_id, offered.bank),
                form.setting(),
                by=visitor().id,
                now=now(),
                group_id=form.group_id,
            )
            if offered.quiz is not None and offered.is_draft and form.publishes.data:
                publish(session, offered.quiz.id, now())
    except CannotBeAsked:
        form.publishes.errors = ["It cannot be published: look at its questions first."]
        return _new_page(seen, offered, form), 422
    except (AssignmentError, CourseError) as error:
        _say(form, error)
        return _new_page(seen, offered, form), 422
    except UnknownAssignment:
        form.form_id.data = str(new_id())
        form.due_at.errors = ["This form was used up. Press the button again."]
        return _new_page(seen, offered, form), 422
    except UnknownQuiz:
        abort(404)
    flash("It is assigned.", "success")
    return _to_one(course_id, assignment_id)


@policy(member)
def terms(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Ask for other terms."""
    seen, row = assignment_or_404(course_id, assignment_id, Action.TEACH)
    form = _form(seen, _given(row), formdata=None)
    form.show(row)
    return _terms_page(seen, row, form)


@policy(member)
def change(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Give an assignment the terms that were typed."""
    seen, row = assignment_or_404(course_id, assignment_id, Action.TEACH)
    form = _form(seen, _given(row))
    if not form.validate_on_submit():
        return _terms_page(seen, row, form), 422
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            followed = assigning.change(
                session,
                course_id,
                assignment_id,
                form.setting(),
                now(),
                seen=form.seen.data or "",
            )
    except ChangedMeanwhile:
        seen, row = assignment_or_404(course_id, assignment_id, Action.TEACH)
        form.set_beside(row)
        return _terms_page(seen, row, form, OTHERS_FIRST), 409
    except (AssignmentError, CourseError) as error:
        _say(form, error)
        return _terms_page(seen, row, form), 422
    except UnknownAssignment:
        abort(404)
    flash(f"The assignment is changed.{told(followed)}", "success")
    return _to_one(course_id, assignment_id)


@policy(member)
def remove(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Take an assignment from its course; the list offers to put it back."""
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            assigning.remove(session, course_id, assignment_id, now())
    except UnknownAssignment:
        abort(404)
    except CourseError as error:
        flash(f"Nothing was changed. {error}", "error")
        return _to_list(course_id)
    there = url_for("assignments.listed", course_id=course_id, removed=assignment_id)
    return redirect(there, code=303)


@policy(member)
def restore(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Put an assignment back that was removed."""
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            assigning.restore(session, course_id, assignment_id, now())
    except UnknownAssignment:
        abort(404)
    except (AssignmentError, CourseError) as error:
        flash(f"Nothing was changed. {error}", "error")
    else:
        flash("The assignment is there again.", "success")
    return _to_list(course_id)


def told(followed: Followed) -> str:
    """Return what became of attempts under way."""
    if not followed.moved:
        return ""
    if followed.moved == 1:
        return " One attempt under way ends later, too."
    return f" {followed.moved} attempts under way end later, too."


def _offered() -> Offered | None:
    named = request.args.get("bank")
    if not named:
        return quiz_offered(sent_id(request.args.get("quiz")))
    offered = bank_offered(named)
    if offered is None or offered.bank is None or not _are_chosen():
        return offered
    sent = {each for each in map(sent_id, request.args.getlist("fact")) if each is not None}
    names = sorted(sent)[:MOST_FACTS]
    found = facts_named(db.session(), offered.bank.id, names, books().facts)
    asked = [each for each in found if each.is_asked]
    return replace(offered, facts=asked, left_out=len(found) - len(asked))


def _are_chosen() -> bool:
    # A form with nothing ticked must not give all of the bank instead.
    return not {"chosen", "fact"}.isdisjoint(request.args)


def _to_memory(course_id: UUID, offered: Offered) -> ResponseReturnValue:
    if request.args.getlist("fact"):
        words = "Nothing to assign: no published question asks for what was chosen."
    else:
        words = "Nothing is chosen yet. Tick the facts that you mean first."
    flash(words, "info")
    bank = offered.bank.slug if offered.bank else ""
    return redirect(url_for("courses.memory", course_id=course_id, bank=bank), code=303)


def _given(row: Assignment) -> Offered:
    # Whoever teaches in the course changes its terms, whosever the quiz or bank is.
    return Offered(bank=None if row.bank_id is None else db.session.get(Bank, row.bank_id))


def _form(seen: SeenCourse, offered: Offered, **how: object) -> AssignForm:
    session = db.session()
    groups = {str(each.id): each.name for each in groups_of(session, seen.course.id)}
    form = AssignForm(seen.course.time_zone, studies=offered.bank is not None, groups=groups, **how)
    if offered.facts is not None:
        form.offer_facts(offered.facts)
    elif offered.bank is not None:
        form.offer_parts(*_parts(offered.bank))
    return form


def _parts(bank: Bank) -> tuple[dict[str, str], dict[str, str]]:
    session = db.session()
    topics = {each.topic.slug: each.topic.title for each in topics_of(session, bank.id)}
    return topics, {each.slug: each.title for each in readable_sources(session, bank.id)}


def _say(form: AssignForm, error: AssignmentError | CourseError) -> None:
    name = {"what": "due_at", "whom": "group"}.get(error.field, error.field)
    form[name if name in form else "due_at"].errors = [str(error)]


def _new_page(seen: SeenCourse, offered: Offered, form: AssignForm) -> str:
    return render_template("assignments/new.html", offered=offered, form=form, **shown(seen))


def _terms_page(seen: SeenCourse, row: Assignment, form: AssignForm, said: str = "") -> str:
    session = db.session()
    called = titles_of(session, [row])[row.id]
    latest = None if row.quiz_id is None else latest_design(session, row.quiz_id)
    return render_template(
        "assignments/terms.html",
        assignment=row,
        design=None if latest is None else latest.design,
        # Who did not make the quiz cannot change what it says.
        is_own=quiz_offered(row.quiz_id) is not None,
        called=called,
        form=form,
        said_first=said,
        **shown(seen),
    )


def _to_list(course_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("assignments.listed", course_id=course_id), code=303)


def _to_one(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    there = url_for("assignments.assignment", course_id=course_id, assignment_id=assignment_id)
    return redirect(there, code=303)
