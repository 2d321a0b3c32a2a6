"""Submitting one answer of a quiz against the bare-Flask ORM floor, both through WSGI."""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from uuid6 import uuid7

from quizapp.accounts.logins import start_login
from quizapp.accounts.services import create_guest
from quizapp.banks.models import Bank
from quizapp.banks.queries import asked_question
from quizapp.db import db, transaction
from quizapp.quizzes.models import Layout
from quizapp.quizzes.queries import slots
from quizapp.quizzes.services import QuizSettings, start_practice
from quizapp.web.auth import COOKIE
from tests.benchmarks.floor import floor_app
from tests.benchmarks.measuring import Side, cpu_milliseconds
from tests.benchmarks.surroundings import filled_app
from tests.filled_forms import right_form

GOAL = 1.8
ATTEMPTS = 2
LENGTH = 40
Environ = dict[str, Any]


def measure(rounds: int = 30) -> list[str]:
    """Return the lines of the figure; each round answers the 80 questions of two quizzes."""
    with floor_side() as floor, answer_side() as answer:
        spent = cpu_milliseconds([floor, answer], rounds)
    ratio = spent["answer"] / spent["floor"]
    return [
        f"submit one answer: {ratio:.2f} x the ORM floor (goal {GOAL})",
        f"  CPU {spent['answer']:.3f} ms against {spent['floor']:.3f} ms;"
        " both SQLite, WAL, synchronous=FULL",
    ]


@contextlib.contextmanager
def floor_side() -> Iterator[Side]:
    """Give the yardstick, on a database file of its own."""
    with tempfile.TemporaryDirectory(prefix="quizapp-floor-") as folder:
        app = floor_app(Path(folder))
        call(app, environ("POST", "/answer"))
        requests = [environ("POST", "/answer") for _ in range(ATTEMPTS * LENGTH)]
        yield Side("floor", lambda: requests, lambda request: call(app, request))


@contextlib.contextmanager
def answer_side() -> Iterator[Side]:
    """Give our side: a learner with a login answers quizzes one question at a time."""
    with filled_app() as app:
        taker = Taker(app)
        yield Side("answer", taker.requests, lambda request: taker.answer(request))


class Taker:
    """A learner's browser that has filled in its forms and only needs to send them."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        now = datetime.now(UTC)
        with app.app_context(), transaction() as session:
            self.user = create_guest(session, now).id
            login = start_login(session, self.user, "Benchmark", now)
            self.bank = session.scalars(select(Bank.id)).one()
        self.cookies = f"{COOKIE}={login}"
        self._learn_the_forms_token()

    def _learn_the_forms_token(self) -> None:
        """Show one form, as a browser would have before it sends one."""
        client = self.app.test_client()
        name, _, value = self.cookies.partition("=")
        client.set_cookie(name, value)
        page = client.get("/").get_data(as_text=True)
        self.token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        kept = client.get_cookie("quizapp_session")
        if kept is None or not self.token:
            raise RuntimeError("the first page shows no form to take a token from")
        self.cookies += f"; quizapp_session={kept.value}"

    def requests(self) -> list[Environ]:
        """Start fresh quizzes and fill in the right answer to every question."""
        made = []
        with self.app.app_context():
            for _ in range(ATTEMPTS):
                attempt_id = UUID(int=uuid7().int)
                with transaction() as session:
                    start_practice(
                        session,
                        attempt_id,
                        user_id=self.user,
                        bank_ids=[self.bank],
                        settings=QuizSettings(LENGTH, layout=Layout.SINGLE),
                        now=datetime.now(UTC),
                    )
                session = db.session()
                for place in slots(session, attempt_id, self.user):
                    asked = asked_question(session, place.version_id, place.fingerprint)
                    fields = [
                        (f"q{place.position}-{name}", value)
                        for name, values in right_form(asked.question, place.seed).items()
                        for value in values
                    ]
                    body = urlencode([("csrf_token", self.token), *fields]).encode()
                    path = f"/attempts/{attempt_id}/{place.position}"
                    made.append(environ("POST", path, body, self.cookies))
        return made

    def answer(self, request: Environ) -> None:
        """Send one answer and make sure that it was taken."""
        status = call(self.app, request)
        if status != "303 SEE OTHER":
            raise RuntimeError(f"{request['PATH_INFO']} was answered with {status}")


def environ(method: str, path: str, body: bytes = b"", cookies: str = "") -> Environ:
    """Return a request as a server hands it to the app."""
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_USER_AGENT": "Benchmark",
        "HTTP_ACCEPT_ENCODING": "gzip, deflate",
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "HTTP_COOKIE": cookies,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def call(app: Flask, request: Environ) -> str:
    """Let the app answer a request and return the status line."""
    statuses: list[str] = []

    def start(status: str, _headers: Any, _error: Any = None) -> None:
        statuses.append(status)

    body = app(request, start)
    for _ in body:
        pass
    close = getattr(body, "close", None)
    if close is not None:
        close()
    return statuses[-1]
