"""Of each kind of question: texts from which a card is made, and texts from which none is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from quizapp.domain.questions import Cloze, Flashcard, TrueFalse
from tests.language.one_article import drafted
from tests.language.test_terms import LESSON, in_a_lesson

PATH = Path(__file__).resolve().parents[1] / "data" / "judgements" / "kinds.yaml"
RULES = yaml.safe_load(PATH.read_text("utf-8"))
ACCEPTED = [each for rule in RULES for each in rule["accept"]]
REFUSED = [text for rule in RULES for text in rule["refuse"]]


def cards(text: str) -> dict[str, str]:
    """Return the backs of the cards that a lesson with this text gives, by their fronts."""
    made = in_a_lesson(text)
    return {each.stem: each.back for each in made.questions if isinstance(each, Flashcard)}


@pytest.mark.parametrize("judged", ACCEPTED, ids=lambda each: each["text"][:60])
def test_what_a_text_explains_is_asked_for(judged: dict[str, str]) -> None:
    assert cards(judged["text"]).get(judged["asked"]) == judged["answer"]


@pytest.mark.parametrize("text", REFUSED, ids=lambda each: each[:60])
def test_a_text_that_explains_nothing_of_the_kind_gives_no_card(text: str) -> None:
    assert cards(text) == {}


@pytest.mark.parametrize(
    ("sentence", "right", "wrong"),
    [
        ("Sound travels faster in water than in air.", "faster", "slower"),
        ("A litre of oil is lighter than a litre of water.", "lighter", "heavier"),
        ("Deserts get less rain than forests do.", "less", "more"),
        ("Birds have fewer teeth than most reptiles.", "fewer", "more"),
        ("Warm water holds less oxygen than cold water.", "less", "more"),
    ],
)
def test_which_way_a_comparison_goes_is_asked_for(sentence: str, right: str, wrong: str) -> None:
    made = in_a_lesson(sentence)
    gaps = [each for each in made.questions if isinstance(each, Cloze)]
    assert [each.gaps[0].accepted[0] for each in gaps] == [right]
    first, second = sorted((right, wrong))
    assert gaps[0].stem == f"Fill the gap: {first} or {second}."
    verdicts = {each.key: each.stem for each in made.questions if isinstance(each, TrueFalse)}
    assert verdicts.get(False, sentence.replace(right, wrong)) == sentence.replace(right, wrong)


@pytest.mark.parametrize(
    "sentence",
    [
        "More than half of all plants need insects.",
        "No more than a handful of seeds is needed.",
        "It travels faster in water than in air.",
        "The more it rains, the faster the river flows.",
        "Plants need no more light than this.",
        "Copper is better than iron for wires.",
        "Today 12,000 more people live in the centre than then.",
        "Whales have two more bones in the jaw than most fish.",
    ],
)
def test_an_amount_or_a_judgement_has_no_direction(sentence: str) -> None:
    made = in_a_lesson(sentence)
    assert not [each for each in made.questions if " or " in each.stem and "gap" in each.stem]


OFTEN = "Most enzymes work in water. Some enzymes need warmth. Many enzymes need salt."


def test_a_term_of_the_text_is_filled_in_where_a_sentence_tells_of_it() -> None:
    sentence = "Enzymes turn long molecules into short ones in every cell of a plant."
    made = drafted(f"{sentence} {LESSON[0]}", OFTEN, title="Notes on nature and society")
    gaps = [each for each in made.questions if isinstance(each, Cloze)]
    assert [(each.stem, each.gaps[0].accepted) for each in gaps] == [
        ("Fill the gap: a term.", ("Enzymes",))
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Enzymes work.",
        "Enzymes turn other enzymes into short and useless pieces in every cell of a plant.",
        "Digestive enzymes turn 40 long molecules into short ones in every cell of a plant.",
    ],
)
def test_a_term_that_stands_twice_or_with_little_else_is_not_filled_in(sentence: str) -> None:
    made = drafted(f"{sentence} {LESSON[0]}", OFTEN, title="Notes on nature and society")
    assert not [each for each in made.questions if each.stem == "Fill the gap: a term."]
