"""How many files are read at once: reading takes seconds, and other pages shall not wait for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, current_app

from quizapp.importers.errors import UnreadableArticle
from quizapp.web.site_settings import site_settings

_TURNS = "quizapp.reading_turns"
_ALL_TAKEN = (
    "Other files are being read just now, and this one was not. "
    "Wait some seconds, then choose it again and send it."
)


def init_app(app: Flask) -> None:
    """Let files take half of the threads of each process at most; where there is one, that one."""
    with app.app_context():
        threads = site_settings().threads
    app.extensions[_TURNS] = threading.BoundedSemaphore(max(1, threads // 2))


@contextmanager
def turn() -> Iterator[None]:
    """Read a file while this lasts. Raises UnreadableArticle where others have taken all turns.

    Nobody waits for one: who waits holds a thread as well.
    """
    turns: threading.BoundedSemaphore = current_app.extensions[_TURNS]
    if not turns.acquire(blocking=False):
        raise UnreadableArticle(_ALL_TAKEN)
    try:
        yield
    finally:
        turns.release()
