"""A worker: takes the jobs that are due, one after the other, until it is told to end."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import time
from collections.abc import Mapping, Sequence
from threading import Event

from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError, IntegrityError

from quizapp.clock import now
from quizapp.config import Settings
from quizapp.db import db, transaction
from quizapp.jobs.handlers import Daily, Handler
from quizapp.jobs.mail import MailUpkeep
from quizapp.jobs.registry import DAILY, HANDLERS
from quizapp.jobs.running import Runner
from quizapp.jobs.upkeep import BankUpkeep, QuizUpkeep
from quizapp.queue.execution import Claim, claim
from quizapp.queue.queries import is_anything_due, known_ids
from quizapp.queue.services import enqueue

IDLE_SECONDS = 1.0
"""So often a worker looks for a job. Looking costs a third of a millisecond."""

BUSY_SECONDS = 0.2
"""The same for a while after a job: one seldom comes alone."""

BUSY_FOR = 30.0
TROUBLE_SECONDS = 5.0
"""So long a worker leaves a database alone that cannot be used."""

CALENDAR_SECONDS = 60.0

_log = logging.getLogger(__name__)


class Worker:
    """Does jobs of the kinds that it has handlers for; ``stopping`` ends it.

    Any number of workers may share a database. One that is killed leaves its job behind, which
    another one takes over when its lease has run out.
    """

    def __init__(
        self,
        app: Flask,
        *,
        handlers: Mapping[str, Handler] = HANDLERS,
        daily: Sequence[Daily] = DAILY,
    ) -> None:
        self._app = app
        self._handlers = handlers
        self._daily = daily
        self._upkeep = MailUpkeep(), BankUpkeep(), QuizUpkeep()
        self._next_look = 0.0
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.stopping = Event()

    def run(self) -> None:
        """Work until ``stopping`` is set."""
        busy_until = 0.0
        while not self.stopping.is_set():
            wait = IDLE_SECONDS
            try:
                if self.work_once():
                    busy_until = time.monotonic() + BUSY_FOR
                    continue
            except DBAPIError as error:
                # Whatever was under way is done again when its lease has run out.
                _log.warning("The database cannot be used just now: %s", _said(error))
                wait = TROUBLE_SECONDS
            else:
                wait = BUSY_SECONDS if time.monotonic() < busy_until else IDLE_SECONDS
            self.stopping.wait(wait)

    def work_once(self) -> bool:
        """Do one job if one is due, else what is to be looked after; whether there was anything."""
        with self._app.app_context():
            self._look_at_the_calendar()
            held = self._claim()
            if held is None:
                return any(each.work_once() for each in self._upkeep)
            settings: Settings = current_app.extensions["quizapp.settings"]
            Runner(settings, self.stopping).run(held, self._handlers[held.kind])
            return True

    def _claim(self) -> Claim | None:
        # Looking takes no lock; there is nothing to write as long as there is nothing to do.
        if not is_anything_due(db.session(), self._handlers.keys(), now()):
            return None
        db.session.remove()
        try:
            with transaction() as session:
                return claim(session, self.name, self._handlers.keys(), now())
        except IntegrityError:
            # On PostgreSQL another worker has begun a job of the same lane at the same moment.
            return None

    def _look_at_the_calendar(self) -> None:
        """Put the jobs of the day in line, unless some worker has."""
        if time.monotonic() < self._next_look:
            return
        moment = now()
        wanted = {each.id_at(each.due_since(moment)): each for each in self._daily}
        missing = wanted.keys() - known_ids(db.session(), wanted.keys())
        db.session.remove()
        if missing:
            with transaction() as session:
                for job_id in sorted(missing):
                    enqueue(session, wanted[job_id].kind, {}, now=moment, job_id=job_id)
        self._next_look = time.monotonic() + CALENDAR_SECONDS


def _said(error: DBAPIError) -> str:
    return str(error.orig).strip().partition("\n")[0]
