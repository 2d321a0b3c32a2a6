"""Faults of every class, put into good questions in many ways, are found by their check."""

from __future__ import annotations

from collections import Counter

import pytest

from quizapp.domain.generation.checks import CHECKS
from tests.evaluation.seeding.faults import FAULTS, missed, seed_faults
from tests.evaluation.seeding.good import Good, good

LEAST = 60
COUNT = 240
CAUGHT = 0.95


@pytest.fixture(scope="module")
def questions() -> Good:
    return good()


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("check", FAULTS)
def test_at_least_nineteen_of_twenty_seeded_faults_are_found(
    check: str, seed: int, questions: Good
) -> None:
    faults = seed_faults(check, questions, count=COUNT, seed=seed)
    slipped = missed(check, faults)
    assert len(faults) >= LEAST
    assert 1 - len(slipped) / len(faults) >= CAUGHT, Counter(each.way for each in slipped)


@pytest.mark.parametrize("check", FAULTS)
def test_a_fault_is_put_in_in_several_ways(check: str, questions: Good) -> None:
    ways = {each.way for each in seed_faults(check, questions, count=COUNT, seed=1)}
    assert len(ways) >= 3


def test_the_same_seed_gives_the_same_faults(questions: Good) -> None:
    first, again = (seed_faults("key", questions, count=LEAST, seed=5) for _ in range(2))
    other = seed_faults("key", questions, count=LEAST, seed=6)
    assert [each.question for each in first] == [each.question for each in again]
    assert [each.question for each in first] != [each.question for each in other]


def test_every_check_is_tried() -> None:
    assert set(FAULTS) == set(CHECKS)
