"""Plain sentences of school texts that say how high, how heavy, or how many of its parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Bound, Quantity, Source
from quizapp.domain.generation.drafting import Drafted, draft
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.ranking_weights import load_weights
from tests.parsed_texts import shared_parser

Read = Callable[..., Drafted]


@pytest.fixture(scope="module")
def read() -> Read:
    parse, gazetteer, weights = shared_parser(), load_gazetteer(), load_weights()

    def drafted(sentence: str, title: str = "A book of wonders") -> Drafted:
        text = f"{title}\n\nThe library of Halmouth lent this book to many people. {sentence}"
        source = Source("it", title, "The Post", "", text)
        return draft([source], parse, gazetteer, weights)

    return drafted


@pytest.mark.parametrize(
    ("sentence", "question", "value", "bound"),
    [
        ("Mount Kenya is 5,199 metres high.", "How many metres high is Mount Kenya?",
         "5,199 metres", Bound.EXACT),
        ("The Loire is 1,006 kilometres long.", "How many kilometres long is the Loire?",
         "1,006 kilometres", Bound.EXACT),
        ("Mont Blanc is 4,806 metres high.", "How many metres high is Mont Blanc?",
         "4,806 metres", Bound.EXACT),
        ("Lake Orla is about 40 metres deep.", "How many metres deep is Lake Orla?",
         "about 40 metres", Bound.ABOUT),
        ("The Earth is about 4.5 billion years old.", "How many years old is the Earth?",
         "about 4.5 billion years", Bound.ABOUT),
        ("An adult elephant weighs up to 6 tonnes.",
         "How many tonnes does an adult elephant weigh?", "up to 6 tonnes", Bound.AT_MOST),
        ("An octopus has three hearts.", "How many hearts does an octopus have?",
         "three", Bound.EXACT),
        ("A snail has about 14,000 teeth.", "How many teeth does a snail have?",
         "about 14,000", Bound.ABOUT),
        ("The human body has 206 bones.", "How many bones does the human body have?",
         "206", Bound.EXACT),
        ("Velm has 12,000 inhabitants.", "How many inhabitants does Velm have?",
         "12,000", Bound.EXACT),
        ("The human heart beats about 100,000 times a day.",
         "How many times a day does the human heart beat?", "about 100,000", Bound.ABOUT),
        ("The heart of an adult beats 70 times per minute.",
         "How many times per minute does the heart of an adult beat?", "70", Bound.EXACT),
    ],
)  # fmt: skip
def test_a_measure_is_asked_for_though_its_sentence_is_short(
    read: Read, sentence: str, question: str, value: str, bound: Bound
) -> None:
    made = read(sentence)
    fact = next(fact for fact in made.facts if fact.question == question)
    assert isinstance(fact.value, Quantity)
    assert (fact.value.text, fact.value.bound) == (value, bound)
    assert fact.statement == sentence
    assert made.questions


@pytest.mark.parametrize(
    "sentence",
    [
        "The tower is 93 metres high.",
        "It is 93 metres high.",
        "Such a tower is 93 metres high.",
        "A second tower is 93 metres high.",
        "The other Loire is 93 kilometres long.",
        "A grown male weighs 90 kilograms.",
        "A ticket has three parts.",
        "A spokesman has three dogs.",
        "Ann Lee has three dogs.",
        "Ann Lee is 45 years old.",
        "The Labour Party has 40 seats.",
        "The heart of the patient beats 70 times per minute.",
        "A hut is not 30 metres long.",
        "A hut has no more rooms.",
        "A hut is 30 metres longer.",
        "A hut has three of them.",
        "A hut has two and a half rooms.",
        "A giraffe may have three hearts.",
        "A giraffe has three times as many bones.",
    ],
)
def test_what_leans_on_more_than_its_sentence_is_left(read: Read, sentence: str) -> None:
    assert [fact.statement for fact in read(sentence).facts if sentence in fact.statement] == []


@pytest.mark.parametrize(
    ("sentence", "title", "question"),
    [
        ("Spiders have eight legs.", "Spiders at home", "How many legs do spiders have?"),
        ("Blue whales weigh more than 100 tonnes.", "Whales of the north",
         "How many tonnes do blue whales weigh?"),
    ],
)  # fmt: skip
def test_what_the_title_is_about_may_stand_in_the_plural(
    read: Read, sentence: str, title: str, question: str
) -> None:
    assert question in {fact.question for fact in read(sentence, title).facts}


def test_things_in_the_plural_that_the_title_does_not_tell_are_left(read: Read) -> None:
    assert read("Hotels have 300 rooms.").facts == ()
