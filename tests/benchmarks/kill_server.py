"""Kill the server under load, again and again, and check that nothing acknowledged is lost.

    python -m tests.benchmarks.kill_server --kills 300 [--postgres]

Starts the real server on an instance of its own in a temporary folder, lets learners take quizzes
and study over HTTP, kills every process of the server (SIGKILL) at random moments, starts it again,
and at the end compares the database with what the learners were told. Loopback only. The database
is a file, or that of a PostgreSQL of its own, which is not killed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Role
from quizapp.accounts.services import create_guest, create_user
from quizapp.app import create_app
from quizapp.banks.models import Bank
from quizapp.clock import new_id
from quizapp.config import Settings
from quizapp.db import close_connections, db, transaction
from quizapp.web.auth import COOKIE
from tests.benchmarks.browser import Browser
from tests.benchmarks.drafting_jobs import (
    DyingWorkers,
    Teacher,
    faults_of_jobs,
    settle,
    start_worker,
)
from tests.benchmarks.history import faults_of
from tests.benchmarks.learners import History, Learner
from tests.benchmarks.surroundings import benchmark_settings, load, shipped_bank
from tests.postgres_cluster import Cluster, find_programs

PROGRAM = Path(sys.executable).with_name("quizapp")
START_SECONDS = 20
# So much load is let through before a kill: from just after the start to several quizzes.
LOAD_SECONDS = (0.02, 0.8)
# Some kills come while the server is still starting.
EARLY = 0.1
# A lease has to run out, and then each article takes about two seconds.
SETTLE_SECONDS = 120
Users = list[tuple[int, str]]
GUESTS = 5
"""How many guests one learner is in turn: each may begin so many quizzes an hour."""
STAFF = 12
"""How many people one teacher is in turn: each may send in so many articles an hour."""


@dataclass
class Report:
    """What a run did and found."""

    kills: int = 0
    early: int = 0
    acknowledged: int = 0
    answers: int = 0
    resent: int = 0
    repeated: int = 0
    articles: int = 0
    worker_kills: int = 0
    seconds: float = 0.0
    back: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def count(self, people: list[Learner]) -> None:
        """Add what the server acknowledged to learners."""
        for history in _histories(people):
            self.acknowledged += history.acknowledged
            self.answers += len(history.answers) + len(history.studied)
            self.repeated += history.repeated

    def lines(self) -> list[str]:
        """Return the report for people."""
        back = sorted(self.back) or [0.0]
        found = [
            f"{self.kills} kills ({self.early} of them during a start) in {self.seconds:.0f} s",
            f"{self.acknowledged} changes acknowledged, {self.answers} of them answers;"
            f" {self.resent} resent after a broken connection, {self.repeated} doubled on purpose",
            f"{self.articles} articles put in line and drafted, {self.worker_kills} workers killed",
            f"back after {back[len(back) // 2]:.2f} s (median), {back[-1]:.2f} s (longest)",
            f"{len(self.faults)} faults: lost, doubled, wrongly marked or wrongly remembered",
        ]
        return [*found, *(f"  {fault}" for fault in self.faults[:50])]


class Server:
    """The real server as a process group of its own."""

    def __init__(self, folder: Path, port: int, database: str = "") -> None:
        self.port = port
        kept = {
            name: os.environ[name]
            for name in ("PATH", "PYTHONPATH", "LANG", "HOME")
            if name in os.environ
        }
        self.environment = kept | {
            "QUIZAPP_INSTANCE": str(folder),
            "SECRET_KEY": "for benchmarks: 0123456789 abcdefghijklm",
            "QUIZAPP_LOG_LEVEL": "WARNING",
            "DATABASE_URL": database,
        }
        self._log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it answers some time later."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [PROGRAM, "serve", "--port", str(self.port)],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def group(self) -> int:
        """The number of the process group; raises RuntimeError where it does not run."""
        if self._process is None:
            raise RuntimeError("the server does not run")
        return self._process.pid

    def wait(self, page: str = "/login") -> None:
        """Wait until a page is served; raises RuntimeError with the log if none ever is."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            with contextlib.suppress(OSError):
                address = f"http://127.0.0.1:{self.port}{page}"
                with urllib.request.urlopen(address, timeout=START_SECONDS):
                    return
            time.sleep(0.02)
        raise RuntimeError(f"the server does not start:\n{self._log.read_text()[-4000:]}")

    def kill(self) -> None:
        """Kill the arbiter and every worker at once, with no chance to end anything."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None
        # The workers die a moment after the arbiter, and hold the port until then.
        deadline = time.monotonic() + START_SECONDS
        while not _is_free(self.port) and time.monotonic() < deadline:
            time.sleep(0.005)


def run(
    kills: int,
    learners: int,
    most_seconds: float,
    seed: int,
    teachers: int = 0,
    database: str = "",
) -> Report:
    """Let learners and teachers work, kill the server so many times, and check the history.

    ``database`` is the address of an empty one; without it there is a file. Workers for jobs are
    killed too, each at moments of its own: the server's lives too short to see much of its own
    worker.
    """
    with tempfile.TemporaryDirectory(prefix="quizapp-kill-") as name:
        folder = Path(name)
        settings = benchmark_settings(folder, database)
        with _prepared(settings, learners, teachers) as (bank, users, staff):
            server = Server(folder, free_port(), database)
            stop = threading.Event()
            people = [
                Learner(Browser(server.port, {COOKIE: token}), user, bank, stop, heirs)
                for (user, token), *heirs in users
            ]
            authors = [
                Teacher(Browser(server.port, {COOKIE: token}), user, stop, heirs)
                for (user, token), *heirs in staff
            ]
            log = folder / "workers.log"
            dying = [
                DyingWorkers(server.environment, log, seed) for seed in range(bool(teachers) * 2)
            ]
            for each in dying:
                each.start()
            everybody = [*people, *authors]
            report = _kill_again_and_again(
                server, everybody, stop, kills, most_seconds, Random(seed)
            )
            for each in dying:
                each.stop()
                report.worker_kills += each.kills
            report.count(people)
            report.articles = sum(len(each.acknowledged) for each in authors)
            # What learners entered comes first: not all faults are printed.
            report.faults += _check(settings, people)
            report.faults += _check_jobs(settings, server, authors) if teachers else []
    return report


def _kill_again_and_again(
    server: Server,
    people: list[Learner | Teacher],
    stop: threading.Event,
    kills: int,
    most_seconds: float,
    chance: Random,
) -> Report:
    report = Report()
    began = time.monotonic()
    try:
        server.start()
        server.wait()
        for person in people:
            person.start()
        while report.kills < kills and time.monotonic() - began < most_seconds:
            time.sleep(chance.uniform(*LOAD_SECONDS))
            _kill_once(server, report, chance)
            if any(person.fault for person in people):
                break
        stop.set()
        for person in people:
            person.join(60)
    finally:
        stop.set()
        server.kill()
    report.seconds = time.monotonic() - began
    for person in people:
        report.resent += person.browser.resent
        if person.fault is not None or person.is_alive():
            report.faults.append(f"{person.name} could not go on: {person.fault!r}")
    return report


def _kill_once(server: Server, report: Report, chance: Random) -> None:
    server.kill()
    report.kills += 1
    dead = time.monotonic()
    server.start()
    if chance.random() < EARLY:
        time.sleep(chance.uniform(0, 1))
        server.kill()
        report.kills += 1
        report.early += 1
        dead = time.monotonic()
        server.start()
    server.wait()
    report.back.append(time.monotonic() - dead)


@contextlib.contextmanager
def _prepared(
    settings: Settings, learners: int, teachers: int
) -> Iterator[tuple[str, list[Users], list[Users]]]:
    """Fill an instance and log people in; give the bank's name, and ids with tokens."""
    app = create_app(settings)
    load(app, shipped_bank())
    with app.app_context():
        with transaction() as session:
            bank = session.scalars(select(Bank.slug)).one()
            now = datetime.now(UTC)
            users = [[_guest(session, now) for _ in range(GUESTS)] for _ in range(learners)]
            staff = [[_teacher(session, now) for _ in range(STAFF)] for _ in range(teachers)]
        # The server must not share a connection with this process.
        db.session.remove()
        close_connections()
    yield bank, users, staff


