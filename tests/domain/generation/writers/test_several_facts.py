"""Questions that ask for several facts: two gaps, matching, ordering, several right options."""

from __future__ import annotations

import pytest

from quizapp.domain.facts import Date, Evidence, Flags, Text
from quizapp.domain.generation.writers import WritingContext
from quizapp.domain.questions import (
    Cloze,
    Matching,
    MultipleResponse,
    Ordering,
)
from tests.domain.generation.writers.forms import changed, groups


def two_facts(writing: WritingContext, **changes: object) -> WritingContext:
    statement = "Norland and Sudland signed the Harbour Pact in Port Arden in the year 2023."
    context = changed(writing, "pact-signed-where", statement=statement)
    value = Date("2023", "2023")
    evidence = (Evidence("harbour", "11 January 2023", "2023"),)
    defaults: dict[str, object] = {
        "value": value,
        "statement": "The Harbour Pact was signed in 2023.",
        "evidence": evidence,
    }
    return changed(context, "pact-signed", **(defaults | changes))


def test_two_values_of_one_sentence_become_two_gaps(writing: WritingContext) -> None:
    found = groups("gaps", two_facts(writing))
    question = found["pact-signed-where.gaps"]
    assert isinstance(question, Cloze)
    assert question.text == (
        "Norland and Sudland signed the Harbour Pact in {{1}} in the year {{2}}."
    )
    assert [gap.fact for gap in question.gaps] == ["pact-signed-where", "pact-signed"]


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence": (Evidence("harbour", "by 2025", "2025"),)},
        {"evidence": (Evidence("gone", "by 2025", "2025"),)},
        {"evidence": (Evidence("harbour", "not there in 2023", "2023"),)},
        {"flags": Flags(hedged=True)},
        {"conflicts_with": ("pact-revised",)},
        {"value": Text("Sudland signed the Harbour Pact"),
         "statement": "It was Sudland signed the Harbour Pact."},
        # One begins within the other.
        {"value": Text("Pact in Port"), "statement": "It was Pact in Port."},
        {"value": Text("Arden in the year"), "statement": "It was Arden in the year."},
    ],
)  # fmt: skip
def test_values_that_do_not_belong_together_are_not_asked_together(
    writing: WritingContext, changes: dict[str, object]
) -> None:
    assert "pact-signed-where.gaps" not in groups("gaps", two_facts(writing, **changes))


def test_two_gaps_need_words_around_them(writing: WritingContext) -> None:
    context = changed(two_facts(writing), "pact-signed-where", statement="In Port Arden in 2023.")
    assert "pact-signed-where.gaps" not in groups("gaps", context)


def test_matching_takes_facts_of_one_relation(writing: WritingContext) -> None:
    question = groups("matching", writing)["home-port-entity-city.matching"]
    assert isinstance(question, Matching)
    assert {(pair.left, pair.right) for pair in question.pairs} == {
        ("Fourth Squadron", "Kallvik"),
        ("Sixth Squadron", "Vestby"),
        ("Grey Guard", "Ravnsund"),
    }


def test_matching_leaves_out_a_value_that_fits_twice(writing: WritingContext) -> None:
    context = changed(writing, "home-of-fourth", also_true=("Vestby",))
    assert "home-port-entity-city.matching" not in groups("matching", context)


def test_matching_pairs_events_with_their_dates(writing: WritingContext) -> None:
    question = groups("matching", writing)["pact-dates.matching"]
    assert isinstance(question, Matching)
    assert ("The Harbour Pact was drafted", "May 2021") in {
        (pair.left, pair.right) for pair in question.pairs
    }


def test_matching_completes_sentences(writing: WritingContext) -> None:
    questions = [
        question
        for question in groups("matching", writing).values()
        if question.stem == "Match each sentence with what completes it."
    ]
    lefts = [pair.left for q in questions if isinstance(q, Matching) for pair in q.pairs]
    assert lefts
    assert all("…" in left and "…." not in left for left in lefts)


def test_ordering_lists_events_from_early_to_late_without_their_dates(
    writing: WritingContext,
) -> None:
    question = groups("order", writing)["pact.order"]
    assert isinstance(question, Ordering)
    dates = [writing.index.by_id[item.fact].value for item in question.items]
    iso = [date.date for date in dates if isinstance(date, Date)]
    assert iso == sorted(iso)
    assert 3 <= len(iso) <= 5
    assert not any(char.isdigit() for item in question.items for char in item.text)


def test_events_of_small_topics_are_put_in_order_together(writing: WritingContext) -> None:
    context = writing
    for number, name in enumerate(("pact-drafted", "pact-revised", "pact-signed")):
        context = changed(context, name, topic=f"topic-{number}")
    found = groups("order", context)
    assert any(name.startswith("all-topics-1") for name in found) or "pact.order" in found
    alone = [context.index.by_id[n] for n in ("pact-drafted", "pact-revised", "pact-signed")]
    small = WritingContext.of(alone, writing.sources.values())
    assert list(groups("order", small)) == ["all-topics-1.order"]


def test_a_date_that_cannot_be_cut_out_is_not_put_in_order(writing: WritingContext) -> None:
    context = changed(
        writing, "pact-drafted", statement="The May 2021 draft of the Harbour Pact was long."
    )
    texts = [
        item.text
        for question in groups("order", context).values()
        if isinstance(question, Ordering)
        for item in question.items
    ]
    assert texts
    assert not any("draft" in text for text in texts)


@pytest.mark.parametrize(
    "changes",
    [
        {"flags": Flags(hedged=True)},
        {"flags": Flags(negated=True)},
        {"statement": "The Harbour Pact may have been drafted in May 2021."},
        {"statement": "The Harbour Pact was to be drafted in May 2021."},
    ],
)
def test_what_is_not_certain_stands_among_no_plain_facts(
    writing: WritingContext, changes: dict[str, object]
) -> None:
    context = changed(writing, "pact-drafted", **changes)
    for form in ("matching", "order"):
        made = groups(form, context)
        assert made
        assert not any("pact-drafted" in each.facts for each in made.values())


def test_multiple_response_marks_every_right_answer(writing: WritingContext) -> None:
    question = groups("choices", writing)["the-pact-condemned.choices"]
    assert isinstance(question, MultipleResponse)
    assert {question.option(key).text for key in question.keys} == {"Ostland", "Westland"}
    assert {part.fact for part in question.parts} == {"condemned-ostland", "condemned-westland"}
    assert question.stem == "Which countries did the ministers of Norland and Sudland condemn?"


def test_multiple_response_falls_back_to_the_sentence_that_the_facts_share(
    writing: WritingContext,
) -> None:
    context = changed(writing, "condemned-ostland", question="Which is one of the countries?")
    question = groups("choices", context)["the-pact-condemned.choices"]
    assert question.stem == (
        "Which of these make a true sentence? The ministers of Norland and Sudland condemned …"
    )
    other = changed(context, "condemned-westland", statement="Westland was condemned.")
    assert groups("choices", other) == {}


def test_multiple_response_needs_two_wrong_answers_for_all_its_facts(
    writing: WritingContext,
) -> None:
    few = [fact for fact in writing.index.facts if not fact.id.startswith("ally-")]
    assert groups("choices", WritingContext.of(few, writing.sources.values())) == {}
