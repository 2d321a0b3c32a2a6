"""A course of the teacher's with a code, and browsers of the people around it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.clock import now
from quizapp.courses import enrolling
from quizapp.courses.models import Course, CourseGroup, Enrolment, Invitation
from quizapp.db import db, transaction
from quizapp.domain.join_codes import shown_code
from tests.clients import Client


@dataclass
class Lesson:
    """A course, its address, and what stands in the database about it."""

    app: Flask
    teacher: Client
    path: str

    @property
    def id(self) -> UUID:
        """The id of the course."""
        return UUID(self.path.rpartition("/")[2])

    def make_code(self, **how: Any) -> str:
        """Make a code as the teacher, and return it as it is shown."""
        given = {"form_id": str(uuid4()), "days": "14"} | how
        answer = self.teacher.post(f"{self.path}/code", data=given)
        assert answer.status_code == 303, answer.text
        return self.code()

    def code(self) -> str:
        """The code that is open."""
        with self.app.app_context():
            wanted = select(Invitation.code).where(
                Invitation.course_id == self.id, Invitation.closed_at.is_(None)
            )
            return shown_code(db.session.scalars(wanted).one())

    def states(self) -> dict[int, tuple[str, str]]:
        """Role and state of everybody who ever was in it."""
        with self.app.app_context():
            rows = select(Enrolment.user_id, Enrolment.role, Enrolment.state)
            found = db.session.execute(rows.where(Enrolment.course_id == self.id))
            return {user_id: (role, state) for user_id, role, state in found}

    def add(self, name: str, role: str = "student") -> None:
        """Invite somebody by the form, and let them say yes."""
        assert self.send("/people", name=name, role=role).status_code == 303
        with self.app.app_context(), transaction() as session:
            person = enrolling.person_called(session, name)
            enrolling.accept_place(session, self.id, person.id, now())

    def send(self, where: str, **fields: Any) -> Any:
        """Send a form of the course as its teacher."""
        return self.teacher.post(f"{self.path}{where}", data=fields)


def make(app: Flask, client: Client, title: str = "Biology 7b") -> Lesson:
    """Make a course by its form."""
    given = {"form_id": str(uuid4()), "title": title, "time_zone": "Europe/Berlin"}
    answer = client.post("/courses/new", data=given)
    assert answer.status_code == 303, answer.text
    return Lesson(app, client, answer.location)


@pytest.fixture
def biology(app: Flask, as_teacher: Client) -> Lesson:
    """A course that the teacher made."""
    return make(app, as_teacher)


@pytest.fixture
def text_of() -> Callable[[str], str]:
    """Return what a page says, without its markup."""
    return lambda page: " ".join(re.sub(r"<[^>]+>", " ", page).split())


def titles(app: Flask) -> list[str]:
    """The titles of all courses."""
    with app.app_context():
        return list(db.session.scalars(select(Course.title).order_by(Course.title)))


def group_named(biology: Lesson, name: str) -> UUID:
    """The id of a group of the course."""
    with biology.app.app_context():
        return db.session.scalars(select(CourseGroup.id).where(CourseGroup.name == name)).one()
