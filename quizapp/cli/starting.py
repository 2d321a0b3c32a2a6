"""What `quizapp serve` does between taking the port and answering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from flask import Flask

from quizapp import logging, schema, shipped
from quizapp.accounts.services import renew_setup_link
from quizapp.cli.application import (
    check_folder,
    opened_app,
    read_settings,
    require_current_database,
    upgrade_database,
)
from quizapp.cli.bank_loading import load_folders
from quizapp.clock import now
from quizapp.config import Settings
from quizapp.db import db, transaction
from quizapp.language.english_words import load_english
from quizapp.schema import SchemaError, SchemaState


@dataclass(frozen=True, slots=True)
class Started:
    """An app that is ready to serve, and the link for whoever keeps it, if nobody does yet."""

    app: Flask
    settings: Settings
    setup_link: str | None


def start(address: str, *, upgrade: bool, folder: Path | None) -> Started:
    """Return the app on a database that fits it, with the banks of `folder` loaded.

    A new instance gets its tables without `upgrade`, and without a `folder` the shipped bank. Says
    what was loaded, or why nothing was.
    Raises ClickException for whatever keeps it from serving. No connection is left open.
    """
    settings = read_settings()
    logging.set_up(settings.log_format, settings.log_level)
    # What the server forks has them from here, and no answer waits for them.
    load_english()
    # An empty database beside other data is one that was lost or named by mistake: it is not
    # filled before somebody has looked.
    check_folder(settings)
    untouched = not any(settings.instance.iterdir())
    earlier = [path for path in _left_by_a_database(settings) if path.exists()]
    with opened_app(settings) as app:
        empty = schema.check_version(db.engine) is SchemaState.EMPTY
        new = untouched and empty
        if empty and earlier:
            raise SchemaError(
                f"The database is empty, and {earlier[0]} is of an earlier one. Nothing was "
                "changed. If that was lost, put a copy in its place: quizapp restore FILE. If you "
                "want to begin anew: quizapp db upgrade"
            )
        if upgrade or new:
            upgrade_database(settings)
        require_current_database()
        if folder is not None or new:
            _load_banks(folder or shipped.QUESTIONS)
        elif empty:
            click.echo(
                f"No bank was loaded, because {settings.instance} was not empty. "
                "The one that comes with quizapp: quizapp serve --load shipped"
            )
        with transaction() as session:
            token = renew_setup_link(session, now())
    return Started(app, settings, f"{address}/setup/{token}" if token else None)


def _load_banks(folder: Path) -> None:
    """Load every bank of a folder, and say why nothing was where there was nothing to load."""
    found = sorted(path.parent for path in folder.glob("*/bank.yaml"))
    if not found:
        where = "It is a bank itself: name the folder that it is in."
        click.echo(
            f"No bank was loaded: {folder} has no folder with a bank.yaml in it. "
            + (where if (folder / "bank.yaml").is_file() else "")
        )
    elif not load_folders(found, quiet=True):
        click.echo(f"Nothing new to load: the banks in {folder} are as they were loaded before.")


def _left_by_a_database(settings: Settings) -> Iterator[Path]:
    """Yield what is there as soon as a database was made, and stays when its file is lost."""
    yield settings.instance / "secret"
    yield settings.backups
    if settings.database.get_backend_name() == "sqlite":
        yield Path(f"{settings.database.database}.lock")
