"""A course with its teacher, and the ways in which people get into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role, User
from quizapp.clock import new_id
from quizapp.courses import enrolling, invitations
from quizapp.courses.models import Course, CourseRole, Enrolment
from quizapp.courses.services import make_course
from quizapp.db import db, transaction


@dataclass
class Class:
    """A course, and what tests do with it again and again; each in a transaction of its own."""

    id: UUID
    clock: Any

    def do(self, act: Callable[..., Any], *more: Any, **named: Any) -> Any:
        """Call a service that takes the course, what it is about, and the moment."""
        with transaction() as session:
            return act(session, self.id, *more, self.clock(), **named)

    def invite(self, **how: Any) -> str:
        """Make a code, and return it as it is kept."""
        by = self.teacher_id()
        with transaction() as session:
            made = invitations.invite(
                session, new_id(), self.id, some_bytes, by=by, now=self.clock(), **how
            )
            return made.code

    def join(self, user: User, code: str) -> invitations.Joined:
        """Let somebody join by a code."""
        with transaction() as session:
            return invitations.join(session, code, user.id, self.clock())[1]

    def enrol(self, user: User, role: CourseRole = CourseRole.STUDENT) -> None:
        """Put somebody into the course."""
        self.do(enrolling.enrol, user.id, role)

    def teacher_id(self) -> int:
        """Return whose course it is."""
        return db.session.scalars(
            select(Enrolment.user_id).where(
                Enrolment.course_id == self.id, Enrolment.role == CourseRole.TEACHER.value
            )
        ).one()

    def row(self, user: User) -> Enrolment:
        """Return what somebody is in the course, read anew."""
        key = self.id, user.id
        return db.session.get_one(Enrolment, key, populate_existing=True)

    def states(self) -> dict[int, tuple[str, str]]:
        """Return role and state of everybody who ever was in it."""
        rows = select(Enrolment.user_id, Enrolment.role, Enrolment.state)
        return {
            user_id: (role, state)
            for user_id, role, state in db.session.execute(
                rows.where(Enrolment.course_id == self.id)
            )
        }

    def course(self) -> Course:
        """Return the course, read anew."""
        return db.session.get_one(Course, self.id, populate_existing=True)


_NUMBERS = count(1)


def some_bytes(size: int) -> bytes:
    """Return bytes that no call before has returned."""
    return next(_NUMBERS).to_bytes(size)


@pytest.fixture
def biology(request, cast, clock):
    """A course of the teacher's."""
    request.getfixturevalue("context")
    course_id = new_id()
    with transaction() as session:
        make_course(
            session, course_id, "Biology 7b", "Europe/Berlin", by=cast.teacher.id, now=clock()
        )
    return Class(course_id, clock)


@pytest.fixture
def colleague(make_user):
    """Another teacher."""
    return make_user("Ceyda", Role.TEACHER)
