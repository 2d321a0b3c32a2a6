"""Pages on which a teacher's own article is sent, looked at and corrected."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.accounts import throttle
from quizapp.authoring import pending_articles, queries
from quizapp.authoring.drafting import drafting_job
from quizapp.authoring.models import PendingArticle
from quizapp.authoring.pending_articles import ArticleSheet
from quizapp.clock import new_id, now
from quizapp.db import db, transaction
from quizapp.importers.article import RawArticle
from quizapp.web.auth import visitor
from quizapp.web.authoring.article_forms import ArticleForm, SourceForm
from quizapp.web.authoring.lookup import filters
from quizapp.web.policies import policy, teacher
from quizapp.web.site_settings import site_settings
from quizapp.web.uploads import takes

MEGABYTES = 25
"""What is taken in all, so that a file that is somewhat too large is told so beside its field."""


@policy(teacher)
def new_article() -> ResponseReturnValue:
    """Ask for an article."""
    form = ArticleForm(
        queries.editable_banks(db.session(), visitor()), site_settings().article_words
    )
    form.form_id.data = str(new_id())
    form.bank.data = filters(request.args, ("bank",))["bank"]
    return render_template("authoring/article.html", form=form)


@policy(teacher)
@takes(MEGABYTES)
def read_article() -> ResponseReturnValue:
    """Keep what was read of an article, and lead to its page; no bank has it yet."""
    form = ArticleForm(
        queries.editable_banks(db.session(), visitor()), site_settings().article_words
    )
    valid = form.validate_on_submit()
    with transaction() as session:
        throttle.count_upload(session, visitor().id, now())
    # Nothing of the database is held while a file is read.
    db.session().rollback()
    article = form.article(site_settings().reading_seconds)
    if article is None or not valid:
        return render_template("authoring/article.html", form=form), 422
    with transaction() as session:
        kept = pending_articles.keep_article(
            session,
            _sheet(form, article),
            form_id=form.form_id.data or "",
            author_id=visitor().id,
            now=now(),
        )
        article_id = kept.id
    return redirect(url_for("authoring.pending", article_id=article_id), code=303)


@policy(teacher)
def pending(article_id: UUID) -> ResponseReturnValue:
    """Show what was read of an article, to be corrected, with what is wrong with it."""
    session = db.session()
    found = pending_or_404(session, article_id)
    job = drafting_job(session, article_id)
    if job is not None and job.is_live:
        # It is changed before it is read or after, not while.
        return redirect(url_for("authoring.progress", article_id=article_id))
    sheet = pending_articles.sheet_of(found)
    form = SourceForm(
        queries.editable_banks(session, visitor()),
        site_settings().article_words,
        formdata=None,
        data=asdict(sheet),
    )
    form.show(sheet.faults)
    words = len(sheet.text.split())
    return render_template(
        "authoring/article_read.html",
        form=form,
        pending=found,
        notes=sheet.notes,
        words=words,
    )


def pending_or_404(session: Session, article_id: UUID) -> PendingArticle:
    """Return the visitor's own article of that id, or end the request."""
    found = pending_articles.pending_article(session, article_id, visitor().id)
    return found if found is not None else abort(404)


def _sheet(form: ArticleForm, article: RawArticle) -> ArticleSheet:
    return ArticleSheet(
        bank=form.bank.data or "",
        bank_title=form.bank_title.data or "",
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        text=article.text,
        notes=article.notes,
    )
