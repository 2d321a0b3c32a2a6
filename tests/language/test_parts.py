"""Lists that a text gives whole: how many there are and which, or all that something is made of."""

from __future__ import annotations

import pytest

from quizapp.domain.facts import CONSISTS, Fact
from quizapp.domain.generation.drafting import Drafted
from quizapp.domain.questions import Cloze, Flashcard
from tests.language.test_terms import in_a_lesson, in_the_news


def lists(made: Drafted) -> list[Fact]:
    return [fact for fact in made.facts if fact.relation == CONSISTS]


@pytest.mark.parametrize(
    ("sentence", "asked", "answer"),
    [
        (
            "There are three kinds of rock: igneous, sedimentary and metamorphic.",
            "Name the three kinds of rock.",
            "Igneous, sedimentary and metamorphic",
        ),
        (
            "The three states of matter are solid, liquid and gas.",
            "Name the three states of matter.",
            "Solid, liquid and gas",
        ),
        (
            "Blood consists of plasma, red cells, white cells and platelets.",
            "What does blood consist of?",
            "Plasma, red cells, white cells and platelets",
        ),
        (
            "A molecule of water is made up of oxygen and hydrogen.",
            "What is a molecule of water made up of?",
            "Oxygen and hydrogen",
        ),
    ],
)
def test_a_whole_list_is_asked_for(sentence: str, asked: str, answer: str) -> None:
    made = in_a_lesson(sentence)
    cards = [each for each in made.questions if isinstance(each, Flashcard)]
    assert [(each.stem, each.back) for each in cards] == [(asked, answer)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rocks include granite, basalt and chalk.",
        "There are many kinds of rock, such as granite, basalt and chalk.",
        "There are four kinds of rock: granite, basalt and chalk.",
        "Blood consists mostly of water and salt.",
        "The team consists of Anna Berg, who sings, and of two others.",
        "Three explanations are usually offered, and they do not exclude each other.",
        "A wall may be made of stone, brick or other materials.",
        "The week consists of days.",
    ],
)
def test_examples_and_lists_that_do_not_add_up_are_left(sentence: str) -> None:
    assert not lists(in_a_lesson(sentence))


def test_the_news_counts_what_only_the_article_knows() -> None:
    made = in_the_news(
        "The core was taken from a lake in Kyrgyzstan in 2019. It has two layers: clay and sand."
    )
    assert not lists(made)


def test_the_members_are_typed_in_any_order() -> None:
    made = in_a_lesson("There are three kinds of rock: igneous, sedimentary and metamorphic.")
    (gaps,) = [each for each in made.questions if isinstance(each, Cloze)]
    assert gaps.stem == "Fill the gaps, in any order."
    assert gaps.text == "There are three kinds of rock: {{1}}, {{2}} and {{3}}."
    assert gaps.expected == ("igneous", "sedimentary", "metamorphic")


def test_members_that_have_a_place_of_their_own_are_not_typed_in_any_order() -> None:
    made = in_a_lesson(
        "The three jobs of a river are first erosion, then transport and then deposition."
    )
    assert not [each for each in made.questions if isinstance(each, Cloze)]
