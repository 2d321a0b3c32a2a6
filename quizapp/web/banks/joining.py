"""Coming into a bank by its link, and leaving it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.banks import overviews, sharing
from quizapp.banks.errors import LastOwner
from quizapp.banks.policies import Action
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.web.auth import current_visitor, ensure_learner, visitor
from quizapp.web.banks.lookup import is_there, may, member_bank, role_in
from quizapp.web.learners import present_learner
from quizapp.web.policies import anyone, learner, policy


@policy(anyone)
def invitation(token: str) -> ResponseReturnValue:
    """Show what a link leads to, and one button; who is in already is led on."""
    bank = sharing.bank_of_link(db.session(), token)
    if bank is None:
        abort(404, "This link is over. Ask whoever gave it to you for the new one.")
    if current_visitor() is not None and may(bank, Action.LEARN):
        return redirect(_first_page(bank.slug, is_open=is_there(bank)), code=303)
    session = db.session()
    return render_template(
        "banks/invitation.html",
        bank=bank,
        overview=overviews.overview(session, bank),
        owner=sharing.owner_name(session, bank.id),
        here=request.path,
    )


@policy(anyone)
def join(token: str) -> ResponseReturnValue:
    """Make whoever agreed a viewer; somebody new becomes a guest first."""
    if sharing.bank_of_link(db.session(), token) is None:
        abort(404, "This link is over. Ask whoever gave it to you for the new one.")
    person = ensure_learner()
    with transaction() as session:
        user_id = present_learner(session, person).id
        bank = sharing.join_by_link(session, token, user_id, now())
    if bank is None:
        abort(404, "This link is over. Ask whoever gave it to you for the new one.")
    is_open = is_there(bank)
    if not is_open:
        flash(f"“{bank.title}” is empty so far. It appears here when there is something to learn.")
    return redirect(_first_page(bank.slug, is_open=is_open), code=303)


@policy(learner)
def ask_leave(slug: str) -> ResponseReturnValue:
    """Ask whether the visitor wants to leave; who is no member has nothing to leave."""
    bank = member_bank(slug)
    if bank is None:
        return redirect(url_for("home.index"), code=303)
    if may(bank, Action.EDIT):
        back = url_for("authoring.members", slug=bank.slug)
    else:
        back = _first_page(bank.slug, is_open=is_there(bank))
    return render_template("banks/leave.html", bank=bank, role=role_in(bank), back=back)


@policy(learner)
def leave(slug: str) -> ResponseReturnValue:
    """Take the visitor out of a bank; who is no member of it stays none."""
    try:
        with transaction() as session:
            bank = member_bank(slug)
            if bank is not None:
                sharing.remove_member(session, bank.id, visitor().id, now())
    except LastOwner as error:
        flash(f"Nothing was changed. {error}", "error")
        return redirect(url_for("authoring.members", slug=slug), code=303)
    flash("You have left that bank. What you learnt in it stays yours.", "success")
    return redirect(url_for("home.index"), code=303)


def _first_page(slug: str, *, is_open: bool) -> str:
    return url_for("banks.bank", slug=slug) if is_open else url_for("home.index")
