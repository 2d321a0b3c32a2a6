"""Choices and verdicts: the right value among others, or in a sentence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from quizapp.domain.facts import Fact, Quantity, Source, Text
from quizapp.domain.generation.nearby.background import Background, Named
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.writers import WritingContext
from quizapp.domain.questions import MultipleChoice, Question, TrueFalse
from tests.domain.generation.writers.forms import changed, write


def test_a_choice_offers_the_value_among_values_of_other_facts(writing: WritingContext) -> None:
    question = write("choice", "pact-signed-where", writing)
    assert isinstance(question, MultipleChoice)
    assert question.id == "pact-signed-where.choice"
    assert question.option(question.key).text == "Port Arden"
    assert {option.text for option in question.options} == {
        "Port Arden",
        "Kallvik",
        "Ravnsund",
        "Vestby",
    }
    assert all(option.fact for option in question.options)
    assert question.explanation == "Norland and Sudland signed the Harbour Pact in Port Arden."


def test_a_choice_needs_a_question_and_two_wrong_answers(writing: WritingContext) -> None:
    assert write("choice", "article-iv-covers", writing) is None
    assert write("choice", "harbour-will-not-grow", writing) is None


def test_a_choice_for_one_of_several_right_answers_says_so(writing: WritingContext) -> None:
    question = write("choice", "condemned-ostland", writing)
    assert question is not None
    assert question.stem == (
        "Which of these countries did the ministers of Norland and Sudland condemn?"
    )
    odd = changed(writing, "condemned-ostland", question="Whom did the ministers condemn?")
    assert write("choice", "condemned-ostland", odd) is None


def test_a_false_sentence_exchanges_the_value_and_says_what_is_right(
    writing: WritingContext,
) -> None:
    question = write("false", "home-of-fourth", writing)
    assert isinstance(question, TrueFalse)
    assert not question.key
    assert question.correction == "Kallvik"
    assert question.stem.startswith("The Fourth Squadron has its home port in ")
    assert "Kallvik" not in question.stem


def test_a_correction_reads_as_it_stands_in_the_sentence(writing: WritingContext) -> None:
    question = write("false", "spending-period", writing)
    assert isinstance(question, TrueFalse)
    assert question.correction == "over five years"


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("grey-seal-size", {}),
        ("condemned-ostland", {}),
        ("home-of-fourth", {"also_true": ("Oldtown",)}),
        ("home-of-fourth", {"statement": "The squadron calls “Kallvik” its home."}),
        ("home-of-fourth", {"statement": "One of the ports is Kallvik."}),
        ("home-of-fourth", {"statement": "The squadron lies nearer to Oldtown than Kallvik."}),
        ("article-iv-covers", {}),
    ],
)
def test_no_false_sentence_is_made_that_might_be_true(
    writing: WritingContext, name: str, changes: dict[str, object]
) -> None:
    assert write("false", name, changed(writing, name, **changes)) is None


def test_a_or_an_before_the_value_stays_right(writing: WritingContext) -> None:
    value = Text("storm", ("ice floe", "gale"))
    context = changed(
        writing, "kallvik-closes", statement="It closes after a storm.", value=value, evidence=()
    )
    question = write("false", "kallvik-closes", context)
    assert question is not None
    assert question.stem == "It closes after a gale."


def test_a_true_sentence_is_the_statement(writing: WritingContext) -> None:
    question = write("true", "pact-drafted", writing)
    assert isinstance(question, TrueFalse)
    assert question.key
    assert question.stem == "The Harbour Pact was drafted in May 2021."


def test_a_value_after_than_is_not_exchanged_but_more_than_half_compares_nothing(
    writing: WritingContext,
) -> None:
    far = "Kiel lies nearer to Oldtown than the old grey town of Kallvik."
    most = "The town in which more than half of them live is Kallvik."
    assert (
        write("false", "home-of-fourth", changed(writing, "home-of-fourth", statement=far)) is None
    )
    assert write("false", "home-of-fourth", changed(writing, "home-of-fourth", statement=most))


def test_a_false_sentence_gives_the_deed_to_nobody_of_another_role(
    facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    people = ("Anna Berg", "minister"), ("Ida Moe", "baker"), ("Jon Ruud", "mayor")
    names = tuple(Named(text, "person", role) for text, role in people)

    def told(*known: Named) -> Question | None:
        fact = next(each for each in facts if each.id == "norland-trade")
        beside = Background.of(sources, {"harbour": known}, Gazetteer())
        return write("false", fact.id, WritingContext.of((fact,), sources, beside))

    assert told(*names[:2]) is None
    question = told(*names)
    assert question
    assert question.stem == "In January 2023 Jon Ruud was the Norlandic minister of trade."


def test_a_fact_without_a_question_offers_a_gap_to_choose_for(writing: WritingContext) -> None:
    mute = changed(writing, "pact-signed-where", question="")
    question = write("choice", "pact-signed-where", mute)
    assert isinstance(question, MultipleChoice)
    assert question.stem == (
        "Which of these fills the gap? Norland and Sudland signed the Harbour Pact in …"
    )


@pytest.mark.parametrize(
    ("right", "others", "chosen"),
    [
        ("8.5", ("7", "10", "12"), False),
        ("8.5", ("7.0", "10.0", "12.0"), False),
        ("8.5", ("7", "10.5", "12"), True),
        ("8", ("7", "10", "12"), True),
        ("8.0", ("7.0", "10.0", "12.0"), True),
    ],
)
def test_no_choice_is_made_where_the_right_number_alone_has_a_fraction(
    facts: tuple[Fact, ...], right: str, others: tuple[str, ...], chosen: bool
) -> None:
    def told(number: str) -> Fact:
        value = Quantity(Decimal(number), "%", "percent", f"{number} percent")
        statement = f"Rent number {number[::-1]} rose by {value.text}."
        return replace(
            facts[0], id=f"rent-{number}", subject=statement, relation=statement, question="",
            statement=statement, value=value, evidence=(),
        )  # fmt: skip

    context = WritingContext.of([told(each) for each in (right, *others)], ())
    assert (write("choice", f"rent-{right}", context) is not None) is chosen


@pytest.mark.parametrize(
    ("statement", "wrong", "right"),
    [
        ("Norland waited eight years for its port.", "six years", "eight years"),
        ("Eight years passed in Norland before its port.", "Six years", "Eight years"),
    ],
)
def test_an_amount_in_words_is_written_as_where_it_stands(
    facts: tuple[Fact, ...], statement: str, wrong: str, right: str
) -> None:
    def told(number: int, words: str) -> Fact:
        text = statement.replace(right, words)
        value = Quantity(Decimal(number), "years", "years", words)
        return replace(
            facts[0], id=f"wait-{number}", subject=text, relation=f"{number} waits", question="",
            statement=text.replace("Norland", f"Norland{number}"), value=value, evidence=(),
        )  # fmt: skip

    every = [told(8, right), told(6, wrong), told(5, wrong.replace("ix", "even"))]
    made = write("choice", "wait-8", WritingContext.of(every, ()))
    assert isinstance(made, MultipleChoice)
    assert {option.text for option in made.options} >= {right, wrong}
