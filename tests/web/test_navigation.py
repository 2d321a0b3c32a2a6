"""The frame of every page."""

import pytest

from quizapp.web.navigation import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Marsh", "AM"),
        ("ada", "A"),
        ("Jan Baptist van Helmont", "JH"),
        ("Clara (7b)", "C"),
        ("élodie durand", "ÉD"),
        ("王 小明", "王小"),
        ("--", "-"),
    ],
)
def test_initials_are_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters
