"""The first words of each bank that prove a fact: what a list of banks shows of them.

An article may be as long as a book, and a list shows many banks: what is read of it is a little
around the words.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select, true
from sqlalchemy.orm import Session

from quizapp.banks.models import Fact, FactEvidence, FactVersion, Source
from quizapp.db import table_of
from quizapp.domain.facts import FactStatus

AROUND = 2_000
"""How many characters before and after the words are read: more than a sentence has."""

_SOURCES, _EVIDENCE = table_of(Source), table_of(FactEvidence)
_WORDINGS, _FACTS = table_of(FactVersion), table_of(Fact)


@dataclass(frozen=True, slots=True)
class Sample:
    """Proving words from ``start`` to ``end`` of a passage, and where that is from."""

    passage: str
    start: int
    end: int
    title: str
    publisher: str
    published: str


def samples(
    session: Session, bank_ids: Collection[int], besides: Select[int] | None = None
) -> dict[int, Sample]:
    """Return the first proof of the first source of each bank that has one. One SELECT.

    ``besides`` selects the ids of sources that are left out.
    """
    place = func.row_number().over(
        partition_by=_SOURCES.c.bank_id,
        order_by=(_SOURCES.c.position, _EVIDENCE.c.start, _EVIDENCE.c.end, _FACTS.c.position),
    )
    placed = (
        select(_SOURCES.c.id, _EVIDENCE.c.start, _EVIDENCE.c.end, place.label("place"))
        .join_from(_SOURCES, _EVIDENCE, _EVIDENCE.c.source_id == _SOURCES.c.id)
        .join(_WORDINGS, _WORDINGS.c.id == _EVIDENCE.c.fact_version_id)
        .join(_FACTS, _FACTS.c.id == _WORDINGS.c.fact_id)
        .where(
            _SOURCES.c.bank_id.in_(bank_ids),
            _SOURCES.c.is_current,
            _WORDINGS.c.is_current,
            _FACTS.c.status == FactStatus.APPROVED.value,
            true() if besides is None else _SOURCES.c.id.not_in(besides),
        )
        .subquery()
    )
    first = case((placed.c.start > AROUND, placed.c.start - AROUND), else_=0)
    length = placed.c.end - first + AROUND
    rows = session.execute(
        select(
            _SOURCES.c.bank_id,
            func.substr(_SOURCES.c.text, first + 1, length),
            placed.c.start - first,
            placed.c.end - first,
            _SOURCES.c.title,
            _SOURCES.c.publisher,
            _SOURCES.c.published,
        )
        .join_from(placed, _SOURCES, _SOURCES.c.id == placed.c.id)
        .where(placed.c.place == 1)
    )
    return {bank_id: Sample(*rest) for bank_id, *rest in rows}
