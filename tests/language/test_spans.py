"""Spans of time: none ends before it begins, and none is asked for by half."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Date, Fact, Period
from tests.language.one_article import drafted

Read = Callable[[str], tuple[Fact, ...]]
MONDAY = "2023-05-01"


@pytest.fixture
def read() -> Read:
    return lambda sentence: drafted(sentence, title="Notes on Linz", published=MONDAY).facts


@pytest.mark.parametrize(
    "sentence",
    [
        "The exhibition in Linz runs from Friday until Monday.",
        "The Linz market is open from Saturday to Tuesday.",
        "The Linz fair takes place between Friday and Monday.",
        "The Linz carnival begins on Friday and ends on Monday.",
        "The Linz circus will perform from Wednesday through to Monday.",
    ],
)
def test_a_span_that_would_end_before_it_begins_is_not_resolved(read: Read, sentence: str) -> None:
    assert not any("2023" in fact.statement for fact in read(sentence))


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The Linz gallery will open on Friday, after a concert on Wednesday.", "5 May 2023"),
        ("The Linz carnival begins on Friday and ends on Sunday.", "5 May 2023"),
        ("The Linz fair opened on 3 June 2019 and ended on 9 June 2019.", "3 June 2019"),
    ],
)
def test_two_days_that_are_no_span_are_dates_of_their_own(
    read: Read, sentence: str, day: str
) -> None:
    assert day in {fact.value.text for fact in read(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Linz festival ran from Thursday to Sunday and drew 4,000 people.",
        "The Danube Line stops from Tuesday until Thursday in Linz and Vienna.",
        "Tom Berg ran the Linz choir from 2009 until March 2021 with Ann Hart.",
    ],
)
def test_neither_end_of_a_span_is_asked_for_alone(read: Read, sentence: str) -> None:
    assert not any(isinstance(fact.value, Date) for fact in read(sentence))


def test_no_question_asks_for_a_span_whose_year_only_the_article_tells(read: Read) -> None:
    facts = read("The Linz fair was held from 28 April until 2 May in a park near Graz.")
    assert not any(
        isinstance(fact.value, Period) and "2023" not in fact.value.text for fact in facts
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Trams ran on the Linz line between 1903 and 1952, and again since 2011.",
        "The Linz market was held from 1903 to 1914, and from 1919 to 1938.",
    ],
)
def test_what_is_added_to_a_span_is_not_told_as_a_part_of_it(read: Read, sentence: str) -> None:
    told = [fact.statement for fact in read(sentence)]
    assert all(each == sentence for each in told)


def test_days_before_a_name_count_nobody(read: Read) -> None:
    told = read("Between 20 and 24 August 1888 Vincent Vos of Linz painted four pictures of roses.")
    assert not any("did between" in fact.question for fact in told)


def test_what_happens_again_is_not_told_as_if_for_the_first_time(read: Read) -> None:
    told = read("The oyster beds of Linz opened again in March 2022.")
    assert [fact.question for fact in told if fact.question] == [
        "When did the oyster beds of Linz open again?"
    ]
