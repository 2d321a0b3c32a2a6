"""While another program holds the database, one is told soon; while the disk is full, one reads."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import event

from quizapp import sqlite
from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Role
from quizapp.accounts.services import create_user
from quizapp.app import create_app
from quizapp.clock import set_clock
from quizapp.db import close_connections, db, transaction, writer
from tests import builders
from tests.clients import Client
from tests.web.conftest import Walk
from tests.web.quizzes.making import Maker

PATIENCE = 0.3


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "quizapp.db"


@pytest.fixture
def impatient(request, settings, clock, file) -> Iterator[Flask]:
    """The app on a file, with little patience, and the tiny bank in it."""
    _, template = request.getfixturevalue("_sqlite_app")
    target = sqlite.driver().connect(str(file))
    template.backup(target)
    target.close()
    changed = {"database_url": f"sqlite:///{file}", "busy_seconds": PATIENCE}
    app = create_app(settings.model_copy(update=changed))
    app.testing = True
    app.test_client_class = Client
    set_clock(app, clock)
    with app.app_context(), transaction() as session:
        builders.load(session, builders.bank(), clock())
    yield app
    with app.app_context():
        db.session.remove()
        close_connections()


@pytest.fixture
def walk(impatient, clock) -> Walk:
    """A guest with a quiz before them, whose login is due to be noted."""
    walk = Walk(impatient, impatient.test_client())
    walk.start()
    clock.advance(days=3)
    return walk


@pytest.fixture
def asked(impatient) -> list[int]:
    """How many milliseconds SQLite was told to wait, each time that it waited in vain."""
    found: list[int] = []

    def note(context):
        if context.connection is None:
            return
        raw = context.connection.connection.driver_connection
        found.append(raw.execute("PRAGMA busy_timeout").fetchone()[0])

    with impatient.app_context():
        for engine in db.engines.values():
            event.listen(engine, "handle_error", note, insert=True)
    return found


@contextmanager
def written(file: Path) -> Iterator[None]:
    with closing(sqlite.driver().connect(str(file), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def closed_to_readers(file: Path) -> Iterator[None]:
    with closing(sqlite.driver().connect(str(file), isolation_level=None)) as other:
        # What a program does that repairs a file, or opens it from before the log was there.
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def queued(file: Path) -> Iterator[None]:
    with Path(f"{file}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def start(client: Client):
    given = {"attempt_id": str(uuid4()), "length": "20", "layout": "page"}
    return client.post("/banks/arnholm/quiz", data=given)


@pytest.mark.parametrize("hold", [written, queued])
def test_while_others_write_one_reads_and_is_told_that_nothing_was_stored(walk, file, asked, hold):
    before = len(asked)
    with hold(file):
        assert walk.client.get("/banks/arnholm").status_code == 200
        answer = start(walk.client)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert "It will count once" in answer.text
    # Noting that a login is in use may wait a little beside.
    assert sum(asked[before:]) <= 2 * 200 + PATIENCE * 1000
    assert start(walk.client).status_code == 303


def test_while_a_database_is_closed_every_page_says_so(impatient, walk, file, asked):
    for send in (lambda: walk.client.get("/banks/arnholm"), lambda: start(walk.client)):
        with impatient.app_context():
            db.session.remove()
            close_connections()
        with closed_to_readers(file):
            before = len(asked)
            answer = send()
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        assert sum(asked[before:]) <= PATIENCE * 1000
        assert send().status_code in {200, 303}


@pytest.mark.usefixtures("walk")
@pytest.mark.parametrize("hold", [written, queued])
def test_everybody_who_waits_at_once_is_told(impatient, file, hold):
    clients = [impatient.test_client() for _ in range(6)]
    with hold(file), ThreadPoolExecutor(len(clients)) as pool:
        assert {answer.status_code for answer in pool.map(start, clients)} == {503}


@contextmanager
def full(app: Flask, _file: Path) -> Iterator[None]:
    """Let no page more fit into the file, as on a disk that is full."""

    def limit(connection, *_):
        connection.execute("PRAGMA max_page_count=1")

    with app.app_context():
        db.session.remove()
        close_connections()
        event.listen(writer(), "checkout", limit)
        yield
        event.remove(writer(), "checkout", limit)
        db.session.remove()
        close_connections()


@contextmanager
def without_lock_file(_app: Flask, file: Path) -> Iterator[None]:
    lock = Path(f"{file}.lock")
    lock.unlink()
    lock.mkdir()
    yield
    lock.rmdir()


@contextmanager
def limited(_app: Flask, file: Path) -> Iterator[None]:
    """Let no file grow, which is what a quota does."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = max(path.stat().st_size for path in file.parent.glob("quizapp.db*"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


FAULTS: list[Callable[[Flask, Path], contextmanager]] = [full, without_lock_file, limited]


@pytest.mark.parametrize("fault", FAULTS)
def test_while_nothing_can_be_stored_one_reads_and_is_told(impatient, walk, file, fault):
    with fault(impatient, file):
        for path in ("/", "/banks/arnholm", "/account", "/progress"):
            assert walk.client.get(path).status_code in {200, 302}, path
        # There may be room for some.
        answers = (start(walk.client) for _ in range(200))
        answer = next(each for each in answers if each.status_code != 303)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
        assert "Nothing can be stored just now" in answer.text
    assert start(walk.client).status_code == 303


def test_marks_are_not_shown_while_a_look_cannot_be_noted(impatient, clock, file):
    with impatient.app_context(), transaction() as session:
        teacher = create_user(session, "Clara", "-", clock(), role=Role.TEACHER)
        token = start_login(session, teacher.id, "Test browser", clock())
    browser = impatient.test_client()
    browser.log_in_with(token)
    home = Maker.begin(impatient, browser).home
    with written(file):
        assert browser.get(f"{home}/attempts").status_code == 503
    assert browser.get(f"{home}/attempts").status_code == 200
    with written(file):
        # It was noted just now, which holds for ten minutes.
        assert browser.get(f"{home}/attempts").status_code == 200
