"""The pages around a quiz: choose one, begin, see the results."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.banks import candidates, overviews
from quizapp.banks.models import Bank
from quizapp.clock import new_id, now
from quizapp.db import db, transaction
from quizapp.quizzes import services
from quizapp.quizzes.errors import NothingToAsk, UnknownAttempt
from quizapp.web.auth import ensure_learner
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.learners import present_learner
from quizapp.web.policies import anyone, learner, policy
from quizapp.web.quizzes.forms import QuizForm
from quizapp.web.quizzes.lookup import banks_shown, own_attempt
from quizapp.web.quizzes.result_pages import page_of_results


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
    try:
        with transaction() as session:
            services.start_practice(
                session,
                attempt_id,
                user_id=present_learner(session, person).id,
                bank_ids=[bank_id],
                settings=form.settings,
                now=now(),
            )
    except NothingToAsk:
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
    return render_template(
        "quizzes/results.html",
        bank=banks_shown(done)[0],
        attempt=done,
        page=page_of_results(session, done),
    )


def _form(bank: Bank) -> QuizForm:
    topics = overviews.quiz_topics(db.session(), bank.id)
    return QuizForm(topics)


def _choices(bank: Bank, form: QuizForm) -> str:
    session = db.session()
    # A question may ask for several facts: neither number is the lower one in every bank.
    most = min(candidates.facts_asked_for(session, bank.id), form.questions)
    if most:
        form.offer(most)
    return render_template(
        "quizzes/choose.html",
        bank=bank,
        form=form,
        most=most,
        has_cards=most == 0 and candidates.stock(session, [bank.id])[1],
    )
