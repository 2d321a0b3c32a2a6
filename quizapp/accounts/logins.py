"""Logins: rows that say which browser belongs to whom, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from quizapp.accounts.models import Login
from quizapp.db import changed_rows
from quizapp.security import new_token, token_hash

# In a browser of one's own; elsewhere a login ends with the browser, or when it lies unused.
LASTS = timedelta(days=30)
# A guest has no password to come back with: what they learned would be lost with their login.
# Browsers keep no cookie for longer.
GUEST_LASTS = timedelta(days=400)
# Writing at every request would cost each page a commit; once an hour is exact enough.
NOTED_EVERY = timedelta(hours=1)
_NOTED_AT_LEAST = 12
_LONGEST_BROWSER = 120


def lifetime(idle: timedelta, *, is_guest: bool, stays: bool) -> timedelta:
    """Return how long a login counts that is not used; ``idle`` of zero sets no such limit."""
    if is_guest:
        return GUEST_LASTS
    return min(idle, LASTS) if idle and not stays else LASTS


def noted_every(lasts: timedelta) -> timedelta:
    """Return how long after it was last noted that a login is in use it is noted again.

    A login that ends after two hours without use is looked at more often, so that it ends at most
    ten minutes early, and never late.
    """
    return min(NOTED_EVERY, lasts / _NOTED_AT_LEAST)


def start_login(
    session: Session,
    user_id: int,
    browser: str,
    now: datetime,
    lasts: timedelta = LASTS,
    *,
    stays: bool = True,
) -> str:
    """Log a browser in and return its token, which is stored only as a hash.

    ``stays`` says that it is to outlive the browser's being closed.
    """
    session.execute(delete(Login).where(Login.user_id == user_id, Login.expires_at <= now))
    token = new_token()
    session.add(
        Login(
            token_hash=token_hash(token),
            user_id=user_id,
            browser=browser[:_LONGEST_BROWSER],
            created_at=now,
            seen_at=now,
            expires_at=now + lasts,
            stays=stays,
        )
    )
    session.flush()
    return token


def note_seen(session: Session, login_id: int, now: datetime, lasts: timedelta = LASTS) -> bool:
    """Prolong a login that is in use; False if it has been ended meanwhile."""
    this = update(Login).where(Login.id == login_id)
    return bool(changed_rows(session, this.values(seen_at=now, expires_at=now + lasts)))


def end_login(session: Session, user_id: int, login_id: int) -> bool:
    """End one login of this person; False if they have no such login."""
    theirs = delete(Login).where(Login.id == login_id, Login.user_id == user_id)
    return bool(changed_rows(session, theirs))


def end_all(session: Session, user_id: int) -> int:
    """End every login of this person, and say how many there were."""
    return changed_rows(session, delete(Login).where(Login.user_id == user_id))


def end_other_logins(session: Session, user_id: int, keep: int) -> int:
    """End every login of this person but one, and say how many there were."""
    return changed_rows(session, delete(Login).where(Login.user_id == user_id, Login.id != keep))
