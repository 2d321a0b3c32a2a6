"""The worker that `quizapp serve` starts beside itself, and keeps alive."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from quizapp.subprocesses import python_path

GRACE_SECONDS = 5
"""So long a worker may take to put its job back when the server ends."""

FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
SOUND_SECONDS = 60.0
"""A worker that has lived so long was no failure to start."""

_COMMAND = (sys.executable, "-P", "-c", "from quizapp.cli import main; main()", "worker")
_log = logging.getLogger(__name__)


class EmbeddedWorker:
    """One worker as a child of this process: started again when it dies, ended with it.

    The child holds the other end of a pipe, and so it notices when this process is killed.
    """

    def __init__(self, command: tuple[str, ...] = (*_COMMAND, "--embedded")) -> None:
        self._command = command
        self._child: subprocess.Popen[bytes] | None = None
        self._started = self._start_at = 0.0
        self._wait = FIRST_WAIT

    def keep_alive(self) -> None:
        """Start the worker if there is none; to be called about once a second."""
        moment = time.monotonic()
        if self._child is not None:
            if self._child.poll() is None:
                return
            self._let_go()
            if moment - self._started > SOUND_SECONDS:
                self._wait = FIRST_WAIT
            _log.warning("The worker for jobs ended; another starts in %.0f s", self._wait)
            self._start_at = moment + self._wait
            self._wait = min(2 * self._wait, LONGEST_WAIT)
        if moment >= self._start_at:
            self._start(moment)

    def stop(self) -> None:
        """End the worker, which puts its job back in line; returns when it is gone."""
        if self._child is None:
            return
        with suppress(ProcessLookupError):
            self._child.terminate()
        try:
            self._child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._let_go()

    def forget(self) -> None:
        """Let go of the pipe in a process that was forked, which would keep it open."""
        if self._child is not None and self._child.stdin is not None:
            self._child.stdin.close()
        self._child = None

    def _start(self, moment: float) -> None:
        with _deaf_to_interrupts():
            # The command is our own.
            self._child = subprocess.Popen(  # noqa: S603 - no shell between
                self._command, stdin=subprocess.PIPE, env=os.environ | python_path()
            )
        self._started = moment

    def _let_go(self) -> None:
        if self._child is not None and self._child.stdin is not None:
            self._child.stdin.close()
        self._child = None


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let a child be born deaf to Ctrl-C, which a terminal sends to all: its parent ends it.

    Otherwise one that has just begun to import would end with a trace.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
