"""From the person who asks to the learner whose memory is meant."""

from __future__ import annotations

from flask import abort, request
from sqlalchemy.orm import Session

from quizapp.accounts.services import is_merged
from quizapp.accounts.visitors import Visitor
from quizapp.clock import now
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.log import Learner
from quizapp.quizzes.locking import lock_learner
from quizapp.web.auth import current_visitor

DEFAULT_NEW_PER_DAY = 10
NEW_TODAY = "new-today"
"""The cookie with how many new facts somebody wants on one day: their ``wish_for_today``."""
NOBODY = Learner(0, learner_calendar("UTC"))
"""Somebody who has answered nothing yet: no row has this id, so nothing is found for it."""


def learner_of(visitor: Visitor | None) -> Learner:
    """Return whose memory a request is about."""
    return NOBODY if visitor is None else Learner.of(visitor)


def new_per_day() -> int:
    """Return how many new facts the visitor wants today: their setting, or what they asked for."""
    person = current_visitor()
    usual = DEFAULT_NEW_PER_DAY if person is None else person.new_per_day
    wish = request.cookies.get(NEW_TODAY, "")
    number = new_facts_in(wish.partition("/")[2])
    return usual if number is None or wish != wish_for_today(number) else max(usual, number)


def wish_for_today(number: int) -> str:
    """Return what is kept of a wish for so many new facts: it holds on the visitor's day alone."""
    return f"{learner_of(current_visitor()).calendar.day(now()).isoformat()}/{number}"


def new_facts_in(text: str) -> int | None:
    """Return a number of new facts a day that was sent; None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


def present_learner(rows: Session, visitor: Visitor) -> Learner:
    """Return whose memory a change is about, or answer 409 when that guest has just logged in.

    The request may have waited while another tab's login moved the guest's history: what it
    brings would then belong to nobody.
    """
    lock_learner(rows, visitor.id)
    gone_with_login(rows, visitor)
    return learner_of(visitor)


def gone_with_login(rows: Session, visitor: Visitor) -> None:
    """Answer 409 for a guest who has just logged in in another tab.

    Whoever changes something that moves with the login need ask only once it is not found.
    """
    if visitor.is_guest and is_merged(rows, visitor.id):
        abort(409, "You logged in meanwhile, in another tab. This was not stored.")
