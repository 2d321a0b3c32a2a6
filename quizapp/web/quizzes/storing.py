"""Storing what a page of a quiz sends, and what is answered where it comes too late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.answering import quizzes as answering
from quizapp.answering.errors import AttemptFinished, TimeIsUp
from quizapp.answering.flags import set_flags
from quizapp.answering.quizzes import HandIn, Saved
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.web.auth import visitor
from quizapp.web.formatting import spoken_questions
from quizapp.web.learners import gone_with_login, learner_of
from quizapp.web.quizzes.forms import Answers

TOO_LATE = "This quiz was handed in already. Your earlier answers count."
TIME_IS_UP = "The time was over. What was saved before counts; what came later was not taken."

MORE_TIME = "You have been given more time. Your answers are saved; go on."


def saved(
    attempt_id: UUID,
    forms: Answers,
    moment: datetime | None = None,
    flags: Mapping[int, bool] | None = None,
) -> Saved:
    """Store answers, and flags besides, or end the request where there is no such attempt.

    Raises AttemptFinished.
    """
    person = visitor()
    try:
        with transaction() as session:
            taker = learner_of(person)
            if flags:
                set_flags(session, taker, attempt_id, flags)
            return answering.save(session, taker, attempt_id, forms, moment or now())
    except UnknownAttempt:
        gone_with_login(db.session(), person)
        abort(404)


def handed_in(attempt_id: UUID, forms: Answers) -> HandIn:
    """Store answers and end the attempt, or end the request where there is no such attempt."""
    person = visitor()
    ask, by_clock = "ask" in request.form, "by_clock" in request.form
    try:
        with transaction() as session:
            taker = learner_of(person)
            return answering.hand_in(
                session, taker, attempt_id, forms, now(), ask=ask, by_clock=by_clock
            )
    except UnknownAttempt:
        gone_with_login(db.session(), person)
        abort(404)


def results_of(attempt_id: UUID, done: HandIn) -> ResponseReturnValue:
    """Lead to the results of an attempt that is over."""
    if not done.is_late:
        return _results(attempt_id)
    return too_late(attempt_id, TIME_IS_UP if done.out_of_time else TOO_LATE)


def gone_on(there: str) -> ResponseReturnValue:
    """Lead back to a quiz that was not over when a page said so."""
    flash(MORE_TIME, "info")
    return redirect(there, 303)


def why_over(refused: AttemptFinished) -> str:
    """Return what is said of an answer that came when an attempt was over."""
    return TIME_IS_UP if isinstance(refused, TimeIsUp) else TOO_LATE


def too_late(attempt_id: UUID, problem: str) -> ResponseReturnValue:
    """Lead to the results of an attempt that was over before, and say so."""
    flash(problem, "info")
    return _results(attempt_id)


def tell_replaced(became: Saved) -> None:
    """Say on the next page where what was sent replaced an answer that its page had not shown."""
    if became.replaced:
        where = spoken_questions(became.replaced)
        flash(f"Another answer was given elsewhere to {where}. What you just sent counts.", "info")


def _results(attempt_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("quizzes.results", attempt_id=attempt_id), 303)
