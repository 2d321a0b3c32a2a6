"""`quizapp demo`: a teacher, students and a quiz for them, to show the app or to load it."""

from __future__ import annotations

import json
from dataclasses import asdict

import click
from sqlalchemy import select

from quizapp import shipped
from quizapp.accounts.errors import AccountError
from quizapp.accounts.names import checked_password
from quizapp.banks.models import Bank
from quizapp.cli.application import opened_app, read_settings, require_current_database
from quizapp.cli.bank_loading import load_folders
from quizapp.cli.sockets import written
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.quizzes import demonstration
from quizapp.quizzes.errors import CannotBeAsked
from quizapp.security import hash_password, new_code

_BANK = "us-japan-alliance"
_SHOWN = 3


@click.command()
@click.option(
    "--students",
    type=click.IntRange(1, demonstration.MOST_STUDENTS),
    default=20,
    show_default=True,
    help="How many students.",
)
@click.option(
    "--password",
    envvar="QUIZAPP_PASSWORD",
    help="For all of them; made up and printed when not given.",
)
@click.option(
    "--address",
    default="",
    help="Where the server is reached, for what is printed.  [default: by HOST and PORT]",
)
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
@click.option("--force", is_flag=True, help="Even where other people have accounts.")
def command(students: int, password: str | None, address: str, as_json: bool, force: bool) -> None:
    """Make a teacher, students and a quiz of 20 questions for them.

    Run again it doubles nothing: there may be more students, and all have the new password. Anybody
    who knows it can log in, so it refuses where other people have accounts.
    """
    settings = read_settings()
    with opened_app(settings):
        require_current_database()
        others = demonstration.others(db.session())
        if others and not force:
            raise click.ClickException(
                f"{others} other account{'s are' if others > 1 else ' is'} in this database. Use "
                "another one (QUIZAPP_INSTANCE, DATABASE_URL), or --force."
            )
        try:
            chosen = checked_password(password or new_code())
            bank = _bank()
            stored = hash_password(chosen)
            with transaction() as session:
                made = demonstration.make_demonstration(session, bank, students, stored, now())
        except AccountError as error:
            raise click.ClickException(f"{error.field.capitalize()}: {error}") from None
        except CannotBeAsked:
            raise click.ClickException(
                f"The bank {_BANK} has too few questions with one right option."
            ) from None
    base = address.rstrip("/") or written(settings.host, settings.port)
    quiz, login = f"{base}/quizzes/{made.quiz_id}", f"{base}/login"
    if as_json:
        said = {"quiz": quiz, "login": login, **asdict(made), "password": chosen}
        said.pop("quiz_id")
        click.echo(json.dumps(said, indent=2))
        return
    names = made.students
    shown = ", ".join(names) if len(names) <= _SHOWN else f"{names[0]} to {names[-1]}"
    click.echo(f"Quiz:      {quiz}\nLog-in:    {login}\nTeacher:   {made.teacher}")
    click.echo(f"Students:  {shown}\nPassword:  {chosen} (of all of them)")


def _bank() -> Bank:
    """Return the shipped bank, which is loaded where it is not there yet."""
    wanted = select(Bank).where(Bank.slug == _BANK)
    bank = db.session.scalar(wanted)
    if bank is None:
        # What is printed may be for a program.
        load_folders([shipped.QUESTIONS / _BANK], quiet=True, err=True)
        bank = db.session.scalars(wanted).one()
    return bank
