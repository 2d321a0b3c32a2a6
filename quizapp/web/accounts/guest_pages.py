"""Pages about the guest of a browser: whose the answers are, and how it ends."""

from __future__ import annotations

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from quizapp.accounts import logins
from quizapp.accounts.visitors import Visitor
from quizapp.answering import learners
from quizapp.db import transaction
from quizapp.web import auth
from quizapp.web.accounts.guests import guest_traces
from quizapp.web.accounts.pages import next_path
from quizapp.web.policies import anyone, member, policy
from quizapp.web.site_settings import site_settings


@policy(member)
def guest_answers() -> ResponseReturnValue:
    """Ask whether what a guest did in this browser belongs to whoever has logged in."""
    guest = auth.waiting_guest()
    traces = guest_traces(guest)
    if guest is None or traces is None:
        return redirect(next_path(), code=303)
    if request.method == "POST":
        if request.form.get("answer") == "add":
            _add(guest)
            flash("They are yours now.", "success")
        else:
            flash("They are not added. Your account page offers them until you log out.")
        return redirect(next_path(), code=303)
    return render_template("accounts/guest_answers.html", traces=traces, next=next_path())


@policy(anyone)
def end_guest() -> ResponseReturnValue:
    """Say what is lost when a guest leaves this browser, and let them go."""
    person = auth.current_visitor()
    if person is None or not person.is_guest:
        return redirect("/", code=303)
    if request.method == "POST":
        return _end(person)
    return render_template(
        "accounts/end_guest.html", traces=guest_traces(person), days=site_settings().guest_days
    )


def _add(guest: Visitor) -> None:
    person = auth.visitor()
    with transaction() as rows:
        learners.add_guest(rows, guest, person.id)
    auth.forget_guest()


def _end(guest: Visitor) -> Response:
    with transaction() as rows:
        logins.end_login(rows, guest.id, guest.login_id)
    auth.log_out()
    auth.forget_guest()
    flash("The guest session has ended. Whoever begins here now begins anew.")
    return redirect("/", code=303)
