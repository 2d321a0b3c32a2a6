"""The marks of a whole course: students by assignments, from what attempts keep of their scores.

The number of statements does not depend on how many there are of either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import String, and_, exists, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from quizapp.accounts.models import User
from quizapp.accounts.name_order import BY_NAME
from quizapp.assignments.models import Assignment, AssignmentOverride, GradeChange
from quizapp.courses.models import Course, CourseRole, Enrolment, EnrolmentState, GroupMember
from quizapp.courses.name_order import BY_FAMILY
from quizapp.db import table_of
from quizapp.domain.course_cells import (
    EXCUSED,
    NOT_COUNTED,
    NOT_THEIRS,
    Cell,
    HandedIn,
    Standing,
    marked,
    taken_once,
    without_attempts,
)
from quizapp.domain.course_grades import Counted, Total, total
from quizapp.domain.due_dates import (
    NO_EXEMPTION,
    Exemption,
    Late,
    Membership,
    OwnDates,
    Window,
    dates_for,
)
from quizapp.domain.grades import Earned, GradeRule
from quizapp.domain.study_marks import studied
from quizapp.memory.study_days import days_reached, span_of, within
from quizapp.quizzes.assigned import Called, titles_of
from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.models import Attempt

_ATTEMPT = table_of(Attempt).c
_Attempt = Sequence[Any]
"""Of which assignment, whose, when it was handed in, points, those it could earn, how many wait."""


@dataclass(frozen=True, slots=True)
class BookColumn:
    """An assignment in the gradebook, with the mean (0-1) of what counts of those in the course."""

    assignment: Assignment
    called: Called
    mean: float | None


@dataclass(frozen=True, slots=True)
class BookRow:
    """A student in the gradebook, with a cell for each column and what they come to.

    ``name`` is None for somebody without one, ``number`` that by which the school knows them.
    ``left_at`` is None for those who are in the course. ``dropped`` are places of columns that do
    not count, because so many of the lowest do not.
    """

    user_id: int
    name: str | None
    number: str
    left_at: datetime | None
    cells: tuple[Cell, ...]
    total: Total
    dropped: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Gradebook:
    """The gradebook of a course; ``left`` are those who left and have something in it."""

    columns: tuple[BookColumn, ...]
    rows: tuple[BookRow, ...]
    left: tuple[BookRow, ...]
    drops: int
    # Of the book of one student alone: when they owe each.
    due_at: tuple[datetime, ...] = ()

    @cached_property
    def mean(self) -> float | None:
        """The mean of the grades of those who are in the course and have one."""
        return _mean(row.total.share for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Student:
    user_id: int
    name: str | None
    number: str
    left_at: datetime | None
    membership: Membership


def course_grades(
    session: Session,
    course_id: UUID,
    now: datetime,
    user_id: int | None = None,
    *,
    assignment_id: UUID | None = None,
    by_family: bool = False,
) -> Gradebook:
    """Return the marks of all students of a course, by name; or those of one of them alone.

    With ``by_family`` they stand by their family names.

    With an assignment the book has this column alone, or none where the course has not given it.

    Columns are in the order of their due dates. What was removed from the course is not there. At
    most twelve SELECTs.
    """
    given = select(Assignment).where(
        Assignment.course_id == course_id, Assignment.removed_at.is_(None)
    )
    if assignment_id is not None:
        given = given.where(Assignment.id == assignment_id)
    assignments = session.scalars(given.order_by(Assignment.due_at, Assignment.id)).all()
    drops = session.scalars(select(Course.drops).where(Course.id == course_id)).one()
    students = _students(session, course_id, user_id, by_family=by_family)
    book = _Book(session, course_id, assignments, user_id)
    weights = [each.weight for each in assignments]
    there, left = [], []
    for each in students:
        cells = book.cells(each, now)
        if each.left_at is None:
            there.append(_row(each, cells, weights, drops))
        elif each.user_id in book.known:
            left.append(_row(each, cells, weights, drops))
    called = titles_of(session, assignments)
    means = [_mean(row.cells[place].share for row in there) for place in range(len(assignments))]
    columns = [
        BookColumn(each, called[each.id], mean)
        for each, mean in zip(assignments, means, strict=True)
    ]
    due_at = () if user_id is None else book.due_dates(user_id)
    return Gradebook(tuple(columns), tuple(there), tuple(left), drops, due_at)


@dataclass(slots=True)
class _Given:
    """An assignment as cells are made of it, with what is known of each person under it."""

    group_id: UUID | None
    given_at: datetime
    window: Window
    late: Late
    rule: GradeRule | None
    # How many days of study earn a mark; None where none do.
    days: int | None = None
    reached: Mapping[int, Sequence[datetime]] = field(default_factory=dict)
    attempts: dict[int, list[_Attempt]] = field(default_factory=lambda: defaultdict(list))
    by_hand: dict[int, float] = field(default_factory=dict)
    own: dict[int, Exemption] = field(default_factory=dict)
    of_groups: dict[UUID, Exemption] = field(default_factory=dict)

    def cell(
        self, person: int, groups: frozenset[UUID], membership: Membership, now: datetime
    ) -> Cell:
        """Return how it stands with a person."""
        if self.group_id is not None and self.group_id not in groups:
            return NOT_THEIRS
        window = self.window
        if person in self.own or (self.of_groups and not groups.isdisjoint(self.of_groups)):
            dates = self.dates(person, groups)
            if dates.is_excused:
                return EXCUSED
            window = dates.window
        if person in self.by_hand:
            return Cell(Standing.BY_HAND, self.by_hand[person])
        due_at = window.due_at
        if self.rule is None:
            if self.days is None:
                return NOT_COUNTED
            done = within(window, self.reached.get(person, ()))
            if done and membership.owes(due_at, self.given_at):
                return studied(done, self.days, self.late, due_at, now)
        attempts = self.attempts.get(person)
        if attempts is None or self.rule is None:
            is_expected = membership.owes(due_at, self.given_at)
            return without_attempts(due_at, now, is_expected=is_expected)
        if len(attempts) == 1:
            _, _, at, points, possible, waiting = attempts[0]
            if at is not None:
                return taken_once(points, possible, waiting, at, self.late, due_at)
        several = [
            HandedIn(Earned(points or 0.0, possible or 0.0, waiting or 0), at)
            for _, _, at, points, possible, waiting in attempts
        ]
        return marked(several, self.rule, self.late, due_at, now)

    def dates(self, person: int, groups: frozenset[UUID]) -> OwnDates:
        """Return the dates of a person, and whether they are excused."""
        given = [self.of_groups[each] for each in groups if each in self.of_groups]
        return dates_for(self.window, self.own.get(person, NO_EXEMPTION), given)


class _Book:
    """What is known of a course's assignments."""

    def __init__(
        self,
        session: Session,
        course_id: UUID,
        assignments: Sequence[Assignment],
        user_id: int | None,
    ) -> None:
        rules = _rules(session, assignments)
        self.given = {
            each.id: _Given(
                each.group_id,
                each.made_at,
                each.window,
                each.late,
                None if each.quiz_id is None else rules[each.quiz_id],
                each.days if each.is_graded else None,
            )
            for each in assignments
        }
        if assignments:
            self._read_attempts(session, user_id)
            self._read_marks(session, user_id)
            self._read_exemptions(session, user_id)
            self._read_days(session, course_id, assignments, user_id)
        self.groups = _groups(session, course_id, user_id)
        self.known = {
            person
            for each in self.given.values()
            for person in (*each.attempts, *each.by_hand, *each.reached)
        }

    def cells(self, student: _Student, now: datetime) -> tuple[Cell, ...]:
        """Return how it stands with each assignment of a student."""
        # Nobody owes what was due after they had left.
        moment = now if student.left_at is None else min(now, student.left_at)
        groups = self.groups.get(student.user_id, frozenset())
        person, membership = student.user_id, student.membership
        return tuple(
            [each.cell(person, groups, membership, moment) for each in self.given.values()]
        )

    def due_dates(self, person: int) -> tuple[datetime, ...]:
        """Return when somebody owes each assignment."""
        groups = self.groups.get(person, frozenset())
        return tuple(each.dates(person, groups).window.due_at for each in self.given.values())

    def _read_attempts(self, session: Session, user_id: int | None) -> None:
        """Read everybody's attempts, in the order they were begun."""
        # A course has tens of thousands of attempts, and their ids would each be made into an
        # object: one database gives them as text, the other as they are.
        known: dict[object, dict[int, list[_Attempt]]] = {}
        for key, given in self.given.items():
            known[key] = known[key.hex] = given.attempts
        wanted = (
            select(
                type_coerce(_ATTEMPT.assignment_id, String),
                _ATTEMPT.user_id,
                _ATTEMPT.finished_at,
                _ATTEMPT.points,
                _ATTEMPT.possible,
                _ATTEMPT.waiting,
            )
            .where(_ATTEMPT.assignment_id.in_(self.given), ~_ATTEMPT.is_preview)
            .order_by(_ATTEMPT.started_at, _ATTEMPT.id)
        )
        if user_id is not None:
            wanted = wanted.where(_ATTEMPT.user_id == user_id)
        for row in session.execute(wanted).all():
            known[row[0]][row[1]].append(row)

    def _read_days(
        self,
        session: Session,
        course_id: UUID,
        assignments: Sequence[Assignment],
        user_id: int | None,
    ) -> None:
        """Read on which days of study everybody did enough; those of each decide what they owe."""
        graded = [(self.given[each.id], each) for each in assignments if each.is_graded]
        spans = [span_of(row, (*it.own.values(), *it.of_groups.values())) for it, row in graded]
        people = select(Enrolment.user_id).where(Enrolment.course_id == course_id)
        if user_id is not None:
            people = people.where(Enrolment.user_id == user_id)
        for key, reached in days_reached(session, spans, people).items():
            self.given[key].reached = reached

    def _read_marks(self, session: Session, user_id: int | None) -> None:
        wanted = select(GradeChange.assignment_id, GradeChange.user_id, GradeChange.share).where(
            GradeChange.assignment_id.in_(self.given),
            GradeChange.is_current,
            GradeChange.share.is_not(None),
        )
        if user_id is not None:
            wanted = wanted.where(GradeChange.user_id == user_id)
        for key, person, share in session.execute(wanted):
            if share is not None:
                self.given[key].by_hand[person] = share

    def _read_exemptions(self, session: Session, user_id: int | None) -> None:
        wanted = select(AssignmentOverride).where(
            AssignmentOverride.assignment_id.in_(self.given), AssignmentOverride.is_current
        )
        if user_id is not None:
            theirs = AssignmentOverride.user_id == user_id
            wanted = wanted.where(theirs | AssignmentOverride.group_id.is_not(None))
        for each in session.scalars(wanted):
            given = self.given[each.assignment_id]
            if each.exemption.is_nothing:
                continue
            if each.user_id is not None:
                given.own[each.user_id] = each.exemption
            elif each.group_id is not None:
                given.of_groups[each.group_id] = each.exemption


