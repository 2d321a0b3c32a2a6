"""The notice of the first page: what became of marks, until its learner has seen it."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.answering.mark_news import Place, note_seen
from quizapp.clock import now
from quizapp.db import transaction
from quizapp.web.auth import visitor
from quizapp.web.policies import learner, policy


@policy(learner)
def seen() -> ResponseReturnValue:
    """Note that the news was seen; what came since the page was drawn is told the next time."""
    until = moment_sent(request.form.get("until", ""))
    if until is None:
        abort(400)
    with transaction() as session:
        note_seen(session, visitor().id, min(until, now()))
    return redirect(url_for("home.index"), 303)


def moment_sent(sent: str) -> datetime | None:
    """Return a moment that was sent; None for what is none, or none that a clock can show."""
    try:
        found = datetime.fromisoformat(sent)
        return None if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def address_of(place: Place) -> str:
    """Return the address of a result."""
    if place.attempt_id is None:
        return url_for("memory.feedback", slug=place.bank, answer_id=place.response_id)
    return url_for(
        "quizzes.results", attempt_id=place.attempt_id, _anchor=f"result-{place.position}"
    )
