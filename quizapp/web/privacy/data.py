"""One's own data, to look at and to take along: a file for programs and a page for people."""

from __future__ import annotations

import json
from typing import Any

from flask import abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from quizapp.accounts.visitors import Visitor
from quizapp.clock import now
from quizapp.db import db
from quizapp.privacy.personal_data import personal_data
from quizapp.web import auth
from quizapp.web.policies import anyone, policy


@policy(anyone)
def own_data() -> ResponseReturnValue:
    """Say what can be downloaded; somebody whose account is being deleted may do it, too."""
    person = _owner()
    if person is None:
        return redirect(url_for("accounts.login", next=url_for("privacy.own_data")), code=303)
    return render_template("privacy/data.html", person=person)


@policy(anyone)
def as_json() -> Response:
    """Send one's own data as a file for programs."""
    text = json.dumps(_data(), ensure_ascii=False, indent=1)
    return _file(text, "application/json", "quizapp-data.json")


@policy(anyone)
def as_page() -> Response:
    """Send one's own data as a page that can be read and printed without this site."""
    return _file(
        render_template("privacy/export.html", data=_data()), "text/html", "quizapp-data.html"
    )


def _owner() -> Visitor | None:
    return auth.current_visitor() or auth.leaving_visitor()


def _data() -> dict[str, Any]:
    person = _owner()
    if person is None:
        abort(404)
    return personal_data(db.session(), person.id, now())


def _file(text: str, kind: str, name: str) -> Response:
    response = make_response(text)
    response.mimetype = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
