"""An assigned quiz while it runs: how far everybody is who has it, and no answer and no mark."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.name_order import BY_NAME
from quizapp.assignments.models import Assignment, AssignmentOverride
from quizapp.courses.models import CourseRole, Enrolment, EnrolmentState, GroupMember
from quizapp.domain.due_dates import NO_EXEMPTION, Exemption, OwnDates, dates_for
from quizapp.quizzes.deadlines import is_up
from quizapp.quizzes.models import Attempt, AttemptQuestion, EndedBy, Response

MOST_ROWS = 1500
"""So many attempts, and people without one, are looked at."""

_MOST_RUNNING = 20
_AFTERWARDS = timedelta(hours=1)


class State(StrEnum):
    """How somebody stands to an assigned quiz now."""

    NOT_BEGUN = "not-begun"
    TIME_UP = "time-up"
    PAUSED = "paused"
    AT_IT = "at-it"
    HANDED_IN = "handed-in"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Sight:
    """An attempt as whoever watches sees it: of ``length`` questions so many are ``answered``.

    ``saved_at`` is when something came last, None where nothing did. While its time stands still,
    ``paused_left`` seconds of it are left.
    """

    id: UUID
    length: int
    started_at: datetime
    finished_at: datetime | None
    ended_by: EndedBy | None
    deadline_at: datetime | None
    paused_left: int | None
    answered: int
    flagged: int
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Watched:
    """One student who has the assignment, with their dates and their attempt under it.

    Of several attempts it is the one under way, else the newest. ``name`` is None without one.
    """

    user_id: int
    name: str | None
    dates: OwnDates
    attempt: Sight | None

    def state(self, now: datetime) -> State:
        """Return how they stand. Who is excused and began all the same is seen like all others."""
        attempt = self.attempt
        if attempt is None:
            return State.EXCUSED if self.dates.is_excused else State.NOT_BEGUN
        if attempt.finished_at is not None:
            return State.HANDED_IN
        if attempt.paused_left is not None:
            return State.PAUSED
        return State.TIME_UP if is_up(attempt.deadline_at, now) else State.AT_IT

    def is_late(self, now: datetime) -> bool:
        """Whether it was due for them before they handed it in, or before now."""
        if self.dates.is_excused:
            return False
        done_at = None if self.attempt is None else self.attempt.finished_at
        return (done_at or now) > self.dates.window.due_at


@dataclass(frozen=True, slots=True)
class Totals:
    """How many of those who owe it stand how; ``at_it`` counts those whose time stands still, too.

    Who is excused and has begun nothing is in none of the others.
    """

    owing: int
    handed_in: int
    at_it: int
    not_begun: int
    excused: int


def totals(people: Iterable[Watched], now: datetime) -> Totals:
    """Return how many stand how."""
    counted = Counter(each.state(now) for each in people)
    excused = counted.pop(State.EXCUSED, 0)
    going = sum(counted[each] for each in (State.AT_IT, State.PAUSED, State.TIME_UP))
    return Totals(
        counted.total(), counted[State.HANDED_IN], going, counted[State.NOT_BEGUN], excused
    )


def watched(session: Session, assignment: Assignment) -> list[Watched]:
    """Return all students who have an assigned quiz now, by name; at most MOST_ROWS. Two SELECTs.

    Whoever has left the course, or its group, is not among them.
    """
    keys: dict[str, object] = {"assignment": assignment.id, "course": assignment.course_id}
    wanted = _ROWS
    if assignment.group_id is not None:
        wanted, keys = _OF_GROUP, keys | {"group": assignment.group_id}
    names: dict[int, str | None] = {}
    sights: dict[int, Sight] = {}
    for user_id, name, attempt_id, *rest in session.execute(wanted, keys):
        names[user_id] = name
        if attempt_id is None:
            continue
        sight = _sight(attempt_id, *rest)
        before = sights.get(user_id)
        if before is None or sight.finished_at is None or before.finished_at is not None:
            sights[user_id] = sight
    own, of_groups = _exemptions(session, assignment.id)
    window = assignment.window
    return [
        Watched(
            user_id,
            name,
            dates_for(window, own.get(user_id, NO_EXEMPTION), of_groups.get(user_id, ())),
            sights.get(user_id),
        )
        for user_id, name in names.items()
    ]


def under_way_in(session: Session, course_id: UUID) -> int:
    """Return how many attempts at a course's quizzes are not handed in. One SELECT."""
    counted = (
        select(func.count())
        .select_from(Attempt)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .where(
            Assignment.course_id == course_id, Attempt.finished_at.is_(None), ~Attempt.is_preview
        )
    )
    return session.scalars(counted).one()


