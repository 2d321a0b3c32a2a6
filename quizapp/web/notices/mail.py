"""Where and when somebody wants a mail a day; and what its links lead to, without a login."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.errors import AccountError, TooManyTries
from quizapp.clock import now
from quizapp.config import Settings, secret_key
from quizapp.db import transaction
from quizapp.notices import mailing
from quizapp.notices.mail_links import Purpose, named_by
from quizapp.web.auth import visitor
from quizapp.web.notices.pages import settings_page
from quizapp.web.policies import anyone, member, policy
from quizapp.web.site_settings import site_settings


@policy(member)
def ask() -> ResponseReturnValue:
    """Note where and when the visitor wants mail, and have a new address confirmed."""
    _settings()
    hour = request.form.get("hour", "")
    if not (hour.isascii() and hour.isdigit() and len(hour) < 3 and int(hour) < 24):
        abort(400)
    typed = request.form.get("address", "")[:300]
    if not typed.strip():
        return settings_page(typed, int(hour), "Give an address."), 422
    try:
        with transaction() as session:
            row = mailing.ask(session, visitor().id, typed, int(hour), now())
            is_on, address = row.is_on, row.address
    except TooManyTries as error:
        page = settings_page(typed, int(hour), str(error))
        return page, 429, {"Retry-After": str(error.seconds)}
    except AccountError as error:
        return settings_page(typed, int(hour), str(error)), 422
    if is_on:
        flash("Saved.", "success")
    else:
        flash(f"A link was sent to {address}. Open it within a day, and mail begins.", "success")
    return redirect(url_for("notices.settings"), 303)


@policy(member)
def stop() -> ResponseReturnValue:
    """Send the visitor no more mail, and forget the address where they want that."""
    _settings()
    with transaction() as session:
        if "forget" in request.form:
            mailing.forget(session, visitor().id)
        else:
            mailing.stop(session, visitor().id)
    flash("No more mail is sent.", "success")
    return redirect(url_for("notices.settings"), 303)


@policy(anyone)
def confirm(token: str) -> ResponseReturnValue:
    """Ask whoever opens the link to press a button: programs that look through mail press none."""
    _named(Purpose.CONFIRM, token)
    if request.method != "POST":
        return render_template("notices/by_mail.html", confirms=True, is_done=False, is_over=False)
    user_id, nonce = _named(Purpose.CONFIRM, token)
    with transaction() as session:
        is_theirs = mailing.confirm(session, user_id, nonce, now())
    return redirect(url_for("notices.confirmed", over=None if is_theirs else 1), 303)


@policy(anyone)
def confirmed() -> ResponseReturnValue:
    """Say whether a link has confirmed an address."""
    _settings()
    is_over = "over" in request.args
    return render_template(
        "notices/by_mail.html", confirms=True, is_done=not is_over, is_over=is_over
    )


@policy(anyone)
def stop_by_link(token: str) -> ResponseReturnValue:
    """Stop somebody's mail by the link in it: by a button, or by one POST of a mail program.

    It says the same whether or not anything was changed.
    """
    user_id, nonce = _named(Purpose.STOP, token)
    if request.method != "POST":
        return render_template("notices/by_mail.html", confirms=False, is_done=False, is_over=False)
    with transaction() as session:
        mailing.stop(session, user_id, nonce)
    # A mail program follows nothing, so it is told at once; RFC 8058 wants no redirection.
    if request.form.get("List-Unsubscribe") == "One-Click":
        return "", 204
    return redirect(url_for("notices.stopped"), 303)


@policy(anyone)
def stopped() -> ResponseReturnValue:
    """Say that no more mail is sent."""
    _settings()
    return render_template("notices/by_mail.html", confirms=False, is_done=True, is_over=False)


def _settings() -> Settings:
    """Return the settings, or answer 404 where there is no mail."""
    settings = site_settings()
    return settings if settings.mail_server else abort(404)


def _named(purpose: Purpose, token: str) -> tuple[int, UUID]:
    found = named_by(secret_key(_settings()), purpose, token[:500])
    return found if found is not None else abort(404)
