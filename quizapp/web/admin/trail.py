"""The audit trail of marks of the whole site: read, checked, and taken away."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.db import db
from quizapp.mark_trail.models import What
from quizapp.mark_trail.queries import verify
from quizapp.privacy.mark_trail import trail_page, whole_trail
from quizapp.web.list_pages import neighbours, page_number
from quizapp.web.looks import looks_at
from quizapp.web.mark_trail_files import as_json_lines, as_table
from quizapp.web.policies import admin, policy


@policy(admin)
@looks_at(What.TRAIL)
def trail() -> ResponseReturnValue:
    """List the entries, the newest first; checking all of them is asked for by itself."""
    session = db.session()
    page = trail_page(session, page_number(request.args))
    return render_template(
        "admin/trail.html",
        page=page,
        checked=verify(session) if "check" in request.args else None,
        **neighbours(page, lambda number: url_for("admin.trail", page=number)),
    )


@policy(admin)
@looks_at(What.TRAIL)
def trail_as_csv() -> ResponseReturnValue:
    """Give all entries as a table."""
    return as_table("quizapp-audit-of-marks", whole_trail(db.session()))


@policy(admin)
@looks_at(What.TRAIL)
def trail_as_json() -> ResponseReturnValue:
    """Give all entries so that anybody can check the chain."""
    return as_json_lines("quizapp-audit-of-marks", whole_trail(db.session()))
