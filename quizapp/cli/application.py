"""What most commands begin with: the settings, the app, a database that fits the code."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy.exc import DBAPIError

from quizapp import database_use, schema
from quizapp.app import create_app
from quizapp.clock import now
from quizapp.config import Settings, SettingsError, load_settings
from quizapp.database_use import InUse
from quizapp.db import close_connections, db
from quizapp.schema import SchemaError, SchemaState
from quizapp.sqlite_copy import DamagedDatabase


def read_settings() -> Settings:
    """Read the settings; ClickException says which one is wrong and how to mend it."""
    try:
        return load_settings()
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


def check_folder(settings: Settings) -> None:
    """Make the instance folder and try to write there; ClickException where that fails."""
    try:
        settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.instance):
            pass
    except OSError as error:
        raise click.ClickException(
            f"The folder {settings.instance} cannot be written: {error.strerror}. "
            "Make it writable, or name another with QUIZAPP_INSTANCE."
        ) from None


@contextmanager
def opened_app(settings: Settings) -> Iterator[Flask]:
    """Make the app and enter its context; faults of its surroundings become ClickException."""
    check_folder(settings)
    try:
        with database_use.sharing(settings.database):
            app = create_app(settings)
            with app.app_context():
                try:
                    yield app
                finally:
                    # What stays open would be shared with the server's workers after the fork.
                    db.session.remove()
                    close_connections()
    except (SettingsError, SchemaError, InUse) as error:
        raise click.ClickException(str(error)) from None
    except DamagedDatabase as error:
        raise click.ClickException(
            f"The database is damaged ({error}). Nothing was changed. Restore a copy with "
            "`quizapp restore FILE`."
        ) from None
    except DBAPIError as error:
        raise click.ClickException(
            f"{cannot_be_used(settings, error)} Run `quizapp doctor` to see what is wrong."
        ) from None


def cannot_be_used(settings: Settings, error: Exception) -> str:
    """Return a sentence about an error of the database that names it without its password."""
    where = settings.database.render_as_string(hide_password=True)
    said = str(getattr(error, "orig", error)).strip().partition("\n")[0]
    return f"The database {where} cannot be used: {said}."


def upgrade_database(settings: Settings) -> None:
    """Bring the database up to date and say what was done; raises SchemaError where it cannot."""
    before = schema.check_version(db.engine)
    copy = schema.upgrade(db.engine, settings.backups, now())
    if before is SchemaState.EMPTY:
        click.echo("Made the tables of a new database.")
    elif before is SchemaState.OLD:
        click.echo("Brought the database up to date." + (f" Copy: {copy}" if copy else ""))


def require_current_database() -> None:
    """Raise SchemaError, with what to do, unless the database fits this code."""
    state = schema.check_version(db.engine)
    if state is not SchemaState.OK:
        raise SchemaError(schema.advice(state))
