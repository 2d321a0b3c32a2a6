"""What a draw takes first: easy or hard questions, or what is about to be forgotten."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from statistics import fmean
from typing import NamedTuple

from sqlalchemy.orm import Session

from quizapp.domain.difficulty import Difficulty
from quizapp.domain.sampling import Candidate
from quizapp.quizzes.design_models import Preference
from quizapp.quizzes.designs import Design, Item
from quizapp.quizzes.difficulties import difficulties

Recall = Callable[[int], Mapping[int, float]]
"""The mean chance (0-1) at which facts of a bank are recalled, by their ids, where any is known."""

ClassRecall = Callable[[Session, int, int, datetime], Mapping[int, float]]
"""The same for those whom a teacher has quizzes for: of an owner, a bank, and a moment."""

Tier = Sequence[Candidate]


class Tiers(NamedTuple):
    """What a draw may take, in turn: what it prefers ``first``, and the ``rest``."""

    first: Sequence[Tier]
    rest: Sequence[Tier]


def recall_of(
    session: Session, owner_id: int, design: Design, now: datetime, recall: ClassRecall | None
) -> Recall:
    """Return what tells what is recalled now or, of a quiz that opens later, when it opens."""
    at = max(now, design.opens_at or now)

    def known(bank_id: int) -> Mapping[int, float]:
        if recall is None:
            raise ValueError("nobody can tell what is about to be forgotten")
        return recall(session, owner_id, bank_id, at)

    return known


def preferring(session: Session, recall: Recall) -> Callable[[Item, Sequence[Candidate]], Tiers]:
    """Return what tells what a draw that prefers something may take, in turn."""
    # A quiz may have many draws of one bank, and each start of it reads all that a class has done.
    levels, recalled = cache(partial(difficulties, session)), cache(recall)

    def tiers_of(item: Item, pool: Sequence[Candidate]) -> Tiers:
        if item.prefers is Preference.FORGOTTEN:
            return _by_recall(pool, recalled(item.bank_id), item.count)
        return _by_difficulty(pool, levels(item.bank_id), Difficulty(item.prefers))

    return tiers_of


def _by_difficulty(
    pool: Sequence[Candidate], known: Mapping[int, Difficulty], wanted: Difficulty
) -> Tiers:
    """Return questions of a level; then those that nobody can tell yet; then the others."""
    levels = [known.get(each.version) for each in pool]
    first = [each for each, level in zip(pool, levels, strict=True) if level is wanted]
    unknown = [each for each, level in zip(pool, levels, strict=True) if level is None]
    # Who wants the hard or the easy ones has more of those in the middle than of the other end.
    near = [each for each, level in zip(pool, levels, strict=True) if level is Difficulty.MEDIUM]
    taken = {each.version for each in (*first, *unknown, *near)}
    far = [each for each in pool if each.version not in taken]
    return Tiers([first], [unknown, [] if wanted is Difficulty.MEDIUM else near, far])


def _by_recall(pool: Sequence[Candidate], known: Mapping[int, float], count: int) -> Tiers:
    """Return what was learned, the least likely to be recalled first; then what nobody learned."""
    chances = {
        each.version: fmean(known[fact] for fact in each.facts if fact in known)
        for each in pool
        if not known.keys().isdisjoint(each.facts)
    }
    learned = sorted(
        (each for each in pool if each.version in chances),
        key=lambda each: (chances[each.version], each.version),
    )
    # A few at a time, so that topics and kinds are mixed among what is about as weak.
    first = [learned[start : start + count] for start in range(0, len(learned), count)]
    return Tiers(first, [[each for each in pool if each.version not in chances]])
