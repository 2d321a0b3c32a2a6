"""Log-ins between the password and the code: a row of ours, of which a browser holds the token.

So a browser can neither choose whose code it is asked for, nor go on after its time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import PendingLogin
from quizapp.security import new_token, token_hash

LASTS = timedelta(minutes=10)
MOST_TRIES = 10
"""After so many codes the password is asked for again."""


def begin(
    session: Session, user_id: int, password_hash: str, now: datetime, *, stays: bool = False
) -> str:
    """Note that somebody's password was right, and return the token of what waits now."""
    session.execute(delete(PendingLogin).where(PendingLogin.expires_at <= now))
    token = new_token()
    session.add(
        PendingLogin(
            token_hash=token_hash(token),
            user_id=user_id,
            password_hash=password_hash,
            stays=stays,
            expires_at=now + LASTS,
        )
    )
    session.flush()
    return token


def find(session: Session, token: str, now: datetime) -> PendingLogin | None:
    """Return what waits for a code; None if it was used, is too old or was tried too often."""
    return session.scalars(_waiting(token, now)).first()


def hold(session: Session, token: str, now: datetime) -> PendingLogin | None:
    """Find it and keep others from it until the transaction ends; hold whose it is first."""
    return session.scalars(_waiting(token, now).with_for_update()).first()


def _waiting(token: str, now: datetime) -> Select[PendingLogin]:
    return (
        select(PendingLogin)
        .where(
            PendingLogin.token_hash == token_hash(token),
            PendingLogin.expires_at > now,
            PendingLogin.tries < MOST_TRIES,
        )
        .execution_options(populate_existing=True)
    )


def end(session: Session, pending: PendingLogin) -> None:
    """Remove what waited, because it is logged in now; also what else waits for this person."""
    session.execute(
        delete(PendingLogin).where(PendingLogin.user_id == pending.user_id),
        execution_options={"synchronize_session": "fetch"},
    )
