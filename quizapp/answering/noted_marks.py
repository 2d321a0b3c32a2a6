"""Where an attempt stands in courses, and noting in the audit trail what people did to its mark."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.answering.regrading import MarkChange
from quizapp.assignments.models import Assignment
from quizapp.mark_trail.models import What
from quizapp.mark_trail.services import Note, Place, note
from quizapp.quizzes.models import Attempt, Response

_AT_ONCE = 500
"""Databases limit how many values one statement may have."""


@dataclass(frozen=True, slots=True)
class PlacedAttempt:
    """Whose an attempt is, and where it stands."""

    user_id: int
    place: Place


def places_of(session: Session, attempt_ids: Collection[UUID]) -> Mapping[UUID, PlacedAttempt]:
    """Return where attempts stand by their ids; those that are no more are left out."""
    found: dict[UUID, PlacedAttempt] = {}
    ids = list(attempt_ids)
    for at in range(0, len(ids), _AT_ONCE):
        rows = session.execute(
            select(
                Attempt.id,
                Attempt.user_id,
                Attempt.quiz_id,
                Attempt.assignment_id,
                Assignment.course_id,
            )
            .outerjoin(Assignment, Assignment.id == Attempt.assignment_id)
            .where(Attempt.id.in_(ids[at : at + _AT_ONCE]))
        )
        for attempt_id, user_id, quiz_id, assignment_id, course_id in rows:
            place = Place(course_id, assignment_id, quiz_id, attempt_id)
            found[attempt_id] = PlacedAttempt(user_id, place)
    return found


def attempt_of(session: Session, response_id: UUID) -> UUID | None:
    """Return the attempt that a response was given in; a card of study has none."""
    return session.scalar(select(Response.attempt_id).where(Response.id == response_id))


def note_marked_again(
    session: Session, changes: Sequence[MarkChange], reason: str, by: int, now: datetime
) -> None:
    """Note the marks of answers in quizzes that were marked again; study is nobody's mark."""
    places = places_of(
        session, {each.attempt_id for each in changes if each.attempt_id is not None}
    )
    notes = [
        Note(
            What.MARKED_AGAIN,
            places[each.attempt_id].place,
            each.user_id,
            before=_share(each.before),
            after=_share(each.after),
            reason=reason,
        )
        for each in changes
        if each.attempt_id is not None and each.attempt_id in places
    ]
    note(session, notes, by, now)


def note_essay_marked(
    session: Session,
    response_id: UUID,
    before: float | None,
    after: float | None,
    by: int,
    now: datetime,
) -> None:
    """Note that an essay has another mark, from 0 to 1; None is that of one that waits for it."""
    attempt_id = attempt_of(session, response_id)
    placed = None if attempt_id is None else places_of(session, [attempt_id]).get(attempt_id)
    if placed is None:
        return
    made = Note(What.ESSAY_MARKED, placed.place, placed.user_id, before=before, after=after)
    note(session, [made], by, now)


def _share(share: float | None) -> float | str:
    return "not counted" if share is None else share
