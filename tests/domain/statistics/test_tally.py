"""Answers of parts of a class, counted apart and put together."""

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.statistics.analysis import analyse, figures_of
from quizapp.domain.statistics.figures import Asked
from quizapp.domain.statistics.tally import Tally, together

ASKED = {question: Asked(0.5, ("a", "b"), frozenset("a")) for question in range(4)}
answers = st.tuples(
    st.sampled_from([0.0, 0.1, 0.2, 1 / 3, 2 / 3, 1.0]),
    st.sampled_from([0.0, 0.1, 1.0, 2.5]),
    st.sampled_from([(), ("a",), ("b",), ("a", "b")]),
    st.booleans(),
    st.none() | st.floats(0, 90),
)
learners = st.dictionaries(st.integers(0, 3), answers, max_size=4)
classes = st.lists(learners, max_size=8)


def responses_of(people, first=0):
    return [
        (who, question, *answer)
        for who, given_answers in enumerate(people, start=first)
        for question, answer in given_answers.items()
    ]


@given(classes, classes)
def test_parts_of_a_class_add_up_to_exactly_what_the_class_comes_to(one, other):
    whole = analyse(responses_of(one + other), ASKED)
    common = Tally.of(responses_of(one + other)).common
    parts = [Tally.of(responses_of(other, len(one)), common), Tally.of(responses_of(one), common)]
    assert figures_of(together(parts), ASKED) == whole


@given(classes, classes)
def test_what_a_class_shares_is_known_from_what_was_counted(one, other):
    parts = [Tally.of(responses_of(one)), Tally.of(responses_of(other, len(one)))]
    assert together(parts).common == Tally.of(responses_of(one + other)).common


def test_common_questions_are_looked_for_within_some_only():
    people = [{0: (1.0, 1.0, (), False, None), 1: (0.5, 2.0, (), False, None)}]
    found = Tally.of(responses_of(people), within={(1, 2.0), (3, 1.0)})
    assert found.common == {(1, 2.0)}
    assert found.points == {1.0: 1}
