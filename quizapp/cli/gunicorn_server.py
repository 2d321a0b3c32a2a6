"""gunicorn, started from within: the app is loaded once and shared by its workers."""

from __future__ import annotations

import logging
import os
import signal
import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from quizapp.cli import memory
from quizapp.cli.embedded_worker import EmbeddedWorker
from quizapp.cli.gunicorn_worker import DiscreetFilter, PatientWorker

# A request that takes longer than this after Ctrl-C is given up.
GRACE_SECONDS = 10

EVERY_SECONDS = 1.0
"""So often the worker for jobs is looked after; it starts so long after the pages do."""


_HELD_BACK = {signal.SIGINT, signal.SIGTERM, signal.SIGALRM}


def _stop_gently_at_ctrl_c(_arbiter: Any) -> None:
    """Let Ctrl-C do what SIGTERM does: answers on their way are still stored."""
    signal.signal(signal.SIGINT, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def _shield_starting_workers() -> None:
    """Let a signal that reaches a worker before it has handlers of its own simply end it.

    It would put the signal into the arbiter's queue, of which it has a copy, and forget it, and the
    arbiter would wait for it in vain. gunicorn has a hook before a fork, none after it in the
    arbiter, where the signals have to be let in again; Python has both.
    """
    arbiter = os.getpid()

    def before() -> None:
        if os.getpid() == arbiter:
            signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)

    def after_in_arbiter() -> None:
        if os.getpid() == arbiter:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _HELD_BACK)

    def after_in_worker() -> None:
        if os.getppid() == arbiter:
            # A terminal sends Ctrl-C to every process; a worker that obeyed would drop its
            # requests.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _HELD_BACK)

    os.register_at_fork(
        before=before, after_in_parent=after_in_arbiter, after_in_child=after_in_worker
    )


def _look_after(worker: EmbeddedWorker) -> None:
    """Keep the worker for jobs alive, once a second.

    gunicorn has no hook for that. A timer interrupts the arbiter's one thread, and a process that
    is forked has none of it; a thread of its own would make every fork a gamble.
    """
    os.register_at_fork(after_in_child=worker.forget)
    signal.signal(signal.SIGALRM, lambda *_: worker.keep_alive())
    signal.setitimer(signal.ITIMER_REAL, EVERY_SECONDS, EVERY_SECONDS)


def _leave_interrupts_to_the_arbiter(_worker: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """The app behind gunicorn's threaded workers, on a socket that listens already."""

    def __init__(
        self,
        app: Flask,
        listener: socket.socket,
        *,
        workers: int,
        threads: int,
        beside: EmbeddedWorker | None = None,
    ) -> None:
        self._app = app
        self._beside = beside
        self._options = {
            "bind": f"fd://{listener.detach()}",
            "workers": workers,
            "threads": threads,
            "worker_class": PatientWorker,
            "preload_app": True,
            "graceful_timeout": GRACE_SECONDS,
            "loglevel": "warning",
            # gunicorn 27 would open a socket in the home folder.
            "control_socket_disable": True,
            # What a proxy says counts as often as QUIZAPP_PROXIES allows, and not by itself because
            # it comes from this machine: a client could choose the site's address and scheme.
            "forwarded_allow_ips": "",
            "forwarder_headers": "",
            "when_ready": self._when_ready,
            "on_exit": self._when_over,
            "post_worker_init": _leave_interrupts_to_the_arbiter,
        }
        super().__init__()

    def _when_ready(self, arbiter: Any) -> None:
        _stop_gently_at_ctrl_c(arbiter)
        if self._beside is not None:
            _look_after(self._beside)

    def _when_over(self, _arbiter: Any) -> None:
        if self._beside is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self._beside.stop()

    def load_config(self) -> None:
        """Give gunicorn the options; it reads no file and no variable of its own."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the app, made before the workers were."""
        return self._app

    def run(self) -> None:
        """Serve until told to stop; exits the process."""
        logging.getLogger("gunicorn.error").addFilter(DiscreetFilter())
        _shield_starting_workers()
        memory.give_big_blocks_back()
        memory.share_with_children()
        super().run()
