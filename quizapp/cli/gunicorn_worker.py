"""gunicorn's threaded worker, with an end to its patience, and a log that repeats no request."""

from __future__ import annotations

import logging
import socket
import time
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

REQUEST_SECONDS = 15
"""How long a client may take to send a request; a form takes a slow phone two or three."""

ANSWER_SECONDS = 120
"""How long a request may take in all, until the last of its answer is fetched."""

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


class DiscreetLogger(Logger):  # type: ignore[misc] # gunicorn has no types
    """Leaves out what gunicorn says of single requests: addresses, tokens in them, headers."""

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log a warning; of a request that cannot be read, only that there was one."""
        if str(msg).startswith("Invalid request"):
            msg, args = "A request could not be read", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log a fault with its trace, without the address that was asked for."""
        if str(msg).startswith("Error handling request"):
            msg, args = "A request could not be answered", ()
        super().exception(msg, *args, **kwargs)


def _close(connection: socket.socket, how: int) -> None:
    try:
        connection.shutdown(how)
    except OSError:
        _log.debug("a slow client had gone already")
