"""On whose behalf a request writes: what is noted in the log is noted as its sender's."""

from __future__ import annotations

from flask import Flask

from quizapp.accounts.models import User
from quizapp.accounts.queries import user_by_name
from quizapp.audit.models import Event
from quizapp.audit.services import Actor, act_as, record
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.web import auth


def init_app(app: Flask) -> None:
    """Say at the start of each request who acts in it, should anything be noted."""
    app.before_request(_act_as_the_sender)


def note_failure(event: Event, name: str, reason: str) -> None:
    """Note that a password or code was wrong, in a transaction of its own.

    The name that was typed is not kept: people type passwords there. Where somebody has it, the
    entry is about them.
    """
    user: User | None = user_by_name(db.session(), name)
    with transaction() as rows:
        record(rows, event, now(), subject_id=user.id if user else None, details={"reason": reason})


def _act_as_the_sender() -> None:
    act_as(db.session(), _sender)


def _sender() -> Actor:
    found = auth.holder()
    return Actor(found.id if found is not None else None, auth.address())
