"""Making drafts of an article: put in line by its page, read by a worker, stored once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.policies import may_teach
from quizapp.accounts.queries import visitor_by_id
from quizapp.authoring.articles import (
    Neighbours,
    free_source_id,
    keep_drafts,
    neighbours,
)
from quizapp.authoring.errors import ArticleGone, AuthorGone, BankGone
from quizapp.authoring.models import GenerationRun, PendingArticle
from quizapp.authoring.pending_articles import ArticleSheet, note_drafted, sheet_of, source_of
from quizapp.banks.access import seen_bank
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action, can
from quizapp.db import RowGone
from quizapp.domain.facts import Source
from quizapp.language.article_drafts import ArticleDrafts
from quizapp.queue.models import Job, JobState
from quizapp.queue.queries import jobs_of, latest_job, latest_jobs
from quizapp.queue.services import enqueue

KIND = "draft-article"
_SHOWN = (JobState.QUEUED, JobState.RUNNING, JobState.FAILED)


@dataclass(frozen=True, slots=True)
class ArticleToRead:
    """An article as it is when a worker begins, and what it is compared with."""

    source: Source
    near: Neighbours


def ask_for_drafts(session: Session, article: PendingArticle, now: datetime) -> Job:
    """Put the reading of an article in line; while it waits or is read, that is the one.

    One article of each person is read at a time.
    """
    return enqueue(
        session,
        KIND,
        {"article": str(article.id)},
        now=now,
        label=sheet_of(article).title,
        owner_id=article.author_id,
        dedupe_key=_key(article.id),
        lane=f"{KIND}:{article.author_id}",
    )


def drafting_job(session: Session, article_id: UUID) -> Job | None:
    """Return the last job that was to read an article, if any was."""
    return latest_job(session, _key(article_id))


def unfinished_jobs(session: Session, author_id: int) -> Sequence[tuple[Job, PendingArticle]]:
    """Return somebody's articles that wait, are being read, or could not be read."""
    jobs = jobs_of(session, author_id, KIND, _SHOWN)
    latest = latest_jobs(session, [job.dedupe_key for job in jobs if job.dedupe_key])
    # What was tried anew later is told by its last try.
    last = {
        UUID(job.payload["article"]): job for job in jobs if latest.get(job.dedupe_key or "") is job
    }
    wanted = select(PendingArticle).where(PendingArticle.id.in_(last))
    articles = {each.id: each for each in session.scalars(wanted)}
    return [(job, articles[name]) for name, job in last.items() if name in articles]


def article_to_read(
    session: Session, article_id: UUID, most_words: int, now: datetime
) -> ArticleToRead:
    """Return what a worker is to read; raises ArticleGone, AuthorGone and BankGone."""
    article = _article(session, article_id)
    sheet = sheet_of(article)
    bank = _bank(session, article, sheet, now)
    name = free_source_id(session, bank.id if bank else None, sheet.title)
    near = neighbours(session, bank.id, most_words) if bank else Neighbours()
    return ArticleToRead(source_of(sheet, name), near)


def keep_article_drafts(
    session: Session,
    article_id: UUID,
    made: ArticleDrafts,
    left_out: tuple[str, ...],
    now: datetime,
) -> GenerationRun:
    """Store what was made of an article in the bank that it was meant for.

    Raises ArticleGone, AuthorGone, BankGone, and what ``keep_drafts`` raises.
    """
    article = _article(session, article_id)
    sheet = sheet_of(article)
    try:
        run = keep_drafts(
            session,
            _bank(session, article, sheet, now),
            made,
            new_title=_new_title(sheet),
            left_out=left_out,
            author_id=article.author_id,
            now=now,
        )
    except RowGone:
        raise BankGone from None
    note_drafted(session, article, run)
    return run


def _key(article_id: UUID) -> str:
    return f"{KIND}:{article_id}"


def _article(session: Session, article_id: UUID) -> PendingArticle:
    article = session.get(PendingArticle, article_id)
    if article is None:
        raise ArticleGone
    return article


def _bank(
    session: Session, article: PendingArticle, sheet: ArticleSheet, now: datetime
) -> Bank | None:
    """Return the bank that was chosen, None for a new one; raises AuthorGone and BankGone."""
    person = visitor_by_id(session, article.author_id, now)
    # What a person may do is asked again: hours may have passed since they pressed the button.
    if person is None or person.leaves_at is not None or not may_teach(person):
        raise AuthorGone
    if not sheet.bank:
        return None
    found = seen_bank(session, sheet.bank, person)
    # It may have been removed, or taken from its author, while the article waited.
    if found is None or not can(person, Action.EDIT, found.access):
        raise BankGone
    return found.bank


def _new_title(sheet: ArticleSheet) -> str:
    return "" if sheet.bank else (sheet.bank_title or sheet.title)[:200]
