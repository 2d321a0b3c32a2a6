"""The language model for tests: it parses no paragraph twice in a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from quizapp.domain.generation.parsing import Parser, Passage
from quizapp.language.cached_parser import CachedParser
from quizapp.language.spacy_parser import load_parser


@cache
def shared_parser() -> Parser:
    """Return a parser that remembers what it has parsed; each caller gets passages of its own."""
    known = CachedParser(load_parser())

    def parse(paragraphs: Sequence[tuple[int, str]], /) -> list[Passage]:
        # A copy has found out nothing yet of what a passage keeps once it is asked.
        return [replace(passage) for passage in known(paragraphs)]

    return parse
