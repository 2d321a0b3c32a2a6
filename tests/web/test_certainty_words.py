"""How sure and how right, said so that it is true of every number."""

import pytest

from quizapp.domain.certainty import calibration
from quizapp.web.certainty import spoken_calibration, spoken_misled

SURE, FAIRLY, GUESS = "sure", "fairly", "guess"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], ""),
        ([(SURE, "right", 1)], "You were sure of 1 answer, and it was right."),
        ([(SURE, "wrong", 1)], "You were sure of 1 answer, and it was not right."),
        ([(SURE, "right", 3)], "You were sure of 3 answers, and all of them were right."),
        ([(SURE, "wrong", 2)], "You were sure of 2 answers, and none of them was right."),
        (
            [(SURE, "right", 1), (SURE, "wrong", 2), (GUESS, "right", 2), (GUESS, "wrong", 2)],
            "You were sure of 3 answers, and 1 of them was right. "
            "You called 4 answers a guess, and 2 of them were right.",
        ),
        ([(FAIRLY, "right", 2)], "You were fairly sure of 2 answers, and all of them were right."),
        (
            [(SURE, "partly", 1)],
            "You were sure of 1 answer, and it was not right. "
            "What was right in part counts as not right here.",
        ),
    ],
)
def test_a_learner_reads(told, said):
    assert spoken_calibration(calibration(told)) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([(GUESS, "wrong", 3)], ""),
        ([(SURE, "right", 3)], ""),
        ([(SURE, "right", 2), (SURE, "wrong", 7)], "7 of 9 who were sure were wrong."),
        ([(SURE, "right", 1), (SURE, "wrong", 1)], "1 of 2 who were sure was wrong."),
        ([(SURE, "wrong", 1)], "1 of 1 who was sure was wrong."),
        ([(SURE, "wrong", 1), (SURE, "partly", 1)], "2 of 2 who were sure were not fully right."),
    ],
)
def test_a_teacher_reads(told, said):
    assert spoken_misled(calibration(told)) == said
