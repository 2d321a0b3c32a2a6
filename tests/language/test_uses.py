"""What something is for, asked and answered in the words of the text."""

from __future__ import annotations

import pytest

from quizapp.domain.facts import Fact
from quizapp.domain.generation.drafting import Drafted
from quizapp.domain.generation.extractors.uses import SERVES
from quizapp.domain.questions import Flashcard
from tests.language.test_terms import in_a_lesson


def uses(made: Drafted) -> list[Fact]:
    return [fact for fact in made.facts if fact.relation == SERVES]


@pytest.mark.parametrize(
    ("sentence", "asked", "answer"),
    [
        (
            "A voltmeter is used to measure the voltage between two points.",
            "What is a voltmeter used for?",
            "To measure the voltage between two points",
        ),
        (
            "Settling tanks are used for cleaning the water of a town.",
            "What are settling tanks used for?",
            "For cleaning the water of a town",
        ),
        (
            "Cilia serve to carry dust out of the lungs.",
            "What do cilia serve to do?",
            "To carry dust out of the lungs",
        ),
        (
            "The job of red blood cells is to carry oxygen through the body.",
            "What is the job of red blood cells?",
            "To carry oxygen through the body",
        ),
    ],
)
def test_what_something_is_for_is_asked(sentence: str, asked: str, answer: str) -> None:
    made = in_a_lesson(sentence)
    cards = [each for each in made.questions if isinstance(each, Flashcard)]
    assert [(each.stem, each.back) for each in cards] == [(asked, answer)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Penguins are used to the cold of the long winter.",
        "Sailors are used to waiting for the wind.",
        "People used to carry water from the well.",
        "It is used to measure the voltage between two points.",
        "Lead is not used to make pipes in new houses.",
        "The machine that he built is used to press apples.",
        "Copper may be used to make pipes for water.",
    ],
)
def test_habits_and_what_may_be_or_is_not_are_no_uses(sentence: str) -> None:
    assert not uses(in_a_lesson(sentence))
