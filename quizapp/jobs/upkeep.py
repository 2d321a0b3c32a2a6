"""What a worker does when no job is due: it looks through banks that were changed.

That is no job: there is nothing to wait for, to cancel or to try again, and what is found can be
found anew at any time. So no line of it grows with each word that a teacher changes.
"""

from __future__ import annotations

import logging
import time

from sqlalchemy.exc import DBAPIError

from quizapp.authoring import bank_checks
from quizapp.db import db, transaction

LATER_SECONDS = 300.0
"""So long a bank is left alone whose check has failed."""

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
