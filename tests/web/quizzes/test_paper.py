"""A teacher prints a quiz: sheets, and keys that belong to them."""

import re

import pytest

CODE = re.compile(r'<span class="code">([^<]+)</span>')


@pytest.fixture
def quiz(maker):
    maker.pick("place-short", "keeper-choice", "light-cloze", "years-match", "height-verdict")
    return maker


def test_each_sheet_has_its_key(quiz):
    codes = CODE.findall(quiz.page("/paper?versions=3"))
    assert len(set(codes)) == 3
    assert codes == [*codes[:3], *codes[:3]]
    assert codes[0].startswith(f"{quiz.now.number}A-")


def test_the_key_is_left_out_where_it_is_not_wanted(quiz):
    assert "the isle of Arnholm" in quiz.page("/paper")
    page = quiz.page("/paper?without_key=y")
    assert len(CODE.findall(page)) == 1
    assert "the isle of Arnholm" not in page


@pytest.mark.parametrize("asked", ["0", "7", "-1", "two", "", "99999999999"])
def test_an_odd_number_of_versions_prints_one(quiz, asked):
    assert len(CODE.findall(quiz.page(f"/paper?without_key=y&versions={asked}"))) == 1


def test_instructions_and_room_for_a_name_stand_on_the_sheet(quiz):
    quiz.set(instructions="No books, please.")
    page = quiz.page("/paper")
    assert "No books, please." in page
    assert "Name:" in page


def test_a_quiz_without_a_question_is_not_printed(maker):
    assert "nothing to print" in maker.page("/paper")
