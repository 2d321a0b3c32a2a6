"""The assignments of a course as lists show them to those who teach it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.assignments.models import Assignment
from quizapp.assignments.people import own_dates, people_with
from quizapp.assignments.queries import ListedAssignment
from quizapp.courses.models import Course
from quizapp.domain.due_dates import OwnDates
from quizapp.memory.assigned import Given, studied
from quizapp.memory.log import Learner
from quizapp.quizzes.assigned import Called, handed_in_of
from quizapp.web.course_time import course_time


@dataclass(frozen=True, slots=True)
class Row:
    """An assignment in the list of its course, with its dates in words."""

    listed: ListedAssignment
    called: Called
    opens: str
    due: str
    closes: str
    done: int
    is_over: bool


def rows_of(
    session: Session,
    course: Course,
    found: Sequence[ListedAssignment],
    called: Mapping[UUID, Called],
    moment: datetime,
) -> list[Row]:
    """Return assignments of one course as its list shows them. At most ten SELECTs."""
    assignments = [each.assignment for each in found]
    done = {
        **handed_in_of(session, assignments),
        **_finished(session, course.id, assignments),
    }
    zone = course.time_zone
    return [
        Row(
            each,
            called[each.assignment.id],
            course_time(each.assignment.opens_at, zone),
            course_time(each.assignment.due_at, zone),
            course_time(each.assignment.closes_at, zone),
            done.get(each.assignment.id, 0),
            each.assignment.closes_at <= moment,
        )
        for each in found
    ]


def _finished(
    session: Session, course_id: UUID, assignments: Collection[Assignment]
) -> Mapping[UUID, int]:
    """Return how many have reached what they were to study, by assignment."""
    study = [each for each in assignments if each.goal is not None]
    if not study:
        return {}
    people = people_with(session, course_id, study)
    everybody = {each.id: each for students in people.values() for each in students}
    dates = own_dates(session, study, list(everybody))
    far = studied(session, given_to(study, people, dates))
    return Counter(key for (key, _), each in far.items() if each.is_done)


def given_to(
    assignments: Collection[Assignment],
    people: Mapping[UUID, Sequence[User]],
    dates: Mapping[tuple[UUID, int], OwnDates],
) -> list[Given]:
    """Return each assignment with each of its people and their dates, as study is counted."""
    return [
        Given(each, Learner.of(person), dates[each.id, person.id].window)
        for each in assignments
        for person in people[each.id]
    ]
