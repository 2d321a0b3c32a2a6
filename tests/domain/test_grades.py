"""Which of several attempts make the grade of a quiz."""

import pytest

from quizapp.domain.grades import Earned, Grade, GradeRule, grade_of, is_worth, whole_percent

BEST, LAST, AVERAGE = GradeRule


@pytest.mark.parametrize(
    ("rule", "points", "share"),
    [(BEST, 8, 0.8), (LAST, 5, 0.5), (AVERAGE, 6, 0.6)],
)
def test_the_rule_says_which_attempt_counts(rule, points, share):
    attempts = [Earned(5, 10), Earned(8, 10), Earned(5, 10)]
    assert grade_of(attempts, rule) == Grade(share, Earned(points, 10), 3, rule)


@pytest.mark.parametrize("rule", GradeRule)
def test_of_one_attempt_every_rule_says_the_same(rule):
    assert grade_of([Earned(3, 4)], rule) == Grade(0.75, Earned(3, 4), 1, rule)


@pytest.mark.parametrize("rule", GradeRule)
@pytest.mark.parametrize("attempts", [[], [Earned(0, 0)]])
def test_where_nothing_counts_there_is_no_grade(rule, attempts):
    assert grade_of(attempts, rule) is None


@pytest.mark.parametrize("rule", GradeRule)
def test_an_attempt_of_which_nothing_counts_any_more_is_left_out(rule):
    assert grade_of([Earned(1, 2), Earned(0, 0)], rule) == Grade(0.5, Earned(1, 2), 1, rule)


def test_the_best_is_the_greatest_share_and_not_the_most_points():
    grade = grade_of([Earned(4, 10), Earned(3, 4)], BEST)
    assert grade is not None
    assert grade.earned == Earned(3, 4)


@pytest.mark.parametrize("attempts", [[(4, 4), (10, 10)], [(10, 10), (4, 4)]])
def test_of_equal_shares_the_longer_attempt_is_the_best(attempts):
    grade = grade_of([Earned(*each) for each in attempts], BEST)
    assert grade is not None
    assert grade.earned == Earned(10, 10)


def test_an_average_of_attempts_of_different_lengths_is_one_of_shares_without_points():
    assert grade_of([Earned(1, 2), Earned(10, 10)], AVERAGE) == Grade(0.75, None, 2, AVERAGE)


@pytest.mark.parametrize(
    ("points", "mark", "passed"),
    [(0, 1, False), (6, 60, True), (5.99, 60, False), (10, 100, True), (9.99, 100, False)],
)
def test_a_grade_passes_from_the_pass_mark_on(points, mark, passed):
    grade = grade_of([Earned(points, 10)], BEST)
    assert grade is not None
    assert grade.passes(mark) is passed


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        (0, 0),
        (2 / 3, 66),
        (0.7999, 79),
        (0.8, 80),
        (0.29, 29),
        (199 / 200, 99),
        (sum([0.1] * 3) + 0.4, 70),
        (1, 100),
    ],
)
def test_whole_per_cent_never_say_more_than_was_reached(share, percent):
    assert whole_percent(share) == percent


@pytest.mark.parametrize("points", [0, 0.5, 1, 2.5, 99.5, 100])
def test_a_question_is_worth_halves_up_to_a_hundred(points):
    assert is_worth(points)


@pytest.mark.parametrize(
    "points", [-0.5, -1, 0.25, 1 / 3, 100.5, 1e9, float("inf"), float("-inf"), float("nan")]
)
def test_what_a_question_cannot_be_worth(points):
    assert not is_worth(points)


def test_an_attempt_has_per_cent_where_something_counts():
    assert (Earned(1, 3).percent, Earned(0, 0).percent) == (33, None)
