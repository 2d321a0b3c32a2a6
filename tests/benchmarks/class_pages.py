"""Every page about a class of 300 that has given 100,000 answers, on SQLite and PostgreSQL."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session
from uuid6 import uuid7

from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Role
from quizapp.accounts.services import create_user
from quizapp.assignments.models import Assignment
from quizapp.banks.models import (
    Bank,
    FactVersion,
    MemberRole,
    Membership,
    Question,
    QuestionPart,
    QuestionVersion,
)
from quizapp.banks.policies import Visibility
from quizapp.cli.memory import share_with_children
from quizapp.clock import now
from quizapp.courses.services import make_course
from quizapp.db import close_connections, db, table_of, transaction
from quizapp.jobs.upkeep import QuizUpkeep
from quizapp.quizzes.models import Attempt, AttemptQuestion, Mark, Response, Score
from quizapp.web.auth import COOKIE
from tests.benchmarks.class_memory import learned_bank
from tests.benchmarks.gradebook import STUDENTS, a_quiz, both_apps, students
from tests.benchmarks.measuring import Side, cpu_milliseconds

LENGTH, QUIZZES = 20, 17
GOAL = 200
_YARDSTICK = "one SELECT"


def measure(rounds: int = 7) -> list[str]:
    """Return the lines of the figure; the best of so many rounds, on each database there is."""
    answers = STUDENTS * LENGTH * QUIZZES
    lines = [f"pages about {STUDENTS} students with {answers:,} answers (goal {GOAL} ms)"]
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as folder:
        for name, app in both_apps(Path(folder)):
            pages, token = _fill(app)
            # As the server does before it takes requests.
            share_with_children()
            lines += [f"  {name}: {line}" for line in _figures(app, pages, token, rounds)]
            with app.app_context():
                close_connections()
    return lines


def _figures(app: Flask, pages: dict[str, str], token: str, rounds: int) -> Iterator[str]:
    client = app.test_client()
    client.set_cookie(COOKIE, token)
    clock: dict[str, float] = {}

    def fetch(name: str) -> int:
        began = time.perf_counter()
        answer = client.get(pages[name])
        spent = (time.perf_counter() - began) * 1000
        clock[name] = min(spent, clock.get(name, spent))
        if answer.status_code != 200:
            raise RuntimeError(f"{name}: {answer.status}")
        return len(answer.data)

    def one_select(_: object) -> None:
        with app.app_context():
            db.session.execute(text("SELECT 1")).all()

    sides = [
        Side(_YARDSTICK, lambda: range(100), one_select),
        *(Side(name, lambda: [None], lambda _, name=name: fetch(name)) for name in pages),
    ]
    spent = cpu_milliseconds(sides, rounds)
    for name in pages:
        ratio = spent[name] / spent[_YARDSTICK]
        yield (
            f"{name}: {spent[name]:.0f} ms of CPU, {clock[name]:.0f} by the clock,"
            f" {ratio:.0f} x {_YARDSTICK}, {fetch(name) / 1024:.0f} KB"
        )


def _fill(app: Flask) -> tuple[dict[str, str], str]:
    """Make the class with all it did; return its pages by their names, and its teacher's login."""
    with app.app_context(), transaction() as session:
        teacher = create_user(session, "Clara", "hashed", now(), role=Role.TEACHER)
        course_id = UUID(int=uuid7().int)
        make_course(session, course_id, "Biology", "UTC", by=teacher.id, now=now())
        people = students(session, course_id)
        given = [a_quiz(session, course_id, teacher.id) for _ in range(QUIZZES)]
        session.flush()
        bank_id, facts = learned_bank(session, people, now())
        session.execute(
            update(Bank).where(Bank.id == bank_id).values(visibility=Visibility.EVERYONE.value)
        )
        session.add(
            Membership(
                bank_id=bank_id,
                user_id=teacher.id,
                role=MemberRole.OWNER.value,
                created_at=now(),
            )
        )
        answer_all(session, given, people, facts)
        token = start_login(session, teacher.id, "", now())
        course = f"/courses/{course_id}"
        quiz = f"/teach/quizzes/{given[0].quiz_id}"
        given_id = given[0].id
        live = f"{course}/assignments/{given_id}/live"
    with app.app_context(), transaction() as session:
        session.execute(text("ANALYZE"))
    with app.app_context():
        upkeep = QuizUpkeep()
        while upkeep.work_once():
            pass
    pages = {
        "course": course,
        "course at a glance": f"{course}/glance",
        "people": f"{course}/people",
        "assignments": f"{course}/assignments",
        "gradebook": f"{course}/grades",
        "live view": live,
        "attempts of a quiz": f"{quiz}/attempts",
        "item analysis": f"{quiz}/analysis",
        "a column of the gradebook": f"{course}/grades/{given_id}",
        "class memory": f"{course}/memory?bank=class",
        "memory, student by student": f"{course}/memory/students?bank=class",
        "memory, week by week": f"{course}/memory/weeks?bank=class",
    }
    return pages, token


