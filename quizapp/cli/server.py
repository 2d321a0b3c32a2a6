"""The server that runs the app: gunicorn, or waitress where there is no fork."""

from __future__ import annotations

import socket
import sys
import time
from threading import Thread

from flask import Flask

from quizapp.cli.embedded_worker import EmbeddedWorker


def run_server(
    app: Flask,
    listener: socket.socket,
    *,
    workers: int,
    threads: int,
    beside: EmbeddedWorker | None = None,
) -> None:
    """Serve until Ctrl-C or SIGTERM, then finish the requests at hand; may exit the process.

    ``beside`` is the worker for jobs, if the server is to have one.
    """
    if sys.platform == "win32":
        import waitress

        if beside is not None:
            Thread(target=_look_after, args=(beside,), daemon=True).start()
        waitress.serve(app, sockets=[listener], threads=workers * threads)
        if beside is not None:
            beside.stop()
    else:
        # gunicorn cannot be imported on Windows.
        from quizapp.cli.gunicorn_server import Server

        Server(app, listener, workers=workers, threads=threads, beside=beside).run()


def _look_after(worker: EmbeddedWorker) -> None:
    while True:
        worker.keep_alive()
        time.sleep(1)
