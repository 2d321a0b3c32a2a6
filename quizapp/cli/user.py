"""`quizapp user`: accounts, for whoever keeps the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from quizapp.accounts import administration, codes, people, second_factor
from quizapp.accounts.errors import AccountError
from quizapp.accounts.models import Role, User
from quizapp.accounts.names import checked_password
from quizapp.accounts.queries import user_by_name
from quizapp.accounts.services import create_user
from quizapp.cli.application import opened_app, read_settings, require_current_database
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.security import hash_password, new_code, unknown_password

_ROLES = click.Choice([role.value for role in Role])


@click.group()
def command() -> None:
    """Make accounts, and look after them."""


@command.command()
@click.argument("name")
@click.option(
    "--role",
    type=_ROLES,
    default=Role.STUDENT.value,
    show_default=True,
    help="What the person may do.",
)
@click.option("--email", default="", help="Optional; nothing is sent there.")
@click.option(
    "--code",
    "by_code",
    is_flag=True,
    help="Ask for no password: print a code, with which NAME chooses one on the page /forgot.",
)
@click.option(
    "--password",
    envvar="QUIZAPP_PASSWORD",
    help="Asked for when not given; QUIZAPP_PASSWORD keeps it out of the shell's history.",
)
def create(name: str, role: str, email: str, password: str | None, by_code: bool) -> None:
    """Make an account called NAME."""
    if by_code:
        _create_with_code(name, Role(role))
        return
    if password is None:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with _accounts():
        stored = hash_password(checked_password(password, name))
        with transaction() as session:
            create_user(session, name, stored, now(), email=email, role=Role(role))
    click.echo(f"{name} can log in as {'an' if role == 'admin' else 'a'} {role}.")


def _create_with_code(name: str, role: Role) -> None:
    fresh = new_code()
    with _accounts():
        unknown, stored = unknown_password(), hash_password(fresh)
        with transaction() as rows:
            administration.add_person(rows, name, role, unknown, stored, now(), maker_id=None)
        click.echo(fresh)
    click.echo(f"{name} uses it on the page /forgot, once, within two days.", err=True)


@command.command(name="list")
@click.option("--role", type=_ROLES, default=None, help="Only people with this role.")
def list_people(role: str | None) -> None:
    """List who has an account: name, role, state."""
    wanted = people.PeopleFilter(role=role or "")
    with _accounts() as session:
        page = people.find_people(session, wanted, 1, now())
        for number in range(1, page.pages + 1):
            page = people.find_people(session, wanted, number, now())
            for person in page.rows:
                click.echo(f"{person.name}\t{person.role}\t{person.state}")
    if not page.total:
        click.echo("Nobody has an account yet.", err=True)


@command.command()
@click.argument("name")
def code(name: str) -> None:
    """Print a code with which NAME can choose a new password; it works once, for two days."""
    fresh = new_code()
    with _accounts() as session:
        user = _found(session, name)
        stored = hash_password(fresh)
        with transaction() as rows:
            codes.make_code(rows, user.id, stored, now(), maker_id=None)
        click.echo(fresh)
        click.echo(f"{user.name} uses it on the page /forgot, once, within two days.", err=True)


@command.command()
@click.argument("name")
@click.argument("role", type=_ROLES)
def role(name: str, role: str) -> None:
    """Make NAME a student, a teacher or an admin."""
    with _accounts() as session:
        user = _found(session, name)
        with transaction() as rows:
            administration.change_role(rows, user.id, Role(role), now())
        click.echo(f"{user.name} has the role {role}.")


@command.command()
@click.argument("name")
def unlock(name: str) -> None:
    """Let NAME try to log in again at once, after too many wrong passwords."""
    with _accounts() as session:
        user = _found(session, name)
        with transaction() as rows:
            administration.unlock(rows, user.id, now())
        click.echo(f"{user.name} can try again at once.")


@command.command(name="second-factor")
@click.argument("name")
@click.option("--remove", is_flag=True, help="Ask for no codes any more: the telephone is lost.")
def second_factor_of(name: str, remove: bool) -> None:
    """Say whether NAME gives a second factor at log-in; take it away with --remove."""
    with _accounts() as session:
        user = _found(session, name)
        if remove:
            with transaction() as rows:
                second_factor.turn_off(rows, user.id, now())
        state = second_factor.state_of(session, user.id)
        click.echo(f"{user.name}: {'on' if state.is_on else 'off'}")


@contextmanager
def _accounts() -> Iterator[Session]:
    """Open the database; what was refused becomes one line."""
    with opened_app(read_settings()):
        require_current_database()
        try:
            yield db.session()
        except AccountError as error:
            raise click.ClickException(f"{error.field.capitalize()}: {error}") from None


def _found(session: Session, name: str) -> User:
    user = user_by_name(session, name)
    if user is None:
        raise click.ClickException(
            f"Nobody has the name {name}. `quizapp user list` shows who there is."
        )
    return user
