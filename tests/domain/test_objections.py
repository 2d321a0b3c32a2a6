"""Which typed answers are the same, and what a question takes once they were right."""

from dataclasses import replace

import pytest

from quizapp.domain.answers import Blank, Chosen, Filled, Typed
from quizapp.domain.errors import InvalidQuestion
from quizapp.domain.objections import missed_words, sameness, taking
from tests import builders
from tests.grading import NOTHING_ALIKE

NAMED = {each.id: each for each in builders.QUESTIONS}
SHORT, GAPS, NUMBER = NAMED["place-short"], NAMED["light-cloze"], NAMED["height-number"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Typed("The Skerry"), Typed("skerry."), True),
        (Typed("Skerry"), Typed("Skerries"), False),
        (Filled((("a", "Stone"), ("b", "red"))), Filled((("b", "Red"), ("a", "stone"))), True),
        (Filled((("a", "stone"),)), Filled((("b", "stone"),)), False),
        (Chosen(("place",)), Chosen(("place",)), True),
        (Chosen(("place",)), Chosen(("other",)), False),
    ],
)
def test_answers_are_the_same_however_they_are_written(one, other, same):
    assert (sameness(one) == sameness(other)) is same


def test_only_typed_words_that_were_wrong_are_missed():
    assert missed_words(SHORT, Typed(" Skerry "), NOTHING_ALIKE) == {"text": "Skerry"}
    assert missed_words(SHORT, Typed("Arnholm"), NOTHING_ALIKE) == {}
    assert missed_words(SHORT, Blank(), NOTHING_ALIKE) == {}
    assert missed_words(GAPS, Filled((("a", "stone"), ("b", "red"))), NOTHING_ALIKE) == {
        "a": "stone"
    }
    assert missed_words(NUMBER, Typed("44"), NOTHING_ALIKE) == {}
    assert missed_words(builders.choice(), Chosen(("other",)), NOTHING_ALIKE) == {}


def test_a_question_takes_what_was_chosen_of_them():
    taken = taking(SHORT, Typed("Skerry"), NOTHING_ALIKE, ["text"])
    assert taken == replace(SHORT, accepted=(*SHORT.accepted, "Skerry"))
    answer = Filled((("a", "stone"), ("b", "crimson")))
    taken = taking(GAPS, answer, NOTHING_ALIKE, ["b"])
    assert [gap.accepted for gap in taken.gaps] == [("granite",), ("red", "crimson")]
    assert taking(GAPS, answer, NOTHING_ALIKE, []) is None
    assert taking(SHORT, Typed("Arnholm"), NOTHING_ALIKE, ["text"]) is None
    assert taking(NUMBER, Typed("44"), NOTHING_ALIKE, ["number"]) is None


def test_what_a_question_may_not_take_is_refused():
    with pytest.raises(InvalidQuestion):
        taking(SHORT, Typed("x" * 401), NOTHING_ALIKE, ["text"])
