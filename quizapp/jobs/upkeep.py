"""What a worker does when no job is due: it looks through what was changed or answered.

That is no job: there is nothing to wait for, to cancel or to try again, and what is found can be
found anew at any time. So no line of it grows with each word that a teacher changes, nor with each
quiz that is handed in.
"""

from __future__ import annotations

import logging
import time
from uuid import UUID

from sqlalchemy.exc import DBAPIError

from quizapp.authoring import bank_checks
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.quizzes import analysis_parts, item_analysis

LATER_SECONDS = 300.0
"""So long a bank is left alone whose check has failed, or a quiz that could not be counted."""

_log = logging.getLogger(__name__)


class BankUpkeep:
    """Checks one bank at a time; needs an app context."""

    def __init__(self) -> None:
        self._left_alone: dict[int, float] = {}

    def work_once(self) -> bool:
        """Check a bank that was changed, if there is one; whether there was."""
        moment = time.monotonic()
        for bank_id, changes in bank_checks.changed_banks(db.session()):
            if moment >= self._left_alone.get(bank_id, 0.0):
                self._check(bank_id, changes)
                return True
        db.session.remove()
        return False

    def _check(self, bank_id: int, changes: int) -> None:
        self._left_alone[bank_id] = time.monotonic() + LATER_SECONDS
        try:
            looked = bank_checks.look_at(db.session(), bank_id, changes)
            # Nothing of the database is held while nothing is read.
            db.session.remove()
            with transaction() as session:
                bank_checks.store(session, looked)
        except DBAPIError:
            # That is the database's fault and not the bank's, so the bank is tried again soon.
            del self._left_alone[bank_id]
            raise
        except Exception:
            # A fault of one bank must not end the worker, which all others wait for.
            _log.exception("A bank could not be checked", extra={"fields": {"bank": bank_id}})
            db.session.remove()
            return
        del self._left_alone[bank_id]


class QuizUpkeep:
    """Counts the answers to one quiz at a time; needs an app context."""

    def __init__(self) -> None:
        self._left_alone: dict[UUID, float] = {}

    def work_once(self) -> bool:
        """Count a quiz that was handed in, or marked again, if there is one; whether there was."""
        moment = time.monotonic()
        for quiz_id in item_analysis.quizzes_to_count(db.session(), now()):
            if moment >= self._left_alone.get(quiz_id, 0.0):
                self._count(quiz_id)
                return True
        db.session.remove()
        return False

    def _count(self, quiz_id: UUID) -> None:
        self._left_alone[quiz_id] = time.monotonic() + LATER_SECONDS
        try:
            db.session.remove()
            with transaction() as session:
                number = item_analysis.begin(session, quiz_id, now())
            began = time.monotonic()
            found = analysis_parts.count_on(db.session(), quiz_id)
            # Nothing of the database is held while nothing is read.
            db.session.remove()
            took_ms = round(1000 * (time.monotonic() - began))
            with transaction() as session:
                item_analysis.keep(session, quiz_id, number, found, now(), took_ms)
        except DBAPIError:
            # That is the database's fault and not the quiz's: what was begun and is not kept is
            # begun again.
            del self._left_alone[quiz_id]
            raise
        except Exception:
            # A fault of one quiz must not end the worker, which all others wait for.
            _log.exception("A quiz could not be counted", extra={"fields": {"quiz": quiz_id}})
            db.session.remove()
            return
        del self._left_alone[quiz_id]
