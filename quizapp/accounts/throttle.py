"""Limits on tries, counted in the database: exact across workers and restarts.

A try is counted before it is judged, so that a thousand tries at once count as a thousand.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from quizapp.accounts.errors import TooManyTries
from quizapp.accounts.models import Throttle
from quizapp.accounts.names import name_key
from quizapp.db import upsert

WINDOW = timedelta(hours=1)
LOGIN, CODE = "login", "code"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many free tries an hour, then a wait that doubles with each, up to the longest."""

    free: int
    longest: timedelta

    def wait(self, tries: int) -> timedelta:
        """Return how long nothing more is allowed after this many tries."""
        if tries < self.free:
            return timedelta(0)
        return min(self.longest, timedelta(seconds=2 ** min(tries - self.free, 20)))


# Guessing one account from one place is slowed most. Guessing it from many places slows its owner
# by a minute at worst. A place is slowed last, and one account adds only its free tries to it: a
# school behind one address can always log in.
ACCOUNT_AT_ADDRESS = Limit(free=5, longest=timedelta(minutes=15))
ACCOUNT = Limit(free=50, longest=timedelta(minutes=1))
ADDRESS = Limit(free=300, longest=timedelta(minutes=1))
# Tries, not accounts: in a class, many a name is taken at first.
SIGN_UPS = Limit(free=400, longest=timedelta(minutes=15))
GUESTS = Limit(free=600, longest=timedelta(minutes=15))
# More than a class whose pupils have all forgotten their passwords.
CODES_MADE = Limit(free=60, longest=timedelta(minutes=15))


def count_login_try(
    session: Session, name: str, address: str, now: datetime, kind: str = LOGIN
) -> None:
    """Count a try to log in, or raise TooManyTries without counting it.

    Tries with a code are another ``kind``: who guesses at one keeps nobody from the other.
    """
    pair, account, place = _login_keys(name, address, kind)
    _refuse_blocked(session, (pair, account, place), now)
    tries = _count(session, pair, ACCOUNT_AT_ADDRESS, now)
    _count(session, account, ACCOUNT, now)
    if tries <= ACCOUNT_AT_ADDRESS.free:
        _count(session, place, ADDRESS, now)


def forget_login_tries(session: Session, name: str, address: str, kind: str = LOGIN) -> None:
    """Take back the tries that led to a login: typing a password wrong once is no attack."""
    pair, account, place = _login_keys(name, address, kind)
    row = session.get(Throttle, pair, populate_existing=True)
    if row is None:
        return
    counted = row.tries
    session.delete(row)
    for key, part in ((account, counted), (place, min(counted, ACCOUNT_AT_ADDRESS.free))):
        other = session.get(Throttle, key, populate_existing=True)
        if other is not None:
            other.tries = max(0, other.tries - part)
            other.blocked_until = None
    session.flush()


def forget_all_tries(session: Session, name: str, kinds: Collection[str] = (LOGIN, CODE)) -> None:
    """Let somebody try again at once, wherever they are: somebody vouches for them."""
    for kind in kinds:
        both, account, _ = _login_keys(name, "", kind)
        own = both.rpartition(":")[0]
        session.execute(
            delete(Throttle)
            .where(or_(Throttle.key == account, Throttle.key.startswith(f"{own}:")))
            .execution_options(synchronize_session=False)
        )


def count_code_made(session: Session, maker_id: int, now: datetime) -> None:
    """Count a code that a teacher makes for a student, or raise TooManyTries."""
    _count_one(session, f"made:{maker_id}", CODES_MADE, now)


def count_sign_up(session: Session, address: str, now: datetime) -> None:
    """Count a try to make an account from an address, or raise TooManyTries."""
    _count_one(session, f"signup:{_digest(_place(address))}", SIGN_UPS, now)


def count_guest(session: Session, address: str, now: datetime) -> None:
    """Count a new guest from an address, or raise TooManyTries."""
    _count_one(session, f"guest:{_digest(_place(address))}", GUESTS, now)


def _count_one(session: Session, key: str, limit: Limit, now: datetime) -> None:
    _refuse_blocked(session, (key,), now)
    _count(session, key, limit, now)


def _refuse_blocked(session: Session, keys: tuple[str, ...], now: datetime) -> None:
    for key in keys:
        row = session.get(Throttle, key, populate_existing=True, with_for_update=True)
        if row is not None and row.blocked_until is not None and row.blocked_until > now:
            raise TooManyTries(-int(-(row.blocked_until - now).total_seconds() // 1))


def _count(session: Session, key: str, limit: Limit, now: datetime) -> int:
    row = session.get(Throttle, key)
    if row is None:
        _forget_old(session, now)
        row = _added(session, key, now)
    if row.window_ends_at <= now:
        row.tries, row.window_ends_at = 0, now + WINDOW
    row.tries += 1
    wait = limit.wait(row.tries)
    row.blocked_until = now + wait if wait else None
    session.flush()
    return row.tries


def _added(session: Session, key: str, now: datetime) -> Throttle:
    # Two first tries at once on PostgreSQL would both insert; one of them must wait and count on.
    session.execute(
        upsert(session, Throttle)
        .values(key=key, tries=0, window_ends_at=now + WINDOW)
        .on_conflict_do_nothing()
    )
    return session.get_one(Throttle, key, with_for_update=True, populate_existing=True)


def _forget_old(session: Session, now: datetime) -> None:
    session.execute(
        delete(Throttle)
        .where(
            Throttle.window_ends_at <= now,
            or_(Throttle.blocked_until.is_(None), Throttle.blocked_until <= now),
        )
        .execution_options(synchronize_session=False)
    )


def _login_keys(name: str, address: str, kind: str) -> tuple[str, str, str]:
    account, place = _digest(name_key(name)), _digest(_place(address))
    return (
        # The account first, so that all its rows are found by how their keys begin.
        f"{kind}:both:{account[:28]}:{place[:28]}",
        f"{kind}:name:{account}",
        f"{kind}:place:{place}",
    )


def _place(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    # A household or attacker has a whole /64 of IPv6, so it counts as one place.
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]
