"""How hard a question is, by the first answers to it."""

import pytest

from quizapp.domain.difficulty import Difficulty, difficulty_of


@pytest.mark.parametrize(
    ("right", "answered", "level"),
    [
        (0, 0, None),
        (4, 4, None),
        (0, 4, None),
        (5, 5, Difficulty.EASY),
        (4, 5, Difficulty.EASY),
        (79, 100, Difficulty.MEDIUM),
        (3, 6, Difficulty.MEDIUM),
        (49, 100, Difficulty.HARD),
        (0, 5, Difficulty.HARD),
    ],
)
def test_the_level_follows_the_share_of_right_answers_of_enough_people(right, answered, level):
    assert difficulty_of(right, answered) is level
