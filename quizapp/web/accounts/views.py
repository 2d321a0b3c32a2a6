"""Views of the account pages."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from quizapp.accounts import administration, codes, logins, queries, second_factor, services
from quizapp.accounts.errors import AccountError, GuestIsGone, NameTaken, NotAGuest, WrongPassword
from quizapp.accounts.models import Login
from quizapp.accounts.visitors import Visitor
from quizapp.answering import learners
from quizapp.audit.models import Event
from quizapp.audit.services import record
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.web import auth
from quizapp.web.accounts import authentication, second_step
from quizapp.web.accounts.browsers import browser_name
from quizapp.web.accounts.forms import (
    LoginForm,
    PasswordForm,
    SettingsForm,
    SetupForm,
    SignUpForm,
)
from quizapp.web.accounts.guests import guest_traces
from quizapp.web.accounts.handing_over import told_code
from quizapp.web.accounts.pages import (
    after_log_in,
    after_sign_up,
    form_page,
    next_path,
    refused,
    text_of,
)
from quizapp.web.formatting import spoken_day
from quizapp.web.policies import anyone, learner, member, policy
from quizapp.web.site_settings import site_settings


@policy(anyone)
def login() -> ResponseReturnValue:
    """Ask for name and password; whose a guest's answers are is asked afterwards."""
    form = LoginForm()
    if form.validate_on_submit():
        try:
            found = authentication.log_in(
                text_of(form.name), text_of(form.password), stays=form.stays.data
            )
        except AccountError as error:
            return refused("accounts/login.html", form, error)
        if isinstance(found, authentication.SecondStep):
            return second_step.ask(found)
        if found is not None:
            for made in authentication.untold_codes(found):
                flash(told_code(made))
            return redirect(after_log_in(found), code=303)
        form.password.errors = ["Name or password is wrong."]
    return form_page("accounts/login.html", form)


@policy(anyone)
def logout() -> Response:
    """End this login; the answer tells the browser to drop what it kept."""
    found = auth.holder()
    if found is not None:
        with transaction() as rows:
            if logins.end_login(rows, found.id, found.login_id) and not found.is_guest:
                record(rows, Event.LOG_OUT, now())
    auth.log_out()
    return redirect("/", code=303)


@policy(anyone)
def signup() -> ResponseReturnValue:
    """Make an account; a guest keeps everything, unless it is somebody else's."""
    found = auth.current_visitor()
    if found is not None and not found.is_guest:
        return redirect(url_for("accounts.account"), code=303)
    if site_settings().sign_up == "closed":
        # A form that was open when it was closed is refused in the same words.
        return render_template("accounts/signup_closed.html", next=next_path()), 403
    form = SignUpForm()
    traces = guest_traces(found)
    if form.validate_on_submit():
        try:
            person = authentication.sign_up(
                text_of(form.name),
                text_of(form.password),
                text_of(form.time_zone),
                stays=form.stays.data,
                keeps_guest=traces is None or form.guest.data == "keep",
            )
            address = after_sign_up(person)
        except (NameTaken, NotAGuest, GuestIsGone) as error:
            # The form may have been sent twice.
            instead = authentication.log_in_instead(
                text_of(form.name), text_of(form.password), stays=form.stays.data
            )
            if instead is None:
                return refused("accounts/signup.html", form, error, traces=traces)
            address = after_log_in(instead)
        except AccountError as error:
            return refused("accounts/signup.html", form, error, traces=traces)
        kept = traces is not None and form.guest.data == "keep"
        flash(f"Your account is ready.{' Your progress is kept under your name.' if kept else ''}")
        return redirect(address, code=303)
    return form_page("accounts/signup.html", form, traces=traces)


@policy(anyone)
def setup(token: str) -> ResponseReturnValue:
    """Make the account that keeps the server through the one-time link that the server prints."""
    if not services.is_setup_link(db.session(), token, now()):
        return render_template("accounts/setup_over.html"), 410
    form = SetupForm()
    if form.validate_on_submit():
        try:
            authentication.set_up(
                token,
                text_of(form.name),
                text_of(form.password),
                text_of(form.time_zone),
            )
        except AccountError as error:
            return refused("accounts/setup.html", form, error)
        flash("Welcome. You can teach here now. You also keep this server.")
        return redirect(url_for("authoring.overview"), code=303)
    return form_page("accounts/setup.html", form)


@policy(learner)
def account() -> ResponseReturnValue:
    """Show and keep a learner's settings, and list where they are logged in."""
    person = auth.visitor()
    form = SettingsForm(obj=person)
    if form.validate_on_submit():
        with transaction() as rows:
            learners.change_settings(
                rows,
                person,
                time_zone=form.time_zone.data,
                day_starts_at=form.day_starts_at.data or 0,
                new_per_day=form.new_per_day.data or 0,
            )
        flash("Saved.")
        return redirect(url_for("accounts.account"), code=303)
    found = queries.logins_of(db.session(), person.id, now())
    shown = [_shown(each, person) for each in found]
    made = codes.codes_for(db.session(), person.id)
    return form_page(
        "accounts/account.html",
        form,
        person=person,
        logins=shown,
        traces=guest_traces(auth.waiting_guest()),
        second_factor=second_factor.state_of(db.session(), person.id),
        codes=[told_code(each) for each in made],
    )


@policy(member)
def change_password() -> ResponseReturnValue:
    """Change the password; every other login ends."""
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            changed = authentication.change_password(text_of(form.current), text_of(form.password))
        except AccountError as error:
            return refused("accounts/password.html", form, error)
        if changed:
            flash("Your password is changed. You are logged out everywhere else.")
            return redirect(url_for("accounts.account"), code=303)
        form.current.errors = [str(WrongPassword())]
    return form_page("accounts/password.html", form)


@policy(learner)
def end_login(login_id: int) -> Response:
    """End one login of the person who asks."""
    person = auth.visitor()
    with transaction() as rows:
        ended = administration.end_one_login(rows, person.id, login_id, now())
    if not ended:
        abort(404)
    if login_id == person.login_id:
        auth.log_out()
        return redirect("/", code=303)
    flash("That login is ended.")
    return redirect(url_for("accounts.account"), code=303)


@policy(learner)
def end_other_logins() -> Response:
    """End every login of the person who asks, but this one."""
    person = auth.visitor()
    with transaction() as rows:
        administration.end_other_logins(rows, person.id, person.login_id, now())
    flash("You are logged out everywhere else.")
    return redirect(url_for("accounts.account"), code=303)


def _shown(login: Login, person: Visitor) -> dict[str, Any]:
    zone = ZoneInfo(person.time_zone)
    # That this one is in use is noted only after the page.
    last = now() if login.id == person.login_id else login.seen_at
    since, seen = login.created_at.astimezone(zone), last.astimezone(zone)
    return {
        "id": login.id,
        "browser": browser_name(login.browser),
        "since": spoken_day(since),
        "seen": spoken_day(seen),
    }
