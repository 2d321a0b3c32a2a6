"""What leaves open whether something is so, and what does not."""

from __future__ import annotations

import pytest

from quizapp.domain.generation.hedges import hedged


@pytest.mark.parametrize(
    "words",
    [
        "may buy",
        "might buy",
        "could buy",
        "would buy",
        "should buy",
        "ought to buy",
        "is likely to buy",
        "reportedly bought",
        "allegedly bought",
        "apparently bought",
        "perhaps bought",
        "is expected to buy",
        "plans to buy",
        "is planning to buy",
        "hopes to buy",
        "intends to buy",
        "aims to buy",
        "wants to buy",
        "has promised to buy",
        "is set to buy",
        "was due to buy",
        "was supposed to buy",
        "is scheduled to buy",
        "is thought to have bought",
        "is believed to have bought",
        "is said to have bought",
        "appears to have bought",
        "is to buy",
        "is considering the purchase of",
    ],
)
def test_what_is_only_possible_planned_or_thought_is_a_hedge(words: str) -> None:
    assert hedged(f"Linz {words} 34 ferries in 2025.")


@pytest.mark.parametrize(
    "words", ["bought", "will buy", "has bought", "May bought", "is close to", "sold to Wels"]
)
def test_what_is_so_or_has_been_decided_is_none(words: str) -> None:
    assert not hedged(f"Linz {words} 34 ferries in 2025.")


@pytest.mark.parametrize(
    ("sentence", "hedge"),
    [
        ("The opening is planned for 4 June 2024.", True),
        ("The Linz tram is due in 2026.", True),
        ("Experts estimate that 340 wolves live in Austria.", True),
        ("According to rumours, Linz sold 34 ferries.", True),
        ("Experts found that 340 wolves live in Austria.", False),
        ("Linz planned the sale of 34 ferries.", False),
    ],
)
def test_a_plan_or_an_opinion_may_stand_elsewhere(sentence: str, hedge: bool) -> None:
    assert hedged(sentence) == hedge
