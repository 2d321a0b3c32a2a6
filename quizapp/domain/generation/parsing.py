"""A parsed text as plain values: what a language model says about words, whatever model it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: its place in the source and what the parser says of it.

    ``start`` and ``end`` are code points of the source's text. ``index`` and ``head`` count tokens
    of the passage. ``tag`` is of the Penn Treebank, ``pos`` of Universal Dependencies, ``dep`` of
    ClearNLP, ``entity`` of OntoNotes (empty outside of names).
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    entity: str = ""
    begins_entity: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A run of tokens that the parser takes for one name, number or date."""

    first: int
    last: int
    label: str


@dataclass(frozen=True)
class Passage:
    """One parsed paragraph of a source. Spans of tokens include both ends."""

    text: str
    offset: int
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of every token, in order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                found[token.head].append(token.index)
        return tuple(map(tuple, found))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The entities, in order."""
        found: list[Name] = []
        for token in self.tokens:
            if not token.entity:
                continue
            if token.begins_entity or not found or found[-1].last != token.index - 1:
                found.append(Name(token.index, token.index, token.entity))
            else:
                found[-1] = Name(found[-1].first, token.index, token.entity)
        return tuple(found)

    def subtree(self, index: int) -> tuple[int, int]:
        """Return the first and last token below a token (itself included)."""
        first = last = index
        for child in self.children[index]:
            left, right = self.subtree(child)
            first, last = min(first, left), max(last, right)
        return first, last

    def words(self, first: int, last: int) -> str:
        """Return the exact text from one token to another."""
        start = self.tokens[first].start - self.offset
        return self.text[start : self.tokens[last].end - self.offset]

    def child(self, index: int, *deps: str) -> Token | None:
        """Return the first dependent of a token with one of these relations, if there is one."""
        for child in self.children[index]:
            if self.tokens[child].dep in deps:
                return self.tokens[child]
        return None

    def first_joined(self, token: Token) -> Token:
        """Return the first of the words that “and” joins, which plays the part of them all."""
        while token.dep == "conj":
            token = self.tokens[token.head]
        return token

    def dependents(self, index: int, *deps: str) -> Iterator[Token]:
        """Yield the dependents of a token with one of these relations, in order."""
        for child in self.children[index]:
            if self.tokens[child].dep in deps:
                yield self.tokens[child]


LONGEST_WORD = 1_000
"""The most letters of a word; even addresses with all their questions are shorter."""
LONGEST_SENTENCE = 500
"""The most tokens of a sentence whose grammar is followed; people write up to 100."""


def has_endless_word(text: str) -> bool:
    """Whether a text holds a run of letters and marks that no parser should be given."""
    return any(len(word) > LONGEST_WORD for word in text.split())


class Parser(Protocol):
    """What parses paragraphs: each with the place in the source where it begins."""

    def __call__(self, paragraphs: Sequence[tuple[int, str]], /) -> list[Passage]:
        """Return one passage for each paragraph, in order."""
