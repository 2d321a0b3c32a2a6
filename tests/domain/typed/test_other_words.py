"""Which words are another thing's name, and which are only a second spelling of one place."""

from __future__ import annotations

from itertools import combinations

import pytest

from quizapp.domain.answers import Typed
from quizapp.domain.questions import ShortAnswer
from quizapp.domain.typed.other_words import PLACES, is_another_word, is_one_place
from quizapp.domain.typed.spelling import folded
from tests.grading import grade, matching_answer

SPELLINGS = [
    ("Antarctica", "Antarctic"),
    ("Azerbaijan", "Azerbaidjan"),
    ("Baghdad", "Bagdad"),
    ("Belarus", "Byelarus"),
    ("Bosporus", "Bosphorus"),
    ("Cameroon", "Cameroun"),
    ("Dhaka", "Dacca"),
    ("Jakarta", "Djakarta"),
    ("Kathmandu", "Katmandu"),
    ("Kazakhstan", "Kazakstan"),
    ("Khartoum", "Khartum"),
    ("Kosovo", "Kosova"),
    ("Kyiv", "Kiev"),
    ("Kyrgyzstan", "Kirghizstan"),
    ("Kyrgyzstan", "Kirgizstan"),
    ("Luxembourg", "Luxemburg"),
    ("Lyon", "Lyons"),
    ("Marrakesh", "Marrakech"),
    ("Marseille", "Marseilles"),
    ("Muscat", "Masqat"),
    ("Odessa", "Odesa"),
    ("Punjab", "Panjab"),
    ("Romania", "Roumania"),
    ("Romania", "Rumania"),
    ("Strasbourg", "Strasburg"),
    ("Suriname", "Surinam"),
    ("Tajikistan", "Tadjikistan"),
    ("Tallinn", "Tallin"),
    ("Tehran", "Teheran"),
    ("Tirana", "Tirane"),
    ("Turkey", "Türkiye"),
    ("Yerevan", "Erevan"),
]
"""Spellings of one place; the second is an older one, or nearer to the language of the place."""
OTHER_NAMES = [("brittany", "bretagne"), ("eswatini", "swaziland"), ("kolkata", "calcutta")]
"""Names of one place that are no mere spellings: a question takes those that it lists."""
TWO_PLACES = [
    ("Colombia", "Columbia"),
    ("Granada", "Grenada"),
    ("Guiana", "Guyana"),
    ("Hamburg", "Homburg"),
    ("Iceland", "Ireland"),
    ("Lagos", "Laos"),
    ("Dominica", "Dominican"),
    ("Slovakia", "Slovenia"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_a_second_spelling_of_a_place_is_right_where_slips_are_forgiven(one, other):
    assert matching_answer(other, [one], typos=True) == one
    assert matching_answer(one, [other], typos=True) == other
    assert matching_answer(other, [one], typos=False) is None
    spelt, otherwise = folded(one), folded(other)
    assert not is_another_word(spelt, otherwise)
    assert not is_another_word(otherwise, spelt)


@pytest.mark.parametrize(("one", "other"), TWO_PLACES)
def test_two_places_that_are_spelt_alike_stay_two(one, other):
    assert matching_answer(other, [one], typos=True) is None
    assert matching_answer(one, [other], typos=True) is None


@pytest.mark.parametrize("place", ["Slovenia", "Slovakia"])
def test_a_slip_between_two_places_is_neither(place):
    assert matching_answer("Slovania", [place], typos=True) is None


@pytest.mark.parametrize(
    ("place", "typed"),
    [("Latvia", "Lativa"), ("Australia", "Austrailia"), ("Slovenia", "Slovennia")],
)
def test_a_slip_that_is_nearest_to_its_own_place_is_forgiven(place, typed):
    assert matching_answer(typed, [place], typos=True) == place


def test_no_two_listed_places_are_one_place():
    spelt = [(folded(one), folded(other)) for one, other in SPELLINGS]
    assert [pair for pair in spelt + OTHER_NAMES if PLACES.issuperset(pair)] == []
    assert [pair for pair in combinations(sorted(PLACES), 2) if is_one_place(*pair)] == []


def test_a_name_of_people_is_no_slip_of_a_place():
    assert matching_answer("Sidney", ["Sydney"], typos=True) is None
    assert matching_answer("Sydny", ["Sydney"], typos=True) == "Sydney"


@pytest.mark.parametrize(("right", "typed"), [("Kathmandu", "Katmandu"), ("Kiev", "Kyiv")])
def test_nothing_is_said_about_the_spelling_of_a_place_that_is_spelt_rightly(right, typed):
    question = ShortAnswer(id="q", topic="t", stem="Where?", fact="f", accepted=(right,))
    part = grade(question, Typed(typed)).parts[0]
    assert (part.right, part.note) == (True, "")


def test_a_spelling_that_the_question_names_or_another_answer_has_is_not_taken_for_the_other():
    stem = "How was Kyiv spelt before?"
    assert matching_answer("Kyiv", ["Kiev"], typos=True, context=stem) is None
    assert matching_answer("Kyiv", ["Kiev"], typos=True, others=["Kyiv"]) is None


def test_a_place_is_right_in_either_spelling_beside_other_words():
    assert matching_answer("Treaty of Luxemburg", ["Treaty of Luxembourg"], typos=True)
    assert matching_answer("Treaty of Lubeck", ["Treaty of Luxembourg"], typos=True) is None
