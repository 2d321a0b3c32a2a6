"""Who must be named in a question, and how."""

from __future__ import annotations

import dataclasses

import pytest

from quizapp.domain.facts import Fact, Flags, Source
from quizapp.domain.generation.attribution import attributed, short_name
from quizapp.domain.generation.writers import WritingContext
from quizapp.domain.questions import (
    Cloze,
)
from tests.domain.generation.writers.forms import changed, write


def test_a_speaker_is_named_once_and_not_where_that_is_the_answer(
    facts: tuple[Fact, ...], writing: WritingContext
) -> None:
    fact = dataclasses.replace(
        next(each for each in facts if each.id == "norland-premier"),
        flags=Flags(attributed_to="Anna Berg"),
    )

    def told(text: str, each: Fact = fact) -> str:
        return attributed(each, text, writing.index, writing.sources)

    assert told("The fleet grew.") == "According to Anna Berg, the fleet grew."
    assert told("Berg says that the fleet grew.") == "Berg says that the fleet grew."
    assert told("According to NNA, it grew.") == "According to NNA, it grew."
    ministry = dataclasses.replace(fact, flags=Flags(attributed_to="US Department of Defense"))
    assert told("Who leads?", ministry) == "According to the US Department of Defense, who leads?"
    own = dataclasses.replace(fact, flags=Flags(attributed_to="Eva Falk"))
    assert told("Who leads?", own) == "Who leads?"
    nobody = dataclasses.replace(fact, flags=Flags(attributed_to="the"))
    assert told("Who leads?", nobody) == "According to the, who leads?"


def test_a_gap_for_the_speaker_does_not_bring_the_name_back(writing: WritingContext) -> None:
    context = changed(
        writing,
        "norland-trade",
        statement="Anna Berg said that the harbour of Port Arden stays.",
        flags=Flags(attributed_to="Anna Berg"),
    )
    question = write("cloze", "norland-trade", context)
    assert isinstance(question, Cloze)
    assert question.text == "{{1}} said that the harbour of Port Arden stays."


@pytest.mark.parametrize(
    ("publisher", "name"),
    [
        ("Northern News Agency (NNA)", "NNA"),
        ("Wire report (publisher not given)", "the wire report"),
        ("The Coast Gazette", "The Coast Gazette"),
        ("Reuters", "Reuters"),
    ],
)
def test_a_publisher_is_called_by_its_short_name(publisher: str, name: str) -> None:
    assert short_name(publisher) == name


def test_a_conflict_without_a_known_source_names_nobody(facts: tuple[Fact, ...]) -> None:
    sources: tuple[Source, ...] = ()
    context = WritingContext.of(facts, sources)
    question = write("card", "signed-by-borg", context)
    assert question is not None
    assert question.stem == "Who signed the Harbour Pact for Norland?"
