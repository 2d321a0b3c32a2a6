"""A question on paper: its key says what is right in the letters and numbers of the sheet."""

from dataclasses import replace

import pytest

from quizapp.domain.paper import key_lines, letter
from quizapp.domain.presentation import present
from quizapp.domain.questions import Gap
from tests import builders

SEEDS = tuple(f"quiz/1/{each}" for each in "ABCDEFGH")
BY_NAME = {each.id: each for each in builders.QUESTIONS}


def shown(question, seed):
    """What can be chosen, by its letter."""
    return {
        letter(number): choice.text
        for number, choice in enumerate(present(question, seed).choices, start=1)
    }


def test_letters_are_those_of_the_alphabet():
    assert [letter(number) for number in (1, 2, 26)] == ["A", "B", "Z"]
    for number in (0, 27):
        with pytest.raises(ValueError, match="no letter"):
            letter(number)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("keeper-choice", ["Ida Berg"]),
        ("tower-response", ["Its walls are granite", "Its light is red"]),
    ],
)
def test_the_letters_of_a_choice_are_those_that_the_sheet_shows(name, right, seed):
    lines = key_lines(BY_NAME[name], seed)
    assert [line[2:] for line in lines] == right
    assert [shown(BY_NAME[name], seed)[line[0]] for line in lines] == right


@pytest.mark.parametrize("seed", SEEDS)
def test_the_letters_of_an_ordering_stand_in_the_right_order(seed):
    [line] = key_lines(BY_NAME["years-order"], seed)
    sheet = shown(BY_NAME["years-order"], seed)
    assert [sheet[each] for each in line.split()] == ["Work began", "It was lit", "It was closed"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_matching_says_for_each_number_its_letter(seed):
    question = BY_NAME["years-match"]
    sheet = shown(question, seed)
    lines = [line.split(" ") for line in key_lines(question, seed)]
    assert [(number, year) for number, _, year in lines] == [("1:", "1868"), ("2:", "1990")]
    assert all(sheet[each] == year for _, each, year in lines)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("height-verdict", ("False", "42 metres")),
        ("place-short", ("Arnholm / the isle of Arnholm",)),
        ("height-number", ("42 metres",)),
        ("light-cloze", ("1: granite", "2: red")),
    ],
)
def test_what_is_written_is_given_with_all_that_is_accepted(name, lines):
    assert key_lines(BY_NAME[name], "quiz/1/A") == lines


def test_each_accepted_word_of_a_gap_is_given():
    cloze = replace(
        BY_NAME["light-cloze"],
        gaps=(Gap("a", ("granite", "rock"), "walls"), Gap("b", ("red",), "light")),
    )
    assert key_lines(cloze, "quiz/1/A") == ("1: granite / rock", "2: red")
