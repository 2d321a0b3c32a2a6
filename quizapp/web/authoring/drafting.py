"""The button that makes drafts of an article; whatever comes of it, a page of its own shows it."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from quizapp.authoring import articles, pending_articles, queries
from quizapp.authoring.errors import AlreadyInBank
from quizapp.banks.models import Bank, Source
from quizapp.banks.policies import Action
from quizapp.banks.services import NameTaken
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.importers.article import RawArticle
from quizapp.language.article_drafts import ReaderBusy, draft_article
from quizapp.language.spacy_parser import ModelNotInstalled
from quizapp.web.auth import visitor
from quizapp.web.authoring.article_forms import SourceForm
from quizapp.web.authoring.articles import MEGABYTES, pending_or_404, settings
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.policies import policy, teacher
from quizapp.web.uploads import takes

_BUSY = (
    "Another article is being read just now. Nothing is lost: wait a few seconds, then press the "
    "button again."
)
_NOTHING = (
    "No fact was found in this text, so there is nothing to ask. Facts need whole sentences that "
    "name people, places, numbers or dates. Give the article itself, without lists and headings; "
    "or write a question by hand."
)
_TAKEN = "Somebody added an article of this name meanwhile. Press the button again."


@policy(teacher)
@takes(MEGABYTES)
def draft(article_id: UUID) -> ResponseReturnValue:
    """Find facts and questions in an article, and store them as drafts; twice is once.

    What was typed is kept in any case, and shown again with what is wrong with it.
    """
    pending_or_404(db.session(), article_id)
    form = SourceForm(queries.editable_banks(db.session(), visitor()), settings().article_words)
    valid = form.validate_on_submit()
    article = form.article()
    review = _drafted(form, article, article_id) if article is not None and valid else ""
    with transaction() as session:
        kept = pending_or_404(session, article_id)
        pending_articles.correct(session, kept, form.sheet(pending_articles.sheet_of(kept).notes))
    return redirect(review or url_for("authoring.pending", article_id=article_id), code=303)


def _drafted(form: SourceForm, article: RawArticle, article_id: UUID) -> str:
    """Return the address of the article's drafts; empty with the fault beside its field."""
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
    return _made(form, article, bank, article_id)


def _made(form: SourceForm, article: RawArticle, bank: Bank | None, article_id: UUID) -> str:
    session = db.session()
    name, new_title = form.target(form.title.data or "")
    name_of_source = articles.free_source_id(
        session, bank.id if bank else None, form.title.data or ""
    )
    source = form.source(name_of_source, article.text)
    near = articles.Neighbours()
    if bank is not None:
        near = articles.neighbours(session, bank.id, settings().article_words)
    # Nothing of the database is held while the article is read, which may take half a minute.
    session.rollback()
    try:
        made = draft_article(source, near.known, settings().language_model)
    except ReaderBusy:
        return form.refuse(form.text, _BUSY)
    except ModelNotInstalled as error:
        return form.refuse(form.text, f"Articles cannot be read here: {error}.")
    if not made.facts:
        return form.refuse(form.text, _NOTHING)
    try:
        with transaction() as writing:
            run = articles.keep_drafts(
                writing,
                bank_or_404(name, Action.EDIT) if name else None,
                made,
                new_title=new_title,
                left_out=near.left_out,
                author_id=visitor().id,
                now=now(),
            )
            pending_articles.note_drafted(writing, pending_or_404(writing, article_id), run)
            return url_for(
                "authoring.review", slug=run.source.bank.slug, source_slug=run.source.slug
            )
    except (NameTaken, AlreadyInBank):
        # The other one of a double click may have been first.
        bank = bank_or_404(name, Action.EDIT) if name else None
        known = articles.source_with_text(session, bank.id, article.text) if bank else None
        if bank is not None and known is not None:
            return _known(form, bank, known)
        return form.refuse(form.title, _TAKEN)


def _known(form: SourceForm, bank: Bank, known: Source) -> str:
    if articles.run_of(db.session(), known.id) is None:
        return form.refuse(
            form.text,
            f"“{bank.title}” has this article from its files, with its facts and questions. "
            "Choose another bank, or work on those.",
        )
    flash("This article is in the bank already. These are its drafts.", "info")
    return url_for("authoring.review", slug=bank.slug, source_slug=known.slug)
