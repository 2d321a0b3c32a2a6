"""gunicorn's threaded worker, with an end to its patience, and a log that repeats no request."""

from __future__ import annotations

import logging
import socket
import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

REQUEST_SECONDS = 15
"""How long a client may take to send a request; a form takes a slow phone two or three."""

ANSWER_SECONDS = 120
"""How long a request may take in all, until the last of its answer is fetched."""

INDISCREET = {
    "Invalid request": "A request could not be read",
    "Error handling request": "A request could not be answered",
}
"""How gunicorn's messages about one request begin, and what is said instead."""

_log = logging.getLogger(__name__)


class PatientWorker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    """Gives up a client that sends its request, or fetches its answer, too slowly.

    gunicorn would wait for ever, and a thread with it: eight clients that send half a request each
    would keep everybody else out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._began: dict[Any, float] = {}

    def handle(self, conn: Any) -> Any:
        """Serve one request of a connection; runs in a thread."""
        self._began[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            del self._began[conn]

    def notify(self) -> None:
        """Say that this worker lives, about once a second: a good moment to look at the clock."""
        super().notify()
        moment = time.monotonic()
        for conn, began in list(self._began.items()):
            if moment - began > ANSWER_SECONDS:
                _close(conn.sock, socket.SHUT_RDWR)
            elif moment - began > REQUEST_SECONDS:
                # A request that has come in whole is still answered.
                _close(conn.sock, socket.SHUT_RD)


class DiscreetFilter(logging.Filter):
    """Leaves out what gunicorn says of single requests: addresses, tokens in them, headers."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through; of a request, only that something was wrong with it."""
        for begin, said in INDISCREET.items():
            if str(record.msg).startswith(begin):
                record.msg, record.args = said, ()
        return True


def _close(connection: socket.socket, how: int) -> None:
    try:
        connection.shutdown(how)
    except OSError:
        _log.debug("a slow client had gone already")
