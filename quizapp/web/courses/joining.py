"""Coming into a course by its code. Looking at what it opens changes nothing; a button joins."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts import throttle
from quizapp.accounts.errors import TooManyTries
from quizapp.clock import now
from quizapp.courses import invitations
from quizapp.courses.errors import CourseError, NoSuchCode
from quizapp.courses.invitations import Opened
from quizapp.courses.models import EnrolmentState
from quizapp.courses.queries import enrolment_of
from quizapp.db import db, transaction
from quizapp.domain.join_codes import read_code, shown_code
from quizapp.web import agreed_joins
from quizapp.web.auth import address, current_visitor, leaving_visitor
from quizapp.web.courses.forms import JoinForm
from quizapp.web.policies import anyone, policy
from quizapp.web.site_settings import site_settings


@policy(anyone)
def enter_code() -> ResponseReturnValue:
    """Ask for a code."""
    return render_template("courses/join.html", form=JoinForm(formdata=None))


@policy(anyone)
def find_course() -> ResponseReturnValue:
    """Lead to what a code opens."""
    form = JoinForm()
    if not form.validate_on_submit():
        return render_template("courses/join.html", form=form), 422
    try:
        opened = _opened(form.code.data or "")
    except (CourseError, TooManyTries) as error:
        return _refused(form, error, 422)
    return redirect(_address(opened), code=303)


@policy(anyone)
def invited(code: str) -> ResponseReturnValue:
    """Show which course a code opens, and a button; who is in already is led on."""
    try:
        opened = _opened(code)
    except (CourseError, TooManyTries) as error:
        return _refused(_form_with(code), error, 404)
    person = current_visitor()
    row = None if person is None else enrolment_of(db.session(), opened.course.id, person.id)
    if row is not None and row.state == EnrolmentState.ACTIVE:
        return redirect(url_for("courses.course", course_id=opened.course.id), code=303)
    is_invited = row is not None and row.state == EnrolmentState.INVITED
    return render_template(
        "courses/invited.html",
        opened=opened,
        has_name=person is not None and not person.is_guest,
        waits=row is not None and row.state == EnrolmentState.WAITING,
        is_invited=is_invited,
        is_full=not is_invited and invitations.is_full_for(opened.invitation, row),
        here=_address(opened),
    )


@policy(anyone)
def join(code: str) -> ResponseReturnValue:
    """Let whoever agreed into the course; somebody without a name chooses one first."""
    if leaving_visitor() is not None:
        return redirect(url_for("privacy.leaving"), code=303)
    try:
        opened = _opened(code)
        person = current_visitor()
        if person is None or person.is_guest:
            return _to_name(opened)
        return redirect(agreed_joins.join(person, code), code=303)
    except NoSuchCode as error:
        return _refused(_form_with(code), error, 404)
    except (CourseError, TooManyTries) as error:
        return _refused(_form_with(code), error, 422)


def _opened(code: str) -> Opened:
    """Return what a code opens; raises CourseError, and TooManyTries for whoever guesses on.

    A code of another length is a slip and no guess: nothing is counted for it.
    """
    moment, person = now(), current_visitor()
    user_id = None if person is None or person.is_guest else person.id
    throttle.refuse_join_codes(db.session(), address(), user_id, moment)
    try:
        return invitations.opened_by(db.session(), code, moment)
    except NoSuchCode:
        if read_code(code) is not None:
            with transaction() as rows:
                throttle.count_wrong_join_code(rows, address(), user_id, moment)
        raise


def _to_name(opened: Opened) -> ResponseReturnValue:
    agreed_joins.agree(shown_code(opened.invitation.code))
    has_account = request.form.get("way") == "login" or site_settings().sign_up == "closed"
    door = "accounts.login" if has_account else "accounts.signup"
    return redirect(url_for(door, next=_address(opened)), code=303)


def _refused(form: JoinForm, error: CourseError | TooManyTries, status: int) -> ResponseReturnValue:
    form.code.errors = [str(error)]
    person = current_visitor()
    if isinstance(error, TooManyTries) and (person is None or person.is_guest):
        # Somebody else at the same school may have guessed; who has an account is counted alone.
        is_closed = site_settings().sign_up == "closed"
        way = "Log in" if is_closed else "Log in, or make an account"
        form.code.errors.append(f"{way}, and you need not wait.")
    page = render_template("courses/join.html", form=form)
    if isinstance(error, TooManyTries):
        return page, 429, {"Retry-After": str(error.seconds)}
    return page, status


def _form_with(code: str) -> JoinForm:
    return JoinForm(formdata=None, data={"code": code})


def _address(opened: Opened) -> str:
    return url_for("courses.invited", code=shown_code(opened.invitation.code))
