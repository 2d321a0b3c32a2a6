"""What a guest has done in a browser."""

from __future__ import annotations

from quizapp.accounts.visitors import Visitor
from quizapp.db import db
from quizapp.quizzes.traces import Traces, traces_of


def guest_traces(guest: Visitor | None) -> Traces | None:
    """Return what a guest has done; None for nothing, and for whoever is no guest."""
    if guest is None or not guest.is_guest:
        return None
    return traces_of(db.session(), guest.id)
