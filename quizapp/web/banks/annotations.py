"""A source to read: its paragraphs, the words that state facts, and a note for each fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from quizapp.banks.models import Source
from quizapp.banks.queries import Proof
from quizapp.domain.scheduling import Strength
from quizapp.web.evidence import paragraphs


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words that state a fact: where they stand in the paragraph, and the note they lead to."""

    start: int
    end: int
    note: str
    strength: str


@dataclass(frozen=True, slots=True)
class Note:
    """A fact beside its words, and how many questions ask for it."""

    id: str
    words: str
    text: str
    strength: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its marked words and notes."""

    text: str
    spans: tuple[MarkedWords, ...]
    notes: tuple[Note, ...]


def passages(
    source: Source,
    bank_slug: str,
    proofs: Sequence[Proof],
    counts: Mapping[int, int],
    strengths: Mapping[int, Strength] | None,
) -> list[Passage]:
    """Return the paragraphs of a source. ``strengths`` is None for somebody without a memory.

    Only the words that state each value are marked: whole sentences would leave nothing unmarked.
    Where two facts share words, the words lead to the first of them.
    """
    found = []
    noted: set[int] = set()
    for start, end in paragraphs(source.text):
        inside = sorted(
            (proof for proof in proofs if start <= proof.value_start < end),
            key=lambda proof: (proof.value_start, -proof.value_end),
        )
        fresh = [proof for proof in inside if proof.fact_id not in noted]
        noted.update(proof.fact_id for proof in inside)
        notes = {
            proof.fact_id: Note(
                note_id(proof),
                proof.value,
                proof.statement,
                _strength(proof, strengths),
                url_for("banks.fact", slug=bank_slug, fact_slug=proof.fact_slug),
                counts.get(proof.fact_id, 0),
            )
            for proof in fresh
        }
        spans = tuple(_marks(inside, start, strengths))
        found.append(Passage(source.text[start:end], spans, tuple(notes.values())))
    return found


def note_id(proof: Proof) -> str:
    """Return the id of a fact's note on the page."""
    return f"fact-{proof.fact_slug}"


def _marks(
    proofs: Sequence[Proof], offset: int, strengths: Mapping[int, Strength] | None
) -> list[MarkedWords]:
    marks: list[MarkedWords] = []
    for proof in proofs:
        start, end = proof.value_start - offset, proof.value_end - offset
        if marks and start < marks[-1].end:
            continue
        marks.append(MarkedWords(start, end, note_id(proof), _strength(proof, strengths)))
    return marks


def _strength(proof: Proof, strengths: Mapping[int, Strength] | None) -> str:
    if strengths is None:
        return ""
    return strengths.get(proof.fact_id, Strength.NEW).value
