"""Going on from question to question, and what is answered where a quiz goes forward only."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.answering.errors import OutOfTurn
from quizapp.answering.turns import Gone, save_and_go_on
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.web.auth import visitor
from quizapp.web.learners import gone_with_login, learner_of
from quizapp.web.quizzes.forms import Answers


def gone_on_from(attempt_id: UUID, position: int, forms: Answers) -> Gone:
    """Store an answer and pass its question, or end the request where there is no such attempt.

    Raises AttemptFinished and OutOfTurn.
    """
    person = visitor()
    try:
        with transaction() as session:
            return save_and_go_on(
                session,
                learner_of(person),
                attempt_id,
                position,
                forms,
                now(),
                ask="ask" in request.form,
            )
    except UnknownAttempt:
        gone_with_login(db.session(), person)
        abort(404)


def out_of_turn(refused: OutOfTurn) -> ResponseReturnValue:
    """Lead to the question at which a learner is, and say why; the script is answered in JSON."""
    if refused.position < refused.reached:
        problem = (
            f"You have gone on from question {refused.position}, and this quiz goes forward only: "
            "what you had answered there counts."
        )
    else:
        problem = f"Question {refused.position} comes later: this quiz goes forward only."
    if request.method == "POST" and request.accept_mimetypes.best == "application/json":
        return jsonify(problem=problem), 409
    flash(problem, "info")
    there = url_for("quizzes.question", attempt_id=refused.attempt_id, position=refused.reached)
    return redirect(there, 303 if request.method == "POST" else 302)
