"""The teacher's buttons that stop the time of everybody who takes a quiz, and let it run on."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.clock import now
from quizapp.db import transaction
from quizapp.quizzes.pauses import pause_all, resume_all
from quizapp.quizzes.policies import Action
from quizapp.web.auth import visitor
from quizapp.web.authoring.article_forms import one_line
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.building.lookup import quiz_or_404
from quizapp.web.quizzes.reporting.forms import LONGEST_REASON


@policy(teacher)
def pause_everybody(quiz_id: UUID) -> ResponseReturnValue:
    """Stop the time of all attempts in which it runs; a second time changes nothing."""
    quiz_or_404(quiz_id, Action.REVIEW)
    why = reason_sent()
    with transaction() as session:
        done = pause_all(session, quiz_id, reason=why, by=visitor().id, now=now())
    if done:
        flash(f"The time stands still in {counted(done)}. What is entered is saved.", "success")
    else:
        flash("No time runs in any attempt: they are over, or stopped already.", "info")
    return redirect(url_for("quizzes.attempts", quiz_id=quiz_id), code=303)


@policy(teacher)
def resume_everybody(quiz_id: UUID) -> ResponseReturnValue:
    """Let the time of all attempts run on in which it stands still; twice is as once."""
    quiz_or_404(quiz_id, Action.REVIEW)
    with transaction() as session:
        done = resume_all(session, quiz_id, by=visitor().id, now=now())
    if done:
        flash(f"The time runs on in {counted(done)}, with all that was left of it.", "success")
    else:
        flash("The time stands still in no attempt.", "info")
    return redirect(url_for("quizzes.attempts", quiz_id=quiz_id), code=303)


def reason_sent() -> str:
    """Return why a time is stopped, as the form says; empty where nothing was said.

    In an alarm nobody should have to find words first.
    """
    return one_line(request.form.get("reason", ""))[:LONGEST_REASON]


def counted(number: int) -> str:
    """Return so many attempts in words."""
    return f"{number} attempt{'' if number == 1 else 's'}"
