"""Full marks for everybody, and a question that counts for nobody."""

import pytest

from quizapp.domain.answers import Chosen, Outcome
from quizapp.domain.rulings import Basis, ruled, says_something
from tests import builders
from tests.grading import grade

WRONG = grade(builders.choice(), Chosen(("other",)))


def test_a_mark_by_the_key_stays_as_it_is():
    assert ruled(WRONG, Basis.KEY) == WRONG


@pytest.mark.parametrize(
    ("basis", "points", "outcome"),
    [(Basis.FULL, 1, Outcome.RIGHT), (Basis.STRUCK, 0, Outcome.STRUCK)],
)
def test_a_ruling_gives_everybody_the_same_and_its_parts_say_what_the_key_says(
    basis, points, outcome
):
    for answer in (Chosen(("right",)), Chosen(("other",))):
        mark = grade(builders.choice(), answer)
        found = ruled(mark, basis)
        assert (found.points, found.outcome, found.parts) == (points, outcome, mark.parts)
        assert found.rule != mark.rule


@pytest.mark.parametrize(
    ("basis", "of_right", "of_wrong"),
    [(Basis.KEY, True, True), (Basis.FULL, True, False), (Basis.STRUCK, False, False)],
)
def test_a_ruling_is_no_sign_that_something_was_forgotten(basis, of_right, of_wrong):
    assert says_something(basis, shows_memory=True) is of_right
    assert says_something(basis, shows_memory=False) is of_wrong
