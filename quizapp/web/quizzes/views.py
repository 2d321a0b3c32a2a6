"""The pages around a quiz: choose one, begin, see the results."""

from __future__ import annotations

import logging
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from quizapp.banks import candidates, overviews
from quizapp.banks.models import Bank
from quizapp.clock import new_id, now
from quizapp.db import db, transaction
from quizapp.memory.held import feed_released
from quizapp.memory.mistakes import mistakes, mistakes_to_ask
from quizapp.quizzes import queries, services
from quizapp.quizzes.deadlines import GRACE
from quizapp.quizzes.errors import NothingToAsk, UnknownAttempt
from quizapp.quizzes.release import withheld
from quizapp.quizzes.sealing import any_seal, books_of, seal_on_attempt
from quizapp.web.auth import current_visitor, ensure_learner, visitor
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.closed_book import books, keep_closed
from quizapp.web.learners import learner_of, present_learner
from quizapp.web.policies import anyone, learner, policy
from quizapp.web.quizzes.forms import QuizForm
from quizapp.web.quizzes.lookup import banks_shown, has_lost_keys, own_attempt
from quizapp.web.quizzes.result_pages import page_of_results

_COURTESY_SECONDS = 0.2
_log = logging.getLogger(__name__)


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
    # The bank may be removed while a quiz is drawn from it; then its row cannot be asked any more.
    bank_id = bank.id
    form = _form(bank)
    if not form.validate_on_submit():
        return _choices(bank, form), 422
    attempt_id = UUID(form.attempt_id.data)
    person = ensure_learner()
    settings = form.settings
    try:
        with transaction() as session:
            taker = present_learner(session, person)
            wrong = mistakes(taker.id, bank_id, now()) if settings.mistakes else None
            services.start_practice(
                session,
                attempt_id,
                user_id=taker.id,
                bank_ids=[bank_id],
                settings=settings,
                now=now(),
                facts=wrong,
            )
    except NothingToAsk:
        if settings.mistakes or settings.source or settings.fact:
            flash("A quiz has nothing to ask about that any more. Choose another.", "info")
            return redirect(url_for("quizzes.choose", slug=slug), 303)
        form.topics.errors = ["These topics have no questions yet. Choose others, or all."]
        return _choices(bank_or_404(slug), form), 422
    except UnknownAttempt:
        abort(404)
    return redirect(url_for("quizzes.attempt", attempt_id=attempt_id), 303)


@policy(learner)
def results(attempt_id: UUID) -> ResponseReturnValue:
    """Show what each answer earned, and the words that prove the right one."""
    done = own_attempt(attempt_id)
    if done.finished_at is None:
        return redirect(url_for("quizzes.attempt", attempt_id=attempt_id))
    session = db.session()
    bank = banks_shown(done)[0]
    kept, is_lost = withheld(session, done, now()), has_lost_keys(done)
    if is_lost or (kept is not None and not (done.is_preview and "all" in request.args)):
        # Nothing on that page is read from a key, or from what was scored by one.
        places = queries.slots(session, attempt_id, done.user_id)
        answered = sum(each.is_answered for each in places)
        until = None if kept is None else kept.until
        return render_template(
            "quizzes/withheld.html",
            attempt=done,
            answered=answered,
            until=until,
            waits=until is not None and until < now() - GRACE,
            is_lost=is_lost,
            banks=[bank],
        )
    closed = books_of(session, done.user_id, now(), besides=attempt_id)
    keep_closed(seal_on_attempt(session, closed, attempt_id))
    if done.is_held:
        _feed(attempt_id)
        done = own_attempt(attempt_id)
    page = page_of_results(session, done, learner_of(visitor()), closed)
    return render_template(
        "quizzes/results.html",
        bank=bank,
        banks=[bank],
        attempt=done,
        page=page,
        wrong=mistakes_to_ask(session, done.user_id, bank.id, now(), closed)
        if page.has_mistakes and not done.is_preview
        else 0,
        mistakes_id=new_id(),
    )


def _feed(attempt_id: UUID) -> None:
    """Let memory learn of results at once that are about to be shown: the job may come later."""
    try:
        with transaction(at_most=_COURTESY_SECONDS) as session:
            feed_released(session, now(), 1, attempt_id)
    except (OperationalError, PoolTimeout):
        # Results are read all the same while others write, or nobody can.
        _log.warning("memory could not learn of results that are shown", exc_info=True)


def _form(bank: Bank) -> QuizForm:
    topics = overviews.quiz_topics(db.session(), bank.id)
    return QuizForm(topics)


def _choices(bank: Bank, form: QuizForm) -> str:
    session = db.session()
    # A question may ask for several facts: neither number is the lower one in every bank.
    person = current_visitor()
    wrong = mistakes(person.id, bank.id, now()) if form.mistakes.data and person else None
    scope = candidates.Scope(source=form.source.data or "", facts=wrong, besides=books().facts)
    most = min(candidates.facts_asked_for(session, bank.id, scope), form.questions)
    if most:
        form.offer(most)
    return render_template(
        "quizzes/choose.html",
        bank=bank,
        form=form,
        most=most,
        closed=None if most else any_seal(session, books()),
        has_cards=most == 0 and candidates.stock(session, [bank.id])[1],
    )