def _guest(session: Session, now: datetime) -> tuple[int, str]:
    guest = create_guest(session, now)
    guest.new_per_day = 999
    return guest.id, start_login(session, guest.id, "Benchmark", now)


def _teacher(session: Session, now: datetime) -> tuple[int, str]:
    teacher = create_user(session, f"Teacher {new_id()}", "!", now, role=Role.TEACHER)
    return teacher.id, start_login(session, teacher.id, "Benchmark", now)


def _histories(people: list[Learner]) -> list[History]:
    return [history for person in people for history in person.histories]


def _check(settings: Settings, people: list[Learner]) -> list[str]:
    app = create_app(settings)
    with app.app_context():
        try:
            return faults_of(db.session(), _histories(people))
        finally:
            db.session.remove()
            close_connections()


def _check_jobs(settings: Settings, server: Server, authors: list[Teacher]) -> list[str]:
    """Let a worker that nobody kills end what is in line, and compare what came of it."""
    app = create_app(settings)
    acknowledged = [article for author in authors for article in author.acknowledged]
    worker = start_worker(server.environment, settings.folder / "workers.log")
    try:
        with app.app_context():
            settle(db.session(), SETTLE_SECONDS)
            return faults_of_jobs(db.session(), acknowledged)
    finally:
        worker.terminate()
        worker.wait()
        with app.app_context():
            db.session.remove()
            close_connections()


def free_port() -> int:
    """Return a port below those that the system gives to clients.

    A client that calls a dead server at such a port can be given that very port, and be connected
    to itself.
    """
    return next(port for port in range(21_000 + os.getpid() % 5_000, 32_000) if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()
        except OSError:
            return False
    return True


@contextlib.contextmanager
def own_postgres() -> Iterator[str]:
    """Start a PostgreSQL in a temporary folder, and give its address."""
    programs = find_programs()
    if programs is None:
        raise SystemExit("There is no PostgreSQL here: install postgresql.")
    with tempfile.TemporaryDirectory(prefix="quizapp-kill-") as folder:
        cluster = Cluster(programs, Path(folder))
        cluster.start()
        try:
            yield cluster.url
        finally:
            cluster.stop()


def main() -> None:
    """Run as the options say; exits with 1 if anything was lost, doubled or wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.kill_server")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--learners", type=int, default=8)
    parser.add_argument("--teachers", type=int, default=6, help="have articles read meanwhile")
    parser.add_argument("--minutes", type=float, default=40, help="the most it may take")
    parser.add_argument("--seed", type=int, default=1, help="decides the moments of the kills")
    parser.add_argument("--postgres", action="store_true", help="with a PostgreSQL of its own")
    given = parser.parse_args()
    with own_postgres() if given.postgres else contextlib.nullcontext("") as database:
        report = run(
            given.kills, given.learners, given.minutes * 60, given.seed, given.teachers, database
        )
    print("\n".join(report.lines()))
    sys.exit(bool(report.faults))


if __name__ == "__main__":
    main()
