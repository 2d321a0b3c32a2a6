"""A second factor: codes of an app, asked for after the password, and codes that stand in for it.

Whoever checks a code does it in the transaction of what the code is for: a code counts once. The
person is held before what belongs to the second factor, as they are by whoever logs in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from quizapp.accounts import logins
from quizapp.accounts.errors import BadSecondCode
from quizapp.accounts.models import PendingLogin, RecoveryCode, SecondFactor
from quizapp.accounts.services import hold_person
from quizapp.accounts.totp import matching_step, new_secret
from quizapp.audit.models import Event
from quizapp.audit.services import record
from quizapp.security import new_code, token_hash, typed_code

SETUP_TIME = timedelta(hours=1)
"""How long a secret waits to be confirmed: who finds the page open later begins anew."""

RECOVERY_CODES = 10
# 70 random bits: too many to be tried, also by somebody who has stolen the hashes, so that a fast
# hash will do and ten of them cost nothing.
_RECOVERY_GROUPS = 4


@dataclass(frozen=True, slots=True)
class SecondFactorState:
    """Whether an account has a second factor, since when, and how many recovery codes are left."""

    since: datetime | None = None
    recovery_codes: int = 0

    @property
    def is_on(self) -> bool:
        """Whether it is asked for at log-in."""
        return self.since is not None


def is_on(session: Session, user_id: int) -> bool:
    """Whether a code is asked for when somebody logs in. One SELECT."""
    confirmed = SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None)
    return bool(session.scalar(select(select(SecondFactor).where(*confirmed).exists())))


def state_of(session: Session, user_id: int) -> SecondFactorState:
    """Return what there is to say about somebody's second factor."""
    since = session.scalar(select(SecondFactor.confirmed_at).where(SecondFactor.user_id == user_id))
    if since is None:
        return SecondFactorState()
    left = RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    counted = session.scalar(select(func.count()).select_from(RecoveryCode).where(*left))
    return SecondFactorState(since, counted or 0)


def begin(session: Session, user_id: int, now: datetime) -> None:
    """Make a secret that its owner has to confirm; one that waits or is on already stays.

    One that was not confirmed in time is followed by another: who asked for it gave the password
    then, and somebody else may have seen it since.
    """
    found = _held(session, user_id)
    if found is not None and found.confirmed_at is None and not _is_in_time(found, now):
        found.secret, found.made_at, found.last_step = new_secret(), now, 0
    elif found is None:
        session.add(SecondFactor(user_id=user_id, secret=new_secret(), made_at=now))
    session.flush()


def waiting_secret(session: Session, user_id: int, now: datetime) -> str | None:
    """Return the secret that is to be put into an app now; None once it is on, or too late."""
    found = session.scalars(
        select(SecondFactor).where(
            SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_(None)
        )
    ).one_or_none()
    return found.secret if found is not None and _is_in_time(found, now) else None


def confirm(
    session: Session, user_id: int, typed: str, keep_login: int, now: datetime
) -> Sequence[str]:
    """Turn it on by a first code, end every other login, and return recovery codes to be kept.

    Nothing is returned where it is on already. Raises BadSecondCode.
    """
    found = _held(session, user_id)
    if found is None:
        raise BadSecondCode
    if found.confirmed_at is not None:
        return ()
    if not _is_in_time(found, now):
        raise BadSecondCode
    step = matching_step(found.secret, typed, now, found.last_step)
    if step is None:
        raise BadSecondCode
    found.confirmed_at, found.last_step = now, step
    session.flush()
    logins.end_other_logins(session, user_id, keep_login)
    codes = _renew(session, user_id)
    record(session, Event.SECOND_FACTOR_ON, now, subject_id=user_id)
    return codes


def use_code(session: Session, user_id: int, typed: str, now: datetime) -> bool:
    """Use a code of the app up; False if it does not fit, or this or a later one was used."""
    found = _held(session, user_id)
    if found is None or found.confirmed_at is None:
        return False
    step = matching_step(found.secret, typed, now, found.last_step)
    if step is None:
        return False
    found.last_step = step
    session.flush()
    return True


def use_recovery_code(session: Session, user_id: int, typed: str, now: datetime) -> bool:
    """Use a recovery code up; False if it is none of this account, or was used."""
    _held(session, user_id)
    fresh = (
        RecoveryCode.user_id == user_id,
        RecoveryCode.code_hash == token_hash(typed_code(typed)),
        RecoveryCode.used_at.is_(None),
    )
    code = session.scalars(select(RecoveryCode).where(*fresh)).first()
    if code is None:
        return False
    code.used_at = now
    session.flush()
    record(session, Event.RECOVERY_CODE_USED, now, actor_id=user_id, subject_id=user_id)
    return True


def renew_recovery_codes(session: Session, user_id: int, now: datetime) -> Sequence[str]:
    """Return new recovery codes in the place of all others; none where it is off."""
    found = _held(session, user_id)
    if found is None or found.confirmed_at is None:
        return ()
    codes = _renew(session, user_id)
    record(session, Event.RECOVERY_CODES_MADE, now, subject_id=user_id)
    return codes


def turn_off(session: Session, user_id: int, now: datetime) -> bool:
    """Ask somebody for no codes any more; False if none were asked for.

    A secret that waits to be confirmed goes, too: the next one to set it up gets another.
    """
    found = _held(session, user_id)
    was_on = found is not None and found.confirmed_at is not None
    forget(session, user_id)
    if was_on:
        record(session, Event.SECOND_FACTOR_OFF, now, subject_id=user_id)
    return was_on


def forget(session: Session, user_id: int) -> None:
    """Remove all that there is of somebody's second factor, and log-ins that wait for it."""
    for model in (SecondFactor, RecoveryCode, PendingLogin):
        session.execute(
            delete(model).where(model.user_id == user_id),
            execution_options={"synchronize_session": "fetch"},
        )


def _is_in_time(waiting: SecondFactor, now: datetime) -> bool:
    return now <= waiting.made_at + SETUP_TIME


def _held(session: Session, user_id: int) -> SecondFactor | None:
    """Return the row; its person is held until the transaction ends, so two codes take turns."""
    hold_person(session, user_id)
    return session.get(SecondFactor, user_id, populate_existing=True)


def _renew(session: Session, user_id: int) -> Sequence[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    codes = [new_code(_RECOVERY_GROUPS) for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(user_id=user_id, code_hash=token_hash(code)) for code in codes)
    session.flush()
    return codes
