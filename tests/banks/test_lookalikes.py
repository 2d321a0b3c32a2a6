"""Values of a bank that a slip could take for each other are noted whenever its facts change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from quizapp.banks.models import Fact, FactVersion, QuestionPart, QuestionVersion
from quizapp.banks.queries import asked_question
from quizapp.db import db, transaction
from quizapp.domain.answers import Typed
from quizapp.domain.banks import Bank, Topic
from quizapp.domain.facts import Entity, FactKind, FactStatus
from quizapp.domain.facts import Fact as DomainFact
from quizapp.domain.questions import QuestionStatus, ShortAnswer
from tests import builders
from tests.databases import both_databases
from tests.grading import grade

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = [both_databases, pytest.mark.usefixtures("context")]


def fact(name: str, status: FactStatus = FactStatus.APPROVED) -> DomainFact:
    return DomainFact(
        id=f"by-{name.lower()}",
        topic="people",
        kind=FactKind.PERSON,
        subject=f"The thing of {name}",
        relation="was found by",
        statement=f"It was found by {name}.",
        value=Entity(name, "person"),
        status=status,
    )


def bank(*facts: DomainFact) -> Bank:
    first = facts[0]
    question = ShortAnswer(
        id="who",
        topic="people",
        stem="Who found it?",
        fact=first.id,
        accepted=(first.value.text,),
        status=QuestionStatus.PUBLISHED,
    )
    return Bank(
        "finders", "Finders", topics=(Topic("people", "People"),), facts=facts,
        questions=(question,),
    )  # fmt: skip


def load(content: Bank, days: int = 0) -> None:
    with transaction() as session:
        builders.load(session, content, NOON + timedelta(days=days))


def noted() -> dict[str, list[str]]:
    db.session.expire_all()
    return dict(db.session.execute(select(Fact.slug, Fact.lookalikes)).all())


def points(typed: str) -> int:
    version = (
        db.session.scalars(select(QuestionVersion).where(QuestionVersion.is_current)).unique().one()
    )
    asked = asked_question(db.session, version.id, version.fingerprint)
    return grade(asked.question, Typed(typed), asked.lookalikes).points


def test_loading_a_bank_notes_what_its_values_are_alike_to():
    load(bank(fact("Halmouth"), fact("Halmoath"), fact("Archer")))
    assert noted() == {"by-halmouth": ["Halmoath"], "by-halmoath": ["Halmouth"], "by-archer": []}
    assert [points(each) for each in ("Halmouth", "Halmuoth", "Halmoath")] == [1, 1, 0]


def test_a_value_that_comes_later_counts_from_then_on_and_one_that_goes_no_more():
    load(bank(fact("Halmouth")))
    assert points("Halmoath") == 1
    load(bank(fact("Halmouth"), fact("Halmoath")), days=1)
    assert points("Halmoath") == 0
    load(bank(fact("Halmouth"), fact("Halmoath", FactStatus.RETIRED)), days=2)
    assert noted()["by-halmouth"] == []
    assert points("Halmoath") == 1


def test_versions_stay_as_they_are():
    load(bank(fact("Halmouth")))
    before = db.session.scalars(select(QuestionVersion.fingerprint)).all()
    load(bank(fact("Halmouth"), fact("Halmoath")), days=1)
    assert db.session.scalars(select(QuestionVersion.fingerprint)).all() == before
    assert len(db.session.scalars(select(FactVersion.id)).all()) == 2
    assert len(db.session.scalars(select(QuestionPart.name)).all()) == 1


def test_other_spellings_of_a_value_are_no_other_values():
    halmouth = replace(fact("Halmouth"), also_true=("Halmoath",))
    load(bank(halmouth, fact("Archer")))
    assert noted() == {"by-halmouth": [], "by-archer": []}
