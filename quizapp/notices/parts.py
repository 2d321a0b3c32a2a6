"""The statement that notices are read from: its parts, and the columns that all of them have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from quizapp.accounts.models import Role, User
from quizapp.accounts.visitors import Visitor
from quizapp.answering.mark_news import decided, marked_again
from quizapp.answering.models import Challenge, ChallengeState
from quizapp.assignments.models import Assignment, AssignmentOverride, GradeChange
from quizapp.assignments.policies import PERSON, is_theirs
from quizapp.assignments.terms import OWN_OVERRIDE
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.banks.policies import Action, permits
from quizapp.courses.models import Course, CourseRole, Enrolment, EnrolmentState
from quizapp.db import UtcDateTime
from quizapp.domain.notices import Kind
from quizapp.notices.models import NoticeChoice, NoticeRead
from quizapp.quizzes.models import Attempt, Quiz
from quizapp.quizzes.release import OVER, withheld_attempts
from quizapp.quizzes.to_do import waits_for

WORK, READ, CHOICE, AGAIN = "work", "read", "choice", "again"
"""What a row is of, where it is no notice as it stands; else it is named by its kind."""

OF_PERSON, OF_GROUP = "person", "group"
"""Whose an exemption is that stands beside what a student was given."""

_NOW: BindParameter[Any] = bindparam("now", type_=UtcDateTime)
_SINCE: BindParameter[Any] = bindparam("since", type_=UtcDateTime)
_COLUMNS = (
    *("part", "about", "at", "within", "word", "number", "is_study", "is_begun", "is_ended"),
    *("is_excused", "opens", "due", "closes", "own_opens", "own_due", "own_closes"),
)
_Part = Select[*tuple[Any, ...]]


@cache
def statement(role: Role, *, only_new: bool, has_news: bool) -> CompoundSelect[Any]:
    """Return what to read notices from for somebody of a role: ``person``, at ``now``.

    ``over`` is as for results that are withheld. What is older than ``since`` is left out, and with
    ``only_new`` what is done or cannot be done. Without ``has_news`` nothing became of their marks
    since: then the largest part need not be planned by the database, let alone run.
    """
    every = [_work(only_new=only_new), *_own(), *_of_courses()]
    if has_news:
        every += _of_marks()
    if role is not Role.STUDENT:
        every += _of_teaching(role)
    return union_all(*every)


def _row(part: str, about: Any, at: Any, **more: Any) -> _Part:
    values = {"part": literal(part), "about": about, "at": at, **more}
    return select(*(values.get(name, null()).label(name) for name in _COLUMNS))


def _is(condition: SQLColumnExpression[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _later(one: Any, other: Any) -> ColumnElement[Any]:
    return case((other > one, other), else_=one)


def _work(*, only_new: bool) -> _Part:
    """Return the query for what a student was given, a row for each exemption that is theirs."""
    mine = aliased(Attempt)
    attempts = exists().where(
        mine.assignment_id == Assignment.id, mine.user_id == PERSON, ~mine.is_preview
    )
    has_ended = attempts.where(mine.finished_at.is_not(None))
    found = (
        _row(
            WORK,
            Assignment.id,
            _later(
                _later(Assignment.made_at, Enrolment.changed_at),
                func.coalesce(Quiz.published_at, Assignment.made_at),
            ),
            within=func.coalesce(Assignment.quiz_id, Assignment.course_id),
            word=case(
                (AssignmentOverride.user_id.is_not(None), OF_PERSON),
                (AssignmentOverride.group_id.is_not(None), OF_GROUP),
                else_="",
            ),
            number=literal(1),
            is_study=_is(Assignment.quiz_id.is_(None)),
            is_begun=_is(attempts),
            is_ended=_is(has_ended),
            is_excused=_is(func.coalesce(AssignmentOverride.is_excused, False)),
            opens=Assignment.opens_at,
            due=Assignment.due_at,
            closes=Assignment.closes_at,
            own_opens=AssignmentOverride.opens_at,
            own_due=AssignmentOverride.due_at,
            own_closes=AssignmentOverride.closes_at,
        )
        .select_from(Enrolment)
        .join(Assignment, Assignment.course_id == Enrolment.course_id)
        .outerjoin(Quiz, Quiz.id == Assignment.quiz_id)
        .outerjoin(AssignmentOverride, OWN_OVERRIDE)
        .where(
            Enrolment.user_id == PERSON,
            is_theirs(PERSON),
            # A quiz that is a draft is not there for students, whatever its dates.
            or_(Assignment.quiz_id.is_(None), Quiz.published_at.is_not(None)),
        )
    )
    differs = AssignmentOverride.id.is_not(None)
    if only_new:
        return found.where(
            ~has_ended,
            or_(and_(Assignment.opens_at <= _NOW, Assignment.closes_at > _NOW), differs),
        )
    return found.where(
        or_(and_(Assignment.opens_at <= _NOW, Assignment.closes_at > _SINCE), differs)
    )


def _own() -> Iterator[_Part]:
    """Yield the queries for what somebody has read, and chose."""
    yield _row(READ, NoticeRead.about, NoticeRead.at).where(NoticeRead.user_id == PERSON)
    chosen = _row(CHOICE, null(), null(), word=NoticeChoice.kind, number=_is(NoticeChoice.is_on))
    yield chosen.where(NoticeChoice.user_id == PERSON)


def _of_marks() -> Iterator[_Part]:
    mine, under = aliased(Attempt), aliased(Attempt)
    yield _row(Kind.MARKED, mine.id, mine.results_at, number=literal(1)).where(
        mine.user_id == PERSON,
        mine.results_at > _SINCE,
        # So that the index on those that have it is enough.
        mine.results_at.is_not(None),
        ~mine.is_preview,
        ~withheld_attempts(OVER).where(Attempt.id == mine.id).correlate(mine).exists(),
    )
    kept_back = exists().where(
        under.assignment_id == GradeChange.assignment_id,
        under.user_id == PERSON,
        under.finished_at.is_not(None),
        ~under.is_preview,
        withheld_attempts(OVER).where(Attempt.id == under.id).correlate(under).exists(),
    )
    yield (
        _row(
            Kind.MARKED,
            GradeChange.assignment_id,
            GradeChange.set_at,
            within=Assignment.course_id,
            number=literal(1),
        )
        .join(Assignment, Assignment.id == GradeChange.assignment_id)
        .where(
            GradeChange.user_id == PERSON,
            GradeChange.is_current,
            GradeChange.share.is_not(None),
            GradeChange.set_at > _SINCE,
            is_theirs(PERSON),
            ~kept_back,
        )
    )
    again = marked_again(PERSON, _SINCE, OVER).subquery()
    yield _row(AGAIN, again.c.about, again.c.at, number=_is(again.c.had_waited))
    answered = decided(PERSON, _SINCE, OVER).subquery()
    yield _row(Kind.DECIDED, answered.c.about, answered.c.at, number=literal(1))


def _of_courses() -> Iterator[_Part]:
    yield (
        _row(Kind.JOINED, Course.id, Enrolment.changed_at, number=literal(1))
        .select_from(Enrolment)
        .join(Course, Course.id == Enrolment.course_id)
        .where(
            Enrolment.user_id == PERSON,
            Enrolment.role == CourseRole.STUDENT.value,
            Enrolment.state == EnrolmentState.ACTIVE.value,
            Enrolment.changed_at > _SINCE,
            Course.archived_at.is_(None),
        )
    )


def _of_teaching(role: Role) -> list[_Part]:
    teaching = aliased(Enrolment)
    waiting = (
        _row(Kind.WAITING, Course.id, func.max(Enrolment.changed_at), number=func.count())
        .select_from(teaching)
        .join(Course, Course.id == teaching.course_id)
        .join(Enrolment, Enrolment.course_id == Course.id)
        .join(User, User.id == Enrolment.user_id)
        .where(
            teaching.user_id == PERSON,
            teaching.state == EnrolmentState.ACTIVE.value,
            teaching.role.in_([CourseRole.TEACHER.value, CourseRole.CO_TEACHER.value]),
            Course.archived_at.is_(None),
            Enrolment.role == CourseRole.STUDENT.value,
            Enrolment.state == EnrolmentState.WAITING.value,
            User.erased_at.is_(None),
        )
        .group_by(Course.id)
    )
    essays = (
        _row(Kind.ESSAYS, Quiz.id, func.max(Attempt.finished_at), number=func.sum(Attempt.waiting))
        .join(Attempt, Attempt.quiz_id == Quiz.id)
        .where(waits_for(PERSON), _wants(Kind.ESSAYS))
        .group_by(Quiz.id)
    )
    objections = (
        _row(
            Kind.OBJECTIONS,
            Bank.public_id,
            func.max(Challenge.created_at),
            number=func.count(),
            word=Bank.slug,
        )
        .select_from(Challenge)
        .join(QuestionVersion, QuestionVersion.id == Challenge.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Bank, Bank.id == Question.bank_id)
        .where(
            # Written out, so that the index on those that are open is enough.
            Challenge.state == literal(ChallengeState.OPEN.value, literal_execute=True),
            permits(_of_role(role), Action.EDIT, PERSON),
            _wants(Kind.OBJECTIONS),
        )
        .group_by(Bank.public_id, Bank.slug)
    )
    return [waiting, essays, objections]


def _wants(kind: Kind) -> ColumnElement[bool]:
    """Return whether they have switched on a kind that is off at first."""
    return exists().where(
        NoticeChoice.user_id == PERSON, NoticeChoice.kind == kind.value, NoticeChoice.is_on
    )


def _of_role(role: Role) -> Visitor:
    """Return somebody who stands for all of a role, where a rule asks for nothing else of them."""
    never = datetime.min.replace(tzinfo=UTC)
    return Visitor(0, None, role, False, "UTC", 0, 0, login_id=0, seen_at=never)
