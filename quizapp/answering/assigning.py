"""Giving courses quizzes, and changing that, also while their students are at it.

What only a course knows is done by ``assignments``; here attempts under way follow, and so does
when results are shown that wait for the last to be done. What a guest began comes under them, too,
and what somebody did before they came into the course.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from quizapp.answering.moving_deadlines import move_deadline, still_going
from quizapp.assignments import overrides, services
from quizapp.assignments.errors import BadFacts
from quizapp.assignments.models import Assignment
from quizapp.assignments.overrides import Whom
from quizapp.assignments.services import Setting, What
from quizapp.assignments.terms import terms_for
from quizapp.banks.chosen_facts import studyable
from quizapp.domain.due_dates import Exemption, State
from quizapp.quizzes.designs import latest_design
from quizapp.quizzes.errors import UnknownQuiz
from quizapp.quizzes.locking import lock_learners
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.release import move_release


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of attempts under way: how many there are, and how many end later than before."""

    going: int = 0
    moved: int = 0


def assign(
    session: Session,
    assignment_id: UUID,
    course_id: UUID,
    what: What,
    setting: Setting,
    *,
    by: int,
    now: datetime,
    group_id: UUID | None = None,
) -> Assignment:
    """Give something to a course or one of its groups; given twice under one id, it is once.

    Whoever calls this knows that ``by`` may teach in the course, and may give away what is given.
    Raises UnknownQuiz for one that nobody made for others, BadFacts for what is no fact of the
    bank or nothing that is asked for, and as ``services.assign`` does.
    """
    if what.quiz_id is not None and latest_design(session, what.quiz_id) is None:
        raise UnknownQuiz(what.quiz_id)
    # What was given before under this id is not looked at again: it may have been withdrawn since.
    if what.bank_id is not None and what.facts and session.get(Assignment, assignment_id) is None:
        _check_facts(session, what.bank_id, what.facts)
    made = services.assign(
        session, assignment_id, course_id, what, setting, by=by, now=now, group_id=group_id
    )
    _release_later(session, made, now)
    return made


def _check_facts(session: Session, bank_id: int, facts: frozenset[int]) -> None:
    there, is_asked = studyable(session, bank_id, facts)
    if there != facts:
        raise BadFacts("Some of these facts were withdrawn meanwhile. Choose again.")
    if not is_asked:
        raise BadFacts(
            "No published question asks for any of these facts, so nobody could study them. "
            "Publish a question about one, or choose others."
        )


def change(
    session: Session,
    course_id: UUID,
    assignment_id: UUID,
    setting: Setting,
    now: datetime,
    *,
    seen: str | None = None,
) -> Followed:
    """Give an assignment other terms; whoever is at it has until the new closing time, if later.

    Raises what ``services.change_assignment`` raises.
    """
    row, changed = services.change_assignment(
        session, course_id, assignment_id, setting, now, seen=seen
    )
    if row.quiz_id is None or not changed & {"due_at", "closes_at"}:
        return Followed()
    everybody = session.scalars(overrides.people_of(row)).all()
    return _follow(session, row, everybody, now)


def remove(session: Session, course_id: UUID, assignment_id: UUID, now: datetime) -> bool:
    """Take an assignment from its course; attempts stay and go on. False if it is removed already.

    Raises what ``services.remove_assignment`` raises.
    """
    row = services.remove_assignment(session, course_id, assignment_id, now)
    if row is not None:
        _release_later(session, row, now)
    return row is not None


def restore(session: Session, course_id: UUID, assignment_id: UUID, now: datetime) -> bool:
    """Give an assignment back that was removed; False if it is there.

    Raises what ``services.restore_assignment`` raises.
    """
    row = services.restore_assignment(session, course_id, assignment_id, now)
    if row is not None:
        _release_later(session, row, now)
    return row is not None


def give_dates(
    session: Session,
    override_id: UUID,
    course_id: UUID,
    assignment_id: UUID,
    whom: Whom,
    exemption: Exemption,
    *,
    reason: str,
    by: int,
    after: UUID | None,
    now: datetime,
) -> Followed:
    """Give a person or a group other dates, which act at once; of nothing, it takes all back.

    An attempt that is over by its deadline and grace is handed in before and stays so; a deadline
    moves later and never earlier. Raises what ``overrides.exempt`` raises.
    """
    row = overrides.exempt(
        session,
        override_id,
        course_id,
        assignment_id,
        whom,
        exemption,
        reason=reason,
        by=by,
        after=after,
        now=now,
    )
    if row is None or row.quiz_id is None:
        return Followed()
    return _follow(session, row, session.scalars(overrides.concerned(course_id, whom)).all(), now)


def assigned_attempts_of(session: Session, guest_id: int) -> Sequence[UUID]:
    """Return the attempts that a guest has begun at quizzes that some course was given."""
    wanted = select(Attempt.id).where(Attempt.quiz_id.in_(select(Assignment.quiz_id)))
    return session.scalars(wanted.where(Attempt.user_id == guest_id)).all()


def count_earlier(session: Session, course_id: UUID, user_ids: Collection[int]) -> None:
    """Let a course count what people had begun of its quizzes before they came into it.

    They had the link, and no assignment yet. It is counted as ``take_over`` does.
    """
    given = select(Assignment.quiz_id).where(
        Assignment.course_id == course_id, Assignment.removed_at.is_(None)
    )
    wanted = select(Attempt.id).where(
        Attempt.user_id.in_(user_ids),
        Attempt.assignment_id.is_(None),
        Attempt.quiz_id.in_(given),
        ~Attempt.is_preview,
    )
    take_over(session, session.scalars(wanted).all())


def take_over(session: Session, attempt_ids: Collection[UUID]) -> None:
    """Give attempts that were begun by a link alone the assignment of whoever they belong to now.

    It is the one under which that account would have begun them: of those that are theirs, the one
    that counted at that moment, if it was open to them. Others stay without one. A deadline stays
    as it was told.
    """
    for each in session.scalars(select(Attempt).where(Attempt.id.in_(attempt_ids))).all():
        terms = terms_for(session, each.quiz_id, each.user_id, each.started_at)
        if terms is not None and terms.window.state(each.started_at) is State.OPEN:
            each.assignment_id = terms.id
    session.flush()


def _follow(session: Session, row: Assignment, people: Collection[int], now: datetime) -> Followed:
    # Whoever begins just now is waited for, so that no deadline is made by what was before.
    lock_learners(session, people)
    going = still_going(session, session.scalars(select(Attempt).where(*_open(row, people))), now)
    moved = sum(move_deadline(session, each, now) for each in going)
    _release_later(session, row, now)
    return Followed(len(going), moved)


def _open(row: Assignment, people: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        Attempt.assignment_id == row.id,
        Attempt.user_id.in_(people),
        Attempt.finished_at.is_(None),
        ~Attempt.is_preview,
    )


def _release_later(session: Session, row: Assignment, now: datetime) -> None:
    if row.quiz_id is not None:
        move_release(session, row.quiz_id, now)
