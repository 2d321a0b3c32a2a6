"""What the comparison of sources finds, misses and reports in error, set by set."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from quizapp.domain.facts import Source
from quizapp.domain.generation.conflicts import (
    Conflict,
    ConflictKind,
    Mention,
    ParsedSource,
    country_words,
    find_conflicts,
)
from quizapp.domain.generation.parsing import Parser
from quizapp.language.spacy_parser import load_parser

ROOT = Path(__file__).parents[2]
SETS = ROOT / "tests" / "data" / "articles" / "conflicts"
GAZETTEER = ROOT / "quizapp" / "data" / "gazetteer.json"

FIVE_REPORTS: tuple[tuple[str, str, str], ...] = (
    ("spelling", "Rich Sunak", "Rishi Sunak"),
    ("spelling", "Hamada Yasukasu", "Yasukazu Hamada"),
    ("change_over_time", "Nobuo Kishi", "Hamada Yasukasu"),
    ("same_thing", "Yoshimasa Hayashi", "Hayashi Yoshimasa"),
    ("value", "12th Artillery Regiment", "12th Marine Regiment"),
    ("same_thing", "Article V", "Article 5"),
    ("same_thing", "Article V", "Article Five"),
    ("value", "between 1,800 and 2,000 Marines", "3,400 Marines"),
)
"""What must be found in the five reports: kind and the two wordings, in either order."""


@dataclass(frozen=True, slots=True)
class SetFigures:
    """The result for one set: what was expected and found or missed, and what was reported beyond.

    ``joined`` are same things that were not listed; joining them is no report to a teacher, so
    only ``false_alarms`` count against the comparison.
    """

    name: str
    found: tuple[str, ...]
    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]
    joined: tuple[str, ...]


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield every line of a text with its offset, titles and captions included."""
    offset = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield offset, line.rstrip("\n")
        offset += len(line)


def parsed(source: Source, parser: Parser) -> ParsedSource:
    """Return the source with all its lines parsed."""
    return ParsedSource(source, tuple(parser(list(paragraphs(source.text)))))


def countries() -> dict[str, str]:
    """Return the countries of the shipped gazetteer, or none where it is not there."""
    if not GAZETTEER.exists():
        return {}
    data: Mapping[str, Any] = json.loads(GAZETTEER.read_text("utf-8"))
    return country_words(data["levels"], data["demonyms"], data["aliases"])


def read_set(folder: Path) -> tuple[list[Source], list[Mapping[str, str]]]:
    """Return the sources of a set and what its expected.yaml lists."""
    expected = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
    sources = [
        Source(
            each["file"],
            each["title"],
            each["publisher"],
            str(each["published"]),
            (folder / each["file"]).read_text("utf-8"),
        )
        for each in expected["sources"]
    ]
    return sources, expected["conflicts"]


def five_reports() -> list[Source]:
    """Return the five reports that stand beside the repository; empty where they do not."""
    folder = ROOT.parent / "shared" / "articles"
    return [
        Source(path.stem, path.stem, path.stem.split("-")[0], path.stem.split("-", 1)[1], text)
        for path in sorted(folder.glob("*.txt"))
        if (text := path.read_text("utf-8"))
    ]


def judge(
    name: str, conflicts: Iterable[Conflict], wanted: Sequence[tuple[str, str, str]], texts: Texts
) -> SetFigures:
    """Return how the conflicts compare with the wanted ones: kind and both places must agree."""
    left, missed = list(conflicts), []
    found = []
    for kind, one, other in wanted:
        match = next((each for each in left if _is(each, kind, one, other, texts)), None)
        label = f"{kind}: {one} / {other}"
        if match is None:
            missed.append(label)
        else:
            left.remove(match)
            found.append(label)
    beyond = [(each.kind, f"{each.kind}: {each.a.words} / {each.b.words}") for each in left]
    same = ConflictKind.SAME_THING
    return SetFigures(
        name,
        tuple(found),
        tuple(missed),
        tuple(label for kind, label in beyond if kind is not same),
        tuple(label for kind, label in beyond if kind is same),
    )


Texts = Mapping[str, str]


def _is(conflict: Conflict, kind: str, one: str, other: str, texts: Texts) -> bool:
    if conflict.kind != kind:
        return False
    pair = (conflict.a, conflict.b)
    return any(
        _within(first, one, texts) and _within(second, other, texts)
        for first, second in (pair, pair[::-1])
    )


def _within(mention: Mention, words: str, texts: Texts) -> bool:
    """Whether the mention overlaps a place where the words stand."""
    text, start = texts[mention.source], -1
    while (start := text.find(words, start + 1)) != -1:
        if mention.start < start + len(words) and start < mention.end:
            return True
    return mention.words == words


def evaluate_conflicts(parser: Parser | None = None) -> tuple[SetFigures, ...]:
    """Return the figures of every set, and of the five reports where they are at hand."""
    parse, known = parser or load_parser(), countries()
    figures = []
    for folder in sorted(path for path in SETS.iterdir() if path.is_dir()):
        sources, expected = read_set(folder)
        conflicts = find_conflicts([parsed(each, parse) for each in sources], known)
        wanted = [(each["kind"], each["a"], each["b"]) for each in expected]
        texts = {each.id: each.text for each in sources}
        figures.append(judge(folder.name, conflicts, wanted, texts))
    if sources := five_reports():
        conflicts = find_conflicts([parsed(each, parse) for each in sources], known)
        texts = {each.id: each.text for each in sources}
        figures.append(judge("five reports", conflicts, FIVE_REPORTS, texts))
    return tuple(figures)


def table(figures: Iterable[SetFigures]) -> str:
    """Return the figures as a Markdown table with a line of totals."""
    rows = [
        (each.name, len(each.found), len(each.missed), len(each.false_alarms), len(each.joined))
        for each in figures
    ]
    totals = [sum(row[column] for row in rows) for column in range(1, 5)]  # type: ignore[misc]
    lines = [
        "| set | found | missed | false alarms | joined beyond the list |",
        "| --- | --- | --- | --- | --- |",
        *("| " + " | ".join(map(str, row)) + " |" for row in (*rows, ("all", *totals))),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    measured = evaluate_conflicts()
    sys.stdout.write(f"{table(measured)}\n")
    for each in measured:
        for label in (*(f"missed {m}" for m in each.missed), *each.false_alarms):
            sys.stdout.write(f"{each.name}: {label}\n")