def _ask_for(session: Session, versions: Sequence[int], facts: Sequence[int]) -> None:
    """Let each question ask for a fact of the bank that the class has learned, too."""
    current = select(FactVersion.fact_id, FactVersion.id).where(FactVersion.fact_id.in_(facts))
    wording = dict(session.execute(current).all())
    session.execute(
        insert(table_of(QuestionPart)),
        [
            {
                "question_version_id": version, "position": 99, "name": "more",
                "fact_id": fact, "fact_version_id": wording[fact],
            }
            for version, fact in zip(versions, facts, strict=False)
        ],
    )  # fmt: skip


def answer_all(
    session: Session, given: Sequence[Assignment], people: Sequence[int], facts: Sequence[int]
) -> None:
    """Let everybody hand in every quiz, with an answer, a score and a mark for each question."""
    rng, moment = Random(7), now()
    every = session.execute(
        select(QuestionVersion.id, QuestionVersion.content)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(Question.kind == "multiple_choice")
        .order_by(QuestionVersion.id)
    ).all()
    _ask_for(session, [version for version, _ in every], facts)
    for number, row in enumerate(given):
        # Each quiz asks others, until all were asked.
        versions = [every[(number * LENGTH + place) % len(every)] for place in range(LENGTH)]
        rows: dict[type, list[dict[str, object]]] = {
            table: [] for table in (Attempt, AttemptQuestion, Response, Score, Mark)
        }
        for person in people:
            attempt_id, knows = UUID(int=uuid7().int), rng.uniform(0.4, 1)
            at = moment - timedelta(days=3)
            points = 0
            for position, (version, content) in enumerate(versions, start=1):
                key = content["key"]
                others = [each["id"] for each in content["options"] if each["id"] != key]
                is_right = rng.random() < knows
                points += is_right
                response_id, score_id = UUID(int=uuid7().int), UUID(int=uuid7().int)
                rows[AttemptQuestion].append(
                    {
                        "attempt_id": attempt_id, "position": position, "points": 1.0,
                        "question_version_id": version, "section": 0, "is_flagged": False,
                        "shows_key": True,
                    }
                )  # fmt: skip
                chosen = key if is_right else rng.choice(others)
                rows[Response].append(
                    {
                        "id": response_id, "user_id": person, "question_version_id": version,
                        "attempt_id": attempt_id, "position": position, "is_blank": False,
                        "content": {"type": "chosen", "options": [chosen]}, "answered_at": at,
                        "received_at": at, "clock": "learner", "is_challenged": False,
                        "took_ms": rng.randrange(60_000),
                    }
                )  # fmt: skip
                rows[Score].append(
                    {
                        "id": score_id, "response_id": response_id, "key_version_id": version,
                        "is_current": True, "grader": "program", "reason": "", "rule": "",
                        "points": float(is_right), "outcome": "right" if is_right else "wrong",
                        "scored_at": at, "basis": "key",
                    }
                )  # fmt: skip
                rows[Mark].append(
                    {
                        "score_id": score_id, "position": 1, "part": "", "is_right": is_right,
                        "fact_id": rng.choice(facts), "is_answered": True, "guess": 0.25,
                        "given": chosen, "expected": key, "note": "",
                        # Half of what is wrong is true of something else.
                        "confused_with": ""
                        if is_right or rng.random() < 0.5
                        else f"f{rng.randrange(len(facts))}",
                    }
                )  # fmt: skip
            rows[Attempt].append(
                {
                    "id": attempt_id, "user_id": person, "quiz_id": row.quiz_id,
                    "settings_number": 1, "length": LENGTH, "started_at": at, "finished_at": at,
                    "ended_by": "learner", "is_preview": False, "is_held": False,
                    "awaits_analysis": True, "points": float(points), "possible": float(LENGTH),
                    "waiting": 0, "assignment_id": row.id,
                }
            )  # fmt: skip
        for table, each in rows.items():
            session.execute(insert(table_of(table)), each)
