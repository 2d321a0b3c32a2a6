"""The server that runs the app: gunicorn, or waitress where there is no fork."""

from __future__ import annotations

import socket
import sys

from flask import Flask


def run_server(app: Flask, listener: socket.socket, *, workers: int, threads: int) -> None:
    """Serve until Ctrl-C or SIGTERM, then finish the requests at hand; may exit the process."""
    if sys.platform == "win32":
        import waitress

        waitress.serve(app, sockets=[listener], threads=workers * threads)
    else:
        # gunicorn cannot be imported on Windows.
        from quizapp.cli.gunicorn_server import Server

        Server(app, listener, workers=workers, threads=threads).run()
