"""Facts whose words cannot make a valid question cost that question only."""

from __future__ import annotations

import dataclasses

from quizapp.domain.facts import Date, Fact, Source
from quizapp.domain.generation.pipeline import generate
from quizapp.domain.questions import Ordering


def test_an_event_that_came_again_stands_once_in_an_order(
    facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    signed = next(fact for fact in facts if fact.id == "pact-signed")
    again = [
        dataclasses.replace(
            signed,
            id=f"cup-{year}",
            statement=f"Norland won the cup in {year}.",
            question=f"When did Norland win cup number {year[2:]}?",
            value=Date(year, year),
            evidence=(),
        )
        for year in ("1994", "1999", "2004", "2009")
    ]
    made = generate(again, sources)
    assert not any(isinstance(question, Ordering) for question in made.questions)


def test_a_word_without_end_costs_its_own_question_only(
    facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    signed = next(fact for fact in facts if fact.id == "pact-signed")
    endless = dataclasses.replace(
        signed, id="endless", statement=signed.statement.replace("The", f"The {'A' * 3000}")
    )
    others = {question.id for question in generate(facts, sources).questions}
    made = {question.id for question in generate([*facts, endless], sources).questions}
    assert len(made & others) > len(others) / 2
