"""Many memories at once: as one by one, and what a class holds of a fact."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.scheduling import (
    LIKELY,
    STRENGTHS,
    Columns,
    Figures,
    Memory,
    State,
    Strength,
    learner_calendar,
    recall_chance,
    standings,
    strength_of,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEPT = st.tuples(
    st.sampled_from(State),
    st.floats(0.001, 400) | st.sampled_from([3.0, 21.0, 90.0]),
    st.integers(-3, 500),
)


@given(
    kept=st.lists(KEPT, max_size=20), zone=st.sampled_from(["UTC", "Asia/Tokyo", "Pacific/Apia"])
)
def test_many_memories_have_the_chances_and_words_of_each(kept, zone):
    calendar = learner_calendar(zone)
    lasts = [NOW - timedelta(days=days) for _, _, days in kept]
    days = [calendar.day(last) for last in lasts]
    columns = Columns([state for state, _, _ in kept], [each for _, each, _ in kept], days)
    chances, ranks = standings(columns, NOW, calendar.day(NOW), calendar)
    memories = [
        Memory(state, None, stability, 5.0, last, last, 1, 0, day)
        for (state, stability, _), last, day in zip(kept, lasts, days, strict=True)
    ]
    assert chances == [recall_chance(each, NOW, calendar=calendar) for each in memories]
    words = [strength_of(each, NOW, calendar=calendar) for each in memories]
    assert [STRENGTHS[rank] for rank in ranks] == words


def figures(*held):
    return Figures.of([(chance, STRENGTHS.index(word)) for chance, word in held])


def test_figures_count_who_is_likely_to_recall_a_fact():
    found = figures((LIKELY, Strength.FAIR), (LIKELY - 0.01, Strength.WEAK), (1.0, Strength.SURE))
    assert (found.learned, found.likely) == (3, 2)
    assert found.recall == pytest.approx((2 * LIKELY - 0.01 + 1) / 3)
    assert found.counts == (0, 1, 1, 0, 1)


def test_what_nobody_has_learned_has_no_chance_of_recall():
    assert (Figures.of([]).learned, Figures.of([]).recall) == (0, None)
    assert Figures.of([]).strength is Strength.NEW


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        ("weak", "weak"),
        ("weak sure", "weak"),
        ("weak weak sure", "weak"),
        ("fair strong weak", "fair"),
        ("weak fair strong sure", "fair"),
    ],
)
def test_the_word_of_a_class_is_what_more_than_half_of_those_who_learned_it_reach(words, reached):
    assert figures(*((0.5, Strength(each)) for each in words.split())).strength == reached


@given(st.lists(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 4)))))
def test_figures_of_several_facts_are_those_of_all_memories_together(several):
    together = Figures.of([each for held in several for each in held])
    added = sum(map(Figures.of, several), Figures())
    assert (added.counts, added.likely) == (together.counts, together.likely)
    assert added.total == pytest.approx(together.total)


@pytest.mark.parametrize(
    ("held", "is_too_early"),
    [
        ([(1.0, Strength.WEAK)], True),
        ([(LIKELY, Strength.WEAK)], True),
        ([(LIKELY - 0.01, Strength.WEAK)], False),
        ([(1.0, Strength.FAIR)], False),
        ([(1.0, Strength.WEAK), (0.5, Strength.WEAK)], False),
        ([(1.0, Strength.WEAK), (1.0, Strength.WEAK), (1.0, Strength.SURE)], True),
        ([], False),
    ],
)
def test_nothing_is_called_weak_that_is_likely_recalled(held, is_too_early):
    assert figures(*held).is_too_early == is_too_early


@pytest.mark.parametrize(
    ("chances", "is_of_the_day"), [([1.0, 1.0], True), ([1.0, 0.999], False), ([], False)]
)
def test_what_was_all_reviewed_today_is_known_by_its_chances(chances, is_of_the_day):
    assert figures(*((each, Strength.WEAK) for each in chances)).is_of_the_day == is_of_the_day
