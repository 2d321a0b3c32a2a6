"""Which questions a quiz is made of."""

from collections import Counter
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.sampling import Candidate, draw

KINDS = ("multiple_choice", "true_false", "numeric")


@st.composite
def pools(draw_from):
    size = draw_from(st.integers(0, 25))
    return [
        Candidate(
            version,
            draw_from(st.integers(1, 4)),
            draw_from(st.sampled_from(KINDS)),
            draw_from(st.frozensets(st.integers(1, 20), min_size=1, max_size=3)),
        )
        for version in range(1, size + 1)
    ]


counts = st.integers(0, 30)
seeds = st.integers(0, 2**32)


@given(pools(), counts, seeds)
def test_no_fact_is_asked_twice_in_a_quiz(pool, count, seed):
    asked = [fact for each in draw(pool, count, Random(seed)) for fact in each.facts]
    assert len(set(asked)) == len(asked)


@given(pools(), counts, seeds)
def test_a_quiz_is_short_only_when_nothing_else_fits(pool, count, seed):
    drawn = draw(pool, count, Random(seed))
    assert set(drawn) <= set(pool)
    assert len(drawn) <= count
    asked = frozenset().union(*(each.facts for each in drawn))
    assert len(drawn) == count or all(each.facts & asked for each in pool)


@given(pools(), counts, seeds)
def test_facts_with_a_question_of_their_own_all_find_a_place(pool, count, seed):
    own = {fact for each in pool if len(each.facts) == 1 for fact in each.facts}
    assert len(draw(pool, count, Random(seed))) >= min(count, len(own))


@given(pools(), counts, seeds)
def test_what_stands_beside_a_draw_is_not_asked_for_again(pool, count, seed):
    beside = draw(pool, 3, Random(seed + 1))
    drawn = draw(pool, count, Random(seed), beside=beside)
    asked = [fact for each in (*beside, *drawn) for fact in each.facts]
    assert len(set(asked)) == len(asked)
    assert len(drawn) == count or all(each.facts & set(asked) for each in pool)


@given(pools(), counts, seeds, seeds)
def test_order_of_the_candidates_does_not_matter(pool, count, seed, other):
    shuffled = Random(other).sample(pool, len(pool))
    assert draw(pool, count, Random(seed)) == draw(shuffled, count, Random(seed))


def test_a_question_about_many_facts_gives_way_to_many_questions_only_where_it_must():
    single = [Candidate(at, 1, "numeric", frozenset({at})) for at in range(1, 7)]
    wide = Candidate(10, 1, "matching", frozenset({1, 2, 3}))
    kinds = {count: set() for count in (4, 6, 9)}
    for count, found in kinds.items():
        for seed in range(20):
            drawn = draw([*single, wide], count, Random(seed))
            assert len(drawn) == min(count, 6)
            found |= {each.kind for each in drawn}
    assert kinds == {4: {"numeric", "matching"}, 6: {"numeric"}, 9: {"numeric"}}


@given(st.integers(1, 5), st.integers(1, 4), seeds)
def test_topics_get_equal_shares_when_they_have_enough(topics, each, seed):
    pool = [
        Candidate(topic * 100 + at, topic, "numeric", frozenset({topic * 100 + at}))
        for topic in range(topics)
        for at in range(10)
    ]
    drawn = draw(pool, topics * each, Random(seed))
    assert set(Counter(candidate.topic for candidate in drawn).values()) == {each}


@given(seeds)
def test_kinds_are_mixed_within_a_topic(seed):
    pool = [
        Candidate(at, 1, KINDS[0] if at < 20 else KINDS[at % 2 + 1], frozenset({at}))
        for at in range(24)
    ]
    drawn = draw(pool, 6, Random(seed))
    assert Counter(candidate.kind for candidate in drawn) == dict.fromkeys(KINDS, 2)


def tells(one, other):
    """Say that neighbours give each other away."""
    return abs(one.version - other.version) == 1


@given(seeds)
def test_questions_that_give_each_other_away_are_kept_apart_where_there_are_others(seed):
    pool = [Candidate(at, 1, "numeric", frozenset({at})) for at in range(16)]
    versions = sorted(each.version for each in draw(pool, 5, Random(seed), tells))
    assert all(after - before > 1 for before, after in pairwise(versions))


@given(pools(), counts, seeds)
def test_no_quiz_is_shorter_because_questions_give_each_other_away(pool, count, seed):
    own = {fact for each in pool if len(each.facts) == 1 for fact in each.facts}
    drawn = draw(pool, count, Random(seed), lambda _one, _other: True)
    assert len(drawn) >= min(count, len(own))


def test_another_seed_draws_others():
    pool = [Candidate(at, 1, "numeric", frozenset({at})) for at in range(50)]
    draws = {tuple(draw(pool, 5, Random(seed))) for seed in range(10)}
    assert len(draws) > 5
