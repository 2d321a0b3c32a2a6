"""Facts of which every question is badly told: what is wrong with all is wrong with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from quizapp.domain.facts import Fact
from quizapp.domain.generation.pipeline import Filtered, Generated

_BADLY_TOLD = frozenset(("references", "wording", "form"))
"""Checks of how something is said, which a question has from the statement of its fact."""


def badly_told(facts: Iterable[Fact], made: Generated) -> frozenset[str]:
    """Return the ids of the facts of which every question that was written is badly told.

    Those that contradict another fact stay, because the contradiction is shown with both.
    """
    sound = {name for question in made.questions for name in question.facts}
    codes: dict[str, list[bool]] = defaultdict(list)
    for draft in made.filtered:
        if len(draft.question.facts) == 1:
            codes[draft.question.facts[0]].append(_is_badly_told(draft))
    return frozenset(
        fact.id
        for fact in facts
        if fact.id not in sound
        and not fact.conflicts_with
        and codes[fact.id]
        and all(codes[fact.id])
    )


def without(made: Generated, names: frozenset[str]) -> Generated:
    """Return what was made, without the drafts of those facts."""
    held = (each for each in made.filtered if names.isdisjoint(each.question.facts))
    return Generated(made.questions, tuple(held))


def _is_badly_told(draft: Filtered) -> bool:
    return any(reason.code in _BADLY_TOLD for reason in draft.reasons)
