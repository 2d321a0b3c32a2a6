"""People: who has an account, what they may do, and what is done when somebody is locked out."""

from __future__ import annotations

from dataclasses import asdict

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from quizapp.accounts import administration, codes, second_factor
from quizapp.accounts.errors import AccountError
from quizapp.accounts.models import Role
from quizapp.accounts.people import (
    PeopleFilter,
    Person,
    State,
    count_guests,
    find_people,
    person_by_id,
)
from quizapp.accounts.queries import logins_of
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.web import auth
from quizapp.web.accounts import handing_over
from quizapp.web.accounts.browsers import browser_name
from quizapp.web.list_pages import filled, neighbours, page_number, wanted_text
from quizapp.web.policies import admin, policy

ROLE_NAMES = {Role.STUDENT: "Student", Role.TEACHER: "Teacher", Role.ADMIN: "Administrator"}
STATE_NAMES = {
    State.ACTIVE: "Active",
    State.DEACTIVATED: "Deactivated",
    State.LEAVING: "Being deleted",
}


@policy(admin)
def start() -> Response:
    """Lead to the first section."""
    return redirect(url_for("admin.people"), code=303)


@policy(admin)
def people() -> ResponseReturnValue:
    """List the accounts that fit the filter."""
    session = db.session()
    names = ("text", "role", "state")
    wanted = PeopleFilter(**{name: wanted_text(request.args, name) for name in names})
    page = find_people(session, wanted, page_number(request.args), now())
    kept = filled(asdict(wanted))

    def address(number: int) -> str:
        return url_for("admin.people", page=number, **kept)

    return render_template(
        "admin/people.html",
        page=page,
        wanted=wanted,
        narrowed=bool(kept),
        guests=count_guests(session),
        roles=ROLE_NAMES,
        states=STATE_NAMES,
        **neighbours(page, address),
    )


@policy(admin)
def person(user_id: int) -> ResponseReturnValue:
    """Show one account with all that can be done for it."""
    session = db.session()
    found = _person_or_404(user_id)
    return render_template(
        "admin/person.html",
        person=found,
        is_own=found.id == auth.visitor().id,
        roles=ROLE_NAMES,
        states=STATE_NAMES,
        new_code=handing_over.take_code(found.id),
        codes_for=codes.codes_for(session, found.id),
        codes_by=codes.codes_by(session, found.id),
        second_factor=second_factor.state_of(session, found.id),
        logins=[(each, browser_name(each.browser)) for each in logins_of(session, found.id, now())],
        now=now(),
    )


@policy(admin)
def change_role(user_id: int) -> ResponseReturnValue:
    """Give a person another role."""
    found = _person_or_404(user_id)
    wanted = request.form.get("role", "")
    if wanted not in set(Role):
        abort(400)
    role = Role(wanted)
    try:
        with transaction() as rows:
            administration.change_role(rows, found.id, role, now())
    except AccountError as error:
        flash(str(error), "error")
        return _back(found)
    flash(f"{found.name} is now: {ROLE_NAMES[role].lower()}.", "success")
    has_left = found.id == auth.visitor().id and role is not Role.ADMIN
    return redirect("/", code=303) if has_left else _back(found)


@policy(admin)
def deactivate(user_id: int) -> ResponseReturnValue:
    """Shut a person out until somebody lets them in again."""
    found = _person_or_404(user_id)
    try:
        with transaction() as rows:
            administration.deactivate(rows, found.id, auth.visitor().id, now())
    except AccountError as error:
        flash(str(error), "error")
    else:
        flash(f"{found.name} is logged out and cannot log in. Their data stays.", "success")
    return _back(found)


@policy(admin)
def reactivate(user_id: int) -> ResponseReturnValue:
    """Let a person log in again."""
    found = _person_or_404(user_id)
    with transaction() as rows:
        administration.reactivate(rows, found.id, now())
    flash(f"{found.name} can log in again.", "success")
    return _back(found)


@policy(admin)
def end_logins(user_id: int) -> ResponseReturnValue:
    """Log a person out in every browser."""
    found = _person_or_404(user_id)
    with transaction() as rows:
        administration.end_all_logins(rows, found.id, now())
    flash(f"{found.name} is logged out everywhere.", "success")
    return _back(found)


@policy(admin)
def end_login(user_id: int, login_id: int) -> ResponseReturnValue:
    """Log a person out in one browser; one that is logged out already stays so."""
    found = _person_or_404(user_id)
    with transaction() as rows:
        administration.end_one_login(rows, found.id, login_id, now())
    flash(f"{found.name} is logged out there.", "success")
    return _back(found)


@policy(admin)
def unlock(user_id: int) -> ResponseReturnValue:
    """Forget wrong passwords that were typed for a person, so that nobody has to wait."""
    found = _person_or_404(user_id)
    with transaction() as rows:
        administration.unlock(rows, found.id, now())
    flash(f"{found.name} can try again at once.", "success")
    return _back(found)


@policy(admin)
def end_second_factor(user_id: int) -> ResponseReturnValue:
    """Let a person log in with the password alone, because the telephone is lost."""
    found = _person_or_404(user_id)
    with transaction() as rows:
        second_factor.turn_off(rows, found.id, now())
    flash(f"No code is asked for when {found.name} logs in.", "success")
    return _back(found)


@policy(admin)
def make_code(user_id: int) -> ResponseReturnValue:
    """Make a code for a new password, which the next page shows once."""
    found = _person_or_404(user_id)
    try:
        handing_over.make_code(found.id, found.name)
    except AccountError as error:
        flash(str(error), "error")
    return _back(found)


def _person_or_404(user_id: int) -> Person:
    found = person_by_id(db.session(), user_id, now())
    return found if found is not None else abort(404)


def _back(person: Person) -> Response:
    return redirect(url_for("admin.person", user_id=person.id), code=303)
