"""Handing in attempts whose deadline has passed, with what was saved."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.answering.quizzes import hand_in
from quizapp.memory.log import Learner
from quizapp.quizzes.deadlines import overdue
from quizapp.quizzes.locking import lock_learners

_log = logging.getLogger(__name__)


class Overdue(NamedTuple):
    """How many attempts were handed in, and whether others may be waiting behind them."""

    done: int
    may_be_more: bool


def hand_in_overdue(session: Session, now: datetime, most: int) -> Overdue:
    """Hand in up to so many attempts past their deadline and grace.

    An attempt that cannot be scored is logged and left for its learner to open: the others of a
    class must not wait for it.
    """
    found = overdue(session, now, most)
    lock_learners(session, (user_id for _, user_id in found))
    done = 0
    for attempt_id, user_id in found:
        learner = Learner.of(session.get_one(User, user_id))
        try:
            with session.begin_nested():
                done += hand_in(session, learner, attempt_id, {}, now).is_done
        except DBAPIError:
            # It says nothing of this attempt: the job as a whole is tried again.
            raise
        except Exception:
            # Whatever is wrong with one stays with it: the others are handed in on time.
            fields = {"fields": {"attempt": str(attempt_id)}}
            _log.exception("An attempt could not be handed in", extra=fields)
    # Where none could be handed in, looking again at once would find the same ones.
    return Overdue(done, may_be_more=len(found) == most and done > 0)
