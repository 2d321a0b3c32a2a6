"""What the textbooks leave open: gaps, few learners, no spread, other questions for each."""

import pytest

from quizapp.domain.statistics.analysis import analyse
from quizapp.domain.statistics.figures import Asked, Thirds
from tests.domain.statistics.matrices import CHOICE, analysed, choosing, responses_of


def straightforward_correlation(pairs):
    count = len(pairs)
    mean_x, mean_y = sum(x for x, _ in pairs) / count, sum(y for _, y in pairs) / count
    over = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    under = sum((x - mean_x) ** 2 for x, _ in pairs) * sum((y - mean_y) ** 2 for _, y in pairs)
    return over / under**0.5


def test_nobody_has_no_figures():
    found = analyse([], {})
    assert not found.items
    assert (found.quiz.learners, found.quiz.common) == (0, 0)
    assert [found.quiz.mean, found.quiz.deviation, found.quiz.alpha, found.quiz.error] == [None] * 4


def test_one_learner_has_a_facility_and_is_compared_with_nobody():
    found = analysed([[1, 0]])
    assert [each.facility for each in found.items.values()] == [1, 0]
    one = found.items[0]
    assert [one.discrimination, one.kelley, one.correlation, one.efficiency] == [None] * 4
    assert (found.quiz.mean, found.quiz.deviation, found.quiz.alpha) == (0.5, None, None)


def test_where_everybody_earned_the_same_nobody_is_above_anybody():
    found = analysed([[1, 0], [0, 1], [1, 0], [0, 1]])
    assert found.quiz.deviation == 0
    assert found.quiz.alpha is None
    assert all(each.thirds is None and each.kelley is None for each in found.items.values())
    assert [each.correlation for each in found.items.values()] == pytest.approx([-1, -1])


def test_a_quiz_of_one_question_has_no_rest_to_compare_it_with():
    found = analysed([[1], [0], [1]])
    assert found.items[0].correlation is None
    assert found.items[0].rest.count == 0
    assert found.items[0].discrimination == 1
    assert found.quiz.alpha is None


def test_a_question_that_is_worth_nothing_is_compared_with_those_that_are():
    found = analysed([[1, 1], [1, 1], [0, 0], [1, 0]], [0, 2])
    assert found.items[0].facility == 0.75
    assert found.items[0].correlation == pytest.approx(
        straightforward_correlation([(1, 1), (1, 1), (0, 0), (1, 0)])
    )
    # The other one has no rest in which anything could be earned.
    assert found.items[1].correlation is None
    assert found.quiz.common == 1


def test_what_was_not_asked_is_missing_and_not_wrong():
    found = analysed([[1, None, 1], [None, 1, 0], [0, 0, None], [1, None, 1]])
    assert [each.learners for each in found.items.values()] == [3, 2, 3]
    assert found.items[0].facility == pytest.approx(2 / 3)
    assert found.quiz.mean == pytest.approx((1 + 0.5 + 0 + 1) / 4)


def test_where_each_was_asked_other_questions_shares_of_the_rest_are_compared():
    matrix = [[1, 1, None, 1], [0, None, 0, 1], [1, 0, None, 0], [0, None, 0, 0], [1, 1, 1, None]]
    pairs = [(1, 1), (0, 0.5), (1, 0), (0, 0), (1, 1)]
    assert analysed(matrix).items[0].correlation == pytest.approx(
        straightforward_correlation(pairs)
    )


def test_alpha_is_that_of_the_questions_that_everybody_was_asked():
    common = [[1, 1], [0, 0], [1, 0], [1, 1]]
    drawn = [[1, None], [None, 1], [0, None], [None, 0]]
    found = analysed([[*one, *other] for one, other in zip(common, drawn, strict=True)]).quiz
    alone = analysed(common).quiz
    assert (found.common, found.alpha) == (2, pytest.approx(alone.alpha))
    assert found.error == pytest.approx(alone.error)


