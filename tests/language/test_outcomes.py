"""What happens if something is so: the condition is asked with, the rest is the answer."""

from __future__ import annotations

import pytest

from quizapp.domain.facts import FOLLOWS, Fact
from quizapp.domain.generation.drafting import Drafted
from quizapp.domain.questions import Flashcard
from tests.language.test_terms import in_a_lesson, in_the_news


def outcomes(made: Drafted) -> list[Fact]:
    return [fact for fact in made.facts if fact.relation == FOLLOWS]


@pytest.mark.parametrize(
    ("sentence", "asked", "answer"),
    [
        (
            "If a wire joins the two ends of a battery directly, the current becomes enormous.",
            "What happens if a wire joins the two ends of a battery directly?",
            "The current becomes enormous",
        ),
        (
            "When water freezes in a crack, the stone is split in two.",
            "What happens when water freezes in a crack?",
            "The stone is split in two",
        ),
        (
            "When a river floods its banks, it leaves a layer of mud.",
            "What happens when a river floods its banks?",
            "It leaves a layer of mud",
        ),
        (
            "When prices fall in general, people wait and firms sell less.",
            "What happens when prices fall in general?",
            "People wait and firms sell less",
        ),
    ],
)
def test_what_follows_is_asked_for(sentence: str, asked: str, answer: str) -> None:
    made = in_a_lesson(sentence)
    cards = [each for each in made.questions if isinstance(each, Flashcard)]
    assert [(each.stem, each.back) for each in cards] == [(asked, answer)]


@pytest.mark.parametrize(
    "sentence",
    [
        "If you open a switch, the current stops at once.",
        "If the sun were smaller, the summers would be colder.",
        "When rivers meet a lake, it fills with mud.",
        "When the king died in 1603, the crowns were joined.",
        "If one lamp breaks, it goes dark.",
        "If one of them breaks, both lamps go out at once.",
        "If so, the current stops at once.",
        "If the current is too large, what happens to the wire?",
        "When the bell rings, go home at once.",
        "When a substance combines with oxygen, the reaction is called oxidation.",
        "When rock melts below the ground, the liquid is known as magma.",
    ],
)
def test_what_is_supposed_told_or_ordered_has_no_outcome(sentence: str) -> None:
    assert not outcomes(in_a_lesson(sentence))


def test_the_news_has_no_rules() -> None:
    sentence = "When the council meets in Linz, the owners of small shops bring their plans."
    assert not outcomes(in_the_news(sentence))
