"""Banks from their folders into the database; files that were loaded before are not even read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from quizapp.banks.errors import BankOfSomebody
from quizapp.banks.importing import LoadReport, Tally, is_loaded, load_bank
from quizapp.cli.bank_files import files_hash, read_files
from quizapp.clock import now
from quizapp.db import db, transaction


def load_folders(folders: Iterable[Path], *, quiet: bool = False, err: bool = False) -> int:
    """Load each bank in a transaction of its own and say what changed, or say it as an ``err``.

    ``quiet`` says nothing of banks that are loaded already. Returns how many were not. Needs an app
    context. Raises ClickException for a broken bank: of that one nothing is loaded.
    """
    loaded = 0
    for folder in folders:
        files = read_files(folder)
        loaded_hash = files_hash(files)
        if is_loaded(db.session(), folder.name, loaded_hash):
            if not quiet:
                click.echo(f"{folder}: unchanged since it was loaded.", err=err)
            continue
        # The parser takes a third of a second to import, and is mostly not needed.
        from quizapp.cli.bank_checking import read_folder

        content = read_folder(folder)
        try:
            with transaction() as session:
                report = load_bank(session, content, loaded_hash=loaded_hash, now=now())
        except BankOfSomebody as error:
            raise click.ClickException(f"{folder}: {error}") from None
        click.echo(_summary(report), err=err)
        loaded += 1
    return loaded


def _summary(report: LoadReport) -> str:
    if not report.changed_anything:
        return f"{report.bank}: nothing new."
    parts = [
        f"{name} {counts}"
        for name, tally in (
            ("sources", report.sources),
            ("facts", report.facts),
            ("questions", report.questions),
        )
        if (counts := _counts(tally))
    ]
    if not parts:
        parts.append(
            "added, with nothing in it yet"
            if report.is_new
            else "its title, description or topics changed"
        )
    lines = [f"{report.bank}: {'; '.join(parts)}."]
    if report.replaced_edits:
        lines.append(
            "  Edits made in the app gave way to the file's in: " + ", ".join(report.replaced_edits)
        )
    if report.held:
        lines.append(
            "  Held as drafts, because what they ask for has changed: " + ", ".join(report.held)
        )
    return "\n".join(lines)


def _counts(tally: Tally) -> str:
    counted = (("added", tally.added), ("changed", tally.changed), ("retired", tally.retired))
    return ", ".join(f"{count} {what}" for what, count in counted if count)
