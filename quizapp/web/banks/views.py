"""The pages of a bank: its overview, its sources, its facts."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.accounts.policies import may_teach
from quizapp.accounts.visitors import Visitor
from quizapp.banks import overviews, queries
from quizapp.banks.candidates import Scope, facts_asked_for
from quizapp.banks.models import Bank, FactVersion, Source
from quizapp.banks.versions import fact_of
from quizapp.clock import new_id, now
from quizapp.db import db
from quizapp.domain.facts import FactStatus
from quizapp.memory import queries as memory
from quizapp.memory.mistakes import mistakes_to_ask
from quizapp.quizzes.queries import attempts_of
from quizapp.quizzes.sealing import (
    Seal,
    any_seal,
    closed_sources,
    seal_on_fact,
    seal_on_source,
)
from quizapp.web.auth import current_visitor
from quizapp.web.banks.annotations import passages
from quizapp.web.banks.held_memories import held_memory
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.closed_book import books, keep_closed
from quizapp.web.evidence import citation, excerpt
from quizapp.web.formatting import spoken_date
from quizapp.web.learners import learner_of, new_per_day
from quizapp.web.policies import anyone, policy


@policy(anyone)
def bank(slug: str) -> ResponseReturnValue:
    """Show what a bank is about, and the ways to begin."""
    found = bank_or_404(slug)
    session = db.session()
    visitor = current_visitor()
    load, attempts, wrong = None, [], 0
    if visitor is not None:
        learner = learner_of(visitor)
        moment = now()
        load = memory.study_load(session, learner, found.id, new_per_day(), moment, books())
        attempts = list(attempts_of(session, visitor.id, moment, found.id, books=books(), limit=5))
        wrong = mistakes_to_ask(session, visitor.id, found.id, moment, books())
    proofs = overviews.proof_counts(session, found.id)
    overview = overviews.overview(session, found)
    return render_template(
        "banks/bank.html",
        bank=found,
        overview=overview,
        offer=_on_offer(session, found, overview.asked),
        # A topic that left the files keeps its row, for the sake of old results.
        topics=[each for each in overviews.topics_of(session, found.id) if each.questions],
        sources=[
            (each.id, citation(each, slug), proofs.get(each.id, 0))
            for each in overviews.readable_sources(session, found.id)
        ],
        load=load,
        attempts=attempts,
        attempt_id=new_id(),
        wrong=wrong,
        mistakes_id=new_id(),
    )


@policy(anyone)
def source(slug: str, source_slug: str) -> ResponseReturnValue:
    """Show a brief to read, with the words of every fact marked."""
    found = bank_or_404(slug)
    session = db.session()
    article = queries.source_by_slug(session, found.id, source_slug)
    visitor = current_visitor()
    if article is None or not _is_open(session, article, visitor):
        abort(404)
    keep_closed(seal_on_source(session, books(), article.id))
    strengths = None
    if visitor is not None:
        strengths = memory.strengths(session, learner_of(visitor), now(), found.id)
    proofs = queries.proofs_in(session, article)
    counts = queries.question_counts(session, found.id)
    asked = facts_asked_for(session, found.id, Scope(source=article.slug, besides=books().facts))
    return render_template(
        "banks/source.html",
        bank=found,
        source=article,
        citation=citation(article, slug),
        passages=passages(article, slug, proofs, counts, strengths),
        facts=len({proof.fact_id for proof in proofs}),
        has_memory=strengths is not None,
        asked=asked,
        attempt_id=new_id(),
    )


@policy(anyone)
def fact(slug: str, fact_slug: str) -> ResponseReturnValue:
    """Show a fact with every proof of it, and the questions that ask for it, without their keys.

    Of one that no longer holds, what holds instead is shown first.
    """
    found = bank_or_404(slug)
    session = db.session()
    version = queries.current_fact(session, found.id, fact_slug)
    if version is None:
        abort(404)
    keep_closed(seal_on_fact(session, books(), version.fact_id))
    proofs = queries.proofs_of_versions(session, [version.id]).get(version.id, [])
    content = fact_of(version)
    visitor = current_visitor()
    return render_template(
        "banks/fact.html",
        bank=found,
        version=version,
        is_past=version.fact.status == FactStatus.SUPERSEDED,
        until=spoken_date(content.until),
        newer=_newer(session, found.id, content.superseded_by),
        excerpts=[excerpt([proof], slug) for proof in proofs],
        questions=queries.stems_asking(session, version.fact_id),
        held=held_memory(session, visitor, version.fact_id) if visitor else None,
        attempt_id=new_id(),
    )


@dataclass(frozen=True, slots=True)
class OnOffer:
    """What a visitor may practise in a bank, and for which quiz the rest is ``closed`` to them.

    ``asked`` is about how many facts a quiz could ask; ``study`` says whether there is any to study
    and ``sources`` are the ids of articles that are closed.
    """

    asked: int
    study: bool = True
    closed: Seal | None = None
    sources: frozenset[int] = frozenset()


def _on_offer(session: Session, bank: Bank, asked: int) -> OnOffer:
    visitor, closed = current_visitor(), any_seal(session, books())
    if visitor is None or closed is None:
        return OnOffer(asked)
    study = memory.next_due(session, visitor.id, bank.id, books()) is not None
    return OnOffer(
        facts_asked_for(session, bank.id, Scope(besides=books().facts)),
        study or memory.has_new_facts(session, visitor.id, bank.id, books()),
        closed,
        closed_sources(session, books(), bank.id),
    )


def _newer(session: Session, bank_id: int, fact_slug: str) -> FactVersion | None:
    """Return what holds instead of a fact, unless that is closed to the visitor by a quiz."""
    found = queries.current_fact(session, bank_id, fact_slug)
    if found is None or seal_on_fact(session, books(), found.fact_id) is not None:
        return None
    return found


def _is_open(session: Session, article: Source, visitor: Visitor | None) -> bool:
    """Whether an article is for everybody: drafts of a teacher's own are for teachers alone."""
    return may_teach(visitor) or overviews.is_readable(session, article)
