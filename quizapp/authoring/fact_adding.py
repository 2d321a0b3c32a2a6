"""Adding facts that come with a question: which of them the bank has, and under which id."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.authoring.checking import domain_source
from quizapp.banks import versions
from quizapp.banks.models import Fact, FactVersion, Source
from quizapp.banks.services import next_position
from quizapp.domain import facts as domain_facts
from quizapp.domain.banks import with_facts
from quizapp.domain.facts import FactStatus
from quizapp.domain.formats.fingerprint import fact_fingerprint
from quizapp.domain.generation.identity import slug
from quizapp.domain.identifiers import numbered
from quizapp.domain.questions import Question


def with_ids_of_bank(
    session: Session, bank_id: int, question: Question, own: Iterable[domain_facts.Fact]
) -> tuple[Question, tuple[domain_facts.Fact, ...]]:
    """Return a question and the facts made for it, both with the ids that the bank gives them.

    A fact that says the same as one of the bank by the same proof, or without any as itself, gets
    its id, and so does one that says the same as another made for the question; any other gets an
    id that is free, made of its statement.
    """
    names: dict[str, str] = {}
    placed: dict[str, domain_facts.Fact] = {}
    for fact in own:
        name = names[fact.id] = _id_of(session, bank_id, fact, placed)
        placed.setdefault(name, replace(fact, id=name))
    return with_facts(question, names), tuple(placed.values())


def add_own_fact(
    session: Session, bank_id: int, topic_id: int, fact: domain_facts.Fact, now: datetime
) -> bool:
    """Add a fact of a question of somebody's own, approved, unless the bank has one of its id.

    That says the same. What proves it, if anything, stands in articles of the bank.

    Returns whether it was added; what is alike to it is not noted yet (``note_lookalikes``).
    """
    if _current_version(session, bank_id, fact.id) is not None:
        return False
    fact = replace(fact, status=FactStatus.APPROVED)
    row = Fact(
        bank_id=bank_id,
        topic_id=topic_id,
        slug=fact.id,
        status=FactStatus.APPROVED.value,
        position=next_position(session, Fact, bank_id),
    )
    session.add(row)
    session.flush()
    print_now = fact_fingerprint(fact)
    named = {each.source for each in fact.evidence}
    sources = _sources(session, bank_id, named) if named else {}
    texts = {name: domain_source(source) for name, source in sources.items()}
    session.add(versions.fact_version(row, fact, None, print_now, texts, sources, now))
    return True


def _sources(session: Session, bank_id: int, names: Collection[str]) -> dict[str, Source]:
    statement = select(Source).where(
        Source.bank_id == bank_id, Source.is_current, Source.slug.in_(names)
    )
    return {each.slug: each for each in session.scalars(statement)}


def _id_of(
    session: Session,
    bank_id: int,
    fact: domain_facts.Fact,
    placed: Mapping[str, domain_facts.Fact],
) -> str:
    return next(
        name
        for name in numbered(slug(fact.statement))
        if (known := placed.get(name) or _stored(session, bank_id, name)) is None
        or (known.evidence == fact.evidence and _says(known) == _says(fact))
    )


def _stored(session: Session, bank_id: int, name: str) -> domain_facts.Fact | None:
    version = _current_version(session, bank_id, name)
    return versions.fact_of(version) if version is not None else None


def _says(fact: domain_facts.Fact) -> tuple[str, str]:
    # One sentence may state several values, as a text with several gaps does.
    return fact.statement, fact.value.text


def _current_version(session: Session, bank_id: int, name: str) -> FactVersion | None:
    return (
        session.scalars(
            select(FactVersion)
            .join(Fact, Fact.id == FactVersion.fact_id)
            .where(Fact.bank_id == bank_id, Fact.slug == name, FactVersion.is_current)
        )
        .unique()
        .one_or_none()
    )
