"""Why something is so: the main clause with its auxiliary moved, and the reason as it stands."""

from __future__ import annotations

import pytest

from quizapp.domain.facts import Fact, FactKind
from quizapp.domain.generation.drafting import Drafted
from quizapp.domain.questions import Cloze, Flashcard
from tests.language.test_terms import in_a_lesson, in_the_news


def reasons(made: Drafted) -> list[Fact]:
    return [fact for fact in made.facts if fact.kind in {FactKind.CAUSE, FactKind.PURPOSE}]


@pytest.mark.parametrize(
    ("sentence", "asked", "answer"),
    [
        (
            "Rivers slow down near the sea because the channel gets wider.",
            "Why do rivers slow down near the sea?",
            "Because the channel gets wider",
        ),
        (
            "The copper in a cable wears a plastic coat, because plastic hardly conducts.",
            "Why does the copper in a cable wear a plastic coat?",
            "Because plastic hardly conducts",
        ),
        (
            "In solids the push is passed on quickly because the particles are tied tightly.",
            "In solids, why is the push passed on quickly?",
            "Because the particles are tied tightly",
        ),
        (
            "Debtors gain from inflation, since they pay back money that is worth less.",
            "Why do debtors gain from inflation?",
            "Since they pay back money that is worth less",
        ),
        (
            "Because the air in the cave is dry, seeds can keep for many centuries.",
            "Why can seeds keep for many centuries?",
            "Because the air in the cave is dry",
        ),
        (
            "Hair cells die one by one, and hearing does not come back because they cannot divide.",
            "Why does hearing not come back?",
            "Because they cannot divide",
        ),
        (
            "Farmers spread lime on poor fields because most crops grow badly in acid soil.",
            "Why do farmers spread lime on poor fields?",
            "Because most crops grow badly in acid soil",
        ),
        (
            "The old town had grown because of its water, and far fewer people stayed without it.",
            "Why had the old town grown?",
            "Because of its water",
        ),
        (
            "You hear an echo because sound comes back from a wall.",
            "Why do you hear an echo?",
            "Because sound comes back from a wall",
        ),
        (
            "Builders put sand under the stones so that water can drain away.",
            "Why do builders put sand under the stones?",
            "So that water can drain away",
        ),
        (
            "The mud is full of goodness for plants, which is why people have farmed there.",
            "Why have people farmed there?",
            "",
        ),
        (
            "Memory cells respond to a virus within hours. That is why people seldom catch measles "
            "twice.",
            "Why do people seldom catch measles twice?",
            "Memory cells respond to a virus within hours",
        ),
    ],
)
def test_a_reason_is_asked_for(sentence: str, asked: str, answer: str) -> None:
    made = in_a_lesson(sentence)
    cards = {each.stem: each.back for each in made.questions if isinstance(each, Flashcard)}
    assert cards == ({asked: answer} if answer else {})  # “There” is nowhere without the answer.


def test_the_news_tells_reasons_too() -> None:
    sentence = "The first trial of the ferry Aurora was stopped in Kiel because of a faulty valve."
    (fact,) = reasons(in_the_news(sentence))
    assert fact.question == "Why was the first trial of the ferry Aurora stopped in Kiel?"


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Berg said that the shop was closed because the roof leaked.",
        "The ferry Aurora has sailed for Linz since it was built in Kiel.",
        "The minister of Ruritania is due to address parliament in Linz.",
        "The bridge over the Drau was closed because of this.",
        "Did the bridge over the Drau close because the river rose?",
        "The mayor hopes that tourists come to Linz because the castle is open.",
        "The ferry lost its radio in Kiel owing to heavy seas and was towed to Linz.",
        "The road to Linz is icy because it rained but the mayor thinks that buses will run.",
        "He closed the shop because the roof leaked.",
        "The larger the surface, the faster food is taken up because enzymes reach it.",
    ],
)
def test_what_is_said_or_open_or_told_of_two_things_is_not_asked_for(sentence: str) -> None:
    made = in_the_news(sentence)
    assert not [fact for fact in reasons(made) if "why" in fact.question.casefold()]


@pytest.mark.parametrize(
    "sentence",
    [
        "The metal is hot and cracks because the air cools it.",
        "The ship was so heavy that it sank, so that nobody saw it again.",
        "Trade has grown since the canal was opened to ships.",
        "A town may not forbid the march because the mayor dislikes its slogans.",
    ],
)
def test_a_question_that_would_lose_words_or_mistake_a_result_is_left(sentence: str) -> None:
    assert not reasons(in_a_lesson(sentence))


def test_the_words_of_the_question_and_of_the_answer_are_the_author_s() -> None:
    sentence = "Deserts are cold at night, because dry air holds little heat."
    (fact,) = reasons(in_a_lesson(sentence))
    assert fact.statement == sentence
    assert fact.value.text in sentence
    assert set(fact.question.casefold().rstrip("?").split()) - {"why"} <= set(
        sentence.casefold().replace(",", "").split()
    )


def test_a_reason_is_not_typed_into_a_gap() -> None:
    made = in_a_lesson("Electrical signals in a wire are never exact because of heat and noise.")
    (card,) = [each for each in made.questions if isinstance(each, Flashcard)]
    assert card.back == "Because of heat and noise"
    assert not [each for each in made.questions if isinstance(each, Cloze)]


@pytest.mark.parametrize(
    ("sentence", "asked", "answer"),
    [
        (
            "To keep very small parties out, many countries have a threshold for parliament.",
            "Why do many countries have a threshold for parliament?",
            "To keep very small parties out",
        ),
        (
            "To save water in summer, farmers can lay thin pipes along their rows.",
            "Why can farmers lay thin pipes along their rows?",
            "To save water in summer",
        ),
    ],
)
def test_an_aim_that_opens_its_sentence_is_asked_for(
    sentence: str, asked: str, answer: str
) -> None:
    (fact,) = reasons(in_a_lesson(sentence))
    assert (fact.question, fact.value.text) == (asked, answer)


@pytest.mark.parametrize(
    "sentence",
    [
        "To be sure of it, many countries have a threshold for parliament.",
        "To become a frog, a tadpole grows legs and loses its tail.",
        "To keep small parties out is the aim of a threshold in many countries.",
    ],
)
def test_an_opening_that_is_no_aim_gives_none(sentence: str) -> None:
    assert not [each for each in reasons(in_a_lesson(sentence)) if "To " in each.value.text]


def test_what_something_leads_to_is_asked_for() -> None:
    made = in_a_lesson("A lack of iron in the food leads to tiredness and pale skin.")
    (card,) = [each for each in made.questions if isinstance(each, Flashcard)]
    assert (card.stem, card.back) == (
        "What does a lack of iron in the food lead to?",
        "Tiredness and pale skin",
    )
