"""What is sent to the database, by those who read and by those who write."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import Connection, event

from quizapp.db import db


@contextmanager
def watched(app: Flask, look: Callable[..., Any]) -> Iterator[None]:
    """Call ``look`` before each statement of the block, as SQLAlchemy calls it."""
    with app.app_context():
        engines = list(db.engines.values())
    for engine in engines:
        event.listen(engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", look)


@contextmanager
def noted(app: Flask) -> Iterator[list[str]]:
    """Give the list of the statements of the block; BEGIN and COMMIT are none to the driver."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    with watched(app, note):
        yield sent


@dataclass
class Work:
    """How many statements a block sent, and how many steps SQLite made for them."""

    statements: int = 0
    steps: int = 0


@contextmanager
def work_done(app: Flask) -> Iterator[Work]:
    """Count what the database does in the block; PostgreSQL does not tell its steps."""
    work = Work()
    counted: list[Any] = []

    def step() -> int:
        work.steps += 1
        return 0

    def note(connection: Connection, *_: Any) -> None:
        work.statements += 1
        raw = connection.connection.driver_connection
        if connection.dialect.name == "sqlite" and raw not in counted:
            counted.append(raw)
            raw.set_progress_handler(step, 1)

    with watched(app, note):
        yield work
    for each in counted:
        each.set_progress_handler(None, 0)
