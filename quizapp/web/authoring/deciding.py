"""The buttons of a card of drafts: publish forms of a sentence, set them aside, take that back."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.authoring import draft_review, drafts
from quizapp.authoring.errors import (
    ChecksFailed,
    EditedMeanwhile,
    NotAccepted,
    NothingChosen,
    NotWaiting,
)
from quizapp.banks.models import Question
from quizapp.banks.policies import Action
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.quizzes.traces import was_asked
from quizapp.web.auth import visitor
from quizapp.web.authoring.lookup import question_or_404
from quizapp.web.authoring.review_places import (
    address,
    is_less_sure,
    review_url,
    sentence_sent,
    sentence_url,
)
from quizapp.web.authoring.trials import testers
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.list_pages import page_number
from quizapp.web.policies import policy, teacher


@policy(teacher)
def accept_draft(slug: str, question_slug: str) -> ResponseReturnValue:
    """Publish the chosen forms of a draft's sentence, and approve their facts.

    A form that says nothing of forms means the draft alone, as it is.
    """
    # The button that takes all forms names them; it leaves the ticks alone.
    chosen, seen = _versions("every") or _versions("chosen"), _versions("version")
    try:
        with transaction() as session:
            row = _question(session, slug, question_slug)
            person = visitor().id
            if seen or chosen:
                draft_review.accept_forms(
                    session, row, chosen=chosen, seen=seen, user_id=person, now=now()
                )
            else:
                draft_review.accept(session, row, user_id=person, now=now())
    except EditedMeanwhile:
        flash("Not published: it was edited meanwhile. Read it as it is now.", "error")
        return redirect(_back(slug, question_slug, decided=False), code=303)
    except NothingChosen:
        flash("Not published: no form was ticked. Tick one, or reject the sentence.", "error")
        return redirect(_back(slug, question_slug, decided=False), code=303)
    except ChecksFailed as error:
        flash(f"Not published: {error.findings[0].message} {error.findings[0].remedy}", "error")
        return redirect(_back(slug, question_slug, decided=False), code=303)
    except NotWaiting:
        return decided_meanwhile(slug, question_slug)
    return redirect(_back(slug, question_slug), code=303)


@policy(teacher)
def reject_draft(slug: str, question_slug: str) -> ResponseReturnValue:
    """Set a draft aside with the forms of its sentence that were seen with it."""
    seen = _versions("version")
    try:
        with transaction() as session:
            row = _question(session, slug, question_slug)
            draft_review.reject(session, row, user_id=visitor().id, now=now(), seen=seen or None)
    except EditedMeanwhile:
        flash("Not rejected: it was edited meanwhile. Read it as it is now.", "error")
        return redirect(_back(slug, question_slug, decided=False), code=303)
    except NotWaiting:
        return decided_meanwhile(slug, question_slug)
    return redirect(_back(slug, question_slug), code=303)


@policy(teacher)
def take_back_draft(slug: str, question_slug: str) -> ResponseReturnValue:
    """Let a draft wait again with all that was decided with it; what was asked is retired."""
    try:
        with transaction() as session:
            row = _question(session, slug, question_slug)
            besides = testers(session, row.bank)
            stays = draft_review.take_back_all(
                session, row, was_asked=lambda each: was_asked(session, [each], besides=besides)
            )
    except NotAccepted:
        return decided_meanwhile(slug, question_slug)
    bank = bank_or_404(slug, Action.EDIT)
    row = question_or_404(db.session(), bank, question_slug)
    if stays:
        flash(
            "Learners were asked it already, so it is retired: nobody is asked it from now on, and "
            "their answers stay.",
            "info",
        )
        return redirect(review_url(bank, row, decided=True), code=303)
    draft = drafts.draft_of(db.session(), row.id)
    # One may want to go back further than one decision.
    before = drafts.last_decided(db.session(), draft.run, visitor().id) if draft else ""
    return redirect(review_url(bank, row, done=before), code=303)


def decided_meanwhile(slug: str, question_slug: str) -> ResponseReturnValue:
    """Show the question as it stands, and say that it is no draft to be decided on."""
    flash("Nothing was changed: this is no draft that waits. It was decided meanwhile.", "info")
    return redirect(url_for("authoring.question", slug=slug, question_slug=question_slug), code=303)


def _back(slug: str, question_slug: str, *, decided: bool = True) -> str:
    """Return the address of the page that the button stood on, at the place of its card."""
    session = db.session()
    bank = bank_or_404(slug, Action.EDIT)
    row = question_or_404(session, bank, question_slug)
    draft = drafts.draft_of(session, row.id)
    if draft is None:
        return url_for("authoring.question", slug=slug, question_slug=question_slug)
    done, card = (question_slug, "") if decided else ("", question_slug)
    number = sentence_sent(request.form)
    if number is not None:
        return sentence_url(slug, draft.run.source.slug, number, done, card=card)
    place = is_less_sure(request.form), page_number(request.form)
    return address(slug, draft.run.source.slug, place, done, card=card)


def _versions(name: str) -> list[UUID]:
    """Return the wordings that a form names, without what no form of ours sends."""
    found = []
    for word in " ".join(request.form.getlist(name)).split():
        with suppress(ValueError):
            found.append(UUID(word))
    return found


def _question(session: Session, slug: str, question_slug: str) -> Question:
    return question_or_404(session, bank_or_404(slug, Action.EDIT), question_slug)