def _students(
    session: Session, course_id: UUID, user_id: int | None, *, by_family: bool
) -> list[_Student]:
    wanted = (
        select(Enrolment, User.name)
        .join(User, User.id == Enrolment.user_id)
        .where(
            Enrolment.course_id == course_id,
            Enrolment.role == CourseRole.STUDENT.value,
            # Who was in it before stands where they stood; who never was, is not here yet.
            or_(Enrolment.state == EnrolmentState.ACTIVE.value, Enrolment.left_at.is_not(None)),
            User.erased_at.is_(None),
        )
        .order_by(*(BY_FAMILY if by_family else BY_NAME))
    )
    if user_id is not None:
        wanted = wanted.where(Enrolment.user_id == user_id)
    return [
        _Student(row.user_id, name, row.number, row.left_at, row.membership)
        for row, name in session.execute(wanted)
    ]


def _rules(session: Session, assignments: Sequence[Assignment]) -> dict[UUID, GradeRule]:
    """Return by which rule each quiz makes a grade of several attempts, as it is by now."""
    ids = {each.quiz_id for each in assignments if each.quiz_id is not None}
    if not ids:
        return {}
    later = aliased(QuizDesign)
    newest = ~exists().where(later.quiz_id == QuizDesign.quiz_id, later.number > QuizDesign.number)
    rows = session.execute(
        select(QuizDesign.quiz_id, QuizDesign.grade_rule).where(
            and_(QuizDesign.quiz_id.in_(ids), newest)
        )
    )
    return {quiz_id: GradeRule(rule) for quiz_id, rule in rows}


def _groups(session: Session, course_id: UUID, user_id: int | None) -> dict[int, frozenset[UUID]]:
    wanted = select(GroupMember.user_id, GroupMember.group_id).where(
        GroupMember.course_id == course_id
    )
    if user_id is not None:
        wanted = wanted.where(GroupMember.user_id == user_id)
    found: dict[int, set[UUID]] = defaultdict(set)
    for person, group_id in session.execute(wanted):
        found[person].add(group_id)
    return {person: frozenset(groups) for person, groups in found.items()}


def _row(
    student: _Student, cells: tuple[Cell, ...], weights: Sequence[float], drops: int
) -> BookRow:
    counting = [place for place, cell in enumerate(cells) if cell.share is not None]
    counted = [Counted(cells[place].share or 0.0, weights[place]) for place in counting]
    sum_ = total(counted, drops)
    dropped = frozenset(counting[place] for place in sum_.dropped)
    return BookRow(
        student.user_id, student.name, student.number, student.left_at, cells, sum_, dropped
    )


def _mean(shares: Iterable[float | None]) -> float | None:
    there = [each for each in shares if each is not None]
    return sum(there) / len(there) if there else None
