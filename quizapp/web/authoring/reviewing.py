"""The review of an article's drafts: each beside its proof, to accept, edit or reject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.authoring import details, drafts, fact_endings
from quizapp.authoring.draft_sentences import drafted_sentences
from quizapp.authoring.models import GenerationRun
from quizapp.authoring.painted_article import painted_article
from quizapp.banks.models import Bank
from quizapp.banks.overviews import is_readable
from quizapp.banks.policies import Action
from quizapp.banks.queries import Proof, source_by_slug
from quizapp.db import db
from quizapp.web.authoring.lookup import KIND_NAMES, filters
from quizapp.web.authoring.review_places import (
    address,
    is_less_sure,
    run_or_404,
    sentence_url,
)
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
    every = drafted_sentences(session, run)
    page = drafts.waiting(
        session,
        run,
        page_number(request.args),
        less_sure=is_less_sure(request.args),
        every=every,
    )
    article = painted_article(session, run, every)
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
        article=article,
        shown=article.around([number for card in page.cards for number in card.sentences]),
        sentence=None,
        sentence_url=lambda number: sentence_url(slug, source_slug, number),
        card_excerpts=lambda card: card_excerpts(card, slug),
        address=lambda number, less_sure: address(slug, source_slug, (less_sure, number)),
    )


def card_excerpts(card: drafts.DraftCard, bank_slug: str) -> list[Excerpt]:
    """Return the paragraphs that prove the forms of a card, each once with all of its marks."""
    found: dict[tuple[int, int], list[Proof]] = {}
    for proof in (proof for proofs in card.proofs for proof in proofs):
        first, _ = paragraph_around(proof.source.text, proof.start, proof.end)
        found.setdefault((proof.source.id, first), []).append(proof)
    return [excerpt(proofs, bank_slug) for proofs in found.values()]


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
