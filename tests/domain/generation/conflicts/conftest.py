"""Passages made by hand, so that the comparison is tested without a language model."""

from __future__ import annotations

import re

import pytest

from quizapp.domain.facts import Source
from quizapp.domain.generation.conflicts import ParsedSource
from quizapp.domain.generation.parsing import Passage, Token

WORDS = re.compile(r"\d[\d,.]*\d|\d+(?:st|nd|rd|th)?|[^\W\d_]+|[^\w\s]")


def _flat(text: str, offset: int) -> Passage:
    """Every capital word is a proper noun, and every word hangs on the first."""
    tokens = tuple(
        Token(
            number,
            offset + match.start(),
            offset + match.end(),
            match.group(),
            match.group().lower(),
            "NNP" if match.group()[0].isupper() else "NN",
            "PROPN" if match.group()[0].isupper() else "NOUN",
            "ROOT" if number == 0 else "dep",
            0,
        )
        for number, match in enumerate(WORDS.finditer(text))
    )
    return Passage(text, offset, tokens, ((0, len(tokens) - 1),))


def _tree(rows: str, offset: int) -> Passage:
    """Rows of “word tag pos dep head”; the lemma is the word, or what follows a slash."""
    tokens, text = [], ""
    for number, row in enumerate(rows.strip().splitlines()):
        word, tag, pos, dep, head = row.split()
        word, _, lemma = word.partition("/")
        text += word + " "
        end = offset + len(text) - 1
        start = end - len(word)
        tokens.append(
            Token(number, start, end, word, lemma or word.lower(), tag, pos, dep, int(head))
        )
    return Passage(text.strip(), offset, tuple(tokens), ((0, len(tokens) - 1),))


def _source(name: str, published: str, passages: list[Passage]) -> ParsedSource:
    text = "\n".join(passage.text for passage in passages)
    source = Source(name, name, f"The {name} paper", published, text)
    return ParsedSource(source, tuple(passages))


@pytest.fixture
def report():
    """Return a maker of sources from lines of text in which only capitals matter."""

    def make(name: str, published: str, *lines: str) -> ParsedSource:
        passages, offset = [], 0
        for line in lines:
            passages.append(_flat(line, offset))
            offset += len(line) + 1
        return _source(name, published, passages)

    return make


@pytest.fixture
def counted():
    """Return a maker of sources from one line of names and one parsed sentence, as rows."""

    def make(name: str, published: str, names: str, rows: str) -> ParsedSource:
        first = _flat(names, 0)
        return _source(name, published, [first, _tree(rows, len(names) + 1)])

    return make
