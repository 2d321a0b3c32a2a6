"""The audit trail of marks as people read it: with names and titles, and what is about oneself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, union
from sqlalchemy.orm import Session, aliased

from quizapp.accounts.models import User
from quizapp.assignments.models import Assignment
from quizapp.courses.models import Course, CourseRole, Enrolment, EnrolmentState, GroupMember
from quizapp.gradebook.attempts import untold_to
from quizapp.mark_trail.models import TrailEntry, TrailPerson, What
from quizapp.mark_trail.queries import every_entry, people_named
from quizapp.paging import Page, one_page
from quizapp.quizzes.assigned import titles_of
from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.release import over, withheld_attempts

_TOLD_LATER = frozenset({What.MARK_SET, What.ESSAY_MARKED, What.MARKED_AGAIN})
"""What a student may read the outcome of once results are shown, and not before."""


@dataclass(frozen=True, slots=True)
class TrailLine:
    """An entry with what it names.

    ``who`` and ``whom`` are None where nobody is named, or nobody knows any more whose that id was:
    ``by_server`` and ``is_of_one`` tell these apart. Titles are None where a thing is gone.
    ``previous`` is the hash of the entry before.
    """

    entry: TrailEntry
    who_id: int | None
    who: str | None
    whom_id: int | None
    whom: str | None
    course: str | None
    assignment: str | None
    quiz: str | None
    previous: str | None = None
    is_told: bool = True

    @property
    def what(self) -> What:
        """What was done."""
        return What(self.entry.what)

    @property
    def by_server(self) -> bool:
        """Whether nobody did it, but the site itself."""
        return self.entry.actor_id is None

    @property
    def is_of_one(self) -> bool:
        """Whether it is about one student, known or not."""
        return self.entry.student_id is not None


def looks_at(session: Session, user_id: int, number: int, now: datetime) -> Page[TrailLine]:
    """Return a page of who looked at somebody's marks or changed them, the newest first.

    What they did themselves is left out. What changed is told once they may see the result, and
    that an answer was marked again is left out until then.
    """
    statement, number, total = one_page(session, _about_somebody(user_id, now), number)
    return Page(_told(session, user_id, session.scalars(statement).all(), now), number, total)


def looks_of(session: Session, user_id: int, now: datetime) -> list[dict[str, Any]]:
    """Return all of them, the oldest first, as the record of what is kept about somebody has them.

    It names who looked, as their page does; what is not shown yet and why a question was marked
    again are left out.
    """
    rows = session.scalars(_about_somebody(user_id, now)).all()
    lines = reversed(_told(session, user_id, rows, now))
    return [
        {
            "at": line.entry.at,
            "what": line.entry.what,
            "by": line.who,
            "course": line.course,
            "assignment": line.assignment,
            "quiz": line.quiz,
            "from": line.entry.before if line.is_told else None,
            "to": line.entry.after if line.is_told else None,
            "reason": line.entry.reason
            if line.is_told and line.what is not What.MARKED_AGAIN
            else None,
        }
        for line in lines
    ]


def _told(
    session: Session, user_id: int, rows: Sequence[TrailEntry], now: datetime
) -> list[TrailLine]:
    return _lines(session, rows, _untold(session, user_id, rows, now))


def _about_somebody(user_id: int, now: datetime) -> Select[TrailEntry]:
    mine = select(TrailPerson.id).where(TrailPerson.user_id == user_id)
    about = union(*(select(TrailEntry.number).where(each) for each in _about(user_id, mine)))
    # Compared with nothing, an id would be neither in the list nor out of it.
    others = or_(TrailEntry.actor_id.is_(None), TrailEntry.actor_id.not_in(mine))
    # Only marks that became others are noted, so that it alone would tell who had been right.
    tells = and_(
        TrailEntry.what == What.MARKED_AGAIN.value,
        TrailEntry.attempt_id.in_(withheld_attempts(over(now))),
    )
    return (
        select(TrailEntry)
        .where(TrailEntry.number.in_(about), others, ~tells)
        .order_by(TrailEntry.number.desc())
    )


def trail_page(session: Session, number: int, course_id: UUID | None = None) -> Page[TrailLine]:
    """Return a page of the trail, of one course or of all, the newest first."""
    wanted = select(TrailEntry).order_by(TrailEntry.number.desc())
    if course_id is not None:
        wanted = wanted.where(TrailEntry.course_id == course_id)
    statement, number, total = one_page(session, wanted, number)
    return Page(_lines(session, session.scalars(statement).all()), number, total)


def whole_trail(session: Session, course_id: UUID | None = None) -> Iterator[TrailLine]:
    """Yield all entries, of one course or of all, the oldest first, with the hash before each."""
    for rows in every_entry(session, course_id):
        before = [row.number - 1 for row in rows]
        hashes = select(TrailEntry.number, TrailEntry.hash).where(
            TrailEntry.number.between(before[0], before[-1])
        )
        yield from _lines(session, rows, hashes=dict(session.execute(hashes).all()))


def _about(user_id: int, mine: Select[UUID]) -> Iterator[ColumnElement[bool]]:
    """Yield conditions of which one holds for each entry that is about somebody."""
    yield TrailEntry.student_id.in_(mine)
    everybody = TrailEntry.student_id.is_(None)
    was_in = exists().where(
        Enrolment.course_id == TrailEntry.course_id,
        Enrolment.user_id == user_id,
        Enrolment.role == CourseRole.STUDENT.value,
        Enrolment.state != EnrolmentState.WAITING.value,
        Enrolment.joined_at <= TrailEntry.at,
    )
    given = aliased(Assignment)
    has_it = exists().where(
        given.id == TrailEntry.assignment_id,
        or_(
            given.group_id.is_(None),
            exists().where(GroupMember.group_id == given.group_id, GroupMember.user_id == user_id),
            exists().where(Attempt.assignment_id == given.id, Attempt.user_id == user_id),
        ),
    )
    own_courses = select(Enrolment.course_id).where(Enrolment.user_id == user_id)
    yield and_(
        everybody,
        TrailEntry.course_id.in_(own_courses),
        was_in,
        or_(TrailEntry.assignment_id.is_(None), has_it),
        TrailEntry.what != What.FORGOTTEN.value,
    )
    took = exists().where(
        Attempt.quiz_id == TrailEntry.quiz_id,
        Attempt.user_id == user_id,
        ~Attempt.is_preview,
        Attempt.started_at <= TrailEntry.at,
    )
    own_quizzes = select(Attempt.quiz_id).where(Attempt.user_id == user_id)
    elsewhere = everybody, TrailEntry.course_id.is_(None)
    yield and_(*elsewhere, TrailEntry.quiz_id.in_(own_quizzes), took)
    # Whoever reads the whole trail reads what it says of everybody in it.
    yield and_(
        *elsewhere,
        TrailEntry.quiz_id.is_(None),
        TrailEntry.what == What.TRAIL.value,
        exists().where(TrailPerson.user_id == user_id),
    )


def _untold(
    session: Session, user_id: int, rows: Sequence[TrailEntry], now: datetime
) -> frozenset[int]:
    """Return the numbers of entries whose outcome a student may not see yet."""
    changed = [row for row in rows if row.what in _TOLD_LATER]
    given = {row.assignment_id for row in changed if row.assignment_id is not None}
    assignments, _ = untold_to(session, user_id, given, now)
    taken = {row.attempt_id for row in changed if row.attempt_id is not None}
    hidden = select(Attempt.id).where(
        Attempt.id.in_(taken), Attempt.id.in_(withheld_attempts(over(now)))
    )
    attempts = set(session.scalars(hidden)) if taken else set()
    return frozenset(
        row.number
        for row in changed
        if row.assignment_id in assignments or row.attempt_id in attempts
    )


def _lines(
    session: Session,
    rows: Sequence[TrailEntry],
    untold: frozenset[int] = frozenset(),
    hashes: Mapping[int, str] | None = None,
) -> list[TrailLine]:
    people = people_named(session, rows)
    wanted = select(User.id, User.name).where(User.id.in_(set(people.values())))
    names = dict(session.execute(wanted).all())
    courses = _titles(session, Course, {row.course_id for row in rows})
    assignments = _assignments(session, {row.assignment_id for row in rows})
    quizzes = _quizzes(session, {row.quiz_id for row in rows})

    def line(row: TrailEntry) -> TrailLine:
        who, whom = (
            None if each is None else people.get(each) for each in (row.actor_id, row.student_id)
        )
        return TrailLine(
            row,
            who,
            None if who is None else names[who],
            whom,
            None if whom is None else names[whom],
            None if row.course_id is None else courses.get(row.course_id),
            None if row.assignment_id is None else assignments.get(row.assignment_id),
            None if row.quiz_id is None else quizzes.get(row.quiz_id),
            None if hashes is None else hashes.get(row.number - 1),
            row.number not in untold,
        )

    return [line(row) for row in rows]


def _titles(session: Session, model: type[Course], ids: set[UUID | None]) -> Mapping[UUID, str]:
    return dict(session.execute(select(model.id, model.title).where(model.id.in_(ids))).all())


def _assignments(session: Session, ids: set[UUID | None]) -> Mapping[UUID, str]:
    rows = session.scalars(select(Assignment).where(Assignment.id.in_(ids))).all()
    return {key: called.title for key, called in titles_of(session, rows).items()} if rows else {}


def _quizzes(session: Session, ids: set[UUID | None]) -> Mapping[UUID, str]:
    rows = session.execute(
        select(QuizDesign.quiz_id, QuizDesign.title)
        .where(QuizDesign.quiz_id.in_(ids))
        .order_by(QuizDesign.number)
    )
    return dict(rows.all())
