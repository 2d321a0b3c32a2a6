"""Forgetting courses that are long over: whose marks they were goes, what was answered stays.

Each student becomes nobody in the course: a nameless person takes the place of theirs with all that
they did there, so that how hard a question is stays as it was. Nothing says whose place it was.

Each call does a bounded amount of work in the caller's transaction, and whatever ends the whole
half-way, the next call goes on where it was: a student is done once their place is somebody's who
has no name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, select, union, update
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.services import make_nameless
from quizapp.answering.models import Challenge
from quizapp.assignments.models import Assignment, AssignmentOverride, GradeChange, GradeNote
from quizapp.audit.models import Event
from quizapp.courses.models import (
    Course,
    CourseRole,
    Enrolment,
    EnrolmentState,
    GroupMember,
    RosterAddition,
    RosterList,
)
from quizapp.courses.retention import keeping
from quizapp.courses.services import hold_course, note
from quizapp.db import changed_rows
from quizapp.mark_trail import services as mark_trail
from quizapp.memory.log import Learner, replay
from quizapp.memory.models import Review
from quizapp.paging import PAGE_SIZE, Page, page_count
from quizapp.privacy.deletion import forget_words
from quizapp.quizzes.accommodation_models import QuizAccommodation
from quizapp.quizzes.item_analysis import answers_moved
from quizapp.quizzes.locking import lock_learner
from quizapp.quizzes.models import Attempt, Response, Score

STUDENTS_AT_ONCE = 5

_GONE = (EnrolmentState.LEFT.value, EnrolmentState.REMOVED.value)


@dataclass(frozen=True, slots=True)
class Plan:
    """A course that is over, and what becomes of it when: the rule carried out dry.

    Counts are of what has a name still.
    """

    course: Course
    teacher: str | None
    goes_at: datetime
    is_told: bool
    goes_now: bool
    students: int
    attempts: int
    answers: int
    marks: int
    notes: int


def plans(session: Session, site_months: int, now: datetime, number: int = 1) -> Page[Plan]:
    """Return a page of the courses that a rule is for, those that go first on top.

    Nothing is changed, and what has a name is counted for the courses of the page alone.
    """
    rows = session.execute(
        select(Course, User.name)
        .outerjoin(
            Enrolment,
            (Enrolment.course_id == Course.id) & (Enrolment.role == CourseRole.TEACHER.value),
        )
        .outerjoin(User, User.id == Enrolment.user_id)
        .where(Course.archived_at.is_not(None), Course.forgotten_at.is_(None))
    ).all()
    ruled = [
        (rule.goes_at, course.title, rule, course, teacher)
        for course, teacher in rows
        if (rule := keeping(course, site_months)).goes_at is not None
    ]
    ruled.sort(key=lambda each: each[:2])
    number = min(max(number, 1), page_count(len(ruled)))
    shown = [
        Plan(
            course,
            teacher,
            goes_at,
            rule.told_at is not None,
            rule.goes_now(now),
            **_counts(session, course.id),
        )
        for goes_at, _, rule, course, teacher in ruled[(number - 1) * PAGE_SIZE :][:PAGE_SIZE]
    ]
    return Page(shown, number, len(ruled))


def tell(session: Session, site_months: int, now: datetime) -> int:
    """Note of which courses it is said from now on that they will be forgotten; return how many."""
    told = 0
    for course in _over(session):
        if keeping(course, site_months).is_to_be_told(now):
            hold_course(session, course.id, archived_too=True).retention_told_at = now
            told += 1
    session.flush()
    return told


def forget_some(
    session: Session, site_months: int, now: datetime, students: int = STUDENTS_AT_ONCE
) -> int:
    """Forget some students of a course whose time is over; return how many things were done.

    Call it again, in another transaction, until it returns 0.
    """
    for course in _over(session):
        if not keeping(course, site_months).goes_now(now):
            continue
        held = hold_course(session, course.id, archived_too=True)
        # Somebody may have kept it just now.
        if not keeping(held, site_months).goes_now(now):
            continue
        left = session.scalars(_named_in(held.id).limit(students)).all()
        for user_id in left:
            _forget_student(session, held.id, user_id, now)
        if not left:
            _finish(session, held, now)
        return max(len(left), 1)
    return 0


def _over(session: Session) -> Sequence[Course]:
    return session.scalars(
        select(Course)
        .where(Course.archived_at.is_not(None), Course.forgotten_at.is_(None))
        .order_by(Course.archived_at, Course.id)
    ).all()


def _forget_student(session: Session, course_id: UUID, user_id: int, now: datetime) -> None:
    lock_learner(session, user_id)
    nobody = make_nameless(session, now)
    given = select(Assignment.id).where(Assignment.course_id == course_id)
    attempts = session.scalars(
        select(Attempt.id).where(
            Attempt.user_id == user_id, Attempt.assignment_id.in_(given), ~Attempt.is_preview
        )
    ).all()
    answers_moved(session, [user_id])
    facts = _move_attempts(session, attempts, nobody)
    theirs = {"user_id": nobody}
    elsewhere = select(Assignment.quiz_id).where(
        Assignment.course_id != course_id, Assignment.quiz_id.is_not(None)
    )
    quizzes = select(Assignment.quiz_id).where(
        Assignment.course_id == course_id, Assignment.quiz_id.not_in(elsewhere)
    )
    more_time = QuizAccommodation.user_id == user_id, QuizAccommodation.quiz_id.in_(quizzes)
    _change(session, QuizAccommodation, more_time, theirs)
    for model in (AssignmentOverride, GradeChange):
        _change(session, model, (model.user_id == user_id, model.assignment_id.in_(given)), theirs)
    removed: Iterable[tuple[Any, tuple[ColumnElement[bool], ...]]] = (
        (GradeNote, (GradeNote.user_id == user_id, GradeNote.assignment_id.in_(given))),
        (GroupMember, (GroupMember.user_id == user_id, GroupMember.course_id == course_id)),
        (
            RosterAddition,
            (
                RosterAddition.user_id == user_id,
                RosterAddition.list_id.in_(
                    select(RosterList.id).where(RosterList.course_id == course_id)
                ),
            ),
        ),
    )
    for model, which in removed:
        changed_rows(session, delete(model).where(*which))
    place = Enrolment.course_id == course_id, Enrolment.user_id == user_id
    _change(
        session,
        Enrolment,
        (*place, Enrolment.state.not_in(_GONE)),
        {"state": EnrolmentState.LEFT.value, "changed_at": now, "left_at": now},
    )
    # The moment they came stands in the log, with who it was.
    began = select(Course.created_at).where(Course.id == course_id).scalar_subquery()
    called = {"number": "", "family_key": "", "absences": []}
    times = {"joined_at": began, "let_in_at": began}
    _change(session, Enrolment, place, {**theirs, **called, **times})
    forget_words(session, nobody)
    session.expire_all()
    replay(session, Learner.of(session.get_one(User, user_id)), facts)


def _move_attempts(session: Session, attempts: Sequence[UUID], nobody: int) -> set[int]:
    """Give attempts with all that hangs from them to nobody; return the facts they were about."""
    if not attempts:
        return set()
    responses = select(Response.id).where(Response.attempt_id.in_(attempts))
    scores = select(Score.id).where(Score.response_id.in_(responses))
    facts = set(session.scalars(select(Review.fact_id).where(Review.score_id.in_(scores))))
    theirs = {"user_id": nobody}
    _change(session, Review, (Review.score_id.in_(scores),), theirs)
    _change(session, Challenge, (Challenge.response_id.in_(responses),), {**theirs, "text": ""})
    _change(session, Response, (Response.attempt_id.in_(attempts),), theirs)
    _change(session, Attempt, (Attempt.id.in_(attempts),), theirs)
    return facts


def _change(
    session: Session, model: Any, which: tuple[ColumnElement[bool], ...], values: Mapping[str, Any]
) -> None:
    changed_rows(session, update(model).where(*which).values(**values))


def _finish(session: Session, course: Course, now: datetime) -> None:
    """Take what is left of names once nobody in it has one, and note that it is done."""
    named = RosterList.course_id == course.id
    changed_rows(session, update(RosterList).where(named).values(text=""))
    course.forgotten_at = now
    session.flush()
    note(session, Event.COURSE_FORGOTTEN, now, course)
    mark_trail.forget_course(session, course.id, now)


def _named_in(course_id: UUID) -> Select[int]:
    """Return a statement of the people with a name who learned in a course; teachers stay."""
    given = select(Assignment.id).where(Assignment.course_id == course_id)
    learned = union(
        select(Enrolment.user_id).where(
            Enrolment.course_id == course_id, Enrolment.role == CourseRole.STUDENT.value
        ),
        select(Attempt.user_id).where(Attempt.assignment_id.in_(given), ~Attempt.is_preview),
        select(GradeChange.user_id).where(GradeChange.assignment_id.in_(given)),
        select(GradeNote.user_id).where(GradeNote.assignment_id.in_(given)),
    )
    # In no order: that of the nameless would tell that of the names.
    return (
        select(User.id)
        .where(User.id.in_(learned), User.erased_at.is_(None))
        .order_by(func.random())
    )


def _counts(session: Session, course_id: UUID) -> dict[str, int]:
    given = select(Assignment.id).where(Assignment.course_id == course_id)
    people = _named_in(course_id).order_by(None)
    attempts = select(Attempt.id).where(
        Attempt.assignment_id.in_(given), Attempt.user_id.in_(people), ~Attempt.is_preview
    )
    wanted: Mapping[str, Select[Any]] = {
        "students": people,
        "attempts": attempts,
        "answers": select(Response.id).where(Response.attempt_id.in_(attempts)),
        "marks": select(GradeChange.id).where(
            GradeChange.assignment_id.in_(given), GradeChange.user_id.in_(people)
        ),
        "notes": select(GradeNote.user_id).where(
            GradeNote.assignment_id.in_(given), GradeNote.user_id.in_(people)
        ),
    }
    return {
        name: session.scalar(select(func.count()).select_from(rows.subquery())) or 0
        for name, rows in wanted.items()
    }
