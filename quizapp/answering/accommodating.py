"""Giving one person more time, more attempts or a later closing time, also in mid-attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from quizapp.answering.moving_deadlines import move_deadline, still_going
from quizapp.assignments.models import Assignment
from quizapp.assignments.terms import terms_for
from quizapp.mark_trail import services as mark_trail
from quizapp.mark_trail.models import What
from quizapp.quizzes.accommodation_models import QuizAccommodation
from quizapp.quizzes.accommodations import (
    NOTHING,
    Accommodation,
    accommodation_of,
    add_accommodation,
    current_row,
)
from quizapp.quizzes.assigned import under
from quizapp.quizzes.designs import latest_design
from quizapp.quizzes.errors import ChangedMeanwhile, UnknownQuiz
from quizapp.quizzes.locking import lock_learner
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.release import move_release
from quizapp.quizzes.starting import all_unfinished, begun, newest
from quizapp.quizzes.windows import Standing, standing


@dataclass(frozen=True, slots=True)
class Effect:
    """What an accommodation does, now that it counts.

    ``going`` is the attempt under way and ``moved`` whether it ends later than it did before;
    ``last`` is the newest attempt that is over, which stays as it was handed in. ``standing`` says
    whether another can be begun.
    """

    going: Attempt | None
    moved: bool
    last: Attempt | None
    standing: Standing


def accommodate(
    session: Session,
    given_id: UUID,
    quiz_id: UUID,
    user_id: int,
    accommodation: Accommodation,
    *,
    reason: str,
    by: int,
    after: UUID | None,
    now: datetime,
    place: mark_trail.Place | None = None,
) -> Effect:
    """Let an accommodation follow the one with the id ``after``, and move the deadline by it.

    An attempt that is over by its deadline and grace is handed in before and stays so. A deadline
    moves later and never earlier: who is at it keeps the time that they were told. The same id
    again, and what is given already, adds nothing. The trail has it at its ``place``, None for the
    assignment that they take the quiz by, if any; and without the reason, which is for nobody but
    who gave it and whose it is.
    Raises UnknownQuiz, and ChangedMeanwhile where another has followed.
    """
    lock_learner(session, user_id)
    latest = latest_design(session, quiz_id)
    if latest is None:
        raise UnknownQuiz(quiz_id)
    known = session.get(QuizAccommodation, given_id)
    if known is not None and (known.quiz_id, known.user_id) != (quiz_id, user_id):
        raise UnknownQuiz(quiz_id)
    every = still_going(session, all_unfinished(session, quiz_id, user_id), now)
    going, moved = next(iter(every), None), False
    current = current_row(session, quiz_id, user_id)
    before = accommodation_of(session, quiz_id, user_id)
    if known is None and not (accommodation == before and (current or accommodation == NOTHING)):
        if (current.id if current else None) != after:
            raise ChangedMeanwhile(quiz_id)
        add_accommodation(
            session, given_id, quiz_id, user_id, accommodation, reason=reason, by=by, now=now
        )
        changed = mark_trail.Note(
            What.TIME_GIVEN,
            place or _place(session, quiz_id, user_id, now),
            user_id,
            before=_said(before),
            after=_said(accommodation),
        )
        mark_trail.note(session, [changed], by, now)
        if accommodation.closes_at != before.closes_at:
            move_release(session, quiz_id, now)
        moved = sum(move_deadline(session, each, now) for each in every) > 0
    design = under(latest.design, terms_for(session, quiz_id, user_id, now))
    counts = accommodation_of(session, quiz_id, user_id).applied(design)
    return Effect(
        going,
        moved,
        newest(session, quiz_id, user_id) if going is None else None,
        standing(counts, begun(session, quiz_id, user_id), now),
    )


def _place(session: Session, quiz_id: UUID, user_id: int, now: datetime) -> mark_trail.Place:
    """Return where somebody takes a quiz: by the terms that they have, or had when they took it."""
    terms = terms_for(session, quiz_id, user_id, now)
    if terms is not None:
        return mark_trail.Place(terms.assignment.course_id, terms.id, quiz_id)
    taken = newest(session, quiz_id, user_id)
    if taken is None or taken.assignment_id is None:
        return mark_trail.Place(quiz_id=quiz_id)
    given = session.get_one(Assignment, taken.assignment_id)
    return mark_trail.Place(given.course_id, given.id, quiz_id)


def _said(what: Accommodation) -> str:
    """Return what is given, in as few letters as the trail has room for."""
    tries = what.extra_attempts
    parts = (
        what.extra_percent and f"+{what.extra_percent} % time",
        what.extra_minutes and f"+{what.extra_minutes} min",
        tries and f"+{tries} {'attempt' if tries == 1 else 'attempts'}",
        what.closes_at and "later end",
    )
    return ", ".join(part for part in parts if part) or "as for all"
