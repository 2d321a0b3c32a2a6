"""The review of an article's drafts: each beside its proof, to accept, edit or reject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.authoring import details, draft_review, drafts, fact_endings
from quizapp.authoring.errors import ChecksFailed, EditedMeanwhile, NotAccepted, NotWaiting
from quizapp.authoring.models import GenerationRun
from quizapp.banks.models import Bank, Question
from quizapp.banks.overviews import is_readable
from quizapp.banks.policies import Action
from quizapp.banks.queries import source_by_slug
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.domain.questions import QuestionStatus
from quizapp.quizzes.traces import was_asked
from quizapp.web.auth import visitor
from quizapp.web.authoring.lookup import (
    KIND_NAMES,
    filters,
    question_or_404,
)
from quizapp.web.authoring.trials import testers
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.evidence import Citation, Excerpt, citation, excerpt, paragraph_around
from quizapp.web.list_pages import page_number
from quizapp.web.policies import policy, teacher

CONFLICTS = {
    "value": "They cannot both be right",
    "spelling": "One name, spelt in two ways",
    "change_over_time": "It changed between the two",
    "same_thing": "Two names for one thing",
}
"""What people call the kinds of conflict."""


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """What two articles do not agree on, or two places of one, with the words of both."""

    title: str
    explanation: str
    blocks: bool
    is_within: bool
    sides: tuple[Excerpt, ...]
    facts: tuple[str, ...]


@policy(teacher)
def review(slug: str, source_slug: str) -> ResponseReturnValue:
    """Show the drafts of an article that wait, best first."""
    session = db.session()
    bank = bank_or_404(slug, Action.INSPECT)
    run = run_or_404(session, bank, source_slug)
    page = drafts.waiting(session, run, page_number(request.args))
    done = filters(request.args, ("done",))["done"]
    decided = drafts.decided(session, run, done) if done else None
    conflicts = [_conflict(session, bank, run, each) for each in drafts.conflicts(run)]
    return render_template(
        "authoring/review.html",
        bank=bank,
        run=run,
        source=run.source,
        cited=citation(run.source, slug),
        tally=drafts.tally(session, run),
        page=page,
        decided=decided,
        is_readable=is_readable(session, run.source),
        undone=_undone(bank, run, decided) if decided else "",
        held=drafts.held_back(run),
        held_count=len(run.content["held"]),
        changes=fact_endings.changes_of(session, run),
        conflicts=conflicts,
        within=sum(each.is_within for each in conflicts),
        spare=drafts.facts_without_drafts(session, run),
        problems=run.content["problems"],
        left_out=run.content["left_out"],
        # Articles that were drafted by an earlier version were not compared in this way.
        known=run.content.get("known", 0),
        kinds=KIND_NAMES,
        excerpts=lambda sheet: [excerpt([proof], slug) for proof in sheet.proofs],
        address=lambda number: _address(slug, source_slug, number),
    )


@policy(teacher)
def accept_draft(slug: str, question_slug: str) -> ResponseReturnValue:
    """Publish a draft and approve its facts."""
    try:
        with transaction() as session:
            row = _question(session, slug, question_slug)
            seen = request.form.get("version", type=UUID)
            draft_review.accept(session, row, user_id=visitor().id, now=now(), version=seen)
    except EditedMeanwhile:
        flash("Not published: it was edited meanwhile. Read it as it is now.", "error")
        return redirect(_back(slug, question_slug, decided=False), code=303)
    except ChecksFailed as error:
        flash(f"Not published: {error.findings[0].message} {error.findings[0].remedy}", "error")
        return redirect(_back(slug, question_slug, decided=False), code=303)
    except NotWaiting:
        return decided_meanwhile(slug, question_slug)
    return redirect(_back(slug, question_slug), code=303)


@policy(teacher)
def reject_draft(slug: str, question_slug: str) -> ResponseReturnValue:
    """Set a draft aside; the next page offers to take that back."""
    try:
        with transaction() as session:
            row = _question(session, slug, question_slug)
            draft_review.reject(session, row, user_id=visitor().id, now=now())
    except NotWaiting:
        return decided_meanwhile(slug, question_slug)
    return redirect(_back(slug, question_slug), code=303)


@policy(teacher)
def reject_forms(slug: str, question_slug: str) -> ResponseReturnValue:
    """Set a draft aside with all others of its facts; the next page offers to take that back."""
    try:
        with transaction() as session:
            row = _question(session, slug, question_slug)
            seen = request.form.getlist("version", type=UUID)
            draft_review.reject_forms(session, row, versions=seen, user_id=visitor().id, now=now())
    except EditedMeanwhile:
        flash("Not rejected: it was edited meanwhile. Read it as it is now.", "error")
        return redirect(_back(slug, question_slug, decided=False), code=303)
    except NotWaiting:
        return decided_meanwhile(slug, question_slug)
    return redirect(_back(slug, question_slug), code=303)


@policy(teacher)
def take_back_forms(slug: str, question_slug: str) -> ResponseReturnValue:
    """Let drafts that were rejected in one go wait again."""
    try:
        with transaction() as session:
            draft_review.take_back_forms(session, _question(session, slug, question_slug))
    except NotWaiting:
        return decided_meanwhile(slug, question_slug)
    bank = bank_or_404(slug, Action.EDIT)
    row = question_or_404(db.session(), bank, question_slug)
    return redirect(review_url(bank, row), code=303)


@policy(teacher)
def take_back_draft(slug: str, question_slug: str) -> ResponseReturnValue:
    """Let an accepted draft wait again; what learners were asked is retired instead."""
    try:
        with transaction() as session:
            row = _question(session, slug, question_slug)
            asked = was_asked(session, [row.id], besides=testers(session, row.bank))
            status = draft_review.take_back(session, row, was_asked=asked)
    except NotAccepted:
        return decided_meanwhile(slug, question_slug)
    if status is QuestionStatus.RETIRED:
        flash(
            "Learners were asked it already, so it is retired: nobody is asked it from now on, and "
            "their answers stay.",
            "info",
        )
    bank = bank_or_404(slug, Action.EDIT)
    row = question_or_404(db.session(), bank, question_slug)
    target = review_url(bank, row, decided=status is QuestionStatus.RETIRED)
    return redirect(target, code=303)


def decided_meanwhile(slug: str, question_slug: str) -> ResponseReturnValue:
    """Show the question as it stands, and say that it is no draft to be decided on."""
    flash("Nothing was changed: this is no draft that waits. It was decided meanwhile.", "info")
    return redirect(url_for("authoring.question", slug=slug, question_slug=question_slug), code=303)


def review_url(bank: Bank, question: Question, *, decided: bool = False) -> str:
    """Return the place of a question among its article's drafts; empty if it has none.

    ``decided`` asks for the page to speak of the question as one that was decided just now.
    """
    session = db.session()
    draft = drafts.draft_of(session, question.id)
    if draft is None:
        return ""
    page = drafts.page_of(session, draft)
    done = question.slug if decided else ""
    # What waits has a card there; what is decided has none.
    card = question.slug if draft.decision is None else ""
    return _address(bank.slug, draft.run.source.slug, page, done, card=card)


def _back(slug: str, question_slug: str, *, decided: bool = True) -> str:
    """Return the address of the page that the button stood on, at the place of its card."""
    session = db.session()
    bank = bank_or_404(slug, Action.EDIT)
    row = question_or_404(session, bank, question_slug)
    draft = drafts.draft_of(session, row.id)
    if draft is None:
        return url_for("authoring.question", slug=slug, question_slug=question_slug)
    source = draft.run.source.slug
    done, card = (question_slug, "") if decided else ("", question_slug)
    return _address(slug, source, page_number(request.form), done, card=card)


def _address(slug: str, source_slug: str, number: int, done: str = "", *, card: str = "") -> str:
    """Return the address of a page of the review, at what was decided or at a card."""
    return url_for(
        "authoring.review",
        slug=slug,
        source_slug=source_slug,
        page=number if number > 1 else None,
        done=done or None,
        _anchor="decided" if done else f"draft-{card}" if card else None,
    )


def _undone(bank: Bank, run: GenerationRun, decided: drafts.Decided) -> str:
    """Return where a draft stands once its rejection is taken back."""
    draft = drafts.draft_of(db.session(), decided.row.id)
    number = drafts.page_of(db.session(), draft) if draft else 1
    return _address(bank.slug, run.source.slug, number, card=decided.row.slug)


def _question(session: Session, slug: str, question_slug: str) -> Question:
    return question_or_404(session, bank_or_404(slug, Action.EDIT), question_slug)


def run_or_404(session: Session, bank: Bank, source_slug: str) -> GenerationRun:
    """Return what was made of the bank's article of that name, or end the request."""
    known = source_slug.isprintable()
    found = drafts.run_by_slug(session, bank.id, source_slug) if known else None
    return found if found is not None else abort(404)


def _conflict(
    session: Session, bank: Bank, run: GenerationRun, stored: Mapping[str, Any]
) -> ShownConflict:
    facts = [side["fact"] for side in stored["sides"] if side["fact"]]
    return ShownConflict(
        CONFLICTS.get(stored["kind"], "They differ"),
        stored["explanation"],
        stored["blocks"],
        all(side["source"] == run.source.slug for side in stored["sides"]),
        tuple(_side(session, bank, side) for side in stored["sides"]),
        tuple(
            name
            for name in dict.fromkeys(facts)
            if details.fact_by_slug(session, bank.id, name) is not None
        ),
    )


def _side(session: Session, bank: Bank, side: Mapping[str, Any]) -> Excerpt:
    """Return the paragraph around the words; the words alone where the text has changed."""
    source = source_by_slug(session, bank.id, side["source"])
    start, end, words = side["start"], side["end"], side["words"]
    if source is None or source.text[start:end] != words:
        where = citation(source, bank.slug) if source else Citation(side["source"], "", "", "", "")
        return Excerpt(words, ((0, len(words)),), where)
    first, last = paragraph_around(source.text, start, end)
    span = ((start - first, end - first),)
    return Excerpt(source.text[first:last], span, citation(source, bank.slug))
