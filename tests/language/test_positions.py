"""What somebody ruled, found or argued is asked in the news, and who holds it stays named."""

from __future__ import annotations

import pytest

from quizapp.domain.facts import Fact
from quizapp.domain.generation.drafting import Drafted
from quizapp.domain.questions import Flashcard
from tests.language.test_terms import in_a_lesson, in_the_news


def held(made: Drafted) -> list[Fact]:
    return [fact for fact in made.facts if fact.value.text.startswith("that ")]


def outcomes(made: Drafted) -> list[Fact]:
    return [fact for fact in made.facts if fact.question.endswith("What does that mean?")]


@pytest.mark.parametrize(
    ("sentence", "asked", "answer"),
    [
        (
            # Which Monday, nobody who is asked would know.
            "Norway's Supreme Court ruled on Monday that cameras on trains had been put up "
            "against a law of 2019.",
            "What did Norway's Supreme Court rule?",
            "that cameras on trains had been put up against a law of 2019",
        ),
        # A second verb of the same subject tells something else.
        (
            "Norway's Supreme Court ruled that cameras on trains had been put up unlawfully, "
            "and ordered that images of millions of people be deleted.",
            "What did Norway's Supreme Court rule?",
            "that cameras on trains had been put up unlawfully",
        ),
        (
            "Farmers around Halmouth argue that wild bees need flowers of many kinds.",
            "What do farmers around Halmouth argue?",
            "that wild bees need flowers of many kinds",
        ),
        (
            "Chemists from Norway found that copper conducts heat better than iron does.",
            "What did chemists from Norway find?",
            "that copper conducts heat better than iron does",
        ),
    ],
)
def test_what_somebody_holds_is_asked_for(sentence: str, asked: str, answer: str) -> None:
    made = in_the_news(sentence)
    (fact,) = held(made)
    assert (fact.question, fact.value.text) == (asked, answer)
    assert fact.statement == sentence
    assert any(isinstance(each, Flashcard) and asked in each.stem for each in made.questions)


@pytest.mark.parametrize(
    "sentence",
    [
        # What is only said is told by the extractors of speech.
        "Farmers around Halmouth said that wild bees need flowers of many kinds.",
        # Who “they” are, nobody sees.
        "They argue that new wells would leave the wells of Halmouth dry in summer.",
        # What was not found is no finding.
        "The inquiry of Halmouth did not find that new wells had left old wells dry.",
        # “That” tells which wells.
        "Inspectors from Halmouth found 17 wells that farmers had dug without a permit.",
        # It is told as false.
        "Chemists from Norway wrongly claimed that copper conducts heat worse than iron does.",
        # Too little is held.
        "The council of Halmouth agreed that it is late.",
    ],
)
def test_what_holds_nothing_is_not_asked_for(sentence: str) -> None:
    assert not held(in_the_news(sentence))


def test_a_lesson_asks_for_what_is_so_and_not_for_who_holds_it() -> None:
    assert not held(in_a_lesson("Chemists found that copper conducts heat better than iron does."))


@pytest.mark.parametrize("link", ["which means that", "meaning that"])
def test_what_something_means_is_asked_behind_it(link: str) -> None:
    told = "The licences of Radio Halmouth were restored on Monday"
    made = in_the_news(f"{told}, {link} people in Norway could listen again within weeks.")
    (fact,) = outcomes(made)
    assert fact.question == f"{told}. What does that mean?"
    assert fact.value.text == "people in Norway could listen again within weeks"


def test_what_a_word_means_is_no_outcome() -> None:
    assert not outcomes(in_the_news("The Halmouth club is called Fram, meaning forward, by all."))
