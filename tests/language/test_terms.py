"""What a term means: asked from both sides, and only where it holds of all that is called so."""

from __future__ import annotations

import pytest

from quizapp.domain.facts import CALLED, MEANS, Fact
from quizapp.domain.generation.drafting import Drafted
from quizapp.domain.questions import GAP, Cloze, Flashcard, Matching
from tests.language.one_article import drafted

LESSON = (
    "Water moves all the time. Warm air rises over land. Cold air sinks over the sea.",
    "Plants grow towards light. Roots grow downwards. Leaves turn during the day.",
)
NEWS = (
    "The mayor said on Tuesday that the works would go on.",
    "“We are glad,” he said on Monday. The council said on Friday that it agreed.",
)


def in_a_lesson(sentence: str) -> Drafted:
    return drafted(f"{sentence} {LESSON[0]}", LESSON[1], title="Notes on nature and society")


def in_the_news(sentence: str) -> Drafted:
    return drafted(sentence, *NEWS, title="News of the town", published="2026-03-04")


def explained(made: Drafted, relation: str) -> list[Fact]:
    return [fact for fact in made.facts if fact.relation == relation]


@pytest.mark.parametrize(
    ("sentence", "asked", "answer"),
    [
        (
            "Osmosis is the movement of water through a partly permeable membrane.",
            "What is osmosis?",
            "the movement of water through a partly permeable membrane",
        ),
        (
            "A catalyst is a substance that speeds up a reaction without being used up.",
            "What is a catalyst?",
            "a substance that speeds up a reaction without being used up",
        ),
        ("Erosion means wearing away rock.", "What does erosion mean?", "wearing away rock"),
        (
            "Animals that eat only plants are called herbivores.",
            "What are herbivores?",
            "Animals that eat only plants",
        ),
        (
            "A vote by all adult citizens on one question is known as a referendum.",
            "What is a referendum?",
            "A vote by all adult citizens on one question",
        ),
        (
            "Magma is molten rock that lies under the surface; lava may be much cooler.",
            "What is magma?",
            "molten rock that lies under the surface",
        ),
    ],
)
def test_a_definition_is_asked_from_both_sides(sentence: str, asked: str, answer: str) -> None:
    made = in_a_lesson(sentence)
    cards = [each for each in made.questions if isinstance(each, Flashcard)]
    assert [(each.stem, each.back.casefold()) for each in cards] == [(asked, answer.casefold())]
    gaps = [each for each in made.questions if isinstance(each, Cloze)]
    assert [each.stem for each in gaps] == ["Fill the gap: a term."]
    assert GAP.sub(gaps[0].gaps[0].accepted[0], gaps[0].text) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "A referendum is a vote in which all adult citizens decide one question.",
        "A vote by all adult citizens on one question is called a referendum.",
        "Bacteria pass each other small rings of genes known as plasmids, which carry resistance.",
    ],
)
def test_news_may_explain_a_term_too(sentence: str) -> None:
    assert explained(in_the_news(sentence), CALLED)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mill is a ruin that stands above the village.",
        "Anna Berg is a baker who works in the old town.",
        "A solution may be a reservoir that holds the rain of the winter.",
        "The problem is a pipe that bursts every winter in the old town.",
        "The dam is called the Belka Dam, after the river that it holds.",
        "It is a substance that speeds up a reaction without being used up.",
        "This is a place where the river bends to the west.",
        "Is osmosis the movement of water through a membrane?",
        "A whale is not a fish that breathes through its skin.",
        "A strike is the last thing that the town needs before the summer.",
        "Inflation is a problem that worries the owners of small shops.",
        "The proposal means that the owners of small shops pay more.",
        "A teacher is a woman who lives next door to the town hall.",
        "Lena Ott, a teacher who lives next door, was called a hero by the mayor.",
    ],
)
def test_what_tells_of_one_or_judges_is_no_definition(sentence: str) -> None:
    made = in_the_news(sentence)
    assert not explained(made, MEANS)
    assert not explained(made, CALLED)


@pytest.mark.parametrize(
    "sentence",
    [
        "Every alkali is a base that dissolves in water.",
        "A larger amplitude means a louder sound.",
        "One step down means ten times as many ions.",
        "The reason is a layer of ice that never melts.",
        "You are a bag of cells that renews itself all the time.",
        "Acid rain is a different matter that concerns the forests of the north.",
        "The largest is a star that shines a million times as brightly.",
        "Granite is never a rock that forms under water.",
    ],
)
def test_a_lesson_has_sentences_that_only_look_like_definitions(sentence: str) -> None:
    made = in_a_lesson(sentence)
    assert not explained(made, MEANS)
    assert not explained(made, CALLED)


def test_a_bare_question_does_not_ask_for_the_source_of_nobody_knows_what() -> None:
    made = in_a_lesson("The source is the place where a river begins.")
    assert not explained(made, MEANS)
    assert [fact.value.text for fact in explained(made, CALLED)] == ["source"]


def test_the_sentence_that_says_what_a_name_is_for_stands_before_the_gap() -> None:
    made = in_a_lesson("Water turns into vapour over the sea. This process is called evaporation.")
    (gap,) = [each for each in made.questions if isinstance(each, Cloze)]
    assert (gap.context, gap.text) == (
        "Water turns into vapour over the sea.",
        "This process is called {{1}}.",
    )


def test_three_terms_are_matched_with_what_they_mean() -> None:
    made = in_a_lesson(
        "The source is the place where a river begins. The mouth is the place where it ends in a "
        "sea. A tributary is a small river that flows into a large one."
    )
    (question,) = [each for each in made.questions if isinstance(each, Matching)]
    assert {pair.right: pair.left for pair in question.pairs} == {
        "Source": "The place where a river begins",
        "Mouth": "The place where it ends in a sea",
        "Tributary": "A small river that flows into a large one",
    }


def test_a_term_is_explained_once() -> None:
    made = in_a_lesson(
        "Magma is molten rock that lies under the surface. Magma is a mixture of melts that flows."
    )
    assert len(explained(made, MEANS)) == 1
