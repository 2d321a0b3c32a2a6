"""Pages for whoever forgot a password or a name, and for the teacher who is asked for help."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts import codes, throttle
from quizapp.accounts.errors import AccountError
from quizapp.accounts.people import find_students
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.web import auth
from quizapp.web.accounts import authentication, handing_over, second_step
from quizapp.web.accounts.forms import CodeForm, StudentForm
from quizapp.web.accounts.pages import after_log_in, form_page, refused, text_of
from quizapp.web.list_pages import wanted_text
from quizapp.web.policies import anyone, policy, teacher

_SHORTEST_SEARCH = 2


@policy(anyone)
def forgot() -> ResponseReturnValue:
    """Say what to do, and set a new password by a code."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            found = authentication.set_password_by_code(
                text_of(form.name),
                text_of(form.code),
                text_of(form.password),
                stays=form.stays.data,
            )
        except AccountError as error:
            return refused("accounts/forgot.html", form, error)
        flash("Your new password counts from now on. You are logged out everywhere else.")
        if isinstance(found, authentication.SecondStep):
            return second_step.ask(found)
        return redirect(after_log_in(found), code=303)
    return form_page("accounts/forgot.html", form)


@policy(teacher)
def reset_code() -> ResponseReturnValue:
    """Make a code for a student, or look up how a student wrote their name."""
    form = StudentForm()
    if form.validate_on_submit():
        try:
            _make(text_of(form.name))
        except AccountError as error:
            return refused("accounts/reset_code.html", form, error, **_shown())
        return redirect(url_for("accounts.reset_code"), code=303)
    return form_page("accounts/reset_code.html", form, **_shown())


def _make(name: str) -> None:
    maker = auth.visitor()
    with transaction() as rows:
        throttle.count_code_made(rows, maker.id, now())
    student = codes.student_for_code(db.session(), name)
    handing_over.make_code(student.id, student.name or "", only_student=True)


def _shown() -> dict[str, object]:
    """What stands around the form, also where it is shown again."""
    text = wanted_text(request.args, "text")
    students = find_students(db.session(), text) if len(text) >= _SHORTEST_SEARCH else ()
    return {
        "new_code": handing_over.take_code(),
        "made": codes.codes_by(db.session(), auth.visitor().id),
        "now": now(),
        "text": text,
        "students": students,
        "shortest": _SHORTEST_SEARCH,
    }
