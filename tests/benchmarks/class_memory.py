"""What a class of 300 remembers of 300 facts: 90,000 memories, on SQLite and PostgreSQL."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from quizapp import schema
from quizapp.accounts.services import create_user
from quizapp.app import create_app
from quizapp.banks.models import Bank, Fact, FactVersion, Topic
from quizapp.clock import new_id
from quizapp.courses.models import Course, CourseRole, Enrolment, EnrolmentState
from quizapp.db import close_connections, db, table_of, transaction
from quizapp.memory.class_memory import class_memory
from quizapp.memory.models import Memory
from quizapp.quizzes.sealing import OPEN
from tests.benchmarks.surroundings import benchmark_settings
from tests.postgres_cluster import Cluster, find_programs

STUDENTS, FACTS, TOPICS, QUIZ = 300, 300, 12, 10
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def measure(rounds: int = 12) -> list[str]:
    """Return the lines of the figure; each round works out the whole class anew."""
    lines = []
    for kind in ("SQLite", "PostgreSQL"):
        if kind == "PostgreSQL" and find_programs() is None:
            lines.append("  no PostgreSQL here")
            continue
        with _app(kind) as app, app.app_context():
            course_id, bank_id = _fill()
            took = [_one(course_id, bank_id) for _ in range(rounds)]
        wall, cpu = (min(each) * 1000 for each in zip(*took, strict=True))
        lines.append(
            f"class memory, {STUDENTS * FACTS:,} memories, {kind}: {wall:.0f} ms on the clock,"
            f" {cpu:.0f} ms of CPU in the app"
        )
    return lines


def _one(course_id: UUID, bank_id: int) -> tuple[float, float]:
    began, busy = time.perf_counter(), time.process_time()
    found = class_memory(db.session(), course_id, bank_id, NOW + timedelta(days=9), OPEN)
    spent = time.perf_counter() - began, time.process_time() - busy
    if sum(each.figures.learned for each in found.facts) != STUDENTS * FACTS:
        raise RuntimeError("not all memories were counted")
    db.session.rollback()
    return spent


@contextlib.contextmanager
def _app(kind: str) -> Iterator[Flask]:
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as folder:
        place, address, cluster = Path(folder), "", None
        if kind == "PostgreSQL":
            programs = find_programs()
            if programs is None:
                raise RuntimeError("no PostgreSQL here")
            (place / "cluster").mkdir()
            # The server runs as a user of its own, and has to reach its folder.
            place.chmod(0o755)
            cluster = Cluster(programs, place / "cluster")
            cluster.start()
            address = cluster.url
        app = create_app(benchmark_settings(place, address))
        try:
            with app.app_context():
                schema.upgrade(db.engine, None, NOW)
            yield app
        finally:
            with app.app_context():
                close_connections()
            if cluster is not None:
                cluster.stop()


def _fill() -> tuple[UUID, int]:
    course_id = new_id()
    with transaction() as session:
        people = [
            create_user(session, f"Learner {n}", "$argon2id$-", NOW).id for n in range(STUDENTS)
        ]
        course = {"title": "Class", "time_zone": "UTC", "created_at": NOW}
        session.add(Course(id=course_id, created_by_id=people[0], **course))
        state = {"role": CourseRole.STUDENT.value, "state": EnrolmentState.ACTIVE.value}
        times = {"joined_at": NOW, "changed_at": NOW}
        session.flush()
        session.add_all(
            Enrolment(course_id=course_id, user_id=each, **state, **times) for each in people
        )
        bank_id, _ = learned_bank(session, people, NOW)
    with transaction() as session:
        session.execute(text("ANALYZE"))
    return course_id, bank_id


def learned_bank(session: Session, people: Sequence[int], now: datetime) -> tuple[int, list[int]]:
    """Make a bank of FACTS that all these people have learned; return it and its facts."""
    chance = Random(1)
    bank = Bank(
        slug="class",
        title="Class",
        language="en",
        description="",
        license="",
        created_at=now,
        updated_at=now,
    )
    session.add(bank)
    session.flush()
    topics = [
        Topic(bank_id=bank.id, slug=f"t{n}", title=f"Topic {n}", position=n) for n in range(TOPICS)
    ]
    session.add_all(topics)
    session.flush()
    facts = [
        Fact(
            bank_id=bank.id,
            topic_id=topics[n % TOPICS].id,
            slug=f"f{n}",
            status="approved",
            position=n,
        )
        for n in range(FACTS)
    ]
    session.add_all(facts)
    session.flush()
    session.add_all(
        FactVersion(
            fact_id=each.id,
            number=1,
            is_current=True,
            statement=f"It says {each.slug}.",
            content={},
            fingerprint="",
            created_at=now,
        )
        for each in facts
    )
    # As they are learned: some facts of a learner at a hand-in, then some of somebody else.
    quizzes = [
        (one, facts[start : start + QUIZ]) for one in people for start in range(0, FACTS, QUIZ)
    ]
    chance.shuffle(quizzes)
    rows = [_row(chance, one, fact.id, bank.id, now) for one, asked in quizzes for fact in asked]
    session.execute(insert(table_of(Memory)), rows)
    return bank.id, [each.id for each in facts]


def _row(
    chance: Random, user_id: int, fact_id: int, bank_id: int, now: datetime
) -> dict[str, object]:
    last = now - timedelta(days=chance.randrange(60))
    return {
        "user_id": user_id,
        "fact_id": fact_id,
        "bank_id": bank_id,
        "state": 2,
        "step": None,
        "stability": chance.uniform(0.5, 120),
        "stability_fast": None,
        "difficulty": 5.0,
        "due": now,
        "last_review_at": last,
        "last_day": last.date(),
        "first_review_at": last,
        "reps": 3,
        "lapses": 0,
    }
