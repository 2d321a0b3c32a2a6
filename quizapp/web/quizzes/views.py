"""The pages of a quiz: choose, answer, see the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.banks import overviews
from quizapp.banks import queries as banks
from quizapp.banks.models import Bank
from quizapp.clock import new_id, now
from quizapp.db import db, transaction
from quizapp.domain.answers import Malformed, Oversized
from quizapp.memory.errors import UnansweredQuestions, UnreadableAnswers
from quizapp.memory.services import answer_in_quiz
from quizapp.memory.services import hand_in as hand_in_answers
from quizapp.quizzes import queries, services
from quizapp.quizzes.errors import AttemptFinished, NothingToAsk, UnknownAttempt
from quizapp.quizzes.models import Attempt, Layout
from quizapp.web.auth import ensure_learner, visitor
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.learners import learner_of, present_learner
from quizapp.web.policies import anyone, learner, policy
from quizapp.web.quizzes.forms import QuizForm, answers_by_position, as_typed, single_answer
from quizapp.web.quizzes.result_pages import page_of_results

_TOO_LATE = "This quiz was handed in already. Your earlier answers count."


@policy(anyone)
def choose(slug: str) -> ResponseReturnValue:
    """Ask how long the quiz shall be, and about what."""
    bank = bank_or_404(slug)
    form = _form(bank)
    form.attempt_id.data = str(new_id())
    form.topics.data = request.args.getlist("topic")
    return _choices(bank, form)


@policy(anyone)
def start(slug: str) -> ResponseReturnValue:
    """Draw the questions and begin."""
    bank = bank_or_404(slug)
    form = _form(bank)
    if not form.validate_on_submit():
        return _choices(bank, form), 422
    attempt_id = UUID(form.attempt_id.data)
    person = ensure_learner()
    try:
        with transaction() as session:
            services.start_attempt(
                session,
                attempt_id,
                user_id=present_learner(session, person).id,
                bank_id=bank.id,
                settings=form.settings,
                now=now(),
            )
    except NothingToAsk:
        form.topics.errors = ["These topics have no questions yet. Choose others, or all."]
        return _choices(bank, form), 422
    except UnknownAttempt:
        abort(404)
    return redirect(url_for("quizzes.attempt", attempt_id=attempt_id), 303)


@policy(learner)
def attempt(attempt_id: UUID) -> ResponseReturnValue:
    """Show the quiz, all of it or from the first open question."""
    going = _attempt(attempt_id)
    if going.finished_at is not None:
        return redirect(url_for("quizzes.results", attempt_id=attempt_id))
    if going.layout == Layout.PAGE:
        return _whole_page(going)
    places = queries.slots(db.session(), attempt_id, going.user_id)
    unanswered = [place.position for place in places if place.answer_id is None]
    position = unanswered[0] if unanswered else places[-1].position
    return redirect(url_for("quizzes.question", attempt_id=attempt_id, position=position))


@policy(learner)
def hand_in(attempt_id: UUID) -> ResponseReturnValue:
    """Take all answers of the page and show the results."""
    going = _attempt(attempt_id)
    forms = answers_by_position(request.form)
    try:
        with transaction() as session:
            counted = hand_in_answers(
                session,
                learner_of(visitor()),
                attempt_id,
                forms,
                now(),
                ask="ask" in request.form,
            )
    except UnknownAttempt:
        # It moved to another account since it was looked up: a guest logged in in another tab.
        abort(404)
    except UnreadableAnswers as refused:
        problems = {position: _explain(fault) for position, fault in refused.faults}
        return _whole_page(going, forms, problems), 422
    except UnansweredQuestions as left:
        return _whole_page(going, forms, empty=left.positions), 422
    if not counted:
        flash(_TOO_LATE, "info")
    return redirect(url_for("quizzes.results", attempt_id=attempt_id), 303)


@policy(learner)
def question(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """Show one question of a quiz."""
    going = _attempt(attempt_id)
    if going.finished_at is not None:
        return redirect(url_for("quizzes.results", attempt_id=attempt_id))
    return _one_question(going, position)


@policy(learner)
def answer(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """Take the answer to one question and go to the next."""
    fields = single_answer(request.form)
    person = visitor()
    try:
        with transaction() as session:
            taken = answer_in_quiz(session, learner_of(person), attempt_id, position, fields, now())
    except UnknownAttempt:
        abort(404)
    except AttemptFinished:
        flash(_TOO_LATE, "info")
        return redirect(url_for("quizzes.results", attempt_id=attempt_id), 303)
    except UnreadableAnswers as refused:
        problem = _explain(refused.faults[0][1])
        return _one_question(_attempt(attempt_id), position, as_typed(fields), problem), 422
    following = min(taken.position + 1, taken.length)
    return redirect(url_for("quizzes.question", attempt_id=attempt_id, position=following), 303)


@policy(learner)
def results(attempt_id: UUID) -> ResponseReturnValue:
    """Show what each answer earned, and the words that prove the right one."""
    done = _attempt(attempt_id)
    if done.finished_at is None:
        return redirect(url_for("quizzes.attempt", attempt_id=attempt_id))
    page = page_of_results(db.session(), done)
    return render_template("quizzes/results.html", bank=done.bank, attempt=done, page=page)


def _form(bank: Bank) -> QuizForm:
    topics = [each for each in overviews.topics_of(db.session(), bank.id) if each.questions]
    choices = [(each.topic.slug, f"{each.topic.title} ({each.questions})") for each in topics]
    return QuizForm(choices)


def _choices(bank: Bank, form: QuizForm) -> str:
    most = banks.facts_asked_for(db.session(), bank.id)
    return render_template("quizzes/choose.html", bank=bank, form=form, most=most)


def _attempt(attempt_id: UUID) -> Attempt:
    try:
        return queries.attempt_of(db.session(), attempt_id, visitor().id)
    except UnknownAttempt:
        abort(404)


def _whole_page(
    going: Attempt,
    forms: Mapping[int, Mapping[str, Sequence[str]]] | None = None,
    problems: Mapping[int, str] | None = None,
    empty: Sequence[int] = (),
) -> str:
    session = db.session()
    places = queries.slots(session, going.id, going.user_id)
    topics = queries.topics(session, going.id)
    return render_template(
        "quizzes/page.html",
        bank=going.bank,
        attempt=going,
        questions=[queries.asked(session, place, topics[place.position]) for place in places],
        typed={position: as_typed(fields) for position, fields in (forms or {}).items()},
        problems=problems or {},
        empty=empty,
    )


def _one_question(
    going: Attempt,
    position: int,
    typed: Mapping[str, object] | None = None,
    problem: str = "",
) -> str:
    session = db.session()
    places = queries.slots(session, going.id, going.user_id)
    if not 1 <= position <= len(places):
        abort(404)
    topics = queries.topics(session, going.id)
    return render_template(
        "quizzes/single.html",
        bank=going.bank,
        attempt=going,
        asked=queries.asked(session, places[position - 1], topics[position]),
        answered=[place.position for place in places if place.answer_id is not None],
        total=len(places),
        typed=typed or {},
        problem=problem,
    )


def _explain(fault: Malformed | Oversized) -> str:
    if isinstance(fault, Oversized):
        return f"This answer has {fault.length} letters. Shorten it, please; the rest is safe."
    return f"This answer could not be read: {fault.reason} Answer it again; the rest is safe."
