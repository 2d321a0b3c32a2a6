"""Mail as jobs: the link that confirms an address, and what is new; each is sent once at most."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from quizapp.accounts.errors import BadEmail
from quizapp.accounts.names import ascii_email
from quizapp.clock import now
from quizapp.config import Settings, secret_key
from quizapp.db import db, transaction
from quizapp.jobs.handlers import Computation, Handler, JobFailed, Record, TryLater
from quizapp.mail import Server
from quizapp.notices import mail_text, mailing
from quizapp.notices.mail_links import Purpose, token_for
from quizapp.notices.models import NoticeMail
from quizapp.queue.execution import Claim
from quizapp.queue.models import Job

_log = logging.getLogger(__name__)
SECONDS = 90
LOOK_SECONDS = 60.0
LATER_SECONDS = 300.0
"""So long a person is left alone whose mail could not be put in line."""

_BROKEN_OFF = (
    "It was broken off, and nobody can tell whether it was sent. It is not sent twice by itself."
)


def _prepare_link(session: Session, held: Claim, settings: Settings) -> Record:
    row = _wanted(session, held)
    if row is None or row.confirmed_at is not None:
        return {}
    token = token_for(secret_key(settings), Purpose.CONFIRM, row.user_id, row.nonce)
    url = f"{settings.address}/mail/confirm/{token}"
    text = mail_text.confirmation(settings.address, url)
    return _given(settings, row, "Is this your address?", text, {})


def _prepare_notices(session: Session, held: Claim, settings: Settings) -> Record:
    row = _wanted(session, held)
    if row is None or not row.is_on:
        return {}
    token = token_for(secret_key(settings), Purpose.STOP, row.user_id, row.nonce)
    url = f"{settings.address}/mail/stop/{token}"
    counts = held.payload["counts"]
    # RFC 8058: a mail program stops it by one POST there.
    headers = {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    text = mail_text.text_of(counts, settings.address, url)
    return _given(settings, row, mail_text.subject_of(counts), text, headers)


def _wanted(session: Session, held: Claim) -> NoticeMail | None:
    job = session.get_one(Job, held.job_id)
    if job.losses or job.stops:
        raise JobFailed(_BROKEN_OFF)
    row = mailing.mail_of(session, held.payload["person"])
    return row if row is not None and row.nonce == UUID(held.payload["nonce"]) else None


def _given(
    settings: Settings, row: NoticeMail, subject: str, text: str, headers: Mapping[str, str]
) -> Record:
    server = Server.of(settings)
    if server is None:
        raise JobFailed("No mail server is set.")
    try:
        to = ascii_email(row.address)
    except BadEmail as error:
        # It was given before such addresses were refused.
        raise JobFailed(str(error)) from error
    said = {"to": to, "subject": subject, "text": text, "headers": dict(headers)}
    return {"server": asdict(server), "message": said}


def _store(_session: Session, _held: Claim, computed: Record, _now: datetime) -> Mapping[str, Any]:
    match computed["outcome"]:
        case "later":
            raise TryLater(computed["why"])
        case "failed":
            raise JobFailed(computed["why"])
        case outcome:
            return {"outcome": outcome}


_MODULE = "quizapp.jobs.mail_computation"
CONFIRM_ADDRESS = Handler(
    mailing.CONFIRM_KIND, _store, Computation(_MODULE, _prepare_link, lambda _: SECONDS)
)
SEND_NOTICES = Handler(
    mailing.SEND_KIND, _store, Computation(_MODULE, _prepare_notices, lambda _: SECONDS)
)


class MailUpkeep:
    """Puts the mail in line of whoever's hour has come; needs an app context."""

    def __init__(self) -> None:
        self._next_look = 0.0
        self._left_alone: dict[int, float] = {}

    def work_once(self) -> bool:
        """Look for one person, once a minute while there is nobody; whether there was one."""
        settings: Settings = current_app.extensions["quizapp.settings"]
        moment = time.monotonic()
        if not settings.mail_server or moment < self._next_look:
            return False
        waiting = mailing.due(db.session(), now())
        db.session.remove()
        for user_id in waiting:
            if moment >= self._left_alone.get(user_id, 0.0):
                self._put_in_line(user_id)
                return True
        self._next_look = moment + LOOK_SECONDS
        return False

    def _put_in_line(self, user_id: int) -> None:
        self._left_alone[user_id] = time.monotonic() + LATER_SECONDS
        try:
            with transaction() as session:
                mailing.put_in_line(session, user_id, now())
        except DBAPIError:
            # That is the database's fault and not the person's, who is looked for again soon.
            del self._left_alone[user_id]
            raise
        except Exception:
            # A fault with one person must not end the worker, which all others wait for.
            fields = {"fields": {"person": user_id}}
            _log.exception("A mail could not be put in line", extra=fields)
            db.session.remove()
            return
        del self._left_alone[user_id]
