"""`quizapp worker`: does what takes longer than a page may."""

from __future__ import annotations

import signal
import sys
from types import FrameType

import click


@click.command()
@click.option(
    "--embedded", is_flag=True, hidden=True, help="End with whoever holds standard input."
)
def command(embedded: bool) -> None:
    """Do jobs until Ctrl-C.

    `quizapp serve` starts a worker of its own unless QUIZAPP_JOBS is off. With PostgreSQL more can
    run, on this machine and on others; with SQLite a second one is of little use.
    """
    from quizapp import logging
    from quizapp.cli.application import opened_app, read_settings, require_current_database
    from quizapp.jobs.worker import Worker
    from quizapp.subprocesses import when_closed

    settings = read_settings()
    logging.set_up(settings.log_format, settings.log_level)
    with opened_app(settings) as app:
        require_current_database()
        worker = Worker(app)

        def stop(_signal: int, _frame: FrameType | None) -> None:
            worker.stopping.set()

        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, stop)
        if embedded:
            # A server that was killed has no other way to say that it is gone.
            when_closed(sys.stdin.buffer, worker.stopping.set)
        else:
            click.echo("Doing jobs. Ctrl-C stops it.")
        worker.run()
