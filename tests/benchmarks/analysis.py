"""Item analysis of a million answers: 50,000 learners with 20 choices each, and of some more."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    Row,
    String,
    Table,
    Uuid,
    cast,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session
from uuid6 import uuid7

from quizapp.accounts.models import Role, User
from quizapp.accounts.services import create_user
from quizapp.banks.models import Question, QuestionVersion
from quizapp.clock import now
from quizapp.courses.services import make_course
from quizapp.db import close_connections, db, table_of, transaction
from quizapp.domain.statistics.analysis import analyse
from quizapp.domain.statistics.figures import Asked
from quizapp.domain.statistics.tally import Response as Answered
from quizapp.quizzes.analysis_parts import count_on
from quizapp.quizzes.item_analysis import answers_removed, begin, keep
from quizapp.quizzes.models import Attempt, AttemptQuestion, Response, Score
from tests.benchmarks.gradebook import a_quiz, both_apps
from tests.benchmarks.measuring import Side, cpu_milliseconds

LEARNERS, QUESTIONS, MORE = 50_000, 20, 300
GOAL = 5
OPTIONS = ("a", "b", "c", "d")
_TICKS = [(option,) for option in OPTIONS]
_AT_ONCE = 1_000


def measure(rounds: int = 3) -> list[str]:
    """Return the lines of the figure: the statistics alone, and the job on each database."""
    spent = cpu_milliseconds([_analysis(), _sum()], rounds)
    lines = [
        f"analysis of {LEARNERS * QUESTIONS:,} answers (goal {GOAL} s):"
        f" {spent['analysis'] / 1000:.1f} s of CPU without a database,"
        f" {spent['analysis'] / spent['sum']:.0f} x adding them up in a loop",
    ]
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as folder:
        for name, app in both_apps(Path(folder)):
            with app.app_context():
                lines += [f"  {name}: {line}" for line in _jobs(rounds)]
                close_connections()
    return lines


_ASKED = {number: Asked(0.25, OPTIONS, frozenset("a")) for number in range(QUESTIONS)}


def answers() -> Iterator[Answered]:
    """Yield answers of a class in which some know more than others."""
    rng = Random(1)
    for learner in range(LEARNERS):
        knows = rng.random()
        for question in range(QUESTIONS):
            is_right = rng.random() < (knows + question / QUESTIONS) / 2
            ticked = _TICKS[0] if is_right else _TICKS[1 + int(rng.random() * 3)]
            yield learner, question, float(is_right), 1.0, ticked, False, 60 * rng.random()


def _analysis() -> Side:
    def run(rows: Any) -> None:
        analyse(rows, _ASKED)

    return Side("analysis", lambda: [list(answers())], run)


def _sum() -> Side:
    def run(rows: Any) -> None:
        total = 0.0
        for _who, _which, share, worth, *_rest in rows:
            total += share * worth

    return Side("sum", lambda: [list(answers())], run)


def _jobs(rounds: int) -> Iterator[str]:
    """Count all, then after hand-ins, marks that changed and a removal, by the CPU of the app."""
    rng = Random(1)
    with transaction() as session:
        teacher = create_user(session, "Clara", "hashed", now(), role=Role.TEACHER)
        course_id = UUID(int=uuid7().int)
        make_course(session, course_id, "Biology", "UTC", by=teacher.id, now=now())
        quiz_id = a_quiz(session, course_id, teacher.id).quiz_id
    if quiz_id is None:
        raise RuntimeError("no quiz was made")
    first = _hand_in(quiz_id, _AT_ONCE, rng)
    for number in range(1, LEARNERS // _AT_ONCE):
        _copy(first, number)
    with transaction() as session:
        session.execute(text("ANALYZE"))
    yield _least(f"the first {LEARNERS * QUESTIONS:,}", quiz_id, 1, lambda: None)
    yield _least("nothing new", quiz_id, rounds, lambda: None)
    yield _least(f"{MORE} more hand-ins", quiz_id, rounds, lambda: _hand_in(quiz_id, MORE, rng))
    yield _least("somebody marked again", quiz_id, rounds, lambda: _mark_again(quiz_id, rng))
    yield _least("somebody removed", quiz_id, rounds, lambda: _remove(quiz_id, rng))


def _least(what: str, quiz_id: UUID, rounds: int, change: Callable[[], object]) -> str:
    best, clock = float("inf"), float("inf")
    for _ in range(rounds):
        change()
        db.session.remove()
        began, busy = time.perf_counter(), time.process_time()
        with transaction() as session:
            number = begin(session, quiz_id, now())
        counting = count_on(db.session(), quiz_id)
        db.session.remove()
        with transaction() as session:
            keep(session, quiz_id, number, counting, now(), 0)
        best = min(best, time.process_time() - busy)
        clock = min(clock, time.perf_counter() - began)
    return f"{what}: {best:.2f} s of CPU in the app, {clock:.2f} by the clock"


def _first_of(quiz_id: UUID, rng: Random) -> int:
    every = select(Attempt.user_id).where(Attempt.quiz_id == quiz_id).order_by(Attempt.id)
    found = db.session.scalars(every.offset(rng.randrange(LEARNERS)).limit(1)).one()
    db.session.remove()
    return found


def _mark_again(quiz_id: UUID, rng: Random) -> None:
    user_id = _first_of(quiz_id, rng)
    with transaction() as session:
        theirs = update(table_of(Attempt)).where(table_of(Attempt).c.user_id == user_id)
        session.execute(theirs.values(awaits_analysis=True))


def _remove(quiz_id: UUID, rng: Random) -> None:
    user_id = _first_of(quiz_id, rng)
    with transaction() as session:
        answers_removed(session, [user_id])


def _copy(first: Sequence[int], number: int) -> None:
    """Let as many others do what the first ones did, some time later: a row each would be slow."""
    later, offset = f"{0x02000000 + number:08x}", number * len(first)

    def value(column: Column[Any]) -> ColumnElement[Any]:
        if column.name in {"user_id", "id"} and isinstance(column.type, Integer):
            return column + offset
        if column.name in {"id", "attempt_id", "response_id"}:
            # Ids begin with their time.
            return cast(later + func.substr(cast(column, String), 9), Uuid)
        return column

    people = table_of(User).c.id.in_(first)
    attempts = select(table_of(Attempt).c.id).where(table_of(Attempt).c.user_id.in_(first))
    responses = select(table_of(Response).c.id).where(table_of(Response).c.user_id.in_(first))
    with transaction() as session:
        for model, theirs in (
            (User, people),
            (Attempt, table_of(Attempt).c.id.in_(attempts)),
            (AttemptQuestion, table_of(AttemptQuestion).c.attempt_id.in_(attempts)),
            (Response, table_of(Response).c.id.in_(responses)),
            (Score, table_of(Score).c.response_id.in_(responses)),
        ):
            table = table_of(model)
            copied = select(*map(value, table.c)).where(theirs)
            session.execute(insert(table).from_select(table.c.keys(), copied))


def _hand_in(quiz_id: UUID, learners: int, rng: Random) -> Sequence[int]:
    with transaction() as session:
        versions = session.execute(
            select(QuestionVersion.id, QuestionVersion.content)
            .join(Question, Question.id == QuestionVersion.question_id)
            .where(Question.kind == "multiple_choice")
            .order_by(QuestionVersion.id)
            .limit(QUESTIONS)
        ).all()
        rows: dict[Table, list[dict[str, object]]] = {
            table_of(model): [] for model in (Attempt, AttemptQuestion, Response, Score)
        }
        people = _people(session, learners)
        for person in people:
            _answer_all(rows, quiz_id, person, versions, rng)
        for table, each in rows.items():
            session.execute(insert(table), each)
    return people


def _people(session: Session, number: int) -> Sequence[int]:
    known = session.scalar(select(func.max(User.id))) or 0
    people = range(known + 1, known + 1 + number)
    rows = [{"id": each, "is_guest": True, "created_at": now()} for each in people]
    session.execute(insert(table_of(User)), rows)
    return people


def _answer_all(
    rows: dict[Table, list[dict[str, object]]],
    quiz_id: UUID,
    person: int,
    versions: Sequence[Row[tuple[int, dict[str, Any]]]],
    rng: Random,
) -> None:
    attempt_id, knows = UUID(int=uuid7().int), rng.random()
    at = now() - timedelta(days=3)
    right = 0
    for position, (version, content) in enumerate(versions, start=1):
        key = content["key"]
        others = [each["id"] for each in content["options"] if each["id"] != key]
        is_right = rng.random() < (knows + position / QUESTIONS) / 2
        right += is_right
        response_id = UUID(int=uuid7().int)
        chosen = key if is_right else rng.choice(others)
        rows[table_of(AttemptQuestion)].append(
            {
                "attempt_id": attempt_id, "position": position, "points": 1.0,
                "question_version_id": version, "section": 0, "is_flagged": False,
                "shows_key": True,
            }
        )  # fmt: skip
        rows[table_of(Response)].append(
            {
                "id": response_id, "user_id": person, "question_version_id": version,
                "attempt_id": attempt_id, "position": position, "is_blank": False,
                "content": {"type": "chosen", "options": [chosen]}, "answered_at": at,
                "received_at": at, "clock": "learner", "is_challenged": False,
                "took_ms": rng.randrange(60_000),
            }
        )  # fmt: skip
        rows[table_of(Score)].append(
            {
                "id": UUID(int=uuid7().int), "response_id": response_id, "key_version_id": version,
                "is_current": True, "grader": "program", "reason": "", "rule": "",
                "points": float(is_right), "outcome": "right" if is_right else "wrong",
                "scored_at": at, "basis": "key",
            }
        )  # fmt: skip
    rows[table_of(Attempt)].append(
        {
            "id": attempt_id, "user_id": person, "quiz_id": quiz_id, "settings_number": 1,
            "length": QUESTIONS, "started_at": at, "finished_at": at, "ended_by": "learner",
            "is_preview": False, "is_held": False, "awaits_analysis": True,
            "points": float(right), "possible": float(QUESTIONS), "waiting": 0,
        }
    )  # fmt: skip
