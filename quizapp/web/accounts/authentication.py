"""How people come in: the steps around a password, which is never hashed in a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from quizapp.accounts import (
    codes,
    known_browsers,
    logins,
    names,
    pending_logins,
    queries,
    second_factor,
    services,
    throttle,
)
from quizapp.accounts.codes import Making
from quizapp.accounts.errors import (
    AccountDeactivated,
    AccountError,
    BadCode,
    BadRecoveryCode,
    BadSecondCode,
    GuestIsGone,
    LogInAgain,
)
from quizapp.accounts.models import User
from quizapp.accounts.visitors import Visitor
from quizapp.answering import learners
from quizapp.audit.models import Event
from quizapp.audit.services import record
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.security import hash_password, is_password, needs_rehash, typed_code
from quizapp.web import auth
from quizapp.web.auditing import note_failure
from quizapp.web.browser_token import browser_token, keep_browser_token


@dataclass(frozen=True, slots=True)
class SecondStep:
    """The password was right; a code is asked for next, by whoever holds the token."""

    token: str


def log_in(
    name: str, password: str, *, stays: bool = False, kind: str = throttle.LOGIN
) -> Visitor | SecondStep | None:
    """Log in, or return None for a wrong name or password; raises AccountError.

    A name that nobody has costs the same time as a wrong password.
    """
    moment, place = now(), auth.address()
    with transaction() as rows:
        known = known_browsers.known_browser(rows, name, browser_token(), moment)
        counted = throttle.count_login_try(rows, name, place, moment, kind, known)
    user = queries.user_by_name(db.session(), name)
    stored = user.password_hash if user else None
    if not is_password(password, stored) or user is None or stored is None:
        note_failure(Event.LOG_IN_FAILED, name, "wrong")
        return None
    rehashed = hash_password(password) if needs_rehash(stored) else None
    before = auth.holder()
    try:
        with transaction() as rows:
            learners.hold(rows, before, user.id)
            if not services.still_has_password(rows, user.id, stored):
                changed = {"reason": "changed"}
                record(rows, Event.LOG_IN_FAILED, moment, subject_id=user.id, details=changed)
                return None
            throttle.forget_login_tries(rows, name, place, kind, counted)
            if rehashed:
                services.store_rehash(rows, user.id, stored, rehashed)
            if second_factor.is_on(rows, user.id):
                fits = rehashed or stored
                waiting = pending_logins.begin(rows, user.id, fits, moment, stays=stays)
                return SecondStep(waiting)
            token = _begin(rows, before, user, moment, stays=stays)
            record(rows, Event.LOG_IN, moment, actor_id=user.id)
    except AccountDeactivated:
        note_failure(Event.LOG_IN_FAILED, name, "deactivated")
        raise
    return _enter(token)


def give_code(token: str, code: str, recovery: str) -> Visitor:
    """Log in with the code that follows the password, or a recovery code. Raises AccountError."""
    moment, place, before = now(), auth.address(), auth.holder()
    with transaction() as rows:
        # Only looked at: the counters are held alone, and what waits is asked for again.
        waiting = pending_logins.find(rows, token, moment)
        if waiting is None:
            raise LogInAgain
        user = rows.get_one(User, waiting.user_id)
        name = user.name or ""
        known = known_browsers.known_browser(rows, name, browser_token(), moment)
        counted = throttle.count_login_try(rows, name, place, moment, throttle.SECOND, known)
    with transaction() as rows:
        learners.hold(rows, before, user.id)
        services.hold_person(rows, user.id)
        pending = pending_logins.hold(rows, token, moment)
        if pending is None:
            raise LogInAgain
        if not services.still_has_password(rows, user.id, pending.password_hash):
            raise LogInAgain
        if recovery:
            is_right = second_factor.use_recovery_code(rows, user.id, recovery, moment)
        else:
            is_right = second_factor.use_code(rows, user.id, code, moment)
        if is_right:
            throttle.forget_login_tries(rows, name, place, throttle.SECOND, counted)
            login = _begin(rows, before, user, moment, stays=pending.stays)
            pending_logins.end(rows, pending)
            record(rows, Event.LOG_IN, moment, actor_id=user.id)
        else:
            # Kept, unlike what is raised inside: it counts.
            pending.tries += 1
            record(rows, Event.SECOND_FACTOR_FAILED, moment, subject_id=user.id)
    if not is_right:
        raise BadRecoveryCode if recovery else BadSecondCode
    return _enter(login)


def set_password_by_code(
    name: str, code: str, password: str, *, stays: bool = False
) -> Visitor | SecondStep:
    """Set a new password by a code that was handed over, and log in. Raises AccountError.

    Whoever handed it over may have used it, so a second factor is asked for all the same.

    A name that nobody has, one without a code and a wrong code cost the same time, and get the
    same answer.
    """
    moment, place = now(), auth.address()
    names.checked_password(password, name)
    with transaction() as rows:
        known = known_browsers.known_browser(rows, name, browser_token(), moment)
        throttle.count_login_try(rows, name, place, moment, throttle.CODE, known)
    user = queries.user_by_name(db.session(), name)
    found = codes.open_code(db.session(), user, moment)
    is_right = is_password(typed_code(code), found.code_hash if found else None)
    if not is_right or user is None or found is None:
        note_failure(Event.CODE_FAILED, name, "wrong")
        raise BadCode
    hashed = hash_password(password)
    before = auth.holder()
    with transaction() as rows:
        learners.hold(rows, before, user.id)
        codes.use_code(rows, found.id, hashed, moment)
        throttle.forget_all_tries(rows, name)
        known_browsers.forget_others(rows, user.id, None)
        if second_factor.is_on(rows, user.id):
            waiting = pending_logins.begin(rows, user.id, hashed, moment, stays=stays)
            return SecondStep(waiting)
        token = _begin(rows, before, user, moment, stays=stays)
    return _enter(token)


def untold_codes(person: Visitor) -> Sequence[Making]:
    """Return the codes that were made for somebody since they last came in, once."""
    if not codes.has_untold(db.session(), person.id):
        return ()
    with transaction() as rows:
        return codes.take_untold(rows, person.id, now())


def sign_up(
    name: str,
    password: str,
    time_zone: str,
    *,
    stays: bool = False,
    keeps_guest: bool = True,
) -> Visitor:
    """Make an account and log in. Raises AccountError.

    A guest becomes that account, unless what the guest answered is somebody else's. One guest makes
    one account: whatever is sent with a login that has ended meanwhile is refused with GuestIsGone.
    """
    moment, person = now(), auth.holder()
    _refuse_early(name, password)
    if auth.has_ended_login():
        raise GuestIsGone
    # Counted by itself and first: a name that is taken is a try too, and so is the work of hashing.
    with transaction() as rows:
        throttle.count_sign_up(rows, auth.address(), browser_token(), moment)
    hashed = hash_password(password)
    with transaction() as rows:
        user = learners.sign_up(
            rows, person, name, hashed, moment, keeps_guest=keeps_guest, time_zone=time_zone
        )
        token = _start(rows, user, moment, stays=stays)
    return _enter(token)


def log_in_instead(name: str, password: str, *, stays: bool) -> Visitor | None:
    """Log in to the account that a form of signing up has made before: sent twice, it counts once.

    None if the password is not that of the account, or more than that is asked for there. Guessing
    is slowed as at a log-in, and says no more than that the name is taken.
    """
    try:
        found = log_in(name, password, stays=stays, kind=throttle.TAKEN)
    except AccountError:
        return None
    return found if isinstance(found, Visitor) else None


def set_up(token: str, name: str, password: str, time_zone: str) -> Visitor:
    """Make the account that keeps the server and log in. Raises AccountError."""
    moment, person = now(), auth.holder()
    _refuse_early(name, password)
    hashed = hash_password(password)
    with transaction() as rows:
        user = learners.set_up(rows, person, token, name, hashed, moment, time_zone=time_zone)
        login = _start(rows, user, moment)
    return _enter(login)


def change_password(current: str, password: str) -> bool:
    """Change the visitor's password, False if the present one is wrong. Raises AccountError."""
    moment, person = now(), auth.visitor()
    names.checked_password(password, person.name or "")
    stored = own_password(current)
    if stored is None:
        return False
    hashed = hash_password(password)
    with transaction() as rows:
        if not services.still_has_password(rows, person.id, stored):
            return False
        services.change_password(rows, person.id, hashed, person.login_id, moment)
        known_browsers.forget_others(rows, person.id, browser_token())
        known_browsers.remember(rows, person.id, keep_browser_token(), moment)
    return True


