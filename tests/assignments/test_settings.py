"""What can be given, as values."""

from uuid import uuid4

import pytest

from quizapp.assignments.overrides import Whom
from quizapp.assignments.services import What


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"quiz_id": uuid4(), "bank_id": 1},
        {"quiz_id": uuid4(), "topic": "tower"},
        {"bank_id": 1, "topic": "tower", "source": "brief"},
    ],
)
def test_one_thing_is_given_and_narrowed_once(more):
    with pytest.raises(ValueError, match="bank"):
        What(**more)


@pytest.mark.parametrize("more", [{}, {"user_id": 1, "group_id": uuid4()}])
def test_other_dates_are_of_a_person_or_of_a_group(more):
    with pytest.raises(ValueError, match="a student or a group"):
        Whom(**more)
