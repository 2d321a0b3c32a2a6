"""When anything became of somebody's marks last: whoever draws a page looks no further else."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from quizapp.accounts.models import User


def note_news(session: Session, user_ids: Collection[int], now: datetime) -> None:
    """Note that something became of the marks of these learners."""
    session.execute(
        update(User)
        .where(User.id.in_(user_ids))
        .values(news_at=now)
        .execution_options(synchronize_session=False)
    )
