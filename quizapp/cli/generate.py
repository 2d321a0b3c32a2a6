"""`quizapp generate`: facts, questions and conflicts from articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from quizapp.domain.banks import Bank
    from quizapp.domain.facts import Source


@click.command()
@click.argument(
    "file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--bank",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Several articles: a bank's folder, or one that holds article files.",
)
@click.option("--title", default="", help="The article's title, if the guess is wrong.")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--published", default="", metavar="DATE", help="When, as 2023-01-11.")
@click.option(
    "--seed", default=0, show_default=True, help="Another number puts options in another order."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a bank into this folder; its questions are drafts.",
)
@click.option("--model", is_flag=True, help="Also ask the language model that the settings name.")
@click.option("--yes", is_flag=True, help="Do not ask whether the model's cost is right.")
def command(
    file: Path | None,
    folder: Path | None,
    title: str,
    publisher: str,
    published: str,
    seed: int,
    as_json: bool,
    out: Path | None,
    model: bool,
    yes: bool,
) -> None:
    """Make facts and questions from FILE: plain text, Markdown, HTML, DOCX or PDF.

    Of a bank that has facts, only the articles that none of them is from are read; the bank is
    added to, and what they have changed is said and held back.

    Everything happens on this machine unless --model is given. The same article always gives the
    same facts and questions.
    """
    if (file is None) == (folder is None):
        raise click.UsageError("Give one FILE, or --bank and a folder.")
    if folder is not None and (title or publisher or published):
        raise click.UsageError("--title, --publisher and --published are for one FILE.")
    # Reading and parsing take a second to import.
    from quizapp.cli.application import read_settings
    from quizapp.cli.generating import make_drafts
    from quizapp.cli.generation_output import as_listing, json_bytes, write_bank_folder
    from quizapp.cli.generation_sources import read_source, read_sources

    settings = read_settings()
    sources: tuple[Source, ...]
    bank: Bank | None = None
    if file is not None:
        sources = (read_source(file, title, publisher, published),)
    else:
        assert folder is not None  # noqa: S101 - one of both is given
        sources, bank = read_sources(folder)
    drafted = make_drafts(sources, settings, bank=bank, seed=seed, with_model=model, confirmed=yes)
    if out is not None:
        write_bank_folder(out, drafted)
    if as_json:
        click.echo(json_bytes(drafted, one=folder is None), nl=False)
    elif out is None:
        for line in as_listing(drafted):
            click.echo(line)
