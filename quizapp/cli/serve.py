"""`quizapp serve`: the port first, then the database, then the server."""

from __future__ import annotations

import os
from pathlib import Path

import click

from quizapp import shipped
from quizapp.cli.sockets import address_of, listen


class BankFolder(click.Path):
    """A folder of banks; “shipped” is the one that comes with quizapp."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Return the path; a folder of that name is ./shipped."""
        return super().convert(shipped.QUESTIONS if value == "shipped" else value, param, ctx)


@click.command()
@click.option(
    "--host",
    envvar="HOST",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen; 0.0.0.0 lets other machines in.",
)
@click.option(
    "--port",
    envvar="PORT",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="The port to listen on.",
)
@click.option("--upgrade", is_flag=True, help="Bring the database up to date first.")
@click.option(
    "--load",
    "folder",
    type=BankFolder(path_type=Path, file_okay=False, exists=True),
    help="Load every bank in this folder first; “shipped” is the folder that comes with quizapp.",
)
def command(host: str, port: int, upgrade: bool, folder: Path | None) -> None:
    """Serve the app until Ctrl-C.

    A new instance is made ready: its tables are made, and the bank that comes with quizapp is
    loaded unless --load names other ones. The database of an older version needs --upgrade.

    Prints the address and, until somebody keeps the server, a link that makes their
    account and works once. One worker for what takes longer than a page may runs beside it.
    """
    with listen(host, port) as listener:
        # Imported only now: a taken port is said at once, not after half a second of imports.
        from quizapp import database_use
        from quizapp.cli.embedded_worker import EmbeddedWorker
        from quizapp.cli.server import run_server
        from quizapp.cli.starting import start

        address = address_of(listener)
        started = start(address, upgrade=upgrade, folder=folder)
        click.echo(f"quizapp is at {address}")
        if started.setup_link:
            click.echo(
                f"Make the account that keeps this server (works once): {started.setup_link}"
            )
        click.echo("Ctrl-C stops it.")
        settings = started.settings
        try:
            # Whatever the server forks is at work on the database, too.
            with database_use.sharing(settings.database):
                run_server(
                    started.app,
                    listener,
                    workers=settings.workers,
                    threads=settings.threads,
                    beside=EmbeddedWorker() if settings.jobs == "embedded" else None,
                )
        except database_use.InUse as error:
            raise click.ClickException(str(error)) from None
