"""One's own data, to look at and to take along: files for programs, tables, a page for people."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from quizapp.accounts.visitors import Visitor
from quizapp.clock import now
from quizapp.db import db
from quizapp.privacy.data_shapes import sections_of
from quizapp.privacy.personal_data import personal_data
from quizapp.web import auth
from quizapp.web.list_pages import page_number
from quizapp.web.policies import anyone, policy
from quizapp.web.privacy import files
from quizapp.web.privacy.reading import shown_section


@policy(anyone)
def own_data() -> ResponseReturnValue:
    """Say what can be downloaded; somebody whose account is being deleted may do it, too."""
    person = _owner()
    if person is None:
        return _to_login()
    return render_template("privacy/data.html", person=person)


@policy(anyone)
def read_data() -> ResponseReturnValue:
    """Show one's own data here, a section and a page of it at a time."""
    person = _owner()
    if person is None:
        return _to_login()
    shown = shown_section(
        sections_of(_data()),
        request.args.get("section", ""),
        page_number(request.args),
        lambda **sent: url_for("privacy.read_data", **sent),
    )
    return render_template("privacy/read.html", person=person, **shown)


@policy(anyone)
def as_json() -> Response:
    """Send one's own data as a file for programs."""
    return files.as_json(_data())


@policy(anyone)
def as_page() -> Response:
    """Send one's own data as a page that can be read and printed without this site."""
    return files.as_page(_data())


@policy(anyone)
def as_tables() -> Response:
    """Send one's own data as tables for spreadsheets."""
    return files.as_tables(_data())


def _owner() -> Visitor | None:
    return auth.current_visitor() or auth.leaving_visitor()


def _data() -> dict[str, Any]:
    person = _owner()
    if person is None:
        abort(404)
    return personal_data(db.session(), person.id, now())


def _to_login() -> ResponseReturnValue:
    return redirect(url_for("accounts.login", next=url_for("privacy.own_data")), code=303)
