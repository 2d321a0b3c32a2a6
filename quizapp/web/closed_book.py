"""What a quiz with closed book closes to the visitor, and what stands in the place of its pages."""

from __future__ import annotations

from flask import abort, g, make_response, render_template

from quizapp.clock import now
from quizapp.db import db
from quizapp.quizzes.sealing import OPEN, Books, Seal, books_of
from quizapp.web.auth import current_visitor


def books() -> Books:
    """Return what is closed to the visitor; asked for once in a request."""
    person = current_visitor()
    if person is None:
        return OPEN
    key = "books", person.id
    if key not in g.setdefault("closed", {}):
        g.closed[key] = books_of(db.session(), person.id, now())
    found: Books = g.closed[key]
    return found


def keep_closed(seal: Seal | None) -> None:
    """End the request with the page that says for which quiz something is closed, if it is."""
    if seal is not None:
        abort(make_response(render_template("quizzes/closed_book.html", seal=seal), 403))
