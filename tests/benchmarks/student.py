"""The page of one student of a course of 300 who have answered 100,000 questions."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session
from uuid6 import uuid7

from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Role
from quizapp.accounts.services import create_user
from quizapp.banks.models import Bank, Question, QuestionPart, QuestionVersion
from quizapp.cli.memory import share_with_children
from quizapp.clock import now
from quizapp.courses.services import make_course
from quizapp.db import close_connections, table_of, transaction
from quizapp.domain.answer_codec import encode_answer
from quizapp.domain.answers import Blank
from quizapp.memory.models import Memory
from quizapp.quizzes.models import Attempt, AttemptQuestion, Mark, Response, Score
from quizapp.web.auth import COOKIE
from tests.benchmarks.gradebook import STUDENTS, a_quiz, both_apps, students
from tests.benchmarks.measuring import Side, cpu_milliseconds, wall_seconds
from tests.statements import noted

QUIZZES = 20
LENGTH = 17
GOAL = 200

Rows = dict[Any, list[dict[str, Any]]]


def measure(rounds: int = 9) -> list[str]:
    """Return the lines of the figure; the best of so many rounds, on each database there is."""
    responses = STUDENTS * QUIZZES * LENGTH
    lines = [f"page of a student, {responses:,} responses in the course (goal {GOAL} ms)"]
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as folder:
        for name, app in both_apps(Path(folder)):
            pages = _fill(app)
            # As the server does before it takes requests.
            share_with_children()
            lines += [f"  {name}: {each}" for each in _figures(app, pages, rounds)]
            with app.app_context():
                close_connections()
    return lines


def _figures(app: Flask, pages: dict[str, tuple[str, str]], rounds: int) -> Iterator[str]:
    def fetch(path: str, token: str) -> int:
        client = app.test_client()
        client.set_cookie(COOKIE, token)
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(answer.status)
        return len(answer.data)

    sides = [
        Side(name, lambda: [None], lambda _, page=page: fetch(*page))
        for name, page in pages.items()
    ]
    spent = cpu_milliseconds(sides, rounds)
    for side in sides:
        wall = min(wall_seconds(lambda side=side: side.run(None)) for _ in range(rounds))
        with noted(app) as sent:
            side.run(None)
        yield (
            f"{side.name} {spent[side.name]:.0f} ms of CPU, {wall * 1000:.0f} ms by the clock,"
            f" {len(sent)} statements"
        )


def _fill(app: Flask) -> dict[str, tuple[str, str]]:
    """Make the course with all that was answered; return pages, each an address and a login."""
    with app.app_context(), transaction() as session:
        teacher = create_user(session, "Clara", "hashed", now(), role=Role.TEACHER)
        course_id = UUID(int=uuid7().int)
        make_course(session, course_id, "Biology", "UTC", by=teacher.id, now=now())
        people = students(session, course_id)
        given = [a_quiz(session, course_id, teacher.id) for _ in range(QUIZZES)]
        session.flush()
        _answer(session, [(row.id, row.quiz_id) for row in given], people)
        login = start_login(session, teacher.id, "", now())
        one = people[STUDENTS // 2]
    with app.app_context(), transaction() as session:
        session.execute(text("ANALYZE"))
    return {"teacher's page": (f"/courses/{course_id}/students/{one}", login)}


def _answer(session: Session, given: list[tuple[UUID, UUID | None]], people: list[int]) -> None:
    chance, moment = Random(7), now()
    bank_id = session.scalars(select(Bank.id).limit(1)).one()
    parts: dict[int, list[tuple[str, int]]] = {}
    for version_id, name, fact_id in session.execute(
        select(QuestionVersion.id, QuestionPart.name, QuestionPart.fact_id)
        .join(QuestionPart, QuestionPart.question_version_id == QuestionVersion.id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(QuestionVersion.is_current, Question.kind != "essay")
        .order_by(QuestionPart.position)
    ):
        parts.setdefault(version_id, []).append((name, fact_id))
    facts = sorted({fact for each in parts.values() for _, fact in each})
    for person in people:
        rows: Rows = {each: [] for each in (Attempt, AttemptQuestion, Response, Score, Mark)}
        for place, (assignment_id, quiz_id) in enumerate(given):
            at = moment - timedelta(days=60 * (place + 1) / QUIZZES, hours=chance.random())
            asked = chance.sample(sorted(parts), LENGTH)
            _attempt(rows, chance, (assignment_id, quiz_id), person, asked, parts, at)
        for model, values in rows.items():
            session.execute(insert(table_of(model)), values)
        last = moment - timedelta(days=chance.randrange(60))
        session.execute(
            insert(table_of(Memory)),
            [
                {
                    "user_id": person, "fact_id": fact, "bank_id": bank_id, "state": 2,
                    "step": None, "stability": chance.uniform(0.5, 120), "stability_fast": None,
                    "difficulty": 5.0, "due": moment, "last_review_at": last,
                    "last_day": last.date(), "first_review_at": last, "reps": 3, "lapses": 0,
                }
                for fact in facts
            ],
        )  # fmt: skip


def _attempt(
    rows: Rows,
    chance: Random,
    given: tuple[UUID, UUID | None],
    person: int,
    asked: list[int],
    parts: dict[int, list[tuple[str, int]]],
    at: datetime,
) -> None:
    attempt_id, right = UUID(int=uuid7().int), 0
    for position, version_id in enumerate(asked, 1):
        is_right = chance.random() < 0.7
        right += is_right
        response_id, score_id = UUID(int=uuid7().int), UUID(int=uuid7().int)
        rows[AttemptQuestion].append(
            {"attempt_id": attempt_id, "position": position, "question_version_id": version_id}
        )
        rows[Response].append(
            {
                "id": response_id, "user_id": person, "question_version_id": version_id,
                "attempt_id": attempt_id, "position": position, "content": encode_answer(Blank()),
                "is_blank": False, "answered_at": at, "received_at": at, "clock": "server",
                "took_ms": None, "certainty": None,
            }
        )  # fmt: skip
        rows[Score].append(
            {
                "id": score_id, "response_id": response_id, "key_version_id": version_id,
                "is_current": True, "grader": "program", "reason": "", "points": float(is_right),
                "outcome": "right" if is_right else "wrong", "rule": "One point.", "scored_at": at,
                "scored_by_id": None, "basis": "key",
            }
        )  # fmt: skip
        rows[Mark] += [
            {
                "score_id": score_id, "position": number, "part": name, "fact_id": fact_id,
                "is_right": is_right, "is_answered": True, "guess": 0.25, "given": "Something",
                "expected": "What is right", "note": "", "confused_with": "",
            }
            for number, (name, fact_id) in enumerate(parts[version_id], 1)
        ]  # fmt: skip
    assignment_id, quiz_id = given
    rows[Attempt].append(
        {
            "id": attempt_id, "user_id": person, "quiz_id": quiz_id, "settings_number": 1,
            "length": LENGTH, "started_at": at, "finished_at": at, "ended_by": "learner",
            "is_preview": False, "is_held": False, "awaits_analysis": False,
            "points": float(right), "possible": float(LENGTH), "waiting": 0,
            "assignment_id": assignment_id,
        }
    )  # fmt: skip
