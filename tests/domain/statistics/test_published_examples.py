"""The figures are those that others have published for the same data."""

import math
from collections import Counter
from operator import mul

import pytest

from quizapp.domain.statistics.analysis import analyse
from quizapp.domain.statistics.groups import groups_of
from quizapp.domain.statistics.reliability import cronbach_alpha, standard_error
from tests.domain.statistics import published
from tests.domain.statistics.matrices import analysed, responses_of


@pytest.fixture(scope="module")
def moodle():
    places = dict(zip(published.MOODLE_ORDER, range(13), strict=True))
    matrix = [
        [0.0] * 7 + [row[places[number]] for number in range(8, 21)]
        for row in published.MOODLE_MARKS
    ]
    shares = [
        [
            mark / worth if worth else 0.0
            for mark, worth in zip(row, published.MOODLE_WORTH, strict=True)
        ]
        for row in matrix
    ]
    assert [sum(row) for row in matrix] == pytest.approx(published.MOODLE_TOTALS)
    found = analyse(responses_of(shares, published.MOODLE_WORTH), {})
    return [found.items[number] for number in range(20)]


def in_per_cent(values):
    return [100 * each for each in values]


def test_the_facility_is_that_of_moodle(moodle):
    found = in_per_cent(each.facility for each in moodle[7:])
    assert found == pytest.approx(published.MOODLE_FACILITY)


def test_the_correlation_with_the_rest_is_moodles_discrimination_index(moodle):
    found = in_per_cent(each.correlation for each in moodle[7:])
    assert found == pytest.approx(published.MOODLE_DISCRIMINATION)


def test_the_discriminative_efficiency_is_that_of_moodle(moodle):
    found = in_per_cent(each.efficiency for each in moodle[7:])
    assert found == pytest.approx(published.MOODLE_EFFICIENCY)


def test_what_nobody_earned_has_neither_as_with_moodle(moodle):
    assert [each.facility for each in moodle[:7]] == [0] * 7
    assert [each.correlation for each in moodle[:7]] == [None] * 7
    assert [each.efficiency for each in moodle[:7]] == [None] * 7


def test_alpha_is_kr_20_where_answers_are_right_or_wrong_as_with_wuensch():
    found = analysed(published.WUENSCH)
    assert [each.facility for each in found.items.values()] == pytest.approx(published.WUENSCH_P)
    kr_20 = 10 / 9 * (1 - published.WUENSCH_PQ / published.WUENSCH_VARIANCE)
    assert found.quiz.alpha == pytest.approx(kr_20)
    assert round(found.quiz.alpha, 3) == 0.696


def test_alpha_is_that_of_bland_and_altman():
    assert round(cronbach_alpha(**published.MINI_HAQ), 2) == 0.95


def test_the_worksheet_has_these_facilities_and_discriminations_of_its_halves():
    found = analysed(published.WORKSHEET)
    assert [each.facility for each in found.items.values()] == pytest.approx(published.WORKSHEET_P)
    totals = [sum(row) for row in published.WORKSHEET]
    halves = groups_of(Counter(totals), 1 / 2)
    upper, lower = (
        [group.get(each, 0.0) for each in totals] for group in (halves.upper, halves.lower)
    )
    assert (upper, lower) == ([1.0] * 5 + [0.0] * 5, [0.0] * 5 + [1.0] * 5)
    rises = [
        sum(map(mul, column, upper)) / 5 - sum(map(mul, column, lower)) / 5
        for column in zip(*published.WORKSHEET, strict=True)
    ]
    assert rises == pytest.approx(published.WORKSHEET_D)


def test_ties_at_the_edge_are_shared_as_in_zaiontz():
    # "Item Analysis Basic Concepts": 18 students in thirds of six. Those ranked sixth and seventh
    # both have 16 points, one of them the question right: they add a half to the four of the five
    # above them.
    totals = {who: 30 - who for who in range(1, 19)} | {6: 24, 7: 24}
    right = dict.fromkeys(totals, 0) | dict.fromkeys([1, 2, 3, 4, 7], 1)
    upper = groups_of(Counter(totals.values()), 1 / 3).upper
    assert upper[24] == pytest.approx(1 / 2)
    assert sum(upper.get(totals[who], 0.0) * right[who] for who in totals) == pytest.approx(4.5)


def test_the_standard_error_follows_its_definition():
    # No published table with the data was at hand: this is the definition itself.
    assert standard_error(15, 0.85) == pytest.approx(15 * math.sqrt(0.15))
    totals = [sum(row) for row in published.WUENSCH]
    mean = sum(totals) / 10
    spread = math.sqrt(sum((each - mean) ** 2 for each in totals) / 9) / 10
    quiz = analysed(published.WUENSCH).quiz
    assert quiz.error == pytest.approx(spread * math.sqrt(1 - quiz.alpha))
    assert quiz.deviation == pytest.approx(spread)
