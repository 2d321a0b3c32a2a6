"""The sentences before a question: few, of the source, directly before the quote, silent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from quizapp.domain.facts import Evidence, Fact, FactKind, Quantity, Source
from quizapp.domain.generation.checks import CheckContext, check_question
from quizapp.domain.questions import Cloze, Gap, Origin

TEXT = (
    "The mill stood empty. Nobody wanted it. It was sold for 46 pounds in spring.\n"
    "The mill burned down later."
)
FACT = Fact(
    id="price",
    topic="mill",
    kind=FactKind.QUANTITY,
    subject="It",
    relation="was sold for",
    statement="It was sold for 46 pounds in spring.",
    value=Quantity(Decimal(46), "pounds", "pounds", "46 pounds"),
    evidence=(Evidence("notes", "It was sold for 46 pounds in spring.", "46 pounds"),),
    context="Nobody wanted it.",
)
CHECKING = CheckContext.around([FACT], [Source("notes", "Notes", "Post", "2024-03-05", TEXT)])


def remarks(context: str, origin: Origin = Origin.ENGINE) -> list[str]:
    """What is said of the context of one question."""
    question = Cloze(
        id="q",
        topic="mill",
        context=context,
        stem="Fill the gap.",
        text="It was sold for {{1}} pounds in spring.",
        gaps=(Gap("1", ("46",), "price"),),
        origin=origin,
    )
    found = check_question(question, CHECKING)
    return [each.message for each in found if each.check == "context"]


@pytest.mark.parametrize(
    "context", ["", "Nobody wanted it.", "The mill stood empty. Nobody wanted it."]
)
def test_sentences_directly_before_the_quote_are_sound(context: str) -> None:
    assert remarks(context) == []


@pytest.mark.parametrize(
    ("context", "remark"),
    [
        ("The mill stood empty.", "do not stand before"),
        ("The mill burned down later.", "do not stand before"),
        ("Nobody needed it.", "do not stand before"),
        ("It cost 46 crowns.", "give away"),
        ("Nobody wanted it. " * 4, "4 sentences"),
        (f"Nobody wanted it{' at all' * 30}.", "63 words"),
    ],
)
def test_other_sentences_are_not(context: str, remark: str) -> None:
    assert any(remark in each for each in remarks(context.strip()))


def test_a_person_may_word_a_context_but_not_tell_the_answer_in_it() -> None:
    assert remarks("There was a mill.", Origin.EDITED) == []
    assert remarks("There was a mill, and 46 of them.", Origin.HAND)


def test_a_context_proves_nothing_where_its_source_is_missing() -> None:
    elsewhere = replace(FACT, evidence=(Evidence("lost", "It was sold.", "sold"),))
    checking = CheckContext.around([elsewhere], [])
    question = Cloze(
        id="q",
        topic="mill",
        context="Nobody wanted it.",
        stem="Fill the gap.",
        text="It was sold for {{1}} pounds in spring.",
        gaps=(Gap("1", ("46",), "price"),),
        origin=Origin.ENGINE,
    )
    assert any(each.check == "context" for each in check_question(question, checking))
