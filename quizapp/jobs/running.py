"""Running one job that a worker holds: prepare, compute, store; and whatever may come between."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from threading import Event

from sqlalchemy.exc import OperationalError

from quizapp.clock import now
from quizapp.config import Settings
from quizapp.db import db, transaction
from quizapp.jobs.handlers import Computation, Handler, JobFailed, Record, TryLater
from quizapp.jobs.process import Computed, Fault, JobProcess, ProcessEnded
from quizapp.queue import execution
from quizapp.queue.errors import LostJob
from quizapp.queue.execution import Claim, Progress, is_wanted

BEAT_SECONDS = 5.0
"""So often a job that says nothing new is said to be alive."""

NEWS_SECONDS = 1.0
"""So often progress is stored, and asked whether the job is still wanted."""

STORING_TRIES = 6
STORING_WAIT = 1.0
_MEGABYTE = 1_000_000
_FAULT = "Something went wrong that should not have. Whoever runs this site can see what it was."

_log = logging.getLogger(__name__)


class _NotWanted(Exception):
    """Somebody asked for the job to be stopped."""


class _Stopping(Exception):
    """The worker was told to end."""


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs jobs one by one; needs an app context. ``stopping`` is set when the worker shall end."""

    settings: Settings
    stopping: Event

    def run(self, held: Claim, handler: Handler) -> None:
        """Do a job and store its effect together with its end; never raises what a job raises.

        Raises OperationalError where the database cannot be used: the lease of the job then runs
        out, and it is done again.
        """
        try:
            computed = self._compute(held, handler.computation) if handler.computation else {}
            self._store(held, handler, computed)
        except LostJob:
            _log.warning("A job was taken over by another worker", extra=_fields(held))
        except _NotWanted:
            self._note(execution.note_cancelled, held)
        except _Stopping:
            self._note(execution.release, held)
        except JobFailed as failure:
            self._note(execution.give_up, held, str(failure), "")
        except TryLater as failure:
            self._note(execution.fail, held, str(failure), "")
        except ProcessEnded as end:
            # Whoever ends this program may end all of its processes, and this one hears of it last.
            if self.stopping.wait(NEWS_SECONDS):
                self._note(execution.release, held)
                return
            _log.warning("The process of a job ended with %s", end, extra=_fields(held))
            self._note(execution.note_stopped, held, str(end))
        except OperationalError:
            raise
        except Exception as fault:
            _log.exception("A job failed", extra=_fields(held))
            detail = fault.detail if isinstance(fault, _Fault) else traceback.format_exc()
            self._note(execution.fail, held, _FAULT, detail)

    def _compute(self, held: Claim, computation: Computation) -> Record:
        session = db.session()
        given = computation.prepare(session, held, self.settings)
        # Nothing of the database is held while the process computes.
        db.session.remove()
        seconds = computation.seconds(self.settings)
        memory = self.settings.job_memory * _MEGABYTE
        process = JobProcess(computation.module, given, seconds=seconds, memory=memory)
        with closing(process):
            return self._watch(held, process, seconds)

    def _watch(self, held: Claim, process: JobProcess, seconds: int) -> Record:
        """Return what the process computes, noting how far it is."""
        began = told = asked = time.monotonic()
        known, is_news = Progress(), False
        while True:
            said = process.message(NEWS_SECONDS)
            moment = time.monotonic()
            if isinstance(said, Computed):
                return said.record
            if isinstance(said, Fault):
                raise _failure(said, self.settings)
            if isinstance(said, Progress):
                known, is_news = said, True
            if self.stopping.is_set():
                raise _Stopping
            if moment - began > seconds:
                raise JobFailed(
                    f"It took longer than {_in_words(seconds)}, so it was stopped. Nothing was "
                    "changed."
                )
            if moment - told >= (NEWS_SECONDS if is_news else BEAT_SECONDS):
                self._beat(held, known)
                told, asked, is_news = moment, moment, False
            elif moment - asked >= NEWS_SECONDS:
                self._ask(held)
                asked = moment

    def _beat(self, held: Claim, progress: Progress) -> None:
        try:
            with transaction() as session:
                wanted = execution.beat(session, held, progress, now())
        except OperationalError:
            # The database is held by somebody else. The lease lasts for several beats.
            _log.warning("The progress of a job could not be stored", extra=_fields(held))
            return
        if not wanted:
            raise _NotWanted

    def _ask(self, held: Claim) -> None:
        try:
            wanted = is_wanted(db.session(), held)
        except OperationalError:
            # The database is away for a moment. It is asked again in the next one, and a beat
            # that finds the job taken over ends it.
            _log.warning("It could not be asked whether a job is wanted", extra=_fields(held))
            return
        finally:
            db.session.remove()
        if not wanted:
            raise _NotWanted

    def _store(self, held: Claim, handler: Handler, computed: Record) -> None:
        """Store the effect and the end in one transaction.

        What was computed may have taken minutes: a database that somebody holds just now is
        asked again for a while.
        """
        for number in range(1, STORING_TRIES + 1):
            try:
                with transaction() as session:
                    moment = now()
                    execution.hold(session, held)
                    result = handler.store(session, held, computed, moment)
                    execution.finish(session, held, result, moment)
            except OperationalError:
                if number == STORING_TRIES:
                    raise
                _log.warning("The result of a job could not be stored yet", extra=_fields(held))
                self.stopping.wait(number * STORING_WAIT)
            else:
                return

    def _note(self, action: Callable[..., None], held: Claim, *said: str) -> None:
        try:
            with transaction() as session:
                action(session, held, *said, now())
        except LostJob:
            _log.warning("A job was taken over by another worker", extra=_fields(held))


class _Fault(Exception):
    """The computation raised what it should not have."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(detail.strip().rpartition("\n")[2])


def _failure(fault: Fault, settings: Settings) -> Exception:
    if fault.kind == "memory":
        return JobFailed(
            f"It took more memory than the {settings.job_memory:,} MB that a job may have, so it "
            "was stopped. Nothing was changed."
        )
    return _Fault(fault.detail)


def _in_words(seconds: int) -> str:
    count, rest = divmod(seconds, 60)
    if rest or not count:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    return f"{count} minute{'' if count == 1 else 's'}"


def _fields(held: Claim) -> dict[str, object]:
    fields = {"job": str(held.job_id), "kind": held.kind, "attempt": held.attempt}
    return {"fields": fields}
