"""Other dates, or an excuse, for one person or group: given, followed by another, looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select, update
from sqlalchemy.orm import Session, aliased

from quizapp.accounts.models import User
from quizapp.assignments.errors import BadDates, GivenMeanwhile, NobodyThere, UnknownAssignment
from quizapp.assignments.models import Assignment, AssignmentOverride
from quizapp.assignments.services import held_assignment
from quizapp.audit.models import Event
from quizapp.audit.services import Thing, record
from quizapp.courses.models import CourseGroup, GroupMember
from quizapp.courses.queries import members_of, students_of
from quizapp.db import changed_rows
from quizapp.domain.due_dates import NO_EXEMPTION, Exemption, Window
from quizapp.mark_trail import services as mark_trail
from quizapp.mark_trail.models import What


@dataclass(frozen=True, slots=True)
class Whom:
    """One student, or one group of the course. Anything else raises ValueError."""

    user_id: int | None = None
    group_id: UUID | None = None

    def __post_init__(self) -> None:
        if (self.user_id is None) == (self.group_id is None):
            raise ValueError("a student or a group has other dates")

    def rows(self, assignment_id: UUID) -> ColumnElement[bool]:
        """Return what is true, in SQL, of all that they were given of an assignment."""
        theirs = (
            AssignmentOverride.user_id == self.user_id
            if self.group_id is None
            else AssignmentOverride.group_id == self.group_id
        )
        return (AssignmentOverride.assignment_id == assignment_id) & theirs


@dataclass(frozen=True, slots=True)
class GivenDates:
    """What somebody was given at one time; ``by`` is None where that teacher has left.

    ``name`` is that of the person, None once they have left, or of the group.
    """

    id: UUID
    whom: Whom
    name: str | None
    exemption: Exemption
    is_current: bool
    reason: str
    by: str | None
    at: datetime


def exempt(
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
) -> Assignment | None:
    """Let what somebody has otherwise follow the one with the id ``after``.

    The same id again, and what they have already, adds nothing: None then. Attempts under way are
    whoever's who knows them. Raises UnknownAssignment, CourseArchived, NobodyThere, BadDates, and
    GivenMeanwhile where another has followed.
    """
    course, assignment = held_assignment(session, course_id, assignment_id)
    known = session.get(AssignmentOverride, override_id)
    if known is not None:
        is_same = known.assignment_id == assignment_id and whom == _whom(known)
        if not is_same:
            raise UnknownAssignment(assignment_id)
        return None
    _refuse_stranger(session, course_id, whom)
    _refuse_disorder(assignment.window, exemption)
    current = current_override(session, assignment_id, whom)
    before = NO_EXEMPTION if current is None else current.exemption
    if exemption == before:
        return None
    if (current.id if current else None) != after:
        raise GivenMeanwhile
    is_current = whom.rows(assignment_id), AssignmentOverride.is_current
    changed_rows(session, update(AssignmentOverride).where(*is_current).values(is_current=False))
    session.add(
        AssignmentOverride(
            id=override_id,
            assignment_id=assignment_id,
            user_id=whom.user_id,
            group_id=whom.group_id,
            is_current=True,
            opens_at=exemption.opens_at,
            due_at=exemption.due_at,
            closes_at=exemption.closes_at,
            is_excused=exemption.is_excused,
            reason=reason,
            given_by_id=by,
            given_at=now,
        )
    )
    session.flush()
    # What is noted here stays for long, so that it says no reason.
    what = "back" if exemption.is_nothing else "excused" if exemption.is_excused else "dates"
    details = {"assignment": str(assignment_id), "what": what}
    if whom.group_id is not None:
        details["group"] = str(whom.group_id)
    about = Thing(course.id, course.title)
    record(
        session,
        Event.ASSIGNMENT_EXEMPTED,
        now,
        subject_id=whom.user_id,
        thing=about,
        details=details,
    )
    is_excuse = exemption.is_excused != before.is_excused
    changed = mark_trail.Note(
        What.EXCUSED if is_excuse else What.DATES_GIVEN,
        mark_trail.Place(course_id, assignment_id, assignment.quiz_id),
        whom.user_id,
        before=_said(before),
        after=_said(exemption),
        # That of a group is everybody's, and nobody whose words could be forgotten.
        reason=reason if whom.user_id is not None else None,
    )
    mark_trail.note(session, [changed], by, now)
    return assignment


def current_override(
    session: Session, assignment_id: UUID, whom: Whom
) -> AssignmentOverride | None:
    """Return the row that counts, None where nothing was ever given."""
    return session.scalar(
        select(AssignmentOverride)
        .where(whom.rows(assignment_id), AssignmentOverride.is_current)
        .execution_options(populate_existing=True)
    )


def exemptions_of(
    session: Session, assignment_id: UUID, *, current_only: bool = True
) -> Sequence[GivenDates]:
    """Return what people and groups have otherwise, the newest first; or the whole history."""
    which = AssignmentOverride.assignment_id == assignment_id
    if current_only:
        which = and_(which, AssignmentOverride.is_current)
    found = [each for _, each in _given(session, which)]
    return [each for each in found if not (current_only and each.exemption.is_nothing)]


def exemptions_for(
    session: Session, course_id: UUID, user_id: int
) -> Sequence[tuple[UUID, GivenDates]]:
    """Return what a student has otherwise now, themselves or by a group, with its assignment.

    Of what was removed from the course there is nothing. The newest first. One SELECT.
    """
    groups = select(GroupMember.group_id).where(
        GroupMember.user_id == user_id, GroupMember.course_id == course_id
    )
    there = select(Assignment.id).where(
        Assignment.course_id == course_id, Assignment.removed_at.is_(None)
    )
    which = and_(
        AssignmentOverride.is_current,
        AssignmentOverride.assignment_id.in_(there),
        or_(AssignmentOverride.user_id == user_id, AssignmentOverride.group_id.in_(groups)),
    )
    return [each for each in _given(session, which) if not each[1].exemption.is_nothing]


def _given(session: Session, which: ColumnElement[bool]) -> Sequence[tuple[UUID, GivenDates]]:
    person, giver = aliased(User), aliased(User)
    wanted = (
        select(AssignmentOverride, person.name, CourseGroup.name, giver.name)
        .outerjoin(person, person.id == AssignmentOverride.user_id)
        .outerjoin(CourseGroup, CourseGroup.id == AssignmentOverride.group_id)
        .join(giver, giver.id == AssignmentOverride.given_by_id)
        .where(which)
        .order_by(AssignmentOverride.given_at.desc(), AssignmentOverride.id.desc())
    )
    return [
        (
            row.assignment_id,
            GivenDates(
                row.id,
                _whom(row),
                group if row.user_id is None else name,
                row.exemption,
                row.is_current,
                row.reason,
                by,
                row.given_at,
            ),
        )
        for row, name, group, by in session.execute(wanted)
    ]


def concerned(course_id: UUID, whom: Whom) -> Select[int]:
    """Return a statement of the ids of the students whose dates these are."""
    if whom.group_id is not None:
        return members_of(whom.group_id)
    return select(User.id).where(User.id == whom.user_id, User.id.in_(students_of(course_id)))


def people_of(assignment: Assignment) -> Select[int]:
    """Return a statement of the ids of all students who have an assignment now."""
    if assignment.group_id is not None:
        return members_of(assignment.group_id)
    return students_of(assignment.course_id)


def _said(given: Exemption) -> str:
    return "as for all" if given.is_nothing else "excused" if given.is_excused else "other dates"


def _whom(row: AssignmentOverride) -> Whom:
    return Whom(row.user_id, row.group_id)


def _refuse_stranger(session: Session, course_id: UUID, whom: Whom) -> None:
    if whom.group_id is not None:
        group = session.get(CourseGroup, whom.group_id)
        if group is None or group.course_id != course_id:
            raise NobodyThere
        return
    if session.scalar(concerned(course_id, whom)) is None:
        raise NobodyThere


def _refuse_disorder(window: Window, exemption: Exemption) -> None:
    opens_at = exemption.opens_at or window.opens_at
    due_at = exemption.due_at or window.due_at
    if opens_at >= due_at:
        raise BadDates("It must be due after it opens.")
    if due_at > (exemption.closes_at or max(window.closes_at, due_at)):
        raise BadDates("It must close when it is due, or later.")
