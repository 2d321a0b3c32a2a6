"""`quizapp bank`: folders of questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

import click

FOLDER = click.argument(
    "paths",
    metavar="PATH...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
)


@click.group()
def command() -> None:
    """Check, load and measure banks of questions.

    A bank is a folder with bank.yaml, facts.yaml, questions.yaml and sources/. PATH is such a
    folder, or one that holds several.
    """


@command.command()
@FOLDER
def check(paths: tuple[Path, ...]) -> None:
    """Print every fault as file:line, what is wrong and how to mend it.

    Exits with 1 when there is one. Reads only.
    """
    from quizapp.cli.bank_checking import bank_faults

    faults = 0
    for folder in bank_folders(paths):
        found = bank_faults(folder)
        faults += len(found)
        for fault in found:
            click.echo(f"{folder}/{fault}")
        if not found:
            click.echo(f"{folder}: no faults")
    if faults:
        raise click.ClickException(f"{faults} fault{'' if faults == 1 else 's'} found.")


@command.command()
@FOLDER
def load(paths: tuple[Path, ...]) -> None:
    """Bring the database to what the files say.

    What is equal stays; what changed becomes a new version, and everybody's results keep the
    version they saw. Loading twice changes nothing.
    """
    from quizapp.cli.application import opened_app, read_settings, require_current_database
    from quizapp.cli.bank_loading import load_folders

    with opened_app(read_settings()):
        require_current_database()
        load_folders(bank_folders(paths))


@command.command()
@FOLDER
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def stats(paths: tuple[Path, ...], as_json: bool) -> None:
    """Count its sources, words, facts and questions.

    Facts are counted by status and topic, questions by status, kind and origin.
    """
    from quizapp.cli.bank_checking import read_folder
    from quizapp.cli.bank_statistics import statistics, table

    counted = {str(folder): statistics(read_folder(folder)) for folder in bank_folders(paths)}
    if as_json:
        click.echo(json.dumps(counted, indent=2, ensure_ascii=False))
        return
    for name, figures in counted.items():
        click.echo(click.style(name, bold=True))
        for line in table(figures):
            click.echo(f"  {line}")


@command.command()
@click.argument("bank")
@click.option(
    "--out",
    type=click.File("w", encoding="utf-8", lazy=True, atomic=True),
    default="-",
    metavar="FILE.jsonl",
    help="Write into this file instead of the terminal.",
)
def decisions(bank: str, out: TextIO) -> None:
    """Write what teachers decided on drafts of articles, one JSON object a line.

    BANK is the bank's name in its addresses. Each line has the article, the question, its kind,
    the features of its rank, and the grade: A accepted, E accepted after an edit, R rejected. The
    ranking can be trained with them.
    """
    from quizapp.authoring.draft_decisions import decisions as decided
    from quizapp.banks.queries import bank_by_slug
    from quizapp.cli.application import opened_app, read_settings, require_current_database
    from quizapp.db import db

    with opened_app(read_settings()):
        require_current_database()
        found = bank_by_slug(db.session(), bank)
        if found is None:
            raise click.ClickException(f"There is no bank “{bank}”.")
        lines = [json.dumps(each, ensure_ascii=False) for each in decided(db.session(), found.id)]
    out.write("".join(f"{line}\n" for line in lines))
    click.echo(f"{len(lines)} decision{'' if len(lines) == 1 else 's'}.", err=True)


def bank_folders(paths: tuple[Path, ...]) -> list[Path]:
    """Return the bank folders that the paths are or hold; ClickException where there is none."""
    found = []
    for path in paths:
        inside = sorted(file.parent for file in path.glob("*/bank.yaml"))
        if not (path / "bank.yaml").exists() and not inside:
            raise click.ClickException(
                f"{path} is no bank: it has no bank.yaml, nor has a folder in it. "
                "See questions/README.md for the files of a bank."
            )
        found += [path] if (path / "bank.yaml").exists() else inside
    return found
