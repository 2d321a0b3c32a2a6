"""Whether one question gives the answer of another away."""

from dataclasses import replace
from decimal import Decimal

import pytest

from quizapp.domain.cueing import gives_away, heading
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Gap,
    MultipleChoice,
    Numeric,
    Option,
    ShortAnswer,
    TrueFalse,
)


def typed(stem, *accepted):
    return ShortAnswer(id="typed", topic="t", stem=stem, fact="f", accepted=accepted or ("Ida",))


def chosen(stem, *texts):
    options = tuple(Option(f"o{at}", text) for at, text in enumerate(texts))
    return MultipleChoice(id="chosen", topic="t", stem=stem, fact="f", options=options, key="o0")


def number(value, stem="How many steps are there?"):
    return Numeric(id="number", topic="t", stem=stem, fact="f", value=Decimal(value))


def gapped(text, *accepted):
    gaps = (Gap("a", accepted, "f"),)
    return Cloze(id="gapped", topic="t", stem="Fill the gap.", text=text, gaps=gaps)


def statement(text):
    return TrueFalse(id="statement", topic="t", stem=text, fact="f", key=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (typed("When did Ida Berg leave?", "1871"), chosen("Who kept it?", "Ida Berg", "Jon")),
        (statement("IDA BERG, the keeper, left."), typed("Who kept it?", "the keeper", "Ida Berg")),
        (gapped("Ida Berg left in {{a}}.", "1871"), typed("Who kept it?", "Ida Berg")),
        (gapped("{{a}} kept it.", "Ida Berg"), typed("When did Ida Berg leave?", "1871")),
        (statement("Its 142 steps are of stone."), number(142)),
        (statement("It lies off Saint-Malo."), typed("Off which town?", "Saint Malo")),
        (
            replace(statement("He left in May."), context="Ida Berg’s son was tired."),
            typed("Who kept it?", "Ida Berg"),
        ),
    ],
)
def test_a_question_that_states_the_answer_gives_it_away(one, other):
    assert gives_away(one, other)
    assert gives_away(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (typed("When was it lit?", "1871"), typed("Who kept it?", "Ida Berg")),
        (chosen("What stands there?", "Jon", "Ida Berg"), typed("Who kept it?", "Ida Berg")),
        (statement("A Bergen ship sank."), typed("Who kept it?", "Berg")),
        (statement("There are 2 lamps."), number(2)),
        (gapped("It was built by {{a}}.", "Jon"), typed("What is a?", "built by a")),
    ],
)
def test_options_short_answers_and_parts_of_words_give_nothing_away(one, other):
    assert not gives_away(one, other)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (typed("Who keeps the light?", "Ida Frost"), "The keepers of the light"),
        (typed("What did Ida keep?", "the light", "light"), ""),
        (chosen("Which part shone?", "Light", "Tower"), ""),
        (gapped("The {{a}} shone.", "light"), ""),
        (Flashcard(id="card", topic="t", stem="What shone?", fact="f", back="The light"), ""),
        (statement("It was seen from far out at sea."), "The keepers of the light"),
        (number("3"), "The keepers of the light"),
        (statement("Keepers of the light."), ""),
    ],
)
def test_a_topic_stands_above_a_question_unless_it_tells_the_answer(question, shown):
    assert heading("The keepers of the light", question) == shown
