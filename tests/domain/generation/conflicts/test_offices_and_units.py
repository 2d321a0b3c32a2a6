"""Holders of offices over time, numbered units, articles of a treaty and new names."""

from __future__ import annotations

import pytest

from quizapp.domain.generation.conflicts import ConflictKind, country_words, find_conflicts

SETTING = "At Kallvik Bridge and in Ravnsund Valley the Rail Company met."
COUNTRIES = country_words(
    {"Japan": "country", "Norway": "country", "Oslo": "city"},
    {"Japanese": "Japan", "Norwegian": "Norway"},
    {"Nippon": "Japan"},
)


def test_two_holders_a_year_apart_are_a_change(report):
    old = report("old", "2022-01-07", SETTING, "Japanese Minister of Defense Nobuo Kishi came.")
    new = report("new", "2023-01-11", SETTING, "Japanese Defense Minister Yasukazu Hamada came.")
    (found,) = find_conflicts([new, old], COUNTRIES)
    assert found.kind is ConflictKind.CHANGE_OVER_TIME
    assert (found.a.words, found.b.words) == ("Nobuo Kishi", "Yasukazu Hamada")
    assert not found.kind.blocks


def test_two_holders_on_one_day_contradict(report):
    one = report("a", "2023-01-11", SETTING, "Japanese Defense Minister Nobuo Kishi came.")
    other = report("b", "2023-01-11", SETTING, "Japanese Defense Minister Yasukazu Hamada came.")
    (found,) = find_conflicts([one, other], COUNTRIES)
    assert found.kind is ConflictKind.VALUE


@pytest.mark.parametrize(
    "second",
    [
        "Norwegian Defense Minister Yasukazu Hamada came.",
        "Japanese Finance Minister Yasukazu Hamada came.",
        "Japanese Deputy Defense Minister Yasukazu Hamada came.",
    ],
)
def test_other_offices_are_not_compared(report, second):
    one = report("a", "2022-01-11", SETTING, "Japanese Defense Minister Nobuo Kishi came.")
    other = report("b", "2023-01-11", SETTING, second)
    assert find_conflicts([one, other], COUNTRIES) == ()


def test_units_of_one_number_that_differ_in_a_word_contradict(report):
    one = report("a", "2023-01-11", SETTING, "The 12th Artillery Regiment remains on Okinawa.")
    other = report("b", "2023-01-11", SETTING, "The 12th Marine Regiment remains on Okinawa.")
    (found,) = find_conflicts([one, other])
    assert found.kind is ConflictKind.VALUE
    assert "12th Artillery Regiment" in found.explanation


@pytest.mark.parametrize(
    "second",
    [
        "The 12th Marine Littoral Regiment remains on Okinawa.",
        "The 11th Marine Regiment remains on Okinawa.",
        "The 12th Marine Regiment relieves the 12th Artillery Regiment on Okinawa.",
    ],
)
def test_other_units_are_not_one(report, second):
    one = report("a", "2023-01-11", SETTING, "The 12th Artillery Regiment remains on Okinawa.")
    other = report("b", "2023-01-11", SETTING, second)
    assert find_conflicts([one, other]) == ()


def test_an_article_in_three_spellings_is_one_thing(report):
    sources = [
        report("a", "2023-01-11", SETTING, "It falls under Article V of the Security Treaty."),
        report("b", "2023-01-12", SETTING, "It falls under Article 5 of the treaty."),
        report("c", "2023-01-13", SETTING, "It falls under Article Five."),
    ]
    found = find_conflicts(sources)
    assert {each.kind for each in found} == {ConflictKind.SAME_THING}
    assert {(each.a.words, each.b.words) for each in found} == {
        ("Article V", "Article 5"),
        ("Article V", "Article Five"),
        ("Article 5", "Article Five"),
    }


def test_articles_of_a_constitution_and_of_a_treaty_are_two(report):
    one = report("a", "2023-01-11", SETTING, "It falls under Article 9 of the constitution.")
    other = report("b", "2023-01-11", SETTING, "It falls under Article IX of the treaty.")
    assert find_conflicts([one, other]) == ()


def test_a_former_name_is_a_change(report):
    one = report("a", "2023-01-11", SETTING, "The airline Transpampa flies to Kallvik.")
    other = report("b", "2024-01-11", SETTING, "now Rhea Air, once known as Transpampa, flies.")
    (found,) = find_conflicts([one, other])
    assert found.kind is ConflictKind.CHANGE_OVER_TIME
    assert (found.a.words, found.b.words) == ("Transpampa", "Rhea Air")
