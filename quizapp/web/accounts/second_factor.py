"""The pages on which somebody sets up a second factor, and ends it."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import segno
from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from quizapp.accounts import second_factor
from quizapp.accounts.errors import AccountError, WrongPassword
from quizapp.accounts.policies import may_teach
from quizapp.accounts.second_factor import SecondFactorState
from quizapp.accounts.totp import setup_uri
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.web import auth
from quizapp.web.accounts.authentication import own_password
from quizapp.web.accounts.forms import OwnPasswordForm
from quizapp.web.accounts.pages import form_page, refused, text_of
from quizapp.web.accounts.second_step import CODE_HINTS
from quizapp.web.base_form import BaseForm
from quizapp.web.policies import member, policy, teacher
from quizapp.web.required_second_factor import is_required_of

_OFF, _ON = "accounts/second_factor.html", "accounts/second_factor_on.html"
_SETTING_UP = "accounts/second_factor_setup.html"
_KEPT = "recovery_codes"
_KEPT_FOR = timedelta(minutes=10)
_GROUP = 4


class ConfirmForm(BaseForm):
    """The first code that an app shows."""

    code = StringField(
        "Code that the app shows",
        validators=[InputRequired("Give the six digits that your app shows."), Length(max=40)],
        render_kw=CODE_HINTS,
    )


@policy(member)
def page() -> ResponseReturnValue:
    """Show what there is: nothing yet, a secret to be put into an app, or that it is on."""
    person = auth.visitor()
    state = second_factor.state_of(db.session(), person.id)
    if not state.is_on and not may_teach(person):
        return redirect(url_for("accounts.account"), code=303)
    if state.is_on:
        return form_page(_ON, OwnPasswordForm(formdata=None), **_said(state))
    secret = second_factor.waiting_secret(db.session(), person.id, now())
    if secret is None:
        return form_page(_OFF, OwnPasswordForm(formdata=None), required=is_required_of(person))
    return form_page(_SETTING_UP, ConfirmForm(formdata=None), **_shown(secret))


@policy(teacher)
def begin() -> ResponseReturnValue:
    """Make a secret to be put into an app; sent twice it is one.

    The password is asked for: whoever sits down at an unlocked screen could keep its owner out.
    """
    person = auth.visitor()
    if second_factor.is_on(db.session(), person.id):
        return _back()
    if fault := _unless_own_password(_OFF, required=is_required_of(person)):
        return fault
    with transaction() as rows:
        second_factor.begin(rows, person.id, now())
    return _back()


@policy(teacher)
def confirm() -> ResponseReturnValue:
    """Turn it on by the first code; the next page shows the recovery codes once."""
    person = auth.visitor()
    form = ConfirmForm()
    secret = second_factor.waiting_secret(db.session(), person.id, now())
    if secret is None:
        # It was turned on meanwhile, or there is nothing to confirm: the page says which.
        return _back()
    if not form.validate_on_submit():
        return form_page(_SETTING_UP, form, **_shown(secret))
    try:
        with transaction() as rows:
            codes = second_factor.confirm(
                rows, person.id, text_of(form.code), person.login_id, now()
            )
    except AccountError as error:
        return refused(_SETTING_UP, form, error, **_shown(secret))
    return _to_codes(codes)


@policy(member)
def recovery_codes() -> ResponseReturnValue:
    """Show recovery codes that were made just now, once."""
    kept = session.pop(_KEPT, None)
    # A cookie can be sent again later, or by whoever logs in next at this computer.
    if not kept or kept["login"] != auth.visitor().login_id or now() > kept["until"]:
        return _back()
    codes = kept["codes"]
    text = "".join(f"{code}\r\n" for code in (_heading(), *codes))
    return render_template(
        "accounts/recovery_codes.html",
        codes=codes,
        # A link to a file would have to show them twice.
        download=f"data:text/plain;charset=utf-8,{quote(text)}",
    )


@policy(member)
def renew_codes() -> ResponseReturnValue:
    """Make new recovery codes; those from before work no more."""
    person = auth.visitor()
    state = second_factor.state_of(db.session(), person.id)
    if not state.is_on:
        return _back()
    if fault := _unless_own_password(_ON, **_said(state)):
        return fault
    with transaction() as rows:
        codes = second_factor.renew_recovery_codes(rows, person.id, now())
    return _to_codes(codes)


@policy(member)
def end() -> ResponseReturnValue:
    """Ask for no codes any more."""
    person = auth.visitor()
    state = second_factor.state_of(db.session(), person.id)
    if not state.is_on:
        return _back()
    if fault := _unless_own_password(_ON, **_said(state)):
        return fault
    with transaction() as rows:
        ended = second_factor.turn_off(rows, person.id, now())
    if ended:
        flash("The second factor is off. No code is asked for any more.", "success")
    if is_required_of(person):
        return _back()
    return redirect(url_for("accounts.account"), code=303)


def _unless_own_password(template: str, **values: object) -> ResponseReturnValue | None:
    """Return the page with what is wrong about the password that was sent, or None to go on."""
    form = OwnPasswordForm()
    if not form.validate_on_submit():
        return form_page(template, form, **values)
    try:
        if own_password(text_of(form.password)) is not None:
            return None
        raise WrongPassword
    except AccountError as error:
        return refused(template, form, error, **values)


def _shown(secret: str) -> dict[str, object]:
    person = auth.visitor()
    # A name with a colon would be read as two.
    site = f"quizapp {request.host.partition(':')[0]}"
    uri = setup_uri(secret, person.name or "", site)
    picture = segno.make(uri, error="m", micro=False)
    return {
        "picture": picture.svg_data_uri(scale=5, border=4, dark="#000", light="#fff"),
        "uri": uri,
        "secret": " ".join(secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP)),
        "required": is_required_of(person),
    }


def _said(state: SecondFactorState) -> dict[str, object]:
    return {"state": state, "required": is_required_of(auth.visitor())}


def _to_codes(codes: object) -> Response:
    if codes:
        until = now() + _KEPT_FOR
        session[_KEPT] = {"codes": codes, "login": auth.visitor().login_id, "until": until}
    return redirect(url_for("accounts.recovery_codes"), code=303)


def _heading() -> str:
    return f"Recovery codes of {auth.visitor().name} for quizapp at {request.host}"


def _back() -> Response:
    return redirect(url_for("accounts.second_factor"), code=303)
