"""Files of articles to sources."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.domain.banks import Bank
from quizapp.domain.facts import PARTIAL_DATE, Source
from quizapp.domain.generation.extending import unread
from quizapp.domain.generation.identity import slug
from quizapp.importers.article import RawArticle
from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.file_types import promised_kind
from quizapp.importers.files import FILE_LIMIT, read_article

MOST_ARTICLES = 100
_NOT_ARTICLES = frozenset({".yaml", ".yml", ".json"})


def read_source(path: Path, title: str = "", publisher: str = "", published: str = "") -> Source:
    """Return the source that a file holds; what is given replaces what is guessed.

    Raises ClickException for what cannot be read, with what to do.
    """
    if published and not PARTIAL_DATE.match(published):
        raise click.BadParameter(f"“{published}” is not a date such as 2023-01-11.")
    try:
        article = _read(path)
    except UnreadableArticle as error:
        raise click.ClickException(f"{path}: {error}") from None
    for note in article.notes:
        click.echo(f"{path}: {note}", err=True)
    return Source(
        id=slug(path.stem),
        title=" ".join((title or article.title).split()) or path.stem,
        publisher=" ".join((publisher or article.publisher).split()),
        published=published or article.published,
        text=article.text,
        url=article.url,
    )


def read_sources(folder: Path) -> tuple[tuple[Source, ...], Bank | None]:
    """Return the sources of a folder, and the bank that they are to be added to, if there is one.

    A folder without bank.yaml holds article files. A bank that has facts, and an article that
    none of them is from, is added to; of any other, all articles are read anew. ClickException
    where a bank is not sound.
    """
    if not (folder / "bank.yaml").exists():
        return _read_articles(folder), None
    # Files of a bank are checked as such: a fault is said with its line.
    from quizapp.cli.bank_checking import read_folder

    bank = read_folder(folder)
    return bank.sources, bank if bank.facts and unread(bank) else None


def _read_articles(folder: Path) -> tuple[Source, ...]:
    """Return the articles of a folder in order of name.

    A file that cannot be read is named and left out; ClickException where none can be read.
    """
    paths = [path for path in sorted(folder.iterdir()) if _may_be_article(path)]
    if len(paths) > MOST_ARTICLES:
        raise click.ClickException(
            f"{folder} has {len(paths)} files; up to {MOST_ARTICLES} are compared. Split it."
        )
    found: dict[str, Source] = {}
    for path in paths:
        try:
            source = read_source(path)
        except click.ClickException as error:
            click.echo(f"Left out: {error.message}", err=True)
            continue
        if source.id in found:
            name = f"{source.id}-{path.suffix.strip('.').casefold()}"
            click.echo(f"{path}: called {name}, because another has its name.", err=True)
            source = Source(
                name, source.title, source.publisher, source.published, source.text, source.url
            )
        found[source.id] = source
    if not found:
        raise click.ClickException(f"{folder} holds no article that can be read.")
    undated = ", ".join(source.id for source in found.values() if not source.published)
    if undated and len(found) > 1:
        click.echo(
            f"{undated}: no date was found, so a change cannot be told from a contradiction. "
            "Begin the file with a line ---, then date: 2023-01-11, then ---.",
            err=True,
        )
    return tuple(found.values())


def _may_be_article(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and path.suffix not in _NOT_ARTICLES


def _read(path: Path) -> RawArticle:
    try:
        with path.open("rb") as file:
            return read_article(file.read(FILE_LIMIT + 1), promised_kind(path.name))
    except OSError as error:
        raise UnreadableArticle(f"It cannot be opened: {error.strerror}.") from error
