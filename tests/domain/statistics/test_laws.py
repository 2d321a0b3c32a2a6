"""What holds of the figures whatever was answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.statistics.analysis import analyse
from quizapp.domain.statistics.groups import groups_of
from quizapp.domain.statistics.moments import Moments, pooled
from tests.domain.statistics.matrices import analysed, responses_of

shares = st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 2 / 3, 1.0])


@st.composite
def matrices(draw, cells=shares):
    width = draw(st.integers(1, 6))
    return draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=14))


with_gaps = matrices(st.none() | shares)
pairs = st.lists(st.tuples(shares, shares), max_size=20)


def close(value):
    return pytest.approx(value, abs=1e-6)


def figures(found):
    """All figures, as numbers or None, in an order that does not depend on the learners'."""
    quiz = found.quiz
    listed = [quiz.mean, quiz.alpha, quiz.error]
    for each in found.items.values():
        listed += [each.facility, each.discrimination, each.kelley]
        listed += [each.correlation, each.efficiency, each.seconds]
    return listed


def same(one, other):
    assert [value is None for value in one] == [value is None for value in other]
    assert [value for value in one if value is not None] == close(
        [value for value in other if value is not None]
    )


@given(matrices())
def test_alpha_is_at_most_one(matrix):
    alpha = analysed(matrix).quiz.alpha
    assert alpha is None or alpha <= 1


@given(with_gaps)
def test_every_figure_is_in_its_range(matrix):
    found = analysed(matrix)
    for each in found.items.values():
        assert 0 <= each.facility <= 1
        signed = (each.discrimination, each.kelley, each.correlation, each.efficiency)
        assert all(value is None or -1 <= value <= 1 for value in signed)
    assert found.quiz.error is None or found.quiz.error >= 0


@given(with_gaps, st.randoms())
def test_the_order_of_learners_and_responses_does_not_matter(matrix, rng):
    rows = responses_of(matrix)
    names = list(range(len(matrix)))
    rng.shuffle(names)
    renamed = [(names[row[0]], *row[1:]) for row in rows]
    rng.shuffle(renamed)
    same(figures(analyse(rows, {})), figures(analyse(renamed, {})))


@given(with_gaps)
def test_a_class_twice_over_has_the_same_figures(matrix):
    # But for the error: it is of a spread that is estimated from more learners.
    once, twice = analysed(matrix), analysed(matrix + matrix)
    if len(matrix) > 1:
        same(figures(once)[:2] + figures(once)[3:], figures(twice)[:2] + figures(twice)[3:])
    assert [each.learners * 2 for each in once.items.values()] == [
        each.learners for each in twice.items.values()
    ]


@given(with_gaps)
def test_points_doubled_change_no_figure(matrix):
    width = len(matrix[0])
    same(figures(analysed(matrix, [1.0] * width)), figures(analysed(matrix, [2.0] * width)))


@given(matrices())
def test_an_answer_turned_round_turns_its_correlation_round(matrix):
    turned = [[1 - row[0], *row[1:]] for row in matrix]
    one, other = analysed(matrix).items[0], analysed(turned).items[0]
    assert other.facility == close(1 - one.facility)
    assert (one.correlation is None) == (other.correlation is None)
    if one.correlation is not None:
        assert other.correlation == close(-one.correlation)


@given(pairs, pairs)
def test_moments_of_two_groups_add_up_to_those_of_both(one, other):
    def moments(found):
        return Moments.of([x for x, _ in found], [y for _, y in found])

    together = moments(one + other)
    added = moments(one) + moments(other)
    for name in ("count", "mean_x", "mean_y", "xx", "yy", "xy"):
        assert getattr(added, name) == close(getattr(together, name))


@given(st.lists(st.tuples(shares, shares, st.integers(1, 4)), max_size=20))
def test_moments_of_counted_pairs_are_those_of_each_pair_so_often(found):
    counted = Moments.of(*([row[place] for row in found] for place in range(3)))
    each = [(x, y) for x, y, often in found for _ in range(often)]
    listed = Moments.of([x for x, _ in each], [y for _, y in each])
    for name in ("count", "mean_x", "mean_y", "xx", "yy", "xy"):
        assert getattr(counted, name) == close(getattr(listed, name))


@given(pairs, st.floats(-5, 5))
def test_pooled_moments_do_not_see_that_one_quiz_is_harder(found, harder):
    xs, ys = [x for x, _ in found], [y for _, y in found]
    here = Moments.of(xs, ys)
    there = Moments.of(xs, [y - harder for y in ys])
    both = pooled([here, there])
    assert both.count == 2 * here.count
    assert (both.xy, both.yy) == (close(2 * here.xy), close(2 * here.yy))


@given(st.dictionaries(shares, st.integers(1, 50), min_size=1), st.floats(0.01, 0.5))
def test_each_group_has_its_share_of_the_class(totals, size):
    groups = groups_of(totals, size)
    if groups is None:
        assert len(totals) == 1
        return
    for weights in (groups.upper, groups.lower):
        assert sum(weight * totals[each] for each, weight in weights.items()) == close(
            size * sum(totals.values())
        )
        assert all(0 < weight <= 1 for weight in weights.values())
    both = groups.upper.keys() & groups.lower.keys()
    assert all(groups.upper[each] + groups.lower[each] <= 1 + 1e-9 for each in both)
