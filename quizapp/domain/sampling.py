"""Which questions a quiz is made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

TRIED = 20
"""How many are weighed, at most, to find one that gives no answer away."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be drawn: its version, its topic, its kind and the facts it asks for.

    ``fingerprint`` is the version's; whoever weighs two questions finds their texts with it.
    """

    version: int
    topic: int
    kind: str
    facts: frozenset[int]
    fingerprint: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether it asks for several facts at once."""
        return len(self.facts) > 1


GivesAway = Callable[[Candidate, Candidate], bool]


def draw(
    candidates: Iterable[Candidate],
    count: int,
    rng: Random,
    gives_away: GivesAway = lambda _one, _other: False,
    *,
    beside: Sequence[Candidate] = (),
) -> list[Candidate]:
    """Draw up to ``count`` questions, fairly spread over topics and then over kinds.

    Those that stand ``beside`` them in a quiz already are not drawn again, nor what they ask for.

    No two ask for the same fact, because one would answer the other: there may be fewer than
    ``count``. Two of which one ``gives_away`` the other's answer are drawn only where nothing else
    is at hand: names stand in many questions, and a quiz must not shrink for that.
    The order of ``candidates`` does not matter; the same ``rng`` state gives the same draw.
    """
    pool = sorted(candidates, key=lambda candidate: candidate.version)
    rng.shuffle(pool)
    most = count + len(beside)
    fill = partial(_fill, _by_topic(pool, rng), most, gives_away)
    fullest = fill(beside, len(pool) + len(beside))
    # A wide question uses up facts that others ask for one by one, so it may have to give way.
    for most_wide in reversed(range(sum(each.is_wide for each in fullest))):
        if len(fullest) == most:
            break
        fewer = fill(beside, most_wide)
        fullest = max(fullest, fill(fewer, len(pool) + len(beside)), key=len)
    return fullest[len(beside) :]


def draw_preferring(
    tiers: Sequence[Sequence[Candidate]],
    count: int,
    rng: Random,
    gives_away: GivesAway = lambda _one, _other: False,
    *,
    beside: Sequence[Candidate] = (),
) -> list[Candidate]:
    """Draw up to ``count`` questions, as `draw` does, from the first of ``tiers`` that has any.

    What would give an answer away waits until every tier had its turn. As many are found as in a
    draw that prefers nothing, and has the same dice.
    """
    as_thrown = Random(0)
    as_thrown.setstate(rng.getstate())
    drawn: list[Candidate] = []
    for tier in tiers:
        for each in draw(tier, count - len(drawn), rng, gives_away, beside=[*beside, *drawn]):
            if not any(gives_away(each, other) for other in [*beside, *drawn]):
                drawn.append(each)
        if len(drawn) == count:
            return drawn
    everything = [each for tier in tiers for each in tier]
    drawn += draw(everything, count - len(drawn), rng, gives_away, beside=[*beside, *drawn])
    if len(drawn) == count:
        return drawn
    return max(drawn, draw(everything, count, as_thrown, gives_away, beside=beside), key=len)


def _fill(
    by_topic: Mapping[int, Sequence[Candidate]],
    count: int,
    gives_away: GivesAway,
    begun: Sequence[Candidate],
    most_wide: int,
) -> list[Candidate]:
    """Draw from each topic in turn, up to ``most_wide`` wide ones, until nothing fits."""
    drawn = list(begun)
    asked = {fact for each in drawn for fact in each.facts}
    kinds = Counter(each.kind for each in drawn)
    wide = sum(each.is_wide for each in drawn)
    left = {topic: list(group) for topic, group in by_topic.items()}
    while len(drawn) < count and left:
        for topic in list(left):
            if len(drawn) == count:
                break
            left[topic] = [
                each
                for each in left[topic]
                if not each.facts & asked and (wide < most_wide or not each.is_wide)
            ]
            if not left[topic]:
                del left[topic]
                continue
            chosen = _choose(left[topic], drawn, kinds, gives_away)
            left[topic].remove(chosen)
            drawn.append(chosen)
            asked |= chosen.facts
            kinds[chosen.kind] += 1
            wide += chosen.is_wide
    return drawn


def _choose(
    fitting: Sequence[Candidate],
    drawn: Sequence[Candidate],
    kinds: Counter[str],
    gives_away: GivesAway,
) -> Candidate:
    by_kind = sorted(fitting, key=lambda candidate: kinds[candidate.kind])
    for each in by_kind[:TRIED]:
        if not any(gives_away(each, other) for other in drawn):
            return each
    return by_kind[0]


def _by_topic(pool: Sequence[Candidate], rng: Random) -> dict[int, list[Candidate]]:
    grouped: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in pool:
        grouped[candidate.topic].append(candidate)
    topics = list(grouped)
    rng.shuffle(topics)
    return {topic: grouped[topic] for topic in topics}
