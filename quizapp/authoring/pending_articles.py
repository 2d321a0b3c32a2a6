"""Articles between being sent and being drafted: kept, so that no page is the answer to a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.authoring.models import GenerationRun, PendingArticle
from quizapp.db import hold_by_id
from quizapp.domain.facts import Source
from quizapp.domain.generation.identity import digest

KEPT = timedelta(days=30)
"""How long an article is kept for somebody who never went on with it."""

LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class ArticleSheet:
    """What is known of an article, as it stands in the form, and what is wrong with it.

    ``faults`` are sentences, by the name of the field; ``notes`` are what the reading left out.
    """

    bank: str
    bank_title: str
    title: str
    publisher: str
    published: str
    url: str
    text: str
    notes: tuple[str, ...] = ()
    faults: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def keep_article(
    session: Session, sheet: ArticleSheet, *, form_id: str, author_id: int, now: datetime
) -> PendingArticle:
    """Store what was read of an article; the same form sent again gives what is there."""
    # Two of the same form must not both find that the article is new.
    hold_by_id(session, User, author_id)
    name = _id(sheet, form_id, author_id)
    known = session.get(PendingArticle, name)
    if known is not None:
        return known
    row = PendingArticle(id=name, author_id=author_id, content=asdict(sheet), created_at=now)
    session.add(row)
    session.flush()
    return row


def forget_old(session: Session, now: datetime) -> int:
    """Remove what was sent long ago; returns how many. What was drafted from it stays."""
    old = delete(PendingArticle).where(PendingArticle.created_at < now - KEPT)
    return len(session.scalars(old.returning(PendingArticle.id)).all())


def pending_articles_of(session: Session, author_id: int) -> Sequence[PendingArticle]:
    """Return what somebody has sent and what is kept of it, the oldest first."""
    return session.scalars(
        select(PendingArticle)
        .where(PendingArticle.author_id == author_id)
        .order_by(PendingArticle.created_at, PendingArticle.id)
    ).all()


def pending_article(session: Session, article_id: UUID, author_id: int) -> PendingArticle | None:
    """Return what somebody has sent; nobody else's."""
    found = session.get(PendingArticle, article_id)
    return found if found is not None and found.author_id == author_id else None


def sheet_of(article: PendingArticle) -> ArticleSheet:
    """Return the article as it stands in its form."""
    sheet = ArticleSheet(**article.content)
    faults = {name: tuple(said) for name, said in sheet.faults.items()}
    return replace(sheet, notes=tuple(sheet.notes), faults=faults)


def source_of(sheet: ArticleSheet, source_id: str) -> Source:
    """Return the source that a sheet without faults describes."""
    is_web = sheet.url.startswith(("https://", "http://")) and len(sheet.url) <= LONGEST_ADDRESS
    return Source(
        id=source_id,
        title=sheet.title,
        publisher=sheet.publisher,
        published=sheet.published,
        text=sheet.text,
        url=sheet.url if is_web else "",
    )


def correct(session: Session, article: PendingArticle, sheet: ArticleSheet) -> None:
    """Keep what somebody typed, wrong or right."""
    article.content = asdict(sheet)
    session.flush()


def note_drafted(session: Session, article: PendingArticle, run: GenerationRun) -> None:
    """Remember what was made of the article."""
    article.generation_run_id = run.id
    session.flush()


def _id(sheet: ArticleSheet, form_id: str, author_id: int) -> UUID:
    """Return an id that the same form has again, and that no other form has."""
    sent = (str(author_id), form_id, sheet.bank, sheet.bank_title, sheet.text)
    return UUID(hex=digest(*sent)[:32])
