"""Attempts whose results are kept back: their reviews stand in the log and feed memory later.

A memory tells what was right: by its strength on the page of a fact, and by what Study asks first.
So it knows nothing of such an attempt before its learner may see the results; then it is as if the
attempt had been open all the time, because memories are replayed by when something was answered.
"""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, aliased

from quizapp.accounts.models import User
from quizapp.accounts.news import note_news
from quizapp.memory.log import Learner, replay
from quizapp.memory.models import Review
from quizapp.quizzes.deadlines import see_to
from quizapp.quizzes.locking import lock_learners
from quizapp.quizzes.models import Attempt, Response, Score
from quizapp.quizzes.release import over, withheld, withheld_attempts

_log = logging.getLogger(__name__)


def hold(session: Session, attempt_id: UUID, now: datetime) -> None:
    """Keep what is answered in an attempt from memory until its results are shown."""
    held = session.get_one(Attempt, attempt_id)
    kept = withheld(session, held, now)
    until = None if kept is None else kept.until
    held.is_held, held.held_until = True, until
    session.flush()
    if until is not None:
        # Whoever was stopped may be the last, long after the quiz was closed.
        see_to(session, max(until, now), now)


def feed_released(
    session: Session, now: datetime, most: int, attempt_id: UUID | None = None
) -> int:
    """Let up to so many attempts feed memory whose results may be seen by now; return how many.

    With ``attempt_id`` that one alone is meant; else what is not due yet is not looked at, however
    much there is. One whose memories cannot be replayed is logged and
    left: the others do not wait for it, nor does its learner for the results.
    """
    each = aliased(Attempt)
    waiting = select(each.id, each.user_id).where(
        each.is_held,
        ~withheld_attempts(over(now)).where(Attempt.id == each.id).exists(),
    )
    if attempt_id is not None:
        waiting = waiting.where(each.id == attempt_id)
    else:
        waiting = waiting.where(each.held_until <= now)
    waiting = waiting.order_by(each.held_until, each.id).limit(most)
    locked = {user_id for _, user_id in session.execute(waiting)}
    if not locked:
        return 0
    lock_learners(session, locked)
    # Read again: another one may have been at work until the locks were there.
    found = [row for row in session.execute(waiting) if row.user_id in locked]
    fed = 0
    for held_id, user_id in found:
        learner = Learner.of(session.get_one(User, user_id))
        try:
            with session.begin_nested():
                _feed(session, learner, held_id, now)
        except DBAPIError:
            # It says nothing of this attempt: all of it is tried again.
            raise
        except Exception:
            # Whatever is wrong with one stays with it: its class does not wait for it.
            fields = {"fields": {"attempt": str(held_id)}}
            _log.exception("Memory could not learn of an attempt", extra=fields)
        else:
            fed += 1
    session.expire_all()
    return fed


def _feed(session: Session, learner: Learner, attempt_id: UUID, now: datetime) -> None:
    session.execute(
        update(Attempt)
        .where(Attempt.id == attempt_id)
        .values(is_held=False, held_until=None, results_at=now)
        .execution_options(synchronize_session=False)
    )
    note_news(session, [learner.id], now)
    facts = session.scalars(
        select(Review.fact_id)
        .join(Score, Score.id == Review.score_id)
        .join(Response, Response.id == Score.response_id)
        .where(Response.attempt_id == attempt_id)
        .distinct()
    ).all()
    replay(session, learner, facts)
