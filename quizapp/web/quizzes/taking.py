"""Taking a quiz: its questions on one page or one by one, saved as they are answered."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask import abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.answering.checking import Checked, check
from quizapp.answering.errors import (
    AttemptFinished,
    BooksClosed,
    ResultsAtEnd,
    UnreadableAnswer,
)
from quizapp.answering.left import left_to_do
from quizapp.answering.quizzes import Saved
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.quizzes import queries
from quizapp.quizzes.elsewhere import entered_since
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Attempt, Feedback, Layout
from quizapp.web.auth import visitor
from quizapp.web.closed_book import keep_closed
from quizapp.web.learners import gone_with_login, learner_of
from quizapp.web.policies import learner, policy
from quizapp.web.quizzes.forms import (
    Answers,
    answers_by_position,
    as_of,
    flags_sent,
    moment_of_page,
)
from quizapp.web.quizzes.lookup import own_attempt
from quizapp.web.quizzes.question_pages import (
    Refused,
    explain,
    one_question,
    place_of,
    problems_of,
    whole_page,
)
from quizapp.web.quizzes.storing import (
    gone_on,
    handed_in,
    results_of,
    saved,
    tell_replaced,
    too_late,
    why_over,
)
from quizapp.web.quizzes.time_left import time_told
from quizapp.web.quizzes.turns import gone_on_from

_CHECKED = "This question was checked already. The answer that was checked counts."
_PARTLY = "Some of it is empty. Fill it in, or press Check again to leave it so."
_NO_WAY_BACK = (
    "You have not answered it in full, and you cannot come back. Answer it, or press Next again to "
    "leave it so."
)
_NOTHING = "Answer first, or choose “I do not know”."
FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
HAND_IN, SUMMARY = "hand-in", "summary"
"""What the buttons send as ``go`` that end a quiz, and that lead to what is left in it."""


@policy(learner)
def attempt(attempt_id: UUID) -> ResponseReturnValue:
    """Show the quiz, all of it or from the first open question."""
    going = own_attempt(attempt_id)
    if going.finished_at is not None:
        return redirect(url_for("quizzes.results", attempt_id=attempt_id))
    if going.settings.layout == Layout.PAGE:
        return whole_page(going)
    places = queries.slots(db.session(), attempt_id, going.user_id)
    if places[0].reached is not None:
        return _at(attempt_id, places[0].reached)
    # Where results are shown at once, what is entered and not checked is still to be answered.
    at_once = going.settings.feedback == Feedback.AT_ONCE
    left = [
        place.position
        for place in places
        if not (place.is_checked if at_once else place.is_answered)
    ]
    position = left[0] if left else places[-1].position
    return _at(attempt_id, position)


@policy(learner)
def question(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """Show one question of a quiz, with what was entered for it, or its result once checked."""
    going = own_attempt(attempt_id)
    if going.finished_at is not None and not _is_checked(going, position):
        return redirect(url_for("quizzes.results", attempt_id=attempt_id))
    return one_question(going, position, _open_practice(going))


@policy(learner)
def save(attempt_id: UUID) -> ResponseReturnValue:
    """Store what is entered on a page that stays open; the script is answered in JSON."""
    if request.content_length and request.mimetype not in FORM_TYPES:
        # Nothing would be found in it, and “saved” would be taken for what it says.
        abort(415)
    forms = answers_by_position(request.form)
    flags = flags_sent(request.form)
    by_script = request.accept_mimetypes.best == "application/json"
    moment = now()
    try:
        became = saved(attempt_id, forms, moment, flags)
    except AttemptFinished as over:
        problem = why_over(over)
        return (jsonify(problem=problem), 409) if by_script else too_late(attempt_id, problem)
    problems = problems_of(became.faults) | dict.fromkeys(became.checked, _CHECKED)
    if by_script:
        told = {
            "seen": became.seen,
            "problems": problems,
            "as_of": as_of(moment),
            "newer": _newer(attempt_id, became),
            "replaced": became.replaced,
            **time_told(became.deadline_at, became.paused_left),
        }
        return jsonify(told), 422 if problems else 200
    going = own_attempt(attempt_id)
    if problems:
        return _refused(going, Refused(forms, problems), flags), 422
    tell_replaced(became)
    if request.form.get("go") == SUMMARY:
        return redirect(url_for("quizzes.summary", attempt_id=attempt_id), 303)
    if flags:
        return redirect(place_of(going, min(flags)), 303)
    flash("Saved. You can go on later, from the page where you began.", "info")
    return redirect(url_for("quizzes.attempt", attempt_id=attempt_id), 303)


@policy(learner)
def hand_in(attempt_id: UUID) -> ResponseReturnValue:
    """Take all answers of the page and show the results."""
    forms = answers_by_position(request.form)
    done = handed_in(attempt_id, forms)
    if done.is_done:
        return results_of(attempt_id, done)
    if done.goes_on:
        return gone_on(url_for("quizzes.attempt", attempt_id=attempt_id))
    if not done.faults:
        return _asks_first(attempt_id)
    refused = Refused(forms, problems_of(done.faults))
    return _refused(own_attempt(attempt_id), refused), 422


@policy(learner)
def answer(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """Store the answer to one question, and go where the button that sent it leads.

    Where results are shown at once, the form checks the answer unless a button leads elsewhere.
    """
    forms = answers_by_position(request.form)
    # Only this question's: without any of its fields nothing is entered, nor taken out.
    forms = {position: forms[position]} if position in forms else {}
    if "check" in request.form and "go" not in request.form:
        return _checked(attempt_id, position, forms)
    going_to = request.form.get("go", "next")
    if going_to == HAND_IN:
        done = handed_in(attempt_id, forms)
        if done.is_done:
            return results_of(attempt_id, done)
        if done.goes_on:
            return gone_on(place_of(own_attempt(attempt_id), position))
        if not done.faults:
            return _asks_first(attempt_id, position)
        refused = Refused(forms, problems_of(done.faults))
        return one_question(own_attempt(attempt_id), position, refused), 422
    goes_on = going_to == "next"
    try:
        gone = gone_on_from(attempt_id, position, forms) if goes_on else None
        became = saved(attempt_id, forms) if gone is None else gone.saved
    except AttemptFinished as over:
        return too_late(attempt_id, why_over(over))
    if became.faults:
        refused = Refused(forms, problems_of(became.faults))
        return one_question(own_attempt(attempt_id), position, refused), 422
    if not 1 <= position <= became.length:
        abort(404)
    if became.checked:
        flash(_CHECKED, "info")
    tell_replaced(became)
    if going_to == SUMMARY:
        return redirect(url_for("quizzes.summary", attempt_id=attempt_id), 303)
    if gone is not None and gone.asks:
        asks = Refused(forms, {position: _NO_WAY_BACK}, asked=True)
        return one_question(own_attempt(attempt_id), position, asks), 422
    reached = became.reached if gone is None else gone.reached
    following = _following(going_to, position, became.length) if reached is None else reached
    return _at(attempt_id, following, 303)


def _newer(attempt_id: UUID, became: Saved) -> list[int]:
    """Return where answers were given elsewhere since the page that was saved learnt of any."""
    since = moment_of_page(request.form)
    if since is None:
        return []
    return entered_since(db.session(), attempt_id, since, besides=became.answers)


def _refused(going: Attempt, refused: Refused, flags: Iterable[int] = ()) -> str:
    """Return the page again that sent what cannot be read."""
    if going.settings.layout == Layout.PAGE:
        return whole_page(going, refused)
    return one_question(going, min([*flags, *refused.problems]), refused)


def _checked(attempt_id: UUID, position: int, forms: Answers) -> ResponseReturnValue:
    """Have one answer marked at once, and show what became of it."""
    person = visitor()
    problem, asked = "", False
    try:
        with transaction() as session:
            became = check(
                session,
                learner_of(person),
                attempt_id,
                position,
                forms.get(position, {}),
                now(),
                gave_up="forgot" in request.form,
                ask="ask" in request.form,
            )
    except UnknownAttempt:
        gone_with_login(db.session(), person)
        abort(404)
    except BooksClosed as closed:
        # What was answered is kept, and marked once the books are open again.
        saved(attempt_id, forms)
        keep_closed(closed.seal)
        raise
    except ResultsAtEnd:
        # No page of such a quiz offers it.
        abort(400)
    except AttemptFinished as over:
        return too_late(attempt_id, why_over(over))
    except UnreadableAnswer as refused:
        problem = explain(refused.fault)
    else:
        if became is Checked.BLANK:
            problem = _NOTHING
        elif became is Checked.PARTLY:
            problem, asked = _PARTLY, True
        elif became is Checked.ANOTHER:
            flash(_CHECKED, "info")
    if problem:
        again = Refused(forms, {position: problem}, asked=asked)
        return one_question(own_attempt(attempt_id), position, again), 422
    return redirect(url_for("quizzes.question", attempt_id=attempt_id, position=position), 303)


def _is_checked(going: Attempt, position: int) -> bool:
    try:
        return queries.slot(db.session(), going.id, position, going.user_id).is_checked
    except UnknownAttempt:
        # There is no such question in it.
        return False


def _open_practice(going: Attempt) -> Refused | None:
    """Return what is left open, on the page that asks about it once before practice ends.

    All that was sent is stored by then, so the page has an address of its own, and going back to it
    sends nothing again.
    """
    if "open" not in request.args:
        return None
    session = db.session()
    left = left_to_do(session, queries.slots(session, going.id, going.user_id))
    return Refused(empty=left.empty, partly=left.partly)


def _asks_first(attempt_id: UUID, position: int | None = None) -> ResponseReturnValue:
    """Lead to the page that says what is left before an attempt ends."""
    going = own_attempt(attempt_id)
    if position is None or going.settings.feedback != Feedback.AT_ONCE:
        return redirect(url_for("quizzes.summary", attempt_id=attempt_id), 303)
    there = url_for("quizzes.question", attempt_id=attempt_id, position=position, open="")
    return redirect(there, 303)


def _at(attempt_id: UUID, position: int, status: int = 302) -> ResponseReturnValue:
    there = url_for("quizzes.question", attempt_id=attempt_id, position=position)
    return redirect(there, status)


def _following(going_to: str, position: int, length: int) -> int:
    if going_to == "back":
        return max(1, position - 1)
    if going_to.isascii() and going_to.isdigit() and len(going_to) < 4:
        return min(max(1, int(going_to)), length)
    return min(position + 1, length)
