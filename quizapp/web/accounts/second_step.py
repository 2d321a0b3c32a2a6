"""The page between the password and the account: a code of the app, or a recovery code."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response
from wtforms import Field, StringField
from wtforms.validators import Length, ValidationError

from quizapp.accounts.errors import AccountError, LogInAgain
from quizapp.accounts.pending_logins import LASTS
from quizapp.web import cookies
from quizapp.web.accounts import authentication
from quizapp.web.accounts.handing_over import told_code
from quizapp.web.accounts.pages import after_log_in, form_page, next_path, refused, text_of
from quizapp.web.base_form import BaseForm
from quizapp.web.policies import anyone, policy

COOKIE = "quizapp_pending"
_PAGE = "accounts/second_step.html"
_LONGEST_TOKEN = 64
CODE_HINTS = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "autocapitalize": "none",
    "spellcheck": "false",
}


class SecondStepForm(BaseForm):
    """Either of the two codes."""

    code = StringField(
        "Code from your app",
        description="Six digits, which change every half minute.",
        validators=[Length(max=60)],
        render_kw=CODE_HINTS,
    )
    recovery = StringField(
        "Recovery code",
        description="One of the ten that you kept, such as K7PD-3MXR-9HCT-4GWN. "
        "Each works once. Dashes and case do not matter.",
        validators=[Length(max=60)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )

    def validate_code(self, _field: Field) -> None:
        """Ask for one of the two."""
        if not text_of(self.code).strip() and not text_of(self.recovery).strip():
            raise ValidationError("Give the six digits that your app shows.")


def ask(step: authentication.SecondStep) -> Response:
    """Lead to the page, with what proves that the password was right."""
    response = redirect(url_for("accounts.second_step", next=_kept_next()), code=303)
    cookies.keep(response, COOKIE, step.token, max_age=LASTS)
    return response


@policy(anyone)
def step() -> ResponseReturnValue:
    """Ask for a code, and log in with it."""
    token = request.cookies.get(COOKIE, "")
    if not token or len(token) > _LONGEST_TOKEN:
        return _begin_again(LogInAgain())
    form = SecondStepForm()
    if not form.validate_on_submit():
        return form_page(_PAGE, form)
    code, recovery = text_of(form.code).strip(), text_of(form.recovery).strip()
    if not recovery and any(each.isalpha() for each in code):
        # An app shows digits only: the code that was kept for this stands in the first field.
        code, recovery = "", code
    try:
        found = authentication.give_code(token, code, recovery)
    except LogInAgain as error:
        return _begin_again(error)
    except AccountError as error:
        return refused(_PAGE, form, error)
    for made in authentication.untold_codes(found):
        flash(told_code(made))
    response = redirect(after_log_in(found), code=303)
    cookies.drop(response, COOKIE)
    return response


def _begin_again(error: LogInAgain) -> Response:
    flash(str(error))
    response = redirect(url_for("accounts.login", next=_kept_next()), code=303)
    cookies.drop(response, COOKIE)
    return response


def _kept_next() -> str | None:
    path = next_path()
    return path if path != "/" else None
