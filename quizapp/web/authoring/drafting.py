"""The button that has an article read, and the page that shows how far that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.accounts import throttle
from quizapp.accounts.errors import HourIsFull
from quizapp.authoring import articles, drafting, pending_articles, queries
from quizapp.authoring.models import PendingArticle
from quizapp.authoring.pending_articles import ArticleSheet
from quizapp.banks.models import Bank, Source
from quizapp.banks.policies import Action
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.importers.article import RawArticle
from quizapp.queue import services as queue
from quizapp.queue.models import Job, JobState
from quizapp.queue.turns import JobsAhead, jobs_ahead
from quizapp.web.auth import visitor
from quizapp.web.authoring.article_forms import SourceForm
from quizapp.web.authoring.articles import MEGABYTES, pending_or_404
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.policies import policy, teacher
from quizapp.web.site_settings import site_settings
from quizapp.web.uploads import takes

_LONG = timedelta(minutes=1)
"""So long a job waits that nothing is before, where a worker runs, at most."""


@policy(teacher)
@takes(MEGABYTES)
def draft(article_id: UUID) -> ResponseReturnValue:
    """Keep what was typed, and put the reading of it in line together with it; twice is once.

    What is wrong with it stands beside its field on the page that this leads to.
    """
    found = pending_or_404(db.session(), article_id)
    if _is_being_read(db.session(), found):
        return redirect(_progress_url(found.id), code=303)
    form = SourceForm(
        queries.editable_banks(db.session(), visitor()), site_settings().article_words
    )
    valid = form.validate_on_submit()
    article = form.article()
    review = _looked_at(form, article) if article is not None and valid else ""
    sheet = form.sheet(pending_articles.sheet_of(found).notes)
    is_sound = article is not None and valid and not review and not form.errors
    with transaction() as session:
        kept = pending_or_404(session, article_id)
        if _is_being_read(session, kept):
            # The other of a double click was first.
            return redirect(_progress_url(kept.id), code=303)
        pending_articles.correct(session, kept, _with_text(sheet, article) if is_sound else sheet)
        # What was typed is kept, also where no more is read just now.
        refused = _refused(session) if is_sound else None
        if is_sound and refused is None:
            drafting.ask_for_drafts(session, kept, now())
    if refused is not None:
        raise refused
    if is_sound:
        return redirect(_progress_url(article_id), code=303)
    return redirect(review or url_for("authoring.pending", article_id=article_id), code=303)


@policy(teacher)
def progress(article_id: UUID) -> ResponseReturnValue:
    """Show how far the reading of an article is, and lead to its drafts when they are there."""
    session = db.session()
    found = pending_or_404(session, article_id)
    job = drafting.drafting_job(session, article_id)
    if job is None or (job.state == JobState.DONE and found.run is None):
        return redirect(url_for("authoring.pending", article_id=article_id))
    if job.state == JobState.DONE and found.run is not None:
        source = found.run.source
        return redirect(url_for("authoring.review", slug=source.bank.slug, source_slug=source.slug))
    return render_template(
        "authoring/progress.html",
        pending=found,
        job=job,
        title=pending_articles.sheet_of(found).title,
        said=progress_in_words(session, job),
    )


@policy(teacher)
def progress_data(article_id: UUID) -> ResponseReturnValue:
    """Say the same to a script."""
    session = db.session()
    pending_or_404(session, article_id)
    job = drafting.drafting_job(session, article_id)
    return progress_for_script(session, job)


@policy(teacher)
def cancel_reading(article_id: UUID) -> ResponseReturnValue:
    """Take an article out of the line, or have its reading stopped; twice is once."""
    with transaction() as session:
        pending_or_404(session, article_id)
        job = drafting.drafting_job(session, article_id)
        if job is not None:
            queue.cancel(session, job, now())
    return redirect(_progress_url(article_id), code=303)


@policy(teacher)
def read_again(article_id: UUID) -> ResponseReturnValue:
    """Have an article read that could not be read, or whose reading was stopped."""
    with transaction() as session:
        pending_or_404(session, article_id)
        job = drafting.drafting_job(session, article_id)
        if job is not None:
            if not job.is_live:
                throttle.count_drafting(session, visitor().id, now())
            queue.try_again(session, job, now())
    return redirect(_progress_url(article_id), code=303)


def progress_for_script(session: Session, job: Job | None) -> ResponseReturnValue:
    """Return how far a job is, for a script that asks until it is done or gone."""
    if job is None:
        return jsonify(state="gone")
    return jsonify(
        state=job.state,
        done=job.progress_done,
        total=job.progress_total,
        said=progress_in_words(session, job),
    )


def progress_in_words(session: Session, job: Job) -> str:
    """Return how far a job is, in a sentence."""
    if job.state == JobState.RUNNING:
        if job.cancel_requested:
            return "It is being stopped."
        begun = f", for {_seconds(job)}" if job.started_at else ""
        if not job.progress_total:
            return f"Starting{begun}."
        of_all = f"{job.progress_done} of {job.progress_total} paragraphs read"
        return f"{job.progress_words or 'Reading'}: {of_all}{begun}."
    if job.reason:
        return f"{job.reason} It is tried again by itself in a moment."
    moment = now()
    ahead = jobs_ahead(session, job, moment)
    if not ahead.own and not ahead.of_others and moment - job.run_after > _LONG:
        minutes = int((moment - job.run_after).total_seconds()) // 60
        since = "a minute" if minutes == 1 else f"{minutes} minutes"
        return (
            f"Nothing has begun it for {since}. It is kept. If that goes on, tell the person who "
            "runs this site: what reads articles may not be running."
        )
    return _line_in_words(ahead)


def _line_in_words(ahead: JobsAhead) -> str:
    """Return what an article waits for, in a sentence."""
    if not ahead.own and not ahead.of_others:
        return "It waits for its turn."
    if not ahead.of_others:
        own = (
            "another of your articles" if ahead.own == 1 else f"{ahead.own} of your other articles"
        )
        return f"It waits for {own}: one is read at a time."
    count = ahead.own + ahead.of_others
    before = "1 article is" if count == 1 else f"{count} articles are"
    if not ahead.own:
        return f"{before} read before yours: people take turns."
    return f"{before} read before this one, {ahead.own} of them yours: people take turns."


def _seconds(job: Job) -> str:
    seconds = max(0, round((now() - job.started_at).total_seconds())) if job.started_at else 0
    return f"{seconds} second{'' if seconds == 1 else 's'}"


def _refused(session: Session) -> HourIsFull | None:
    try:
        throttle.count_drafting(session, visitor().id, now())
    except HourIsFull as error:
        return error
    return None


def _is_being_read(session: Session, article: PendingArticle) -> bool:
    job = drafting.drafting_job(session, article.id)
    return job is not None and job.is_live


def _progress_url(article_id: UUID) -> str:
    return url_for("authoring.progress", article_id=article_id)


def _with_text(sheet: ArticleSheet, article: RawArticle | None) -> ArticleSheet:
    """Return the sheet with the text as it will be stored."""
    return replace(sheet, text=article.text) if article is not None else sheet


def _looked_at(form: SourceForm, article: RawArticle) -> str:
    """Return the address of drafts that are there already; put faults beside their fields."""
    name, new_title = form.target(form.title.data or "")
    name = name or form.namesake(new_title)
    bank = bank_or_404(name, Action.EDIT) if name else None
    known = articles.source_with_text(db.session(), bank.id, article.text) if bank else None
    if bank is not None and known is not None:
        return _known(form, bank, known)
    if bank is not None and new_title:
        return form.refuse(
            form.bank_title, f"There is a bank “{bank.title}”. Choose it in the list, or rename."
        )
    return ""


def _known(form: SourceForm, bank: Bank, known: Source) -> str:
    if articles.run_of(db.session(), known.id) is None:
        return form.refuse(
            form.text,
            f"“{bank.title}” has this article from its files, with its facts and questions. "
            "Choose another bank, or work on those.",
        )
    flash("This article is in the bank already. These are its drafts.", "info")
    return url_for("authoring.review", slug=bank.slug, source_slug=known.slug)
