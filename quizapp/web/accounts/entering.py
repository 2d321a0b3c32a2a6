"""How people come in: the steps around a password, which is never hashed in a transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import current_app, session
from sqlalchemy.orm import Session

from quizapp.accounts import logins, names, queries, services, throttle
from quizapp.accounts.queries import Visitor
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.security import hash_password, is_password, needs_rehash
from quizapp.web import auth

# What moves a guest's answers to an account: (rows, guest's id, account's id, moment).
MergeHistory = Callable[[Session, int, int, datetime], None]
MERGE_KEY = "quizapp.merge_history"


def log_in(name: str, password: str) -> Visitor | None:
    """Log in, or return None for a wrong name or password; raises TooManyTries.

    A name that nobody has costs the same time as a wrong password.
    """
    moment, place = now(), auth.address()
    with transaction() as rows:
        throttle.count_login_try(rows, name, place, moment)
    user = queries.user_by_name(db.session(), name)
    user_id, stored = (user.id, user.password_hash) if user else (None, None)
    if not is_password(password, stored) or user_id is None or stored is None:
        return None
    rehashed = hash_password(password) if needs_rehash(stored) else None
    before = auth.current_visitor()
    with transaction() as rows:
        throttle.forget_login_tries(rows, name, place)
        if rehashed:
            services.store_rehash(rows, user_id, stored, rehashed)
        if before is not None:
            _leave(rows, before, user_id, moment)
        token = logins.start_login(rows, user_id, auth.browser(), moment)
    return _enter(token)


def sign_up(name: str, password: str, email: str, time_zone: str) -> Visitor:
    """Make an account and log in; a guest becomes that account. Raises AccountError."""
    moment, person = now(), auth.current_visitor()
    _refuse_early(name, password, email)
    hashed = hash_password(password)
    with transaction() as rows:
        throttle.count_sign_up(rows, auth.address(), moment)
        if person is not None:
            user = services.adopt_guest(rows, person.id, name, hashed, email=email)
            logins.end_login(rows, person.id, person.login_id)
        else:
            user = services.create_user(
                rows, name, hashed, moment, email=email, time_zone=time_zone
            )
        token = logins.start_login(rows, user.id, auth.browser(), moment)
    return _enter(token)


def set_up(token: str, name: str, password: str, email: str, time_zone: str) -> Visitor:
    """Make the first teacher account and log in. Raises AccountError."""
    moment, person = now(), auth.current_visitor()
    _refuse_early(name, password, email)
    hashed = hash_password(password)
    guest_id = person.id if person is not None and person.is_guest else None
    with transaction() as rows:
        user = services.use_setup_link(
            rows,
            token,
            name,
            hashed,
            moment,
            email=email,
            guest_id=guest_id,
            time_zone=time_zone,
        )
        if person is not None:
            logins.end_login(rows, person.id, person.login_id)
        login = logins.start_login(rows, user.id, auth.browser(), moment)
    return _enter(login)


def change_password(current: str, password: str) -> bool:
    """Change the visitor's password, False if the present one is wrong. Raises AccountError."""
    moment, person, place = now(), auth.visitor(), auth.address()
    name = person.name or ""
    names.checked_password(password, name)
    # Somebody at an unlocked screen must not be able to guess on.
    with transaction() as rows:
        throttle.count_login_try(rows, name, place, moment)
    user = queries.user_by_name(db.session(), name)
    if not is_password(current, user.password_hash if user else None):
        return False
    hashed = hash_password(password)
    with transaction() as rows:
        throttle.forget_login_tries(rows, name, place)
        services.change_password(rows, person.id, hashed, person.login_id)
    return True


def _refuse_early(name: str, password: str, email: str) -> None:
    names.checked_name(name)
    names.checked_password(password, name)
    names.checked_email(email)


def _leave(rows: Session, before: Visitor, user_id: int, moment: datetime) -> None:
    merge: MergeHistory | None = current_app.extensions.get(MERGE_KEY)
    if before.is_guest and merge is not None and services.merge_guest(rows, before.id, user_id):
        merge(rows, before.id, user_id, moment)
    logins.end_login(rows, before.id, before.login_id)


def _enter(token: str) -> Visitor:
    # A token for forms that was known before the login must not work after it.
    session.clear()
    return auth.become(token)