def own_password(password: str) -> str | None:
    """Return the stored hash that the visitor's password fits; None if this is another.

    Asked before what must not be done by others. Raises TooManyTries: somebody at an unlocked
    screen must not be able to guess on. Whoever goes on with the hash asks again, inside their
    transaction, whether it still is the account's (``still_has_password``).
    """
    person = auth.visitor()
    with transaction() as rows:
        throttle.count_password_try(rows, person.id, person.login_id, now())
    stored = db.session().get_one(User, person.id).password_hash
    if not is_password(password, stored):
        return None
    with transaction() as rows:
        throttle.forget_password_tries(rows, person.id, person.login_id)
    return stored


def _refuse_early(name: str, password: str) -> None:
    names.checked_name(name)
    names.checked_password(password, name)


def _begin(
    rows: Session, before: Visitor | None, user: User, moment: datetime, *, stays: bool
) -> str:
    """Start a login, after whoever was in this browser has left."""
    learners.give_place(rows, before, user)
    return _start(rows, user, moment, stays=stays)


def _start(rows: Session, user: User, moment: datetime, *, stays: bool = False) -> str:
    known_browsers.remember(rows, user.id, keep_browser_token(), moment)
    lasts = auth.lifetime(is_guest=False, stays=stays)
    return logins.start_login(rows, user.id, auth.browser(), moment, lasts, stays=stays)


def _enter(token: str) -> Visitor:
    auth.renew_session()
    return auth.log_in(token)
