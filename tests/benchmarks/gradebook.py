"""The gradebook of a large course: reading it, its page, and the file of all of it."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, text
from sqlalchemy.orm import Session
from uuid6 import uuid7

from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Role
from quizapp.accounts.services import create_user
from quizapp.app import create_app
from quizapp.assignments.models import Assignment, AssignmentOverride, GradeChange
from quizapp.banks.models import Bank
from quizapp.cli.memory import share_with_children
from quizapp.clock import now
from quizapp.courses.models import Enrolment
from quizapp.courses.services import make_course
from quizapp.db import close_connections, db, table_of, transaction
from quizapp.gradebook.book import course_grades
from quizapp.quizzes.building import add_quiz
from quizapp.quizzes.models import Attempt
from quizapp.web.auth import COOKIE
from tests.benchmarks.measuring import Side, cpu_milliseconds, wall_seconds
from tests.benchmarks.surroundings import benchmark_settings, load, shipped_bank
from tests.postgres_cluster import Cluster, find_programs

STUDENTS = 300
ASSIGNMENTS = 60
GOAL = 300
_POINTS = 20.0


def measure(rounds: int = 7) -> list[str]:
    """Return the lines of the figure; the best of so many rounds, on each database there is."""
    lines = [f"gradebook of {STUDENTS} students and {ASSIGNMENTS} quizzes (goal {GOAL} ms)"]
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as folder:
        for name, app in both_apps(Path(folder)):
            course_id, token = _fill(app)
            # As the server does before it takes requests.
            share_with_children()
            lines += [f"  {name}: {line}" for line in _figures(app, course_id, token, rounds)]
            with app.app_context():
                close_connections()
    return lines


def _figures(app: Flask, course_id: UUID, token: str, rounds: int) -> Iterator[str]:
    def read(_work: object) -> object:
        with app.app_context():
            return course_grades(db.session(), course_id, now())

    client = app.test_client()
    client.set_cookie(COOKIE, token)

    def fetch(path: str) -> int:
        answer = client.get(f"/courses/{course_id}/grades{path}")
        if answer.status_code != 200:
            raise RuntimeError(answer.status)
        return len(answer.data)

    sides = [Side("reading", lambda: [None], read)]
    for name, path in (
        ("page", ""),
        ("page by total", "?sort=total"),
        ("CSV", "/export.csv"),
        ("XLSX", "/export.xlsx"),
    ):
        sides.append(Side(name, lambda: [None], lambda _, path=path: fetch(path)))
    spent = cpu_milliseconds(sides, rounds)
    for side in sides:
        wall = min(wall_seconds(lambda side=side: side.run(None)) for _ in range(rounds))
        yield f"{side.name} {spent[side.name]:.0f} ms of CPU, {wall * 1000:.0f} ms by the clock"
    yield f"the page is {fetch('') / 1024:.0f} KB"


def both_apps(folder: Path) -> Iterator[tuple[str, Flask]]:
    """Yield an app with the shipped bank on each database there is, by its name."""
    yield "SQLite", _app(folder, "")
    programs = find_programs()
    if programs is None:
        return
    place = folder / "postgres"
    place.mkdir()
    folder.chmod(0o755)
    cluster = Cluster(programs, place)
    with contextlib.ExitStack() as stack:
        stack.callback(cluster.stop)
        cluster.start()
        yield "PostgreSQL", _app(folder, cluster.url)


def _app(folder: Path, url: str) -> Flask:
    app = create_app(benchmark_settings(folder, url))
    load(app, shipped_bank())
    return app


def _fill(app: Flask) -> tuple[UUID, str]:
    """Make the course with all that was handed in, and return it with the login of its teacher."""
    with app.app_context(), transaction() as session:
        teacher = create_user(session, "Clara", "hashed", now(), role=Role.TEACHER)
        course_id = UUID(int=uuid7().int)
        make_course(session, course_id, "Biology", "UTC", by=teacher.id, now=now())
        people = students(session, course_id)
        assignments = [a_quiz(session, course_id, teacher.id) for _ in range(ASSIGNMENTS)]
        session.flush()
        _take(session, [(row.id, row.quiz_id) for row in assignments], people, teacher.id)
        token = start_login(session, teacher.id, "", now())
    with app.app_context(), transaction() as session:
        session.execute(text("ANALYZE"))
    return course_id, token


def students(session: Session, course_id: UUID) -> list[int]:
    """Put STUDENTS new people into a course, and return their ids."""
    people = [
        create_user(session, f"student {number:03}", "hashed", now()) for number in range(STUDENTS)
    ]
    for each in people:
        session.add(
            Enrolment(
                course_id=course_id, user_id=each.id, role="student", state="active",
                joined_at=now(), changed_at=now(),
            )
        )  # fmt: skip
    return [each.id for each in people]


def a_quiz(session: Session, course_id: UUID, teacher: int) -> Assignment:
    """Give a course a new quiz."""
    quiz_id, moment = UUID(int=uuid7().int), now()
    bank_id = session.query(Bank.id).limit(1).scalar()
    add_quiz(session, quiz_id, owner_id=teacher, bank_ids=[bank_id], title="A quiz", now=moment)
    row = Assignment(
        id=UUID(int=uuid7().int), course_id=course_id, quiz_id=quiz_id, topic="", source="",
        title="", opens_at=moment - timedelta(days=9), due_at=moment - timedelta(days=2),
        closes_at=moment + timedelta(days=9), late_rule="percent", late_percent=10, weight=1,
        made_by_id=teacher, made_at=moment,
    )  # fmt: skip
    session.add(row)
    return row


def _take(
    session: Session, given: list[tuple[UUID, UUID | None]], people: list[int], teacher: int
) -> None:
    rng, moment = Random(7), now()
    rows, marks, exemptions = [], [], []
    for assignment_id, quiz_id in given:
        for person in people:
            chance = rng.random()
            if chance < 0.02:
                marks.append(
                    {
                        "id": UUID(int=uuid7().int), "assignment_id": assignment_id,
                        "user_id": person, "is_current": True, "share": 0.5, "reason": "Oral",
                        "set_by_id": teacher, "set_at": moment,
                    }
                )  # fmt: skip
            if chance > 0.98:
                exemptions.append(
                    {
                        "id": UUID(int=uuid7().int), "assignment_id": assignment_id,
                        "user_id": person, "is_current": True, "is_excused": chance > 0.99,
                        "due_at": moment, "reason": "Ill", "given_by_id": teacher,
                        "given_at": moment,
                    }
                )  # fmt: skip
            for _ in range(rng.choice((0, 1, 1, 1, 1, 1, 1, 1, 2, 2))):
                late = rng.random() < 0.1
                rows.append(
                    {
                        "id": UUID(int=uuid7().int), "user_id": person, "quiz_id": quiz_id,
                        "settings_number": 1, "length": 20,
                        "started_at": moment - timedelta(days=1 if late else 5),
                        "finished_at": moment - timedelta(days=1 if late else 5),
                        "ended_by": "learner", "is_preview": False, "is_held": False,
                        "awaits_analysis": False, "points": float(rng.randrange(21)),
                        "possible": _POINTS, "waiting": 0, "assignment_id": assignment_id,
                    }
                )  # fmt: skip
    session.execute(insert(table_of(Attempt)), rows)
    session.execute(insert(table_of(GradeChange)), marks)
    session.execute(insert(table_of(AssignmentOverride)), exemptions)
