"""The articles that the generator is measured on, as sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from quizapp.domain.facts import Source
from quizapp.importers.file_types import FileKind
from quizapp.importers.files import read_article
from tests.evaluation.conflict_sets import five_reports

ARTICLES = Path(__file__).resolve().parents[1] / "data" / "articles"
DEVELOPMENT, HELD_OUT = ARTICLES / "development", ARTICLES / "held-out"


def read_articles(path: Path) -> Iterator[Source]:
    """Yield the articles of a folder, or the one article; the .yaml beside each says what it is.

    A .txt is a text as it was pasted, a .md is read as an uploaded file would be. Articles in
    other languages than English are left out.
    """
    for file in sorted((*path.glob("*.txt"), *path.glob("*.md"))) if path.is_dir() else (path,):
        beside = file.with_suffix(".yaml")
        about = yaml.safe_load(beside.read_text("utf-8")) if beside.is_file() else {}
        if about.get("language", "en") == "en":
            yield Source(
                file.stem,
                about.get("title", file.stem),
                about.get("publisher", ""),
                str(about.get("published", "")),
                _text_of(file),
            )


def _text_of(file: Path) -> str:
    if file.suffix == ".md":
        return read_article(file.read_bytes(), FileKind.MARKDOWN).text
    return file.read_text("utf-8")


def article_sets(*, held_out: bool) -> dict[str, list[Source]]:
    """Return the sets that are at hand, by name; the held-out one only if it is asked for."""
    sets = {"development": list(read_articles(DEVELOPMENT))}
    if held_out:
        sets["held-out"] = list(read_articles(HELD_OUT))
    if reports := five_reports():
        sets["five reports"] = reports
    return sets
