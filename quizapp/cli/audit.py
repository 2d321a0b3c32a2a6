"""`quizapp audit`: whether the audit trail of marks is whole."""

from __future__ import annotations

import click

from quizapp.cli.application import opened_app, read_settings, require_current_database
from quizapp.db import db
from quizapp.mark_trail.queries import verify


@click.group()
def command() -> None:
    """Check the audit trail of marks: who looked at them and who changed them."""


@command.command(name="verify")
def verify_trail() -> None:
    """Say whether the trail is intact; exits with 1 where an entry was changed or is gone."""
    with opened_app(read_settings()):
        require_current_database()
        found = verify(db.session())
    if found.broken_at is not None:
        raise click.ClickException(
            f"The trail breaks at entry {found.broken_at}: it was changed, or one is gone. "
            f"The {found.entries} before it are as they were added."
        )
    click.echo(f"Intact: {found.entries} entries. Hash of the last: {found.last_hash}")
