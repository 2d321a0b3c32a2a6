"""Flags: questions of a quiz that a learner wants to look at again before the hand-in."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from quizapp.answering.errors import AttemptFinished
from quizapp.db import table_of
from quizapp.memory.log import Learner
from quizapp.quizzes.locking import lock_learner
from quizapp.quizzes.models import AttemptQuestion
from quizapp.quizzes.queries import slots

_PLACES = table_of(AttemptQuestion)


def set_flags(
    session: Session, learner: Learner, attempt_id: UUID, wanted: Mapping[int, bool]
) -> None:
    """Put flags on questions of a quiz, by position, or take them off; others stay as they are.

    Said again it changes nothing, and positions that the quiz does not have are passed over. Where
    it goes forward only, nothing is flagged: nobody comes back to it.
    Raises UnknownAttempt, and AttemptFinished after the hand-in, unless nothing would change.
    """
    lock_learner(session, learner.id)
    places = slots(session, attempt_id, learner.id)
    changed = [
        place.position
        for place in places
        if place.reached is None
        and wanted.get(place.position, place.is_flagged) != place.is_flagged
    ]
    if changed and places[0].finished_at is not None:
        raise AttemptFinished(attempt_id)
    for position in changed:
        session.execute(
            update(_PLACES)
            .where(_PLACES.c.attempt_id == attempt_id, _PLACES.c.position == position)
            .values(is_flagged=wanted[position])
        )
