"""Which questions a quiz is made of."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.drawing import Candidate, draw

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
def test_as_many_are_drawn_as_wanted_or_there_are(pool, count, seed):
    drawn = draw(pool, count, Random(seed))
    assert len(drawn) == min(count, len(pool))
    assert len(set(drawn)) == len(drawn)
    assert set(drawn) <= set(pool)


@given(pools(), counts, seeds, seeds)
def test_order_of_the_candidates_does_not_matter(pool, count, seed, other):
    shuffled = Random(other).sample(pool, len(pool))
    assert draw(pool, count, Random(seed)) == draw(shuffled, count, Random(seed))


@given(pools(), counts, seeds)
def test_facts_are_asked_twice_only_when_nothing_else_is_left(pool, count, seed):
    drawn = draw(pool, count, Random(seed))
    asked: set[int] = set()
    first_repeat = len(drawn)
    for at, each in enumerate(drawn):
        if each.facts & asked:
            first_repeat = at
            break
        asked |= each.facts
    if first_repeat < len(drawn):
        assert all(each.facts & asked for each in pool if each not in drawn[:first_repeat])


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


def test_another_seed_draws_others():
    pool = [Candidate(at, 1, "numeric", frozenset({at})) for at in range(50)]
    draws = {tuple(draw(pool, 5, Random(seed))) for seed in range(10)}
    assert len(draws) > 5
