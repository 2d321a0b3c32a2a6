"""Deleting one's account: asked for with the password, and taken back with one button."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response
from wtforms import SubmitField

from quizapp.accounts.errors import AccountError, WrongPassword
from quizapp.clock import now
from quizapp.courses.queries import left_without_teacher
from quizapp.db import db, transaction
from quizapp.privacy import deletion
from quizapp.web import auth
from quizapp.web.accounts.authentication import own_password
from quizapp.web.accounts.forms import OwnPasswordForm
from quizapp.web.accounts.pages import form_page, refused, text_of
from quizapp.web.policies import anyone, member, policy


class DeleteForm(OwnPasswordForm):
    """The password, and the button that deletes."""

    submit = SubmitField("Delete my account")


@policy(member)
def delete() -> ResponseReturnValue:
    """Say what deleting does, and begin with it."""
    form = DeleteForm()
    person_id = auth.visitor().id
    shown = {
        "left": deletion.banks_left_without_owner(db.session(), person_id),
        "courses": left_without_teacher(db.session(), person_id),
        "days": deletion.CAN_BE_TAKEN_BACK.days,
    }
    if form.validate_on_submit():
        try:
            _request(text_of(form.password))
        except AccountError as error:
            return refused("privacy/delete.html", form, error, **shown)
        return redirect(url_for("privacy.leaving"), code=303)
    return form_page("privacy/delete.html", form, **shown)


@policy(anyone)
def leaving() -> ResponseReturnValue:
    """Offer to keep an account that is being deleted."""
    person = auth.leaving_visitor()
    if person is None:
        return redirect(url_for("accounts.account"), code=303)
    return render_template("privacy/leaving.html", person=person)


@policy(anyone)
def keep() -> Response:
    """Open an account again; pressed twice it stays open."""
    person = auth.leaving_visitor()
    if person is not None:
        with transaction() as rows:
            deletion.undo_deletion(rows, person.id, now())
        flash("Your account is kept, with all that is in it.")
    return redirect(url_for("accounts.account"), code=303)


def _request(password: str) -> None:
    person, stored = auth.visitor(), own_password(password)
    if stored is None:
        raise WrongPassword
    with transaction() as rows:
        deletion.request_deletion(rows, person.id, stored, person.login_id, now())
