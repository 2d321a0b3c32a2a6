"""Pages on which a teacher's own article becomes drafts: send it, look at it, draft from it."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.authoring import articles, queries
from quizapp.authoring.errors import AlreadyInBank
from quizapp.banks.additions import NameTaken
from quizapp.banks.models import Bank, Source
from quizapp.banks.queries import bank_by_slug
from quizapp.clock import now
from quizapp.config import Settings
from quizapp.db import db, transaction
from quizapp.language.article_drafts import ReaderBusy, draft_article
from quizapp.language.spacy_parser import ModelNotInstalled
from quizapp.reading.article import RawArticle
from quizapp.web.auth import visitor
from quizapp.web.authoring.article_forms import ArticleForm, SourceForm
from quizapp.web.authoring.lookup import filters
from quizapp.web.policies import policy, teacher
from quizapp.web.uploads import takes

MEGABYTES = 25
"""What is taken in all, so that a file that is somewhat too large is told so beside its field."""

_BUSY = (
    "Another article is being read just now. Nothing is lost: wait a few seconds, then press the "
    "button again."
)
_NOTHING = (
    "No fact was found in this text, so there is nothing to ask. Facts need whole sentences that "
    "name people, places, numbers or dates. Give the article itself, without lists and headings; "
    "or write a question by hand."
)


@policy(teacher)
def new_article() -> ResponseReturnValue:
    """Ask for an article."""
    form = ArticleForm(queries.banks(db.session()), _settings().article_words)
    form.bank.data = filters(request.args, ("bank",))["bank"]
    return render_template("authoring/article.html", form=form)


@policy(teacher)
@takes(MEGABYTES)
def read_article() -> ResponseReturnValue:
    """Show what was read of an article; nothing is stored yet."""
    form = ArticleForm(queries.banks(db.session()), _settings().article_words)
    valid = form.validate_on_submit()
    # Nothing of the database is held while a file is read.
    db.session().rollback()
    article = form.article(_settings().reading_seconds)
    if article is None or not valid:
        return render_template("authoring/article.html", form=form), 422
    step = SourceForm(
        queries.banks(db.session()),
        _settings().article_words,
        formdata=None,
        data={
            "bank": form.bank.data,
            "bank_title": form.bank_title.data,
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published,
            "url": article.url,
            "text": article.text,
        },
    )
    return _looked_at(step, article)


@policy(teacher)
@takes(MEGABYTES)
def draft() -> ResponseReturnValue:
    """Find facts and questions in an article, and store them as drafts; twice is once."""
    form = SourceForm(queries.banks(db.session()), _settings().article_words)
    valid = form.validate_on_submit()
    article = form.article()
    if article is None or not valid:
        return _looked_at(form, article), 422
    name, new_title = form.target(form.title.data or "")
    bank = bank_by_slug(db.session(), name)
    known = articles.source_with_text(db.session(), bank.id, article.text) if bank else None
    if bank is not None and known is not None:
        return _to_review(form, article, bank, known)
    if bank is not None and new_title:
        form.refuse(
            form.bank_title, f"There is a bank “{bank.title}”. Choose it in the list, or rename."
        )
        return _looked_at(form, article), 409
    return _drafted(form, article, bank, name, new_title)


def _drafted(
    form: SourceForm, article: RawArticle, bank: Bank | None, name: str, new_title: str
) -> ResponseReturnValue:
    session = db.session()
    name_of_source = articles.free_source_id(
        session, bank.id if bank else None, form.title.data or ""
    )
    source = form.source(name_of_source, article.text)
    near = articles.Neighbours()
    if bank is not None:
        near = articles.neighbours(session, bank.id, _settings().article_words)
    # Nothing of the database is held while the article is read, which may take half a minute.
    session.rollback()
    try:
        made = draft_article(source, near.known, _settings().language_model)
    except ReaderBusy:
        form.refuse(form.text, _BUSY)
        return _looked_at(form, article), 503
    except ModelNotInstalled as error:
        form.refuse(form.text, f"Articles cannot be read here: {error}.")
        return _looked_at(form, article), 503
    if not made.facts:
        form.refuse(form.text, _NOTHING)
        return _looked_at(form, article), 422
    try:
        with transaction() as writing:
            drafting = articles.keep_drafts(
                writing,
                name,
                made,
                new_title=new_title,
                left_out=near.left_out,
                author_id=visitor().id,
                now=now(),
            )
            kept = drafting.source.slug
    except (NameTaken, AlreadyInBank):
        # The other one of a double click may have been first.
        bank = bank_by_slug(session, name)
        known = articles.source_with_text(session, bank.id, article.text) if bank else None
        if bank is not None and known is not None:
            return _to_review(form, article, bank, known)
        form.refuse(
            form.title,
            "Somebody added a bank or an article of this name meanwhile. Press the button again.",
        )
        return _looked_at(form, article), 409
    return redirect(url_for("authoring.review", slug=name, source_slug=kept), code=303)


def _to_review(
    form: SourceForm, article: RawArticle, bank: Bank, known: Source
) -> ResponseReturnValue:
    if articles.drafting_of(db.session(), known.id) is not None:
        url = url_for("authoring.review", slug=bank.slug, source_slug=known.slug)
        flash("This article is in the bank already. These are its drafts.", "info")
        return redirect(url, code=303)
    form.refuse(
        form.text,
        f"“{bank.title}” has this article from its files, with its facts and questions. "
        "Choose another bank, or work on those.",
    )
    return _looked_at(form, article), 409


def _looked_at(form: SourceForm, article: RawArticle | None) -> str:
    words = len((form.text.data or "").split())
    return render_template(
        "authoring/article_read.html",
        form=form,
        article=article,
        words=words,
        # Half of it is for reading the sentences, half for what is made of them.
        seconds=max(3, round(2 + words / 1_000)),
    )


def _settings() -> Settings:
    found: Settings = current_app.extensions["quizapp.settings"]
    return found
