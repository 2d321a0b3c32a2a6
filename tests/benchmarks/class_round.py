"""A whole class takes a quiz at once, over HTTP, on one machine, while its teacher watches.

    python -m tests.benchmarks.class_round --students 300 [--postgres]

Starts the real server on an instance of its own in a temporary folder. Everybody logs in, opens the
quiz that their course was given, begins it, answers its 20 questions one by one as a page saves
them, hands in and reads the results. The teacher looks every five seconds, and opens the gradebook,
the analysis and the memory of the class afterwards. Exits with 1 where anything failed, or where
the database does not hold what was acknowledged.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import func, select, text

from quizapp.accounts.queries import user_by_name
from quizapp.answering.assigning import assign
from quizapp.app import create_app
from quizapp.assignments.services import Setting, What
from quizapp.banks.models import Bank
from quizapp.clock import new_id, now
from quizapp.config import Settings
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import make_course
from quizapp.db import close_connections, db, transaction
from quizapp.domain.due_dates import Window
from quizapp.quizzes.demonstration import QUESTIONS, make_demonstration
from quizapp.quizzes.models import Attempt, Response, Score
from quizapp.security import hash_password
from tests.benchmarks.browser import Answer, Browser, Fields, Form, forms_of
from tests.benchmarks.kill_server import Server, free_port, own_postgres
from tests.benchmarks.process_groups import cpu_seconds, megabytes
from tests.benchmarks.surroundings import benchmark_settings, load, shipped_bank

PASSWORD = "correct horse battery"
LOOK_SECONDS = 5.0
PATIENCE_SECONDS = 60.0
"""Who asks again sooner adds to what a busy server has to do, as no browser does by itself."""
_SILENCE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """The quiz of a course, its teacher and its students, by their names."""

    course: UUID
    assignment: UUID
    quiz: UUID
    teacher: str
    students: tuple[str, ...]


@dataclass
class Record:
    """How long each kind of request took, in milliseconds, and what failed; for many threads."""

    took: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, milliseconds: float) -> None:
        """Keep that a request of a kind took so long."""
        with self._lock:
            self.took[kind].append(milliseconds)

    def fail(self, what: str) -> None:
        """Keep that something failed."""
        with self._lock:
            self.failures.append(what)

    def lines(self) -> Iterator[str]:
        """Return a line for each kind of request, in the order in which they were first made."""
        for kind, took in self.took.items():
            each = sorted(took)
            at = [each[min(len(each) - 1, int(len(each) * share))] for share in (0.5, 0.95)]
            yield (
                f"  {kind}: {len(each)} requests, median {at[0]:.0f} ms, 95 % below {at[1]:.0f},"
                f" slowest {each[-1]:.0f}"
            )


class Person:
    """Somebody at a browser, whose requests are timed."""

    def __init__(self, name: str, port: int, record: Record) -> None:
        self.name = name
        self._browser = Browser(port, {}, PATIENCE_SECONDS)
        self._record = record
        self._last = 0.0

    def get(self, kind: str, path: str, *statuses: int) -> Answer:
        """Open a page, which is answered with one of these statuses, or 200."""
        return self._timed(kind, "GET", path, statuses or (200,))

    def post(self, kind: str, path: str, fields: Fields, status: int, accept: str = "") -> Answer:
        """Send a form, which is answered with this status."""
        return self._timed(kind, "POST", path, (status,), fields, accept)

    def log_in(self) -> None:
        """Log in with the password of all."""
        form = _form(self.get("log-in page", "/login").text, "password")
        given = [("name", self.name), ("password", PASSWORD)]
        self.post("log-in", "/login", [*form.fixed, *given], 303)

    def close(self) -> None:
        """Hang up."""
        self._browser.close()

    def _timed(
        self,
        kind: str,
        method: str,
        path: str,
        statuses: tuple[int, ...],
        fields: Fields | None = None,
        accept: str = "",
    ) -> Answer:
        # The server hangs up on whoever is silent, which a browser sees before it asks again.
        if time.monotonic() - self._last > _SILENCE_SECONDS:
            self._browser.close()
        began = time.perf_counter()
        if method == "GET":
            answer = self._browser.get(path)
        else:
            answer = self._browser.post(path, fields or [], accept)
        self._last = time.monotonic()
        self._record.note(kind, (time.perf_counter() - began) * 1000)
        if answer.resent:
            self._record.fail(f"{kind}: answered only when it was sent again")
        if answer.status not in statuses:
            raise RuntimeError(f"{kind} {path} was answered with {answer.status}")
        return answer


class Student(threading.Thread):
    """One student from log-in to results; what goes wrong is kept as a failure."""

    def __init__(
        self, person: Person, lesson: Lesson, record: Record, wait: float, think: float
    ) -> None:
        super().__init__(name=person.name, daemon=True)
        self._person, self._lesson, self._record = person, lesson, record
        self._wait, self._think = wait, think
        self._chance = Random(person.name)

    def run(self) -> None:
        """Wait for the moment to come in, then take the quiz."""
        time.sleep(self._wait)
        try:
            self._take()
        # In a thread whatever is raised is lost; here it fails the round.
        except Exception as fault:
            self._record.fail(f"{self.name}: {fault!r}")
        finally:
            self._person.close()

    def _take(self) -> None:
        person = self._person
        person.log_in()
        person.get("today", "/")
        front = f"/quizzes/{self._lesson.quiz}"
        start = _form(person.get("front of the quiz", front).text, "attempt_id")
        attempt = person.post("start", start.action or front, start.fixed, 303).location
        page = _form(person.get("the questions", attempt).text, "q1-")
        token = [(name, value) for name, value in page.fixed if name == "csrf_token"]
        answers = [pair for pair in page.filled(self._chance) if pair[0] != "ask"]
        for position in range(1, QUESTIONS + 1):
            time.sleep(self._chance.uniform(0.5, 1.5) * self._think)
            given = [pair for pair in answers if pair[0].startswith(f"q{position}-")]
            path = f"{attempt}/responses"
            person.post("an answer saved", path, [*token, *given], 200, "application/json")
        # The page sends what it holds, and each answer is as it was saved.
        sent = [pair for pair in answers if not pair[0].endswith("-seen")]
        results = person.post("hand-in", page.action or attempt, sent, 303).location
        if not results.endswith("/results"):
            raise RuntimeError(f"the hand-in led to {results}")
        person.get("results", results)


class Watcher(threading.Thread):
    """The teacher, who watches until told to stop."""

    def __init__(self, person: Person, lesson: Lesson, record: Record) -> None:
        super().__init__(name="teacher", daemon=True)
        self._person, self._record = person, record
        self._live = f"/courses/{lesson.course}/assignments/{lesson.assignment}/live"
        self.stop = threading.Event()

    def run(self) -> None:
        """Open the live view, and look as its page does."""
        try:
            self._person.get("live view", self._live)
            while not self.stop.wait(LOOK_SECONDS):
                self._person.get("a look of the live view", f"{self._live}.json")
        # As for a student.
        except Exception as fault:
            self._record.fail(f"teacher: {fault!r}")


def run(students: int, seconds: float, think: float, database: str) -> tuple[list[str], bool]:
    """Let a class take a quiz; return what was measured, and whether all went well."""
    record = Record()
    with tempfile.TemporaryDirectory(prefix="quizapp-round-") as name:
        settings = benchmark_settings(Path(name), database)
        lesson = _prepared(settings, students)
        server = Server(Path(name), free_port(), database)
        server.start()
        try:
            server.wait()
            before = cpu_seconds(server.group)
            began = time.perf_counter()
            memory = _round(server, lesson, record, seconds, think)
            wall = time.perf_counter() - began
            _look_afterwards(server.port, lesson, record)
            cpu = cpu_seconds(server.group) - before
            memory = max(memory, megabytes(server.group))
        finally:
            server.kill()
        record.failures += _missing(settings, lesson)
    load_now = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return [
        f"{students} students, {QUESTIONS} questions, {'PostgreSQL' if database else 'SQLite'},"
        f" begun within {seconds:.0f} s; {os.cpu_count()} cores, load {load_now}",
        *record.lines(),
        f"  {sum(map(len, record.took.values())):,} requests in {wall:.0f} s,"
        f" {len(record.failures)} failed",
        f"  server: {cpu:.0f} s of CPU, {memory:.0f} MB at most (PSS of all processes)",
        *(f"  failed: {each}" for each in record.failures[:20]),
    ], not record.failures


def _round(server: Server, lesson: Lesson, record: Record, seconds: float, think: float) -> float:
    """Let everybody take the quiz, watched by the teacher; return the most memory, in MB."""
    chance, most = Random(1), 0.0
    teacher = Person(lesson.teacher, server.port, record)
    teacher.log_in()
    watcher = Watcher(teacher, lesson, record)
    watcher.start()
    everybody = [
        Student(
            Person(name, server.port, record), lesson, record, chance.uniform(0, seconds), think
        )
        for name in lesson.students
    ]
    for each in everybody:
        each.start()
    while any(each.is_alive() for each in everybody):
        most = max(most, megabytes(server.group))
        time.sleep(1)
    watcher.stop.set()
    watcher.join()
    teacher.close()
    return most


def _look_afterwards(port: int, lesson: Lesson, record: Record) -> None:
    teacher = Person(lesson.teacher, port, record)
    teacher.log_in()
    course = f"/courses/{lesson.course}"
    teacher.get("gradebook", f"{course}/grades")
    teacher.get("one column of it", f"{course}/grades/{lesson.assignment}")
    teacher.get("item analysis", f"/teach/quizzes/{lesson.quiz}/analysis")
    teacher.get("class memory", f"{course}/memory")
    teacher.get("memory, student by student", f"{course}/memory/students")
    teacher.get("memory, week by week", f"{course}/memory/weeks")
    teacher.close()


def _prepared(settings: Settings, students: int) -> Lesson:
    """Make the class of ``quizapp demo`` a course, and give it the quiz."""
    app = create_app(settings)
    load(app, shipped_bank())
    with app.app_context():
        moment = now()
        with transaction() as session:
            bank = session.scalars(select(Bank)).one()
            made = make_demonstration(session, bank, students, hash_password(PASSWORD), moment)
            teacher = user_by_name(session, made.teacher)
            if teacher is None:
                raise RuntimeError("the demonstration has no teacher")
            course_id, assignment_id = new_id(), new_id()
            make_course(session, course_id, "Class", "UTC", by=teacher.id, now=moment)
            for name in made.students:
                student = enrolling.person_called(session, name)
                enrolling.enrol(session, course_id, student.id, CourseRole.STUDENT, moment)
            day = timedelta(days=1)
            window = Window(moment - day, moment + day, moment + 2 * day)
            assign(
                session,
                assignment_id,
                course_id,
                What(quiz_id=made.quiz_id),
                Setting(window),
                by=teacher.id,
                now=moment,
            )
        with transaction() as session:
            session.execute(text("ANALYZE"))
        # The server must not share a connection with this process.
        db.session.remove()
        close_connections()
    return Lesson(course_id, assignment_id, made.quiz_id, made.teacher, made.students)


def _missing(settings: Settings, lesson: Lesson) -> list[str]:
    """Return what the database does not hold of what everybody did."""
    app, every = create_app(settings), len(lesson.students)
    with app.app_context():
        session = db.session()
        handed_in = session.scalar(
            select(func.count(Attempt.user_id.distinct())).where(
                Attempt.assignment_id == lesson.assignment, Attempt.finished_at.is_not(None)
            )
        )
        attempts = session.scalar(select(func.count()).select_from(Attempt))
        answers = session.scalar(
            select(func.count())
            .select_from(Response)
            .join(Score, Score.response_id == Response.id)
            .where(Score.is_current, ~Response.is_blank)
        )
        db.session.remove()
        close_connections()
    found = {"attempts handed in": handed_in, "attempts": attempts}
    wanted = {"attempts handed in": every, "attempts": every}
    found["answers with a mark"] = answers
    wanted["answers with a mark"] = every * QUESTIONS
    return [
        f"{count} {what} instead of {wanted[what]}"
        for what, count in found.items()
        if count != wanted[what]
    ]


def _form(page: str, named: str) -> Form:
    """Return the form of a page that has a field whose name begins so."""
    for form in forms_of(page):
        names = [*(name for name, _ in form.fixed), *form.choices, *form.ticks, *form.texts]
        if form.method == "post" and any(name.startswith(named) for name in names):
            return form
    raise RuntimeError(f"the page has no form with {named}")


def main() -> None:
    """Run as the options say; exits with 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.class_round")
    parser.add_argument("--students", type=int, default=300)
    parser.add_argument("--within", type=float, default=60, help="they come within so many seconds")
    parser.add_argument("--think", type=float, default=2, help="mean seconds for a question")
    parser.add_argument("--postgres", action="store_true", help="with a PostgreSQL of its own")
    given = parser.parse_args()
    with own_postgres() if given.postgres else contextlib.nullcontext("") as database:
        lines, is_well = run(given.students, given.within, given.think, database)
    print("\n".join(lines))
    sys.exit(not is_well)


if __name__ == "__main__":
    main()
