"""What is sent to the database, by those who read and by those who write."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

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
