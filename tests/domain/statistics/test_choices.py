"""What can be ticked in each kind of question, what was, and what guessing earns."""

from itertools import combinations, permutations, product

import pytest

from quizapp.domain.answer_codec import encode_answer
from quizapp.domain.answers import Blank, Chosen, Matched, Ordered, Typed, Verdict
from quizapp.domain.questions import (
    Flashcard,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Option,
    Ordering,
    Pair,
    TrueFalse,
)
from quizapp.domain.statistics.choices import Choice, choices_of, ticked
from tests.grading import grade

ABOUT = {"id": "q", "topic": "t", "stem": "Which?"}
OPTIONS = tuple(Option(each, each.upper(), f"fact-{each}") for each in "abcde")
ONE = MultipleChoice(**ABOUT, fact="f", options=OPTIONS, key="b")
SOME = MultipleResponse(**ABOUT, options=OPTIONS, keys=("a", "d", "e"))
SAID = TrueFalse(**ABOUT, fact="f", key=False)
PAIRS = tuple(Pair(each, each.upper(), each * 2, "f") for each in "abc")
MATCHED = Matching(**ABOUT, pairs=PAIRS, extra=("x",))
ORDERED = Ordering(**ABOUT, items=tuple(Item(each, each.upper(), "f") for each in "abcd"))
CARD = Flashcard(**ABOUT, fact="f", back="It")


def mean_points(question, answers):
    points = [grade(question, answer).points for answer in answers]
    return float(sum(points) / len(points))


@pytest.mark.parametrize(
    ("question", "guesses"),
    [
        (ONE, [Chosen((each.id,)) for each in OPTIONS]),
        (SOME, [Chosen(each) for each in combinations("abcde", 3)]),
        (SAID, [Verdict(True), Verdict(False)]),
        (
            MATCHED,
            [
                Matched(tuple(zip("abc", rights, strict=True)))
                for rights in product(MATCHED.rights, repeat=3)
            ],
        ),
        (ORDERED, [Ordered.in_order(each) for each in permutations("abcd")]),
    ],
    ids=lambda each: getattr(each, "kind", ""),
)
def test_what_guessing_earns_is_the_mean_of_all_guesses(question, guesses):
    assert question.guess_score == pytest.approx(mean_points(question, guesses))


def test_a_card_is_not_guessed():
    assert CARD.guess_score == 0


def test_what_can_be_ticked_is_listed_as_written():
    assert choices_of(ONE)[:2] == (Choice("a", "A", False), Choice("b", "B", True))
    assert [each.id for each in choices_of(SOME) if each.is_right] == ["a", "d", "e"]
    assert choices_of(SAID) == (Choice("true", "True", False), Choice("false", "False", True))
    assert choices_of(MATCHED) == choices_of(CARD) == ()


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        (Chosen(("b",)), ("b",)),
        (Chosen(("d", "a")), ("d", "a")),
        (Verdict(True), ("true",)),
        (Verdict(False), ("false",)),
        (Typed("b"), ()),
        (Blank(), ()),
    ],
)
def test_what_a_stored_answer_ticked_is_read(answer, ids):
    assert ticked(encode_answer(answer)) == ids
