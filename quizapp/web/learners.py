"""From the person who asks to the learner whose memory is meant."""

from __future__ import annotations

from quizapp.accounts.models import User
from quizapp.accounts.visitors import Visitor
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.log import Learner

NOBODY = Learner(0, learner_calendar("UTC"))
"""Somebody who has answered nothing yet: no row has this id, so nothing is found for it."""


def learner_from(user: User) -> Learner:
    """Return the learner that a row of people is, with the settings it has now."""
    return Learner(user.id, learner_calendar(user.time_zone, user.day_starts_at))


def learner_of(visitor: Visitor | None) -> Learner:
    """Return whose memory a request is about."""
    if visitor is None:
        return NOBODY
    return Learner(visitor.id, learner_calendar(visitor.time_zone, visitor.day_starts_at))