def test_there_is_no_alpha_where_each_was_asked_other_questions():
    found = analysed([[1, None, 1], [None, 1, 0], [0, 0, None], [1, None, 1]]).quiz
    assert (found.common, found.alpha, found.error) == (0, None, None)


def test_a_question_that_is_worth_more_for_some_is_not_common_to_all():
    rows = responses_of([[1, 1, 0], [0, 0, 0], [1, 0, 1]])
    rows[0] = (*rows[0][:3], 2.0, *rows[0][4:])
    assert analyse(rows, {}).quiz.common == 2


def test_an_alpha_below_nought_has_no_error_of_measurement():
    found = analysed([[1, 0, 1], [0, 1, 0], [1, 0, 0], [0, 1, 1]]).quiz
    assert found.alpha < 0
    assert found.error is None


def test_what_was_left_empty_earned_nothing_and_is_counted():
    found = choosing(["A", "A", "B", "", "C", ""], [6, 5, 4, 3, 2, 1])
    assert (found.learners, found.empty, found.facility) == (6, 2, pytest.approx(1 / 3))
    assert found.empty_use.learners == 2
    assert found.empty_use.thirds == Thirds(0.5, 0.5, 0)


def test_options_are_counted_by_thirds_of_the_class():
    found = choosing(["A", "A", "B", "A", "C", "B"], [0.6, 0.5, 0.4, 0.3, 0.2, 0.1])
    assert {each: use.learners for each, use in found.options.items()} == {
        "A": 3,
        "B": 2,
        "C": 1,
        "D": 0,
    }
    # By totals they are in this order: two, two, two.
    assert found.options["A"].thirds == Thirds(0, pytest.approx(0.5), 1)
    assert found.options["B"].thirds == Thirds(0.5, pytest.approx(0.5), 0)
    assert found.options["D"].thirds == Thirds(0, 0, 0)
    assert found.discrimination == 1


def test_several_ticks_of_one_answer_are_all_counted():
    rows = [
        (0, 0, 1.0, 1.0, ("A", "B"), False, None),
        (1, 0, 0.0, 1.0, ("B",), False, None),
    ]
    asked = Asked(options=("A", "B"), right=frozenset("AB"))
    found = analyse(rows, {0: asked}).items[0]
    assert (found.options["A"].learners, found.options["B"].learners) == (1, 2)


def test_the_time_is_the_median_of_those_that_are_known():
    rows = [
        (0, 0, 1.0, 1.0, (), False, 10.0),
        (1, 0, 1.0, 1.0, (), False, None),
        (2, 0, 0.0, 1.0, (), True, 30.0),
        (3, 0, 0.0, 1.0, (), False, 500.0),
    ]
    found = analyse(rows, {0: CHOICE}).items[0]
    assert (found.seconds, found.timed) == (30, 3)
    assert analysed([[1]]).items[0].seconds is None


def test_a_third_in_which_nobody_was_asked_has_no_share():
    found = analysed([[1, None], [1, 1], [0, 0]])
    # Whoever did best of all was not asked the second question.
    assert analysed([[None, 1], [0, 1], [0, 0]]).items[0].discrimination is None
    assert found.items[0].discrimination == 1


def test_totals_that_differ_by_rounding_alone_are_tied():
    # In binary 0.1 + 0.2 is a hair more than 0.3.
    thirds = [[0.1, 0.2], [0.3, 0], [0.2, 0.1]]
    assert analysed(thirds).items[0].thirds is None
    found = analysed([*thirds, [1, 1]]).items[0]
    assert found.thirds.lower == pytest.approx((0.1 + 0.3 + 0.2) / 3)


def test_the_upper_27_per_cent_are_compared_with_the_lower():
    matrix = [[who >= 27, *(share < who for share in range(99))] for who in range(100)]
    found = analysed([[float(each) for each in row] for row in matrix]).items[0]
    assert found.kelley == pytest.approx(1)
    # Of the lower third of 33 1/3 the best 6 1/3 have it right, too.
    assert found.discrimination == pytest.approx(1 - (100 / 3 - 27) / (100 / 3))
