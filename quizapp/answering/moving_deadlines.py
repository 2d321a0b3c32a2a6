"""Letting attempts that are under way end later, by what their learners have been given since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.answering.quizzes import hand_in
from quizapp.memory.log import Learner
from quizapp.quizzes.deadlines import is_overdue, see_to, terms_of
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.pauses import stood_still


def still_going(session: Session, unfinished: Iterable[Attempt], now: datetime) -> list[Attempt]:
    """Return those of some attempts that are under way; their learners are held.

    What is over by its deadline and grace is handed in, and stays so.
    """
    going = []
    for each in unfinished:
        if not is_overdue(each.deadline_at, now):
            going.append(each)
            continue
        # Whether the job was there already must not decide what becomes of it.
        learner = Learner.of(session.get_one(User, each.user_id))
        hand_in(session, learner, each.id, {}, now)
        session.expire(each)
    return going


def move_deadline(session: Session, going: Attempt, now: datetime) -> bool:
    """Let an attempt under way end when its terms say, and return whether that is later.

    A deadline moves later and never earlier: who is at it keeps the time that they were told.
    """
    ends = terms_of(session, going).ends_at
    if ends is None:
        return False
    still, since = stood_still(session, going.id)
    ends += still
    if since is not None and going.paused_left is not None:
        left = -(-(ends - since) // timedelta(seconds=1))
        is_more = left > going.paused_left
        going.paused_left = max(left, going.paused_left)
        session.flush()
        return is_more
    if going.deadline_at is None or ends <= going.deadline_at:
        return False
    going.deadline_at = ends
    session.flush()
    see_to(session, ends, now)
    return True
