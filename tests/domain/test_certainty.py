"""How sure somebody was, and how right: counted by what they said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answers import Outcome
from quizapp.domain.certainty import Agreement, Certainty, calibration, certainty_of

told = st.lists(
    st.tuples(
        st.sampled_from([*Certainty, None]), st.sampled_from(list(Outcome)), st.integers(0, 9)
    )
)


def test_answers_are_counted_by_what_was_said_and_what_became_of_them():
    found = calibration(
        [
            ("sure", "right", 3),
            ("sure", "wrong", 1),
            ("guess", "partly", 1),
            ("guess", "right", 1),
            ("sure", "right", 1),
        ]
    )
    assert found.rows == (
        Agreement(Certainty.SURE, right=4, wrong=1),
        Agreement(Certainty.FAIRLY),
        Agreement(Certainty.GUESS, right=1, partly=1),
    )
    assert [each.answers for each in found.rows] == [5, 0, 2]
    assert [each.not_right for each in found.rows] == [1, 0, 1]
    assert [each.percent for each in found.rows] == [80, None, 50]
    assert (found.answers, found.sure, found.guesses) == (7, found.rows[0], found.rows[2])


@pytest.mark.parametrize("outcome", ["blank", "malformed", "oversized", "struck"])
def test_what_was_not_judged_by_a_key_does_not_count(outcome):
    assert calibration([("sure", outcome, 5)]).answers == 0


def test_answers_of_which_nothing_was_said_do_not_count():
    assert calibration([(None, "right", 5)]).answers == 0


@given(told, st.randoms())
def test_the_order_of_what_is_counted_does_not_matter(rows, rng):
    shuffled = rows[:]
    rng.shuffle(shuffled)
    assert calibration(shuffled) == calibration(rows)


@pytest.mark.parametrize("said", ["", "SURE", "certain", "guess ", None])
def test_what_no_page_offers_is_nothing_said(said):
    assert certainty_of(said) is None


@pytest.mark.parametrize("said", ["sure", "fairly", "guess"])
def test_what_a_page_offers_is_what_was_said(said):
    assert certainty_of(said) == Certainty(said)
