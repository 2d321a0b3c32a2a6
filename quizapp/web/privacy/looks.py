"""Who looked at one's own marks, and who changed them."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.clock import now
from quizapp.db import db
from quizapp.privacy.mark_trail import looks_at
from quizapp.web.auth import visitor
from quizapp.web.list_pages import neighbours, page_number
from quizapp.web.mark_trail_words import from_and_to, reason_told, what_was_done, who_did
from quizapp.web.policies import learner, policy


@policy(learner)
def own_looks() -> ResponseReturnValue:
    """List who looked at the marks of whoever asks, the newest first."""
    page = looks_at(db.session(), visitor().id, page_number(request.args), now())
    rows = [
        (
            line.entry.at,
            who_did(line),
            what_was_done(line, own=True),
            from_and_to(line),
            reason_told(line, own=True),
        )
        for line in page.rows
    ]
    return render_template(
        "privacy/looks.html",
        page=page,
        rows=rows,
        **neighbours(page, lambda number: url_for("privacy.own_looks", page=number)),
    )
