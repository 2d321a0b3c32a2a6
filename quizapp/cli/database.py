"""`quizapp db`: the database's tables."""

from __future__ import annotations

import click

from quizapp.cli.application import opened_app, read_settings, upgrade_database


@click.group()
def command() -> None:
    """Look after the database."""


@command.command()
def upgrade() -> None:
    """Make the tables, or bring them up to date.

    A copy is kept in instance/backups first. Either everything is done or nothing. A database from
    a newer version is left alone.
    """
    settings = read_settings()
    with opened_app(settings):
        upgrade_database(settings)
    click.echo("The database is up to date.")
