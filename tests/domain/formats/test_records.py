"""Stored versions of facts and questions are whole, and fingerprints follow their content."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal

import pytest

from quizapp.domain.banks import Bank
from quizapp.domain.errors import InvalidQuestion
from quizapp.domain.facts import FactStatus, Flags
from quizapp.domain.formats.fingerprint import _number, fact_fingerprint, fingerprint
from quizapp.domain.formats.records import (
    fact_from_dict,
    fact_to_dict,
    question_from_dict,
    question_to_dict,
)
from quizapp.domain.questions import (
    Cloze,
    Criterion,
    Essay,
    Flashcard,
    Gap,
    Item,
    Level,
    Matching,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    Origin,
    Pair,
    Question,
    QuestionKind,
    QuestionStatus,
    ShortAnswer,
)

HEAD = {"id": "q", "topic": "t", "stem": "What is asked?"}
OPTIONS = (Option("a", "one", "f"), Option("b", "two"), Option("c", "three"))
QUESTIONS: list[Question] = [
    MultipleResponse(**HEAD, options=OPTIONS, keys=("a",)),
    ShortAnswer(**HEAD, fact="f", accepted=("one", "1"), typos=False),
    Numeric(**HEAD, fact="f", value=Decimal("2.50"), upper=Decimal("1E+3"), units=("km",)),
    Cloze(**HEAD, text="{{a}} is one", gaps=(Gap("a", ("one",), "f"),)),
    Matching(**HEAD, pairs=(Pair("a", "1", "one", "f"), Pair("b", "2", "two", "g"))),
    Ordering(**HEAD, items=(Item("a", "one", "f"), Item("b", "two", "g"))),
    Flashcard(**HEAD, fact="f", back="one", status=QuestionStatus.RETIRED, origin=Origin.EDITED),
    Essay(
        **HEAD,
        criteria=(
            Criterion(
                "a",
                "Reasons",
                (Level("Two", Decimal("2.5"), "both fit"), Level("None", Decimal(0))),
            ),
        ),
        most_words=200,
    ),
]


def test_every_kind_is_stored_as_json_and_comes_back_equal(bank: Bank) -> None:
    questions = [*QUESTIONS, *bank.questions]
    assert {question.kind for question in questions} == set(QuestionKind)
    for question in questions:
        stored = json.loads(json.dumps(question_to_dict(question)))
        assert question_from_dict(stored) == question


def test_a_stored_question_has_every_field_so_that_a_new_default_cannot_change_it() -> None:
    for question in QUESTIONS:
        fields = {field.name for field in dataclasses.fields(question)}
        assert set(question_to_dict(question)) == fields | {"kind"}


def test_numbers_are_stored_digit_by_digit() -> None:
    stored = question_to_dict(QUESTIONS[2])
    assert (stored["value"], stored["tolerance"], stored["upper"]) == ("2.50", "0", "1E+3")


def test_a_fact_is_stored_as_json_and_comes_back_equal(bank: Bank) -> None:
    flags = Flags(hedged=True, attributed_to="a minister")
    fact = dataclasses.replace(bank.facts[0], flags=flags, also_true=("2000",))
    assert fact_from_dict(json.loads(json.dumps(fact_to_dict(fact)))) == fact
    assert fact_to_dict(fact)["value"]["type"] == "quantity"


def test_a_stored_question_that_could_not_be_asked_is_refused() -> None:
    with pytest.raises(InvalidQuestion):
        question_from_dict(question_to_dict(QUESTIONS[6]) | {"back": ""})


@pytest.mark.parametrize("data", [{}, {"kind": "riddle"}, {"kind": "flashcard", "colour": "red"}])
def test_data_of_another_shape_is_refused(data: dict[str, str]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        question_from_dict(data)


def test_a_name_that_no_field_has_is_refused_and_not_dropped(bank: Bank) -> None:
    whole = question_to_dict(QUESTIONS[3])
    within = whole | {"gaps": [whole["gaps"][0] | {"colour": "red"}]}
    for odd in (whole | {"colour": "red"}, within):
        with pytest.raises(ValueError, match="colour"):
            question_from_dict(odd)
    fact = fact_to_dict(bank.facts[0])
    for name in ("flags", "value"):
        with pytest.raises(ValueError, match="colour"):
            fact_from_dict(fact | {name: fact[name] | {"colour": "red"}})


def test_publishing_a_question_makes_no_new_version(bank: Bank) -> None:
    question = bank.questions[1]
    published = dataclasses.replace(question, status=QuestionStatus.PUBLISHED, origin=Origin.EDITED)
    facts = bank.fact_by_id
    assert fingerprint(published, facts) == fingerprint(question, facts)


def test_a_changed_word_or_proof_makes_a_new_version(bank: Bank) -> None:
    question, fact = bank.questions[1], bank.facts[0]
    before = fingerprint(question, bank.fact_by_id)
    reworded = dataclasses.replace(question, explanation="The report says so.")
    reproved = dataclasses.replace(fact, evidence=())
    noted = dataclasses.replace(fact, note="Checked.", status=FactStatus.DRAFT)
    assert fingerprint(reworded, bank.fact_by_id) != before
    assert fingerprint(question, {fact.id: reproved}) != before
    assert fingerprint(question, {fact.id: noted}) == before


def test_the_fingerprint_of_a_fact_leaves_out_its_status_only(bank: Bank) -> None:
    fact = bank.facts[0]
    retired = dataclasses.replace(fact, status=FactStatus.RETIRED)
    assert fact_fingerprint(retired) == fact_fingerprint(fact)
    assert fact_fingerprint(dataclasses.replace(fact, note="Checked.")) != fact_fingerprint(fact)


def test_fingerprints_stay_the_same_from_release_to_release(bank: Bank) -> None:
    assert fingerprint(bank.questions[0], bank.fact_by_id)[:16] == "36201c4710a27368"
    assert fact_fingerprint(bank.facts[0])[:16] == "9d400ce78348f5a2"


def test_a_question_whose_fact_is_not_given_has_no_fingerprint(bank: Bank) -> None:
    with pytest.raises(KeyError):
        fingerprint(bank.questions[0], {})


def test_only_numbers_have_a_form_beyond_json() -> None:
    with pytest.raises(TypeError, match="object has no canonical form"):
        _number(object())
