"""What a guest has done in a browser, and how it becomes somebody's."""

from __future__ import annotations

from sqlalchemy.orm import Session

from quizapp.accounts import services
from quizapp.accounts.models import User
from quizapp.accounts.visitors import Visitor
from quizapp.banks.sharing import move_memberships
from quizapp.db import db
from quizapp.memory.log import merge_history
from quizapp.quizzes.locking import lock_learner
from quizapp.quizzes.queries import Traces
from quizapp.quizzes.queries import traces_of as guest_traces
from quizapp.web.learners import learner_from

__all__ = ["guest_traces", "lock_both", "merge", "traces_of"]


def traces_of(guest: Visitor | None) -> Traces | None:
    """Return what a guest has done; None for nothing, and for whoever is no guest."""
    return guest_traces(db.session(), guest.id) if guest is not None and guest.is_guest else None


def lock_both(rows: Session, before: Visitor | None, user_id: int) -> None:
    """Hold what two learners do, in the order of their ids, so that no two wait for each other."""
    for learner_id in sorted({user_id} | ({before.id} if before is not None else set())):
        lock_learner(rows, learner_id)


def merge(rows: Session, guest_id: int, user: User) -> bool:
    """Give all that a guest has done to an account; False if the guest is somebody's by now."""
    if not services.merge_guest(rows, guest_id, user.id):
        return False
    merge_history(rows, guest_id, learner_from(user))
    move_memberships(rows, guest_id, user.id)
    return True
