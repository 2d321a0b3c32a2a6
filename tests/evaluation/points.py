"""Points that matter: what a good teacher would ask of a text, written before any draft was seen.

They stand beside the text, in NAME.points.yaml: a list of `point` (a sentence), `kind`, and
`quotes`, each of which stands exactly once in the text as it was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from quizapp.domain.facts import Source
from tests.evaluation.articles import ARTICLES, DEVELOPMENT, HELD_OUT, read_articles

SCHOOL, SCHOOL_HELD_OUT = ARTICLES / "school-development", ARTICLES / "school-held-out"
NAMES_AND_NUMBERS = ("who", "when", "where", "how many")
UNDERSTANDING = (
    "what is",
    "function",
    "why",
    "how",
    "cause and effect",
    "sequence",
    "list",
    "comparison",
    "main idea",
)
KINDS = NAMES_AND_NUMBERS + UNDERSTANDING


@dataclass(frozen=True, slots=True)
class Point:
    """Something that whoever has read the text should know, and the words that carry it."""

    sentence: str
    kind: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointedText:
    """A text and its points."""

    source: Source
    points: tuple[Point, ...]


def read_points(file: Path) -> tuple[Point, ...]:
    """Return the points of a file; raises KeyError where one lacks something."""
    listed = yaml.safe_load(file.read_text("utf-8"))
    return tuple(Point(each["point"], each["kind"], tuple(each["quotes"])) for each in listed)


def pointed_texts(folder: Path) -> list[PointedText]:
    """Return those texts of a folder that have points."""
    return [
        PointedText(source, read_points(file))
        for source in read_articles(folder)
        if (file := folder / f"{source.id}.points.yaml").is_file()
    ]


def pointed_sets(*, held_out: bool) -> dict[str, list[PointedText]]:
    """Return the texts with points by the name of their set; held-out ones only if asked for."""
    folders = [DEVELOPMENT, SCHOOL, *((HELD_OUT, SCHOOL_HELD_OUT) if held_out else ())]
    return {folder.name: pointed_texts(folder) for folder in folders}
