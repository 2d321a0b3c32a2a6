"""The page on which a learner objects to one of their results, the evidence beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import Length

from quizapp.accounts.errors import HourIsFull
from quizapp.answering.challenges import TEXT_LIMIT, challenge, challenge_unanswered
from quizapp.answering.errors import (
    AlreadyDecided,
    NothingToObject,
    OutOfTurn,
    UnknownObjection,
)
from quizapp.answering.models import ChallengeKind
from quizapp.answering.study import study_seed
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.quizzes import queries
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Response
from quizapp.quizzes.release import withheld
from quizapp.quizzes.results import KeyedResult, Result, result_at, study_result
from quizapp.quizzes.sealing import Seal, books_of, seal_on_version
from quizapp.web.answer_pages import answered_questions
from quizapp.web.answering.offers import KIND_WORDS, Offer, objection_url, offers_of
from quizapp.web.auth import visitor
from quizapp.web.authoring.article_forms import one_line
from quizapp.web.banks.lookup import is_there, look_at
from quizapp.web.base_form import BaseForm, SelectChoice
from quizapp.web.closed_book import keep_closed
from quizapp.web.content_language import speak
from quizapp.web.learners import present_learner
from quizapp.web.policies import learner, policy
from quizapp.web.sent_ids import fresh_id


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
    """A result of the visitor's, and the address of the page that it stands on.

    It is not shown while it is ``passed``: its quiz goes forward only, and goes on. Its page is
    ``sparing`` beside a question whose key is not shown.
    """

    result: Result
    back: str
    keeps_key: bool
    passed: OutOfTurn | None = None
    sparing: bool = False


class _Sent(NamedTuple):
    """What a form of ours says, and when it came."""

    challenge_id: UUID
    kind: ChallengeKind
    text: str
    now: datetime


_NOTHING = "There is nothing to object to here: this answer was marked again meanwhile."


@policy(learner)
def objection(response_id: UUID) -> ResponseReturnValue:
    """Ask what is wrong with a result."""
    return _ask(_own_result(response_id))


@policy(learner)
def objection_to_unanswered(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """Ask what is wrong with a question that was left unanswered."""
    own = _own_place(attempt_id, position)
    if own.result.score is not None:
        return redirect(objection_url(own.result))
    return _ask(own)


@policy(learner)
def send_objection(response_id: UUID) -> ResponseReturnValue:
    """Store an objection; one that was sent twice is one."""
    return _send(
        _own_result(response_id),
        lambda session, user_id, sent: challenge(session, user_id, response_id, *sent),
    )


@policy(learner)
def object_to_unanswered(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """Store an objection to a question that was left unanswered."""
    own = _own_place(attempt_id, position)
    if own.result.score is not None:
        # It was ruled on meanwhile, and has a result by now.
        flash(_NOTHING, "info")
        return redirect(own.back, 303)
    return _send(
        own,
        lambda session, user_id, sent: challenge_unanswered(
            session, user_id, attempt_id, position, *sent
        ),
    )


def _ask(own: _Own) -> ResponseReturnValue:
    offer = offers_of(db.session(), [own.result])[own.result.position]
    if not offer.kinds:
        return redirect(own.back)
    form = _form(offer)
    form.challenge_id.data = str(offer.challenge_id)
    form.kind.data = offer.kinds[0].value
    return _page(own, form)


def _send(own: _Own, store: Callable[[Session, int, _Sent], object]) -> ResponseReturnValue:
    form = _form(offers_of(db.session(), [own.result])[own.result.position], all_kinds=True)
    challenge_id = fresh_id(form.challenge_id.data)
    if challenge_id is None:
        abort(400)
    if not form.validate_on_submit():
        return _page(own, form), 422
    kind, text = ChallengeKind(form.kind.data), form.text.data or ""
    try:
        with transaction() as session:
            person = present_learner(session, visitor())
            store(session, person.id, _Sent(challenge_id, kind, text, now()))
    except UnknownObjection:
        abort(404)
    except NothingToObject:
        flash(_NOTHING, "info")
        return redirect(own.back, 303)
    except AlreadyDecided as decided:
        why = f": {decided.reason}" if isinstance(own.result, KeyedResult) else "."
        flash(f"A teacher has decided on this already{why}", "info")
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
    keep_closed(_seal(response.question_version_id))
    speak(bank.language)
    if response.attempt_id is None or response.position is None:
        found = study_result(session, response_id, person.id, bank.id)
        if found is None:
            abort(404)
        back = url_for("memory.feedback", slug=bank.slug, answer_id=response_id)
        return _Own(replace(found, seed=study_seed(response_id)), back, keeps_key=True)
    own = _in_attempt(response.attempt_id, response.position)
    if own.result.score is None:
        abort(404)
    return own


def _own_place(attempt_id: UUID, position: int) -> _Own:
    """Return what became of a question of the visitor's attempt, or end the request."""
    own = _in_attempt(attempt_id, position)
    keep_closed(_seal(own.result.asked_version_id))
    [bank] = look_at({own.result.bank_id})
    if own.keeps_key and own.result.score is None and not is_there(bank):
        # What is right is not shown, so that there is nothing to say against it.
        abort(404)
    speak(bank.language)
    return own


def _seal(version_id: int) -> Seal | None:
    session = db.session()
    return seal_on_version(session, books_of(session, visitor().id, now()), version_id)


def _in_attempt(attempt_id: UUID, position: int) -> _Own:
    session, person = db.session(), visitor()
    try:
        going = queries.attempt_of(session, attempt_id, person.id)
        places = queries.slots(session, going.id, person.id)
    except UnknownAttempt:
        abort(404)
    if not 1 <= position <= len(places):
        abort(404)
    place = places[position - 1]
    if going.is_preview:
        # Nothing of it counts, so that there is nothing to say against it.
        abort(404)
    # Of what is shown at once, only what was checked is over before the attempt is.
    is_shown = going.finished_at is not None or place.is_checked
    if not is_shown or withheld(session, going, now()) is not None:
        abort(404)
    back = url_for("quizzes.results", attempt_id=going.id, _anchor=f"result-{position}")
    passed = None
    if going.finished_at is None and place.reached is not None and place.is_passed:
        passed = OutOfTurn(going.id, position, place.reached)
    sparing = not all(each.shows_key for each in places)
    return _Own(result_at(session, place), back, going.design is None, passed, sparing)


def _page(own: _Own, form: ObjectionForm, *, notice: str = "") -> str:
    if own.passed is not None:
        raise own.passed
    [page] = answered_questions(
        db.session(), [own.result], withholds=own.keeps_key, sparing=own.sparing
    )
    return render_template(
        "answering/objection.html", page=page, form=form, back=own.back, notice=notice
    )
