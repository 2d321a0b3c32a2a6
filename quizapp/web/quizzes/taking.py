"""Taking a quiz: its questions on one page or one by one, saved as they are answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.answering import quizzes as answering
from quizapp.answering.errors import AttemptFinished
from quizapp.answering.quizzes import Faults, HandIn, Saved
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.domain.answer_forms import answer_fields
from quizapp.domain.answers import Malformed, Oversized
from quizapp.domain.grading import leaves_parts_open
from quizapp.domain.questions import Question
from quizapp.quizzes import queries
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Attempt, Layout
from quizapp.quizzes.queries import Slot
from quizapp.quizzes.shortage import why_shorter
from quizapp.web.auth import visitor
from quizapp.web.learners import gone_with_login, learner_of
from quizapp.web.policies import learner, policy
from quizapp.web.quizzes.forms import Answers, answers_by_position, as_typed
from quizapp.web.quizzes.lookup import banks_shown, own_attempt

_TOO_LATE = "This quiz was handed in already. Your earlier answers count."
FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
HAND_IN = "hand-in"
"""What the button that ends a quiz of single questions sends as ``go``."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a page is shown again: what could not be read, or what is empty in whole or in part."""

    typed: Answers = field(default_factory=dict)
    problems: Mapping[int, str] = field(default_factory=dict)
    empty: tuple[int, ...] = ()
    partly: tuple[int, ...] = ()


@policy(learner)
def attempt(attempt_id: UUID) -> ResponseReturnValue:
    """Show the quiz, all of it or from the first open question."""
    going = own_attempt(attempt_id)
    if going.finished_at is not None:
        return redirect(url_for("quizzes.results", attempt_id=attempt_id))
    if going.settings.layout == Layout.PAGE:
        return _whole_page(going, _asked_about(going))
    places = queries.slots(db.session(), attempt_id, going.user_id)
    unanswered = [place.position for place in places if not place.is_answered]
    position = unanswered[0] if unanswered else places[-1].position
    return redirect(url_for("quizzes.question", attempt_id=attempt_id, position=position))


