"""What a student of a course has otherwise than the others: dates, time, attempts, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from quizapp.assignments.overrides import GivenDates, exemptions_for
from quizapp.courses.models import Course
from quizapp.courses.queries import teaching_in
from quizapp.gradebook.book import BookColumn, Gradebook
from quizapp.quizzes.accommodations import Accommodation, given_to
from quizapp.web.assignments.listing import exemption_words
from quizapp.web.course_time import course_time


@dataclass(frozen=True, slots=True)
class Accommodated:
    """What they have, at which assignment, why, and by whom; ``url`` is where it is changed.

    ``group`` names the group that has it, and is empty where it is theirs alone. ``by`` is None
    where that teacher has left.
    """

    column: BookColumn
    words: str
    group: str
    reason: str
    by: str | None
    at: datetime
    url: str


def accommodated(
    session: Session, course: Course, book: Gradebook, user_id: int
) -> list[Accommodated]:
    """Return what is in force for a student, the newest first. Two SELECTs."""
    columns = {column.assignment.id: column for column in book.columns}
    found = [
        Accommodated(
            columns[key],
            exemption_words(each.exemption, course.time_zone),
            (each.name or "") if each.whom.group_id else "",
            each.reason,
            each.by,
            each.at,
            _dates(course.id, key, each),
        )
        for key, each in exemptions_for(session, course.id, user_id)
        if key in columns
    ]
    quizzes = {column.assignment.quiz_id: column for column in book.columns}
    given = given_to(
        session, user_id, [each for each in quizzes if each is not None], teaching_in(course.id)
    )
    for quiz_id, each in given.items():
        column = quizzes[quiz_id]
        there = url_for(
            "live.watch",
            course_id=course.id,
            assignment_id=column.assignment.id,
            open=user_id,
            _anchor=f"s-{user_id}",
        )
        words = accommodation_words(each.accommodation, course.time_zone)
        found.append(Accommodated(column, words, "", each.reason, each.by, each.at, there))
    return sorted(found, key=lambda each: each.at, reverse=True)


def _dates(course_id: UUID, assignment_id: UUID, given: GivenDates) -> str:
    whom = given.whom
    key = f"person:{whom.user_id}" if whom.group_id is None else f"group:{whom.group_id}"
    return url_for("assignments.dates", course_id=course_id, assignment_id=assignment_id, whom=key)


def accommodation_words(given: Accommodation, zone: str) -> str:
    """Return what was given beyond a quiz, such as ``25 % more time, 1 more attempt``."""
    said = []
    if given.extra_percent:
        said.append(f"{given.extra_percent} % more time")
    for number, unit in ((given.extra_minutes, "minute"), (given.extra_attempts, "attempt")):
        if number:
            said.append(f"{number} more {unit}{'' if number == 1 else 's'}")
    if given.closes_at:
        said.append(f"closes {course_time(given.closes_at, zone)}")
    return ", ".join(said)
