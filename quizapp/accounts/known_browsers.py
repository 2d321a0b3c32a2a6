"""Browsers from which somebody has logged in to an account before.

Being known opens nothing. It only means that wrong passwords which others type, wherever they are,
make nobody wait at this browser: it has tries of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.accounts import queries
from quizapp.accounts.models import KnownBrowser
from quizapp.security import token_hash

# Browsers keep no cookie for longer.
LASTS = timedelta(days=400)
MOST = 30


def known_browser(session: Session, name: str, browser: str | None, now: datetime) -> str | None:
    """Return what stands for a browser that the account of this name knows, else None.

    ``browser`` is the token of its cookie.
    """
    user = queries.user_by_name(session, name) if browser else None
    if user is None or browser is None:
        return None
    found = session.get(KnownBrowser, _hash(user.id, browser), populate_existing=True)
    return found.token_hash if found is not None and now - found.seen_at < LASTS else None


def remember(session: Session, user_id: int, browser: str, now: datetime) -> None:
    """Note that somebody has logged in to an account with a browser; the latest few are kept."""
    key = _hash(user_id, browser)
    found = session.get(KnownBrowser, key, populate_existing=True)
    if found is None:
        found = KnownBrowser(token_hash=key, user_id=user_id, first_at=now, seen_at=now)
        session.add(found)
    found.seen_at = now
    session.flush()
    for each in known_browsers(session, user_id)[MOST:]:
        session.delete(each)
    session.flush()


def forget_others(session: Session, user_id: int, browser: str | None) -> None:
    """Forget every browser but this one: whoever knew the password before is a stranger now."""
    kept = _hash(user_id, browser) if browser else ""
    session.execute(
        delete(KnownBrowser).where(KnownBrowser.user_id == user_id, KnownBrowser.token_hash != kept)
    )


def known_browsers(session: Session, user_id: int) -> Sequence[KnownBrowser]:
    """Return the browsers that an account knows, the one used last first."""
    return session.scalars(
        select(KnownBrowser)
        .where(KnownBrowser.user_id == user_id)
        .order_by(KnownBrowser.seen_at.desc(), KnownBrowser.token_hash)
    ).all()


def _hash(user_id: int, browser: str) -> str:
    # With the account in it, the rows do not tell who uses the same computer.
    return token_hash(f"{user_id}:{browser}")
