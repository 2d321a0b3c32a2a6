"""The page on which a learner objects to one of their results, the evidence beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import Length

from quizapp.accounts.errors import HourIsFull
from quizapp.answering.challenges import TEXT_LIMIT, challenge
from quizapp.answering.errors import AlreadyDecided, NothingToObject, UnknownObjection
from quizapp.answering.models import ChallengeKind
from quizapp.answering.study import study_seed
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.quizzes import queries
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Feedback, Response
from quizapp.quizzes.release import withheld
from quizapp.quizzes.results import Result, result_at, study_result
from quizapp.quizzes.sealing import books_of, seal_on_version
from quizapp.web.answer_pages import answered_questions
from quizapp.web.answering.offers import KIND_WORDS, Offer, offers_of
from quizapp.web.auth import visitor
from quizapp.web.authoring.article_forms import one_line
from quizapp.web.base_form import BaseForm, SelectChoice
from quizapp.web.closed_book import keep_closed
from quizapp.web.content_language import speak
from quizapp.web.learners import present_learner
from quizapp.web.policies import learner, policy
from quizapp.web.sent_ids import sent_id


class ObjectionForm(BaseForm):
    """What is wrong, and why, if its learner likes to say so."""

    challenge_id = HiddenField()
    kind = RadioField("What is wrong?")
    text = TextAreaField(
        "Why? (optional)",
        filters=[one_line],
        validators=[Length(max=TEXT_LIMIT, message=f"Stay within {TEXT_LIMIT} letters.")],
    )


@dataclass(frozen=True, slots=True)
class _Own:
    """A result of the visitor's, and the address of the page that it stands on."""

    result: Result
    back: str
    keeps_key: bool


@policy(learner)
def objection(response_id: UUID) -> ResponseReturnValue:
    """Ask what is wrong with a result."""
    own = _own_result(response_id)
    offer = offers_of(db.session(), [own.result])[response_id]
    if not offer.kinds:
        return redirect(own.back)
    form = _form(offer)
    form.challenge_id.data = str(offer.challenge_id)
    form.kind.data = offer.kinds[0].value
    return _page(own, form)


@policy(learner)
def send_objection(response_id: UUID) -> ResponseReturnValue:
    """Store an objection; one that was sent twice is one."""
    own = _own_result(response_id)
    form = _form(offers_of(db.session(), [own.result])[response_id], all_kinds=True)
    challenge_id = sent_id(form.challenge_id.data)
    if challenge_id is None:
        abort(400)
    if not form.validate_on_submit():
        return _page(own, form), 422
    try:
        with transaction() as session:
            person = present_learner(session, visitor())
            challenge(
                session,
                person.id,
                response_id,
                challenge_id,
                ChallengeKind(form.kind.data),
                form.text.data or "",
                now(),
            )
    except UnknownObjection:
        abort(404)
    except NothingToObject:
        flash("There is nothing to object to here: this answer was marked again meanwhile.", "info")
        return redirect(own.back, 303)
    except AlreadyDecided as decided:
        flash(f"A teacher has decided on this already: {decided.reason}", "info")
        return redirect(own.back, 303)
    except HourIsFull as error:
        return _page(own, form, notice=str(error)), 429, {"Retry-After": str(error.seconds)}
    flash("Sent. A teacher will look at it, and you will read here what came of it.", "success")
    return redirect(own.back, 303)


def _form(offer: Offer, *, all_kinds: bool = False) -> ObjectionForm:
    form = ObjectionForm()
    kinds = KIND_WORDS if all_kinds else offer.kinds
    form.kind.choices = [SelectChoice(each.value, KIND_WORDS[each]) for each in kinds]
    return form


def _own_result(response_id: UUID) -> _Own:
    """Return a result that the visitor may see by now, or end the request."""
    session, person = db.session(), visitor()
    response = session.get(Response, response_id)
    if response is None or response.user_id != person.id:
        abort(404)
    bank = session.scalars(
        select(Bank)
        .join(Question, Question.bank_id == Bank.id)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(QuestionVersion.id == response.question_version_id)
    ).one()
    closed = books_of(session, person.id, now())
    keep_closed(seal_on_version(session, closed, response.question_version_id))
    speak(bank.language)
    if response.attempt_id is None or response.position is None:
        found = study_result(session, response_id, person.id, bank.id)
        if found is None:
            abort(404)
        back = url_for("memory.feedback", slug=bank.slug, answer_id=response_id)
        return _Own(replace(found, seed=study_seed(response_id)), back, keeps_key=True)
    try:
        going = queries.attempt_of(session, response.attempt_id, person.id)
        place = queries.slot(session, going.id, response.position, person.id)
    except UnknownAttempt:
        abort(404)
    if going.is_preview:
        # Nothing of it counts, so that there is nothing to say against it.
        abort(404)
    is_shown = going.finished_at is not None or place.feedback == Feedback.AT_ONCE
    if not is_shown or withheld(session, going, now()) is not None:
        abort(404)
    result = result_at(session, place)
    if result.score is None:
        abort(404)
    back = url_for("quizzes.results", attempt_id=going.id, _anchor=f"result-{response.position}")
    return _Own(result, back, keeps_key=going.design is None)


def _page(own: _Own, form: ObjectionForm, *, notice: str = "") -> str:
    [page] = answered_questions(db.session(), [own.result], withholds=own.keeps_key)
    return render_template(
        "answering/objection.html", page=page, form=form, back=own.back, notice=notice
    )
