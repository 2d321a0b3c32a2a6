"""The questions of a fact that no longer holds are written and held, and mislead nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.banks import Bank, Topic
from quizapp.domain.facts import Entity, Evidence, Fact, FactKind, FactStatus, Source
from quizapp.domain.generation.extending import extended, unread
from quizapp.domain.generation.holding import held_drafts
from quizapp.domain.generation.index import FactIndex
from quizapp.domain.generation.pipeline import generate
from quizapp.domain.generation.reasons import Reason
from quizapp.domain.questions import Flashcard, QuestionStatus

OLD = Source("old", "Trade", "The Post", "2022-03-10", "Anna Berg is Norland's trade minister.")
NEW = Source("new", "Posts", "The Post", "2024-06-02", "Carl Dahl is Norland's trade minister.")


def minister(source: Source, name: str, **changes: object) -> Fact:
    given: dict[str, object] = {
        "id": source.id,
        "topic": "people",
        "kind": FactKind.PERSON,
        "subject": "Norland's trade minister",
        "relation": "is",
        "statement": source.text,
        "value": Entity(name, "person"),
        "question": "Who is Norland's trade minister?",
        "as_of": source.published,
        "evidence": (Evidence(source.id, source.text, name),),
    }
    return Fact(**(given | changes))  # type: ignore[arg-type]


BERG = minister(OLD, "Anna Berg", status=FactStatus.SUPERSEDED, until="2024-06-02")
DAHL = minister(NEW, "Carl Dahl")


def test_what_would_be_asked_is_held_with_the_reason() -> None:
    held = list(held_drafts([BERG], [BERG, DAHL], [OLD, NEW], {"old": "It changed."}))
    assert {each.question.id for each in held} >= {"old.short", "old.card", "old.cloze"}
    for each in held:
        assert each.question.facts == ("old",)
        assert each.reasons[0] == Reason("changed", "It changed.")
        assert each.question.status is QuestionStatus.DRAFT


def test_what_the_checks_find_is_said_after_the_reason() -> None:
    unproved = replace(BERG, evidence=(Evidence("old", "Anna Berg is not there", "Anna Berg"),))
    held = list(held_drafts([unproved], [], [OLD], {"old": "It changed."}))
    assert held
    assert all(len(each.reasons) > 1 for each in held)


def test_the_older_value_is_neither_right_nor_offered_beside_the_newer_one() -> None:
    index = FactIndex.of([BERG, DAHL])
    assert index.right_texts(DAHL) == ("Carl Dahl",)
    assert index.companions(BERG) == (DAHL, BERG)
    both = generate([replace(BERG, status=FactStatus.DRAFT), DAHL], [OLD, NEW]).questions
    assert not any(question.id == "new.short" for question in both)
    made = generate([BERG, DAHL], [OLD, NEW]).questions
    assert {question.facts for question in made} == {("new",)}
    assert any(question.id in {"new.short", "new.cloze", "new.card"} for question in made)


def card(name: str, topic: str, of: str, back: str) -> Flashcard:
    published = QuestionStatus.PUBLISHED
    return Flashcard(id=name, topic=topic, stem="Who?", fact=of, back=back, status=published)


CARD = card("berg-card", "people", "old", "Anna Berg")


@pytest.fixture
def bank() -> Bank:
    approved = replace(BERG, status=FactStatus.APPROVED, until="")
    topics = (Topic("people", "People"),)
    return Bank(
        "norland",
        "Norland",
        topics=topics,
        sources=(OLD, NEW),
        facts=(approved,),
        questions=(CARD,),
    )


def test_only_articles_that_no_fact_is_from_are_still_to_be_read(bank: Bank) -> None:
    assert unread(bank) == (NEW,)


def test_a_bank_keeps_all_it_had_and_takes_in_what_is_new(bank: Bank) -> None:
    posts = replace(DAHL, topic="posts")
    draft = card("dahl-card", "posts", "new", "Carl Dahl")
    waiting = replace(CARD, status=QuestionStatus.DRAFT)
    found = extended(bank, [BERG, posts], [waiting], [draft])
    assert found.topics == (Topic("people", "People"), Topic("posts", "Posts"))
    assert found.facts == (BERG, posts)
    assert found.questions == (waiting, draft)
    assert (found.id, found.sources) == (bank.id, bank.sources)
