"""Buttons of the lists and pages: publish, retire, take back, approve. Each can be sent twice."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.authoring import services
from quizapp.authoring.checking import is_waiting, only_lacks_approval
from quizapp.authoring.errors import ChecksFailed, FactSetAside
from quizapp.authoring.queries import headline_of
from quizapp.banks.models import Question
from quizapp.banks.policies import Action
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.domain.questions import QuestionStatus
from quizapp.web.auth import local_path, visitor
from quizapp.web.authoring.lookup import fact_or_404, question_or_404
from quizapp.web.authoring.undo import offer_undo, undo_of
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.policies import policy, teacher


@policy(teacher)
def publish_question(slug: str, question_slug: str) -> ResponseReturnValue:
    """Let learners be asked a question, or show why that cannot be."""
    try:
        with transaction() as session:
            row = _question(session, slug, question_slug)
            services.publish(session, row, user_id=visitor().id, now=now())
    except ChecksFailed as error:
        if only_lacks_approval(error.findings) and _is_draft_of_article(slug, question_slug):
            flash(
                "Not published yet: it is a draft of an article. “Save and accept” below approves "
                "the facts that it asks for, too.",
                "info",
            )
            return redirect(_page(slug, question_slug), code=303)
        count = len(error.findings)
        flash(
            "Not published: "
            + ("a check fails" if count == 1 else f"{count} checks fail")
            + ". What to mend is marked below.",
            "error",
        )
        return redirect(_page(slug, question_slug), code=303)
    flash("Published. Learners can be asked it from now on.", "success")
    return _back(slug, question_slug)


@policy(teacher)
def retire_question(slug: str, question_slug: str) -> ResponseReturnValue:
    """Stop asking a question, and offer to take that back."""
    with transaction() as session:
        row = _question(session, slug, question_slug)
        before = services.retire(session, row, user_id=visitor().id, now=now())
        words = headline_of(session, row)
    if before is not QuestionStatus.RETIRED:
        offer_undo(undo_of(words, slug, question_slug, before))
    return _back(slug, question_slug)


@policy(teacher)
def reopen_question(slug: str, question_slug: str) -> ResponseReturnValue:
    """Make a retired question a draft again."""
    with transaction() as session:
        services.reopen(session, _question(session, slug, question_slug))
    flash("It is a draft again. Learners are not asked it until you publish it.", "success")
    return _back(slug, question_slug)


@policy(teacher)
def approve_fact(slug: str, fact_slug: str) -> ResponseReturnValue:
    """Vouch for a draft fact."""
    try:
        with transaction() as session:
            row = fact_or_404(session, bank_or_404(slug, Action.EDIT), fact_slug)
            services.approve_fact(session, row)
        flash("Approved. Questions that ask for it can be published now.", "success")
    except FactSetAside:
        flash("A fact that was set aside can only be brought back in the bank's files.", "error")
    return redirect(url_for("authoring.fact", slug=slug, fact_slug=fact_slug), code=303)


def _question(session: Session, slug: str, question_slug: str) -> Question:
    return question_or_404(session, bank_or_404(slug, Action.EDIT), question_slug)


def _is_draft_of_article(slug: str, question_slug: str) -> bool:
    session = db.session()
    return is_waiting(session, _question(session, slug, question_slug))


def _page(slug: str, question_slug: str) -> str:
    return url_for("authoring.question", slug=slug, question_slug=question_slug)


def _back(slug: str, question_slug: str) -> ResponseReturnValue:
    target = local_path(request.form.get("next"), request.host_url)
    return redirect(target or _page(slug, question_slug), code=303)
