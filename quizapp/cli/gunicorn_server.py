"""gunicorn, started from within: the app is loaded once and shared by its workers."""

from __future__ import annotations

import signal
import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from quizapp.cli.gunicorn_worker import DiscreetLogger, PatientWorker

# A request that takes longer than this after Ctrl-C is given up.
GRACE_SECONDS = 10


_STOPPING = {signal.SIGINT, signal.SIGTERM}


class _Arbiter(Arbiter):  # type: ignore[misc] # gunicorn has no types
    """Stops at Ctrl-C as gently as at SIGTERM: answers on their way are still stored."""

    def handle_int(self) -> None:
        self.handle_term()

    def spawn_worker(self) -> Any:
        # Until a worker has handlers of its own it would put a signal into the arbiter's queue
        # and forget it, and the arbiter would wait for it in vain.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        try:
            return super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)


def _may_be_stopped_while_it_starts(_arbiter: Any, _worker: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)


def _leave_interrupts_to_the_arbiter(_worker: Any) -> None:
    # A terminal sends Ctrl-C to every process; a worker that obeyed would drop its requests.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """The app behind gunicorn's threaded workers, on a socket that listens already."""

    def __init__(self, app: Flask, listener: socket.socket, *, workers: int, threads: int) -> None:
        self._app = app
        self._options = {
            "bind": f"fd://{listener.detach()}",
            "workers": workers,
            "threads": threads,
            "worker_class": PatientWorker,
            "logger_class": DiscreetLogger,
            "preload_app": True,
            "graceful_timeout": GRACE_SECONDS,
            "loglevel": "warning",
            # gunicorn 27 would open a socket in the home folder.
            "control_socket_disable": True,
            # What a proxy says counts as often as QUIZAPP_PROXIES allows, and not by itself because
            # it comes from this machine: a client could choose the site's address and scheme.
            "forwarded_allow_ips": "",
            "forwarder_headers": "",
            "post_fork": _may_be_stopped_while_it_starts,
            "post_worker_init": _leave_interrupts_to_the_arbiter,
        }
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn the options; it reads no file and no variable of its own."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the app, made before the workers were."""
        return self._app

    def run(self) -> None:
        """Serve until told to stop; exits the process."""
        _Arbiter(self).run()
