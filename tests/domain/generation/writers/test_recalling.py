"""Short answers, numbers, gaps and cards: the value comes from memory."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from quizapp.domain.facts import Bound, Entity, Quantity, Text
from quizapp.domain.generation.writers import WritingContext
from quizapp.domain.generation.writers.numeric import units
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Numeric,
    Question,
    ShortAnswer,
)
from tests.domain.generation.writers.forms import changed, write


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("pact-drafted", ("May 2021", "2021-05")),
        ("pact-signed", ("11 January 2023", "January 11, 2023", "2023-01-11")),
        ("article-iv-covers", ("Article IV", "Article 4", "Article Four")),
    ],
)
def test_a_short_answer_accepts_every_spelling(
    writing: WritingContext, name: str, accepted: tuple[str, ...]
) -> None:
    question = write("short", name, writing)
    assert isinstance(question, ShortAnswer)
    assert question.accepted == accepted


def test_a_short_answer_leaves_out_the_article(writing: WritingContext) -> None:
    value = Entity("the Grey Harbour", "city", ("The grey harbour", "Greyport"))
    context = changed(
        writing, "home-of-fourth", statement="Its home is the Grey Harbour.", value=value
    )
    question = write("short", "home-of-fourth", context)
    assert isinstance(question, ShortAnswer)
    assert question.accepted == ("Grey Harbour", "Greyport")


@pytest.mark.parametrize(
    "name",
    ["condemned-ostland", "sailors-in-norland", "kallvik-closes", "survey-period",
     "harbour-will-not-grow"],
)  # fmt: skip
def test_what_cannot_be_typed_alike_is_no_short_answer(writing: WritingContext, name: str) -> None:
    assert write("short", name, writing) is None


def test_a_name_may_be_typed_and_a_long_one_may_not(writing: WritingContext) -> None:
    def with_name(text: str) -> Question | None:
        statement = f"It is called {text}."
        context = changed(writing, "kallvik-closes", statement=statement, value=Text(text))
        return write("short", "kallvik-closes", context)

    assert with_name("Great Freeze") is not None
    assert with_name("Law on Ice and Snow in All Harbours") is None


def test_one_of_several_may_be_typed_when_all_are_known(writing: WritingContext) -> None:
    context = changed(
        writing,
        "condemned-ostland",
        question="Which is one of the countries that were condemned?",
        also_true=("Westland",),
    )
    question = write("short", "condemned-ostland", context)
    assert isinstance(question, ShortAnswer)
    assert question.accepted == ("Ostland", "Westland")


def test_about_has_five_per_cent_tolerance_and_a_range_its_ends(writing: WritingContext) -> None:
    about = write("number", "sailors-in-norland", writing)
    between = write("number", "coast-guard-size", writing)
    assert isinstance(about, Numeric)
    assert isinstance(between, Numeric)
    assert (about.value, about.tolerance, about.units) == (50000, Decimal("2500.00"), ("sailors",))
    assert (between.value, between.upper, between.tolerance) == (1800, 2000, 0)


def test_a_bounded_number_is_asked_only_with_its_bound(writing: WritingContext) -> None:
    assert isinstance(write("number", "grey-seal-size", writing), Numeric)
    bare = changed(writing, "grey-seal-size", question="How many sailors took part?")
    assert write("number", "grey-seal-size", bare) is None
    assert write("number", "pact-drafted", writing) is None
    mute = changed(writing, "sailors-in-norland", question="")
    assert write("number", "sailors-in-norland", mute) is None


def test_one_of_several_numbers_is_not_asked_for(writing: WritingContext) -> None:
    fact = writing.index.by_id["coast-guard-size"]
    twin = dataclasses.replace(
        fact,
        id="coast-guard-twin",
        statement="Some 900 sailors belong to the Coast Guard.",
        value=Quantity(Decimal(900), "sailors", "people", "900", Bound.EXACT),
        evidence=(),
    )
    context = WritingContext.of((*writing.index.facts, twin), writing.sources.values())
    assert write("number", "coast-guard-size", context) is None


def test_a_unit_has_its_usual_spellings() -> None:
    assert units("percent") == ("percent", "%", "per cent")
    assert units("ships") == ("ships",)
    assert units("") == ()


@pytest.mark.parametrize(
    ("name", "text", "accepted"),
    [
        ("home-of-fourth", "The Fourth Squadron has its home port in {{1}}.", ("Kallvik",)),
        (
            "third-squadron-size",
            "The Third Squadron has about {{1}} sailors.",
            ("3,400", "3400", "about 3,400"),
        ),
        ("port-spending", "Norland will raise spending on ports to {{1}} % of GDP.", ("2", "2 %")),
        ("kallvik-closes", "The harbour of Kallvik closes in winter because of {{1}}.", ("ice",)),
    ],
)
def test_a_cloze_leaves_out_what_can_be_typed(
    writing: WritingContext, name: str, text: str, accepted: tuple[str, ...]
) -> None:
    question = write("cloze", name, writing)
    assert isinstance(question, Cloze)
    assert question.text == text
    assert question.gaps[0].accepted == accepted


@pytest.mark.parametrize("name", ["coast-guard-size", "survey-period", "condemned-ostland"])
def test_what_cannot_be_typed_is_no_gap(writing: WritingContext, name: str) -> None:
    assert write("cloze", name, writing) is None


def test_a_sum_of_money_is_one_gap(writing: WritingContext) -> None:
    value = Quantity(Decimal("1650000"), "USD", "money", "$1.65 million")
    context = changed(
        writing, "port-spending", statement="It cost $1.65 million.", value=value, evidence=()
    )
    question = write("cloze", "port-spending", context)
    assert isinstance(question, Cloze)
    assert question.text == "It cost {{1}}."
    assert question.gaps[0].accepted == ("$1.65 million", "1.65 million")


def test_long_values_are_no_gaps(writing: WritingContext) -> None:
    long_name = Entity("Grey Harbour of the Old North", "city")
    context = changed(
        writing, "home-of-fourth", value=long_name, statement=f"It is {long_name.text}."
    )
    assert write("cloze", "home-of-fourth", context) is None
    phrase = Text("thick ice of the north")
    context = changed(writing, "kallvik-closes", value=phrase, statement=f"It is {phrase.text}.")
    assert write("cloze", "kallvik-closes", context) is None


def test_a_card_has_the_question_in_front_and_the_value_behind(writing: WritingContext) -> None:
    question = write("card", "coast-guard-size", writing)
    assert isinstance(question, Flashcard)
    assert (question.stem, question.back) == (
        "How many sailors belong to the Coast Guard?",
        "Between 1,800 and 2,000",
    )
    assert write("card", "condemned-ostland", writing) is None


@pytest.mark.parametrize("form", ["short", "cloze"])
def test_what_a_contradicting_source_says_is_not_accepted(
    writing: WritingContext, form: str
) -> None:
    context = changed(writing, "signed-by-berg", also_true=("Anna Borg", "A. Berg"))
    question = write(form, "signed-by-berg", context)
    assert isinstance(question, ShortAnswer | Cloze)
    found = question.accepted if isinstance(question, ShortAnswer) else question.gaps[0].accepted
    assert found == ("Anna Berg", "Berg", "A. Berg")