def running(session: Session, course_id: UUID, now: datetime) -> Sequence[Assignment]:
    """Return the quizzes of a course that may be under way now, or were within the hour.

    The next due comes first; at most twenty. One SELECT.
    """
    since = now - _AFTERWARDS
    has_longer = exists().where(
        AssignmentOverride.assignment_id == Assignment.id,
        AssignmentOverride.is_current,
        or_(AssignmentOverride.closes_at > since, AssignmentOverride.due_at > since),
    )
    under_way = exists().where(
        Attempt.assignment_id == Assignment.id, Attempt.finished_at.is_(None), ~Attempt.is_preview
    )
    return session.scalars(
        select(Assignment)
        .where(
            Assignment.course_id == course_id,
            Assignment.quiz_id.is_not(None),
            Assignment.removed_at.is_(None),
            or_(
                under_way,
                (Assignment.opens_at <= now) & or_(Assignment.closes_at > since, has_longer),
            ),
        )
        .order_by(Assignment.due_at, Assignment.id)
        .limit(_MOST_RUNNING)
    ).all()


def _sight(
    attempt_id: UUID,
    length: int,
    started_at: datetime,
    finished_at: datetime | None,
    ended_by: str | None,
    deadline_at: datetime | None,
    paused_left: int | None,
    answered: int,
    flagged: int,
    saved_at: datetime | None,
) -> Sight:
    return Sight(
        attempt_id,
        length,
        started_at,
        finished_at,
        EndedBy(ended_by) if ended_by else None,
        deadline_at,
        paused_left,
        answered,
        flagged,
        saved_at,
    )


def _exemptions(
    session: Session, assignment_id: UUID
) -> tuple[dict[int, Exemption], dict[int, list[Exemption]]]:
    """Return what persons have otherwise, and what each has by their groups."""
    own: dict[int, Exemption] = {}
    of_groups: dict[int, list[Exemption]] = defaultdict(list)
    for row, member in session.execute(_EXEMPTIONS, {"assignment": assignment_id}):
        if row.user_id is not None:
            own[row.user_id] = row.exemption
        elif member is not None:
            of_groups[member].append(row.exemption)
    return own, of_groups


_GIVEN = Response.attempt_id == Attempt.id
_ROWS = (
    select(
        User.id,
        User.name,
        Attempt.id,
        Attempt.length,
        Attempt.started_at,
        Attempt.finished_at,
        Attempt.ended_by,
        Attempt.deadline_at,
        Attempt.paused_left,
        select(func.count()).where(_GIVEN, ~Response.is_blank).correlate(Attempt).scalar_subquery(),
        select(func.count())
        .where(AttemptQuestion.attempt_id == Attempt.id, AttemptQuestion.is_flagged)
        .correlate(Attempt)
        .scalar_subquery(),
        select(func.max(Response.received_at)).where(_GIVEN).correlate(Attempt).scalar_subquery(),
    )
    .select_from(Enrolment)
    .join(User, User.id == Enrolment.user_id)
    .outerjoin(
        Attempt,
        and_(
            Attempt.user_id == User.id,
            Attempt.assignment_id == bindparam("assignment"),
            ~Attempt.is_preview,
        ),
    )
    .where(
        Enrolment.course_id == bindparam("course"),
        Enrolment.role == CourseRole.STUDENT.value,
        Enrolment.state == EnrolmentState.ACTIVE.value,
        User.erased_at.is_(None),
    )
    .order_by(*BY_NAME, Attempt.started_at, Attempt.id)
    .limit(MOST_ROWS)
)
_OF_GROUP = _ROWS.where(
    exists().where(GroupMember.group_id == bindparam("group"), GroupMember.user_id == User.id)
)
_EXEMPTIONS = (
    select(AssignmentOverride, GroupMember.user_id)
    .outerjoin(GroupMember, GroupMember.group_id == AssignmentOverride.group_id)
    .where(
        AssignmentOverride.assignment_id == bindparam("assignment"), AssignmentOverride.is_current
    )
)
