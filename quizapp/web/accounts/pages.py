"""What the account pages share: a form shown, a form refused, and where to go afterwards."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import Field

from quizapp.accounts.errors import AccountError, TooManyTries
from quizapp.accounts.visitors import Visitor
from quizapp.web import agreed_joins, auth


def form_page(template: str, form: FlaskForm, **values: Any) -> ResponseReturnValue:
    """Return a page with a form; 422 if it has faults."""
    page = render_template(template, form=form, next=next_path(), **values)
    # A page with faults is not a success: neither caches nor scripts should take it for one.
    return page, 422 if form.errors else 200


def refused(
    template: str, form: FlaskForm, error: AccountError, **values: Any
) -> ResponseReturnValue:
    """Return the page again, with what was refused beside its field."""
    field = form[error.field] if error.field in form else next(iter(form))
    field.errors = [*field.errors, str(error)]
    page = render_template(template, form=form, next=next_path(), **values)
    if isinstance(error, TooManyTries):
        return page, 429, {"Retry-After": str(error.seconds)}
    return page, 422


def text_of(field: Field) -> str:
    """Return what was typed into a field."""
    return field.data or ""


def next_path() -> str:
    """Return the page of ours that the person came from, or the first one."""
    return auth.local_path(request.values.get("next")) or "/"


def after_log_in(person: Visitor) -> str:
    """Return where somebody goes who has just come in."""
    if person.leaves_at is not None:
        return url_for("privacy.leaving")
    target = after_sign_up(person)
    if auth.waiting_guest() is not None:
        return url_for("accounts.guest_answers", next=target)
    return target


def after_sign_up(person: Visitor) -> str:
    """Return where somebody goes whose account is new: the course they agreed to join is first."""
    return agreed_joins.finish(person, next_path()) or next_path()