@policy(learner)
def question(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """Show one question of a quiz, with what was entered for it."""
    going = own_attempt(attempt_id)
    if going.finished_at is not None:
        return redirect(url_for("quizzes.results", attempt_id=attempt_id))
    return _one_question(going, position, _asked_about(going))


@policy(learner)
def save(attempt_id: UUID) -> ResponseReturnValue:
    """Store what is entered on a page that stays open; the script is answered in JSON."""
    if request.content_length and request.mimetype not in FORM_TYPES:
        # Nothing would be found in it, and “saved” would be taken for what it says.
        abort(415)
    forms = answers_by_position(request.form)
    by_script = request.accept_mimetypes.best == "application/json"
    try:
        saved = _saved(attempt_id, forms)
    except AttemptFinished:
        return (jsonify(problem=_TOO_LATE), 409) if by_script else _too_late(attempt_id)
    problems = _problems(saved.faults)
    if by_script:
        return jsonify(seen=saved.seen, problems=problems), 422 if problems else 200
    if problems:
        return _whole_page(own_attempt(attempt_id), Refused(forms, problems)), 422
    flash("Saved. You can go on later, from the page of the bank.", "info")
    return redirect(url_for("quizzes.attempt", attempt_id=attempt_id), 303)


@policy(learner)
def hand_in(attempt_id: UUID) -> ResponseReturnValue:
    """Take all answers of the page and show the results."""
    forms = answers_by_position(request.form)
    done = _handed_in(attempt_id, forms)
    if done.is_done:
        return _results(attempt_id, done)
    if not done.faults:
        return redirect(url_for("quizzes.attempt", attempt_id=attempt_id, open=""), 303)
    refused = Refused(forms, _problems(done.faults))
    return _whole_page(own_attempt(attempt_id), refused), 422


@policy(learner)
def answer(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """Store the answer to one question, and go where the button that sent it leads."""
    forms = answers_by_position(request.form)
    # Only this question's: without any of its fields nothing is entered, nor taken out.
    forms = {position: forms[position]} if position in forms else {}
    going_to = request.form.get("go", "next")
    if going_to == HAND_IN:
        done = _handed_in(attempt_id, forms)
        if done.is_done:
            return _results(attempt_id, done)
        if not done.faults:
            there = url_for("quizzes.question", attempt_id=attempt_id, position=position, open="")
            return redirect(there, 303)
        refused = Refused(forms, _problems(done.faults))
        return _one_question(own_attempt(attempt_id), position, refused), 422
    try:
        saved = _saved(attempt_id, forms)
    except AttemptFinished:
        return _too_late(attempt_id)
    if saved.faults:
        refused = Refused(forms, _problems(saved.faults))
        return _one_question(own_attempt(attempt_id), position, refused), 422
    if not 1 <= position <= saved.length:
        abort(404)
    following = _following(going_to, position, saved.length)
    return redirect(url_for("quizzes.question", attempt_id=attempt_id, position=following), 303)


def _saved(attempt_id: UUID, forms: Answers) -> Saved:
    person = visitor()
    try:
        with transaction() as session:
            return answering.save(session, learner_of(person), attempt_id, forms, now())
    except UnknownAttempt:
        gone_with_login(db.session(), person)
        abort(404)


def _handed_in(attempt_id: UUID, forms: Answers) -> HandIn:
    person = visitor()
    ask = "ask" in request.form
    try:
        with transaction() as session:
            taker = learner_of(person)
            return answering.hand_in(session, taker, attempt_id, forms, now(), ask=ask)
    except UnknownAttempt:
        gone_with_login(db.session(), person)
        abort(404)


def _results(attempt_id: UUID, done: HandIn) -> ResponseReturnValue:
    if done.is_late:
        flash(_TOO_LATE, "info")
    return redirect(url_for("quizzes.results", attempt_id=attempt_id), 303)


def _asked_about(going: Attempt) -> Refused | None:
    """Return what is left open, on the page that asks about it once before the hand-in.

    All that was sent is stored by then, so the page has an address of its own, and going back to it
    sends nothing again.
    """
    if "open" not in request.args:
        return None
    session = db.session()
    places = queries.slots(session, going.id, going.user_id)
    empty, partly = answering.left_open(session, places)
    return Refused(empty=empty, partly=partly)


def _too_late(attempt_id: UUID) -> ResponseReturnValue:
    flash(_TOO_LATE, "info")
    return redirect(url_for("quizzes.results", attempt_id=attempt_id), 303)


def _following(going_to: str, position: int, length: int) -> int:
    if going_to == "back":
        return max(1, position - 1)
    if going_to.isascii() and going_to.isdigit() and len(going_to) < 4:
        return min(max(1, int(going_to)), length)
    return min(position + 1, length)


def _whole_page(going: Attempt, refused: Refused | None = None) -> str:
    session = db.session()
    places = queries.slots(session, going.id, going.user_id)
    banks = banks_shown(going)
    return render_template(
        "quizzes/page.html",
        banks=banks,
        attempt=going,
        questions=queries.asked_in(session, places),
        given=_given(places, refused, queries.questions_in(session, places)),
        problems=refused.problems if refused else {},
        empty=refused.empty if refused else (),
        partly=refused.partly if refused else (),
        shorter=why_shorter(session, going, [each.id for each in banks]),
    )


def _one_question(going: Attempt, position: int, refused: Refused | None = None) -> str:
    session = db.session()
    places = queries.slots(session, going.id, going.user_id)
    if not 1 <= position <= len(places):
        abort(404)
    here = places[position - 1]
    questions = queries.questions_in(session, places)
    banks = banks_shown(going)
    return render_template(
        "quizzes/single.html",
        banks=banks,
        attempt=going,
        asked=queries.asked_in(session, [here])[0],
        answered={place.position for place in places if place.is_answered},
        in_part={
            place.position
            for place in places
            if place.is_answered and leaves_parts_open(questions[place.version_id], place.answer)
        },
        total=len(places),
        given=_given([here], refused, questions).get(position, {}),
        problem=refused.problems.get(position, "") if refused else "",
        empty=refused.empty if refused else (),
        partly=refused.partly if refused else (),
        shorter=why_shorter(session, going, [each.id for each in banks]) if position == 1 else None,
    )


def _given(
    places: Sequence[Slot], refused: Refused | None, questions: Mapping[int, Question]
) -> dict[int, Mapping[str, object]]:
    """Return the fields of each question: as they are stored, or as they cannot be read."""
    given: dict[int, Mapping[str, object]] = {}
    for place in places:
        if refused is not None and place.position in refused.problems:
            fields = refused.typed[place.position]
        elif place.is_answered:
            fields = answer_fields(questions[place.version_id], place.seed, place.answer)
        else:
            continue
        given[place.position] = as_typed(fields)
    return given


def _problems(faults: Faults) -> dict[int, str]:
    return {position: _explain(fault) for position, fault in faults}


def _explain(fault: Malformed | Oversized) -> str:
    if isinstance(fault, Oversized):
        return f"This answer has {fault.length} letters. Shorten it, please; the rest is safe."
    return f"This answer could not be read: {fault.reason} Answer it again; the rest is safe."
