"""`quizapp backup` and `quizapp restore`: copies of everything that people did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError

from quizapp import sqlite
from quizapp.backups import services
from quizapp.backups.errors import BackupError
from quizapp.cli.application import cannot_be_used, opened_app, read_settings
from quizapp.clock import now, system_clock
from quizapp.config import Settings
from quizapp.database_use import InUse
from quizapp.db import transaction
from quizapp.privacy.deletion import erase_due
from quizapp.schema import SchemaError
from quizapp.sqlite_copy import DamagedDatabase

_COUNTED = {
    "user_account": "people and guests",
    "bank": "banks",
    "attempt": "attempts",
    "response": "answers",
    "review": "reviews",
}


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path | None) -> None:
    """Copy the database into FILE, also while it is served.

    The copy is checked before it has its name. Without FILE it goes into instance/backups. Prints
    the path of the copy. A database on PostgreSQL is copied by its own pg_dump.

    The secret and the settings are not in the copy: keep them apart from it.
    """
    settings = read_settings()
    with _said_plainly(settings, "The copy was not made"):
        path = file or services.name_for(settings.database, settings.backups, system_clock())
        copy = services.back_up(settings.database, path)
    click.echo(path)
    click.echo(f"Checked ({_counts(copy.rows)}).", err=True)
    click.echo(_not_inside(settings), err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def restore(file: Path) -> None:
    """Put the copy FILE in the place of the database.

    Stop the server and its workers first. What is there now is copied into instance/backups before
    anything changes. Either everything is done or nothing. A copy of an older version is brought up
    to date. Accounts that were deleted since are deleted again, and people log in again.
    """
    settings = read_settings()
    with _said_plainly(settings, "Nothing was changed"):
        done = services.restore(file, settings.database, settings.backups, system_clock())
    click.echo(f"Restored {file} ({_counts(done.copy.rows)}).")
    if done.kept is not None:
        click.echo(f"What was there before is kept in {done.kept}")
    with opened_app(settings):
        # Whose time is over meanwhile does not wait for the night.
        erased = _erase_due()
    if again := done.deleted_again:
        accounts = "account is" if again == 1 else "accounts are"
        click.echo(f"{again} {accounts} being deleted again, as asked for since.")
    if erased:
        click.echo(f"Of {erased}, the time to undo it was over: deleted for good.")


def _erase_due() -> int:
    erased = 0
    while True:
        with transaction() as session:
            found = erase_due(session, now())
        if not found:
            return erased
        erased += found


def _counts(rows: Mapping[str, int]) -> str:
    return ", ".join(
        f"{name}: {rows[table]:,}" for table, name in _COUNTED.items() if table in rows
    )


def _not_inside(settings: Settings) -> str:
    secret = "SECRET_KEY" if settings.secret_key is not None else settings.instance / "secret"
    return (
        f"Not in it: the secret ({secret}) and the settings in the environment. Without the secret "
        "a new one is made, and forms that are open must be loaded again."
    )


@contextmanager
def _said_plainly(settings: Settings, result: str) -> Iterator[None]:
    try:
        yield
    except (BackupError, InUse, SchemaError) as error:
        raise click.ClickException(str(error)) from None
    except FileExistsError as error:
        raise click.ClickException(f"{error.args[0]} is there already: name another.") from None
    except DamagedDatabase as error:
        raise click.ClickException(
            f"The database is damaged ({error}). {result}. Restore an earlier copy with "
            "`quizapp restore FILE`."
        ) from None
    except (DBAPIError, sqlite.driver().Error) as error:
        raise click.ClickException(f"{cannot_be_used(settings, error)} {result}.") from None
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or 'The disk'}: {error.strerror}. {result}."
        ) from None
