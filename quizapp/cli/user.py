"""`quizapp user`: accounts, for whoever keeps the server."""

from __future__ import annotations

import click

from quizapp.accounts.errors import AccountError
from quizapp.accounts.models import Role
from quizapp.accounts.names import checked_password
from quizapp.accounts.services import create_user
from quizapp.cli.application import opened_app, read_settings, require_current_database
from quizapp.clock import now
from quizapp.db import transaction
from quizapp.security import hash_password


@click.group()
def command() -> None:
    """Make accounts."""


@command.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.STUDENT.value,
    show_default=True,
    help="What the person may do.",
)
@click.option("--email", default="", help="Optional; nothing is sent there.")
@click.option(
    "--password",
    envvar="QUIZAPP_PASSWORD",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    help="Asked for when not given; QUIZAPP_PASSWORD keeps it out of the shell's history.",
)
def create(name: str, role: str, email: str, password: str) -> None:
    """Make an account called NAME."""
    with opened_app(read_settings()):
        require_current_database()
        try:
            stored = hash_password(checked_password(password, name))
            with transaction() as session:
                create_user(session, name, stored, now(), email=email, role=Role(role))
        except AccountError as error:
            raise click.ClickException(f"{error.field.capitalize()}: {error}") from None
    click.echo(f"{name} can log in as a {role}.")
