"""A quiz of a large class while it runs: what one look of the page that watches it costs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session
from uuid6 import uuid7

from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Role
from quizapp.accounts.services import create_user
from quizapp.banks.models import QuestionVersion
from quizapp.clock import now
from quizapp.courses.services import make_course
from quizapp.db import close_connections, table_of, transaction
from quizapp.quizzes.models import Attempt, AttemptQuestion, Response
from quizapp.web.auth import COOKIE
from tests.benchmarks.gradebook import STUDENTS, a_quiz, both_apps, students
from tests.benchmarks.measuring import Side, cpu_milliseconds

LENGTH = 20
EVERY = 5
GOAL = 5
"""A page that looks every so many seconds takes at most so many per cent of a core."""


def measure(rounds: int = 9) -> list[str]:
    """Return the lines of the figure; the best of so many rounds, on each database there is."""
    lines = [f"watching {STUDENTS} students at {LENGTH} questions, one look in {EVERY} s"]
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as folder:
        for name, app in both_apps(Path(folder)):
            path, token = _fill(app)
            lines += [f"  {name}: {line}" for line in _figures(app, path, token, rounds)]
            with app.app_context():
                close_connections()
    return lines


def _figures(app: Flask, path: str, token: str, rounds: int) -> Iterator[str]:
    client = app.test_client()
    client.set_cookie(COOKIE, token)

    def fetch(path: str, tag: str, status: int) -> int:
        answer = client.get(path, headers={"If-None-Match": tag})
        if answer.status_code != status:
            raise RuntimeError(answer.status)
        return len(answer.data)

    tag = client.get(f"{path}.json").headers["ETag"]
    sides = [
        Side("a look", lambda: [None], lambda _: fetch(f"{path}.json", "", 200)),
        Side("where nothing changed", lambda: [None], lambda _: fetch(f"{path}.json", tag, 304)),
        Side("the page", lambda: [None], lambda _: fetch(path, "", 200)),
    ]
    spent = cpu_milliseconds(sides, rounds)
    for name, milliseconds in spent.items():
        share = milliseconds / (EVERY * 10)
        yield f"{name} {milliseconds:.0f} ms of CPU, {share:.1f} % of a core (goal {GOAL} %)"
    sizes = fetch(f"{path}.json", "", 200), fetch(path, "", 200)
    yield f"a look is {sizes[0] / 1024:.0f} KB, the page {sizes[1] / 1024:.0f} KB"


def _fill(app: Flask) -> tuple[str, str]:
    """Let the class begin it; return where it is watched, and the login of its teacher."""
    with app.app_context(), transaction() as session:
        teacher = create_user(session, "Clara", "hashed", now(), role=Role.TEACHER)
        course_id = UUID(int=uuid7().int)
        make_course(session, course_id, "Biology", "UTC", by=teacher.id, now=now())
        people = students(session, course_id)
        given = a_quiz(session, course_id, teacher.id)
        session.flush()
        _begin(session, given.id, given.quiz_id, people)
        token = start_login(session, teacher.id, "", now())
        path = f"/courses/{course_id}/assignments/{given.id}/live"
    with app.app_context(), transaction() as session:
        session.execute(text("ANALYZE"))
    return path, token


def _begin(session: Session, assignment_id: UUID, quiz_id: UUID | None, people: list[int]) -> None:
    rng, moment = Random(7), now()
    version = session.scalars(select(QuestionVersion.id).limit(1)).one()
    attempts, places, responses = [], [], []
    for person in people:
        attempt_id = UUID(int=uuid7().int)
        attempts.append(
            {
                "id": attempt_id, "user_id": person, "quiz_id": quiz_id, "settings_number": 1,
                "length": LENGTH, "started_at": moment, "is_preview": False, "is_held": False,
                "deadline_at": moment + timedelta(minutes=45), "awaits_analysis": False,
                "assignment_id": assignment_id,
            }
        )  # fmt: skip
        for position in range(1, LENGTH + 1):
            places.append(
                {
                    "attempt_id": attempt_id, "position": position, "points": 1.0, "section": 0,
                    "question_version_id": version, "is_flagged": rng.random() < 0.1,
                    "shows_key": True,
                }
            )  # fmt: skip
            if rng.random() < 0.7:
                responses.append(
                    {
                        "id": UUID(int=uuid7().int), "user_id": person, "attempt_id": attempt_id,
                        "question_version_id": version, "position": position, "content": {},
                        "is_blank": rng.random() < 0.1, "answered_at": moment,
                        "received_at": moment, "clock": "server", "is_challenged": False,
                    }
                )  # fmt: skip
    session.execute(insert(table_of(Attempt)), attempts)
    session.execute(insert(table_of(AttemptQuestion)), places)
    session.execute(insert(table_of(Response)), responses)
