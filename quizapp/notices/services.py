"""Reading notices, and choosing which there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from quizapp.answering.mark_news import note_seen
from quizapp.db import changed_rows, upsert
from quizapp.domain.notices import KEPT, Kind
from quizapp.notices.models import NoticeChoice, NoticeMail, NoticeRead


def read_all(session: Session, user_id: int, until: datetime) -> None:
    """Note that somebody has read all that there was up to a moment."""
    note_seen(session, user_id, until)
    changed_rows(
        session,
        delete(NoticeRead).where(NoticeRead.user_id == user_id, NoticeRead.at <= until),
    )


def read_about(session: Session, user_id: int, about: Collection[UUID], now: datetime) -> None:
    """Note that somebody has looked at what notices are about."""
    if not about:
        return
    rows = [{"user_id": user_id, "about": each, "at": now} for each in about]
    adding = upsert(session, NoticeRead).values(rows)
    keys = [NoticeRead.user_id, NoticeRead.about]
    session.execute(
        adding.on_conflict_do_update(index_elements=keys, set_={"at": adding.excluded["at"]})
    )


def choose(session: Session, user_id: int, choices: Mapping[Kind, bool]) -> None:
    """Switch kinds of notices on and off for somebody."""
    if not choices:
        return
    rows = [
        {"user_id": user_id, "kind": kind.value, "is_on": is_on} for kind, is_on in choices.items()
    ]
    adding = upsert(session, NoticeChoice).values(rows)
    keys = [NoticeChoice.user_id, NoticeChoice.kind]
    session.execute(
        adding.on_conflict_do_update(index_elements=keys, set_={"is_on": adding.excluded["is_on"]})
    )


def forget_old(session: Session, now: datetime) -> int:
    """Remove what says that somebody read notices that are told no more; return how many rows."""
    return changed_rows(session, delete(NoticeRead).where(NoticeRead.at <= now - KEPT))


def forget_person(session: Session, user_id: int) -> None:
    """Remove what somebody chose and has read, and where they wanted mail."""
    for model in (NoticeChoice, NoticeMail, NoticeRead):
        changed_rows(session, delete(model).where(model.user_id == user_id))
