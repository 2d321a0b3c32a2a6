"""The page of one sentence of an article: what asks for it, and getting a question from it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.accounts import throttle
from quizapp.authoring import drafts
from quizapp.authoring.draft_sentences import drafted_sentences
from quizapp.authoring.models import GenerationRun
from quizapp.authoring.painted_article import PaintedSentence, painted_article, published_about
from quizapp.authoring.sentence_drafting import ask_for_sentence, sentence_job
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.queue.models import JobState
from quizapp.web.auth import visitor
from quizapp.web.authoring.drafting import progress_for_script, progress_in_words
from quizapp.web.authoring.lookup import KIND_NAMES, filters
from quizapp.web.authoring.review_places import run_or_404, sentence_url
from quizapp.web.authoring.reviewing import card_excerpts
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.evidence import citation
from quizapp.web.policies import policy, teacher

_FOUND_NOTHING = (
    "The program finds nothing more to ask in this sentence. Write the question yourself: the "
    "sentence is its proof."
)


@policy(teacher)
def sentence(slug: str, source_slug: str, number: int) -> ResponseReturnValue:
    """Show a sentence with what asks for it, published or waiting."""
    session = db.session()
    bank = bank_or_404(slug, Action.INSPECT)
    run = run_or_404(session, bank, source_slug)
    every = drafted_sentences(session, run)
    article = painted_article(session, run, every)
    one = article.sentence(number - 1) or abort(404)
    mine = [each for each in every if one.number in each.sentences and each.waiting]
    done = filters(request.args, ("done",))["done"]
    return render_template(
        "authoring/sentence.html",
        bank=bank,
        run=run,
        source=run.source,
        cited=citation(run.source, slug),
        one=one,
        article=article,
        shown=article.around([one.number]),
        published=published_about(session, run.source_id, one),
        cards=drafts.cards_of(session, run, mine),
        # The cards are those of one page, whatever its place among the others.
        page=drafts.Waiting((), 1, 1, 0, 0, 0, is_less_sure=False),
        sentence=one.number,
        decided=drafts.decided(session, run, done) if done else None,
        kinds=KIND_NAMES,
        sentence_url=lambda each: sentence_url(slug, source_slug, each),
        card_excerpts=lambda card: card_excerpts(card, slug),
        write_url=_write_url(slug, source_slug, one),
    )


@policy(teacher)
def draft_sentence(slug: str, source_slug: str, number: int) -> ResponseReturnValue:
    """Put the drafting from a sentence in line; while it waits or is read, that is the one."""
    with transaction() as session:
        bank = bank_or_404(slug, Action.EDIT)
        run = run_or_404(session, bank, source_slug)
        one = _sentence(session, run, number)
        job = sentence_job(session, run, one.number)
        if job is None or not job.is_live:
            throttle.count_drafting(session, visitor().id, now())
            ask_for_sentence(session, run, one.number, author_id=visitor().id, now=now())
    there = url_for(
        "authoring.sentence_progress", slug=slug, source_slug=source_slug, number=number
    )
    return redirect(there, code=303)


@policy(teacher)
def sentence_progress(slug: str, source_slug: str, number: int) -> ResponseReturnValue:
    """Show how far that is; it leads to the drafts, or where there are none, to a form."""
    session = db.session()
    bank, run, one = _place(slug, source_slug, number)
    job = sentence_job(session, run, one.number)
    if job is None:
        return redirect(sentence_url(slug, source_slug, one.number))
    if job.state == JobState.DONE:
        if job.result and job.result.get("drafts"):
            return redirect(sentence_url(slug, source_slug, one.number))
        flash(_FOUND_NOTHING, "info")
        return redirect(_write_url(slug, source_slug, one))
    return render_template(
        "authoring/sentence_progress.html",
        bank=bank,
        source=run.source,
        one=one,
        job=job,
        words=progress_in_words(session, job),
        sentence_url=sentence_url(slug, source_slug, one.number),
        write_url=_write_url(slug, source_slug, one),
    )


@policy(teacher)
def sentence_progress_data(slug: str, source_slug: str, number: int) -> ResponseReturnValue:
    """Say the same to a script."""
    session = db.session()
    _, run, one = _place(slug, source_slug, number)
    job = sentence_job(session, run, one.number)
    return progress_for_script(session, job)


def _place(slug: str, source_slug: str, number: int) -> tuple[Bank, GenerationRun, PaintedSentence]:
    session = db.session()
    bank = bank_or_404(slug, Action.EDIT)
    run = run_or_404(session, bank, source_slug)
    return bank, run, _sentence(session, run, number)


def _sentence(session: Session, run: GenerationRun, number: int) -> PaintedSentence:
    return painted_article(session, run, ()).sentence(number - 1) or abort(404)


def _write_url(slug: str, source_slug: str, one: PaintedSentence) -> str:
    """Return the form of a new question that this sentence proves."""
    return url_for(
        "authoring.new_question",
        slug=slug,
        kind="short_answer",
        article=source_slug,
        start=one.start,
        end=one.end,
    )
