"""What the comparison of two sources reports, as data, for the sets and for pairs of short texts.

`python -m tests.language.judged_conflicts` writes the outcome anew; the difference is to be judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from quizapp.domain.facts import Source
from quizapp.domain.generation.conflicts import find_conflicts
from quizapp.domain.generation.conflicts.model import ParsedSource
from quizapp.domain.generation.extraction import extract
from quizapp.language.gazetteer import load_gazetteer
from tests.evaluation.conflict_sets import SETS, countries, paragraphs, read_set
from tests.parsed_texts import shared_parser

PATH = Path(__file__).resolve().parents[1] / "data" / "judgements" / "conflicts.yaml"
Pair = dict[str, Any]
"""``set``, or ``first`` and ``second`` (the days may stand before them); ``found``."""


def judged_pairs() -> list[Pair]:
    """Return the sets and pairs with what is found in each."""
    return yaml.safe_load(PATH.read_text("utf-8"))


def found(pair: Pair) -> list[str]:
    """Return what is reported, as “kind: words / words, subject”."""
    parsed = [_parsed(source) for source in _sources(pair)]
    return [
        f"{each.kind}: {each.a.words} / {each.b.words}, {each.subject}"
        for each in find_conflicts(parsed, countries())
    ]


def _sources(pair: Pair) -> Iterator[Source]:
    if "set" in pair:
        yield from read_set(SETS / pair["set"])[0]
        return
    for name, text in zip("ab", (pair["first"], pair["second"]), strict=True):
        day, _, words = text.rpartition(" | ")
        yield Source(name, "Report", "The Post", day or "2024-05-06", words)


def _parsed(source: Source) -> ParsedSource:
    parse = shared_parser()
    facts = extract(source, parse, load_gazetteer()).facts
    return ParsedSource(source, tuple(parse(list(paragraphs(source.text)))), facts)


if __name__ == "__main__":
    anew = [pair | {"found": found(pair)} for pair in judged_pairs()]
    PATH.write_text(yaml.safe_dump(anew, allow_unicode=True, sort_keys=False, width=1_000), "utf-8")
