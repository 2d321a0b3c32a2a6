"""Proving words as a page shows them: a paragraph with its marks, and where it is from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for

from quizapp.banks.models import Source
from quizapp.banks.queries import Proof
from quizapp.banks.samples import Sample
from quizapp.web.formatting import spoken_date

Span = tuple[int, int]

_SENTENCE_BREAK = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where words are from; ``page_url`` is the page of ours on which they can be read."""

    title: str
    publisher: str
    date: str
    url: str
    page_url: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A paragraph of a source; ``spans`` are the places in it of the proving words."""

    paragraph: str
    spans: tuple[Span, ...]
    source: Citation

    @property
    def brief(self) -> Excerpt:
        """Only the sentences with proving words; what is left out between them shows as dots."""
        breaks = [match.end() for match in _SENTENCE_BREAK.finditer(self.paragraph)]
        starts, ends = [0, *breaks], [*breaks, len(self.paragraph)]
        kept = merged(
            (starts[bisect_right(starts, start) - 1], ends[bisect_left(ends, end)])
            for start, end in self.spans
        )
        text, spans = "", []
        for first, last in kept:
            if text:
                text = f"{text.rstrip()} … "
            shift = len(text) - first
            spans += [(a + shift, b + shift) for a, b in self.spans if first <= a and b <= last]
            text += self.paragraph[first:last]
        return Excerpt(text.rstrip(), tuple(spans), self.source)


def excerpt(proofs: Sequence[Proof], bank_slug: str) -> Excerpt:
    """Return the paragraph around words that begin in it, with those words marked.

    Words that run on into the next paragraph bring it along.
    """
    return excerpt_citing(proofs, citation(proofs[0].source, bank_slug))


def excerpt_citing(proofs: Sequence[Proof], cited: Citation) -> Excerpt:
    """Return what ``excerpt`` does, of a source whose citation is made already."""
    source = proofs[0].source
    first, last = min(proof.start for proof in proofs), max(proof.end for proof in proofs)
    start, end = paragraph_around(source.text, first, last)
    spans = merged((proof.start - start, proof.end - start) for proof in proofs)
    return Excerpt(source.text[start:end], spans, cited)


def sentence(sample: Sample) -> Excerpt:
    """Return the sentence around proving words, or the sentences if they are in several."""
    start, end = paragraph_around(sample.passage, sample.start, sample.end)
    source = Citation(sample.title, sample.publisher, spoken_date(sample.published), "", "")
    span = sample.start - start, sample.end - start
    return Excerpt(sample.passage[start:end], (span,), source).brief


def citation(source: Source, bank_slug: str) -> Citation:
    """Return how a source is cited; without the name of its bank, with no page of ours."""
    return Citation(
        source.title,
        source.publisher,
        spoken_date(source.published),
        source.url,
        url_for("banks.source", slug=bank_slug, source_slug=source.slug) if bank_slug else "",
    )


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, with those that overlap or touch made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def paragraph_around(text: str, start: int, end: int) -> Span:
    """Return start and end of the paragraph (or paragraphs) that a span stands in."""
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last == -1 else last


def paragraphs(text: str) -> list[Span]:
    """Return start and end of every paragraph that has words in it."""
    spans = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans
