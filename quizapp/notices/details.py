"""What notices are about, for the page that lists them: titles, reasons, places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.visitors import Visitor
from quizapp.answering.mark_news import Answered, MarkedAgain, Place, news_of
from quizapp.assignments.models import Assignment, GradeChange
from quizapp.banks.models import Bank
from quizapp.courses.models import Course
from quizapp.domain.notices import KEPT, Kind, Notice
from quizapp.quizzes.assigned import Called, quiz_titles, titles_of
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.sealing import Books

_Event = tuple[UUID, datetime]


@dataclass(slots=True)
class Details:
    """What notices are about, by the ids that they name.

    ``called`` has assignments, ``courses`` the titles of courses, and of those of assignments;
    ``quizzes`` the titles of quizzes, and of those of attempts; ``reasons`` why a mark was set by
    hand. What became of marks is found by what it is about and its moment.
    """

    called: dict[UUID, Called] = field(default_factory=dict)
    courses: dict[UUID, str] = field(default_factory=dict)
    quizzes: dict[UUID, str] = field(default_factory=dict)
    reasons: dict[UUID, str] = field(default_factory=dict)
    banks: dict[UUID, Bank] = field(default_factory=dict)
    marked: dict[_Event, MarkedAgain] = field(default_factory=dict)
    answered: dict[_Event, list[Answered]] = field(default_factory=dict)


def details_of(
    session: Session, person: Visitor, notices: Iterable[Notice], now: datetime, books: Books
) -> Details:
    """Return what notices of somebody are about. At most thirteen SELECTs, however many.

    Of what ``books`` close nothing is told that says what is right.
    """
    about: dict[Kind, set[UUID]] = {kind: set() for kind in Kind}
    for each in notices:
        about[each.kind].add(each.about)
    found = Details()
    marks = about[Kind.MARKED] | about[Kind.MARKED_AGAIN] | about[Kind.DECIDED]
    _assignments(session, person, about[Kind.ASSIGNED] | about[Kind.DUE] | marks, found)
    _courses(session, about[Kind.JOINED] | about[Kind.WAITING], found)
    _quizzes(session, about[Kind.ESSAYS], marks, found)
    if about[Kind.OBJECTIONS]:
        wanted = select(Bank).where(Bank.public_id.in_(about[Kind.OBJECTIONS]))
        found.banks = {each.public_id: each for each in session.scalars(wanted)}
    if marks:
        _news(session, person, now, books, found)
    return found


def _assignments(session: Session, person: Visitor, ids: set[UUID], found: Details) -> None:
    if not ids:
        return
    rows = session.execute(
        select(Assignment, Course.title)
        .join(Course, Course.id == Assignment.course_id)
        .where(Assignment.id.in_(ids))
    ).all()
    found.called = titles_of(session, [assignment for assignment, _ in rows])
    found.courses |= {assignment.id: title for assignment, title in rows}
    reasons = select(GradeChange.assignment_id, GradeChange.reason).where(
        GradeChange.user_id == person.id,
        GradeChange.assignment_id.in_(ids),
        GradeChange.is_current,
        GradeChange.share.is_not(None),
    )
    found.reasons = dict(session.execute(reasons).all())


def _courses(session: Session, ids: set[UUID], found: Details) -> None:
    if ids:
        rows = session.execute(select(Course.id, Course.title).where(Course.id.in_(ids)))
        found.courses |= dict(rows.all())


def _quizzes(session: Session, ids: set[UUID], attempts: set[UUID], found: Details) -> None:
    taken: Mapping[UUID, UUID] = {}
    if attempts:
        rows = session.execute(select(Attempt.id, Attempt.quiz_id).where(Attempt.id.in_(attempts)))
        taken = dict(rows.all())
    titles = quiz_titles(session, ids | set(taken.values()))
    found.quizzes = {quiz_id: title for quiz_id, (title, _) in titles.items()}
    # What somebody practised has no title.
    found.quizzes |= {
        attempt_id: found.quizzes[quiz_id]
        for attempt_id, quiz_id in taken.items()
        if quiz_id in found.quizzes
    }


def _news(session: Session, person: Visitor, now: datetime, books: Books, found: Details) -> None:
    news = news_of(session, person.id, now, books, since=now - KEPT)
    if news is None:
        return
    found.marked = {(_about(each.place), each.at): each for each in news.marked}
    for each in news.answered:
        found.answered.setdefault((_about(each.place), each.at), []).append(each)


def _about(place: Place) -> UUID:
    return place.attempt_id or place.response_id
