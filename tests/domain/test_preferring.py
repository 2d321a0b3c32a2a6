"""Draws that take some questions first: no rule of a draw is given up for that."""

from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.domain.sampling import Candidate, draw, draw_preferring
from tests.domain.test_sampling import counts, pools, seeds


def one(version, fact, topic=1):
    return Candidate(version, topic, "numeric", frozenset({fact}))


def tiers_in(pool, cut):
    return [pool[:cut], pool[cut:]]


@given(pools(), st.integers(0, 25), counts, seeds)
def test_no_fact_is_asked_twice(pool, cut, count, seed):
    drawn = draw_preferring(tiers_in(pool, cut), count, Random(seed))
    asked = [fact for each in drawn for fact in each.facts]
    assert len(set(asked)) == len(asked)


TANGLED = [
    Candidate(version, topic, "multiple_choice", frozenset(facts))
    for version, topic, facts in (
        (1, 1, {1, 2}),
        (2, 2, {2, 5}),
        (3, 2, {4}),
        (4, 1, {1, 3}),
        (5, 2, {4}),
    )
]


@example(TANGLED, 2, 4, 0)
@given(pools(), st.integers(0, 25), counts, seeds)
def test_it_is_no_shorter_than_a_draw_that_prefers_nothing(pool, cut, count, seed):
    drawn = draw_preferring(tiers_in(pool, cut), count, Random(seed))
    assert len(draw(pool, count, Random(seed))) <= len(drawn) <= count


@given(seeds)
def test_what_comes_first_is_taken_first(seed):
    first, rest = [one(1, 1), one(2, 2)], [one(version, version) for version in range(3, 9)]
    drawn = {each.version for each in draw_preferring([first, rest], 3, Random(seed))}
    assert {1, 2} <= drawn
    assert len(drawn) == 3


@given(seeds)
def test_what_stands_beside_it_is_not_asked_again(seed):
    drawn = draw_preferring([[one(1, 1)], [one(2, 2)]], 2, Random(seed), beside=[one(9, 1)])
    assert [each.version for each in drawn] == [2]


@given(seeds)
def test_what_gives_an_answer_away_waits_until_nothing_else_is_at_hand(seed):
    def gives_away(each, other):
        return {each.version, other.version} == {1, 2}

    tiers = [[one(1, 1), one(2, 2)], [one(3, 3)]]
    drawn = {each.version for each in draw_preferring(tiers, 2, Random(seed), gives_away)}
    assert drawn in ({1, 3}, {2, 3})
    assert len(draw_preferring(tiers, 3, Random(seed), gives_away)) == 3
