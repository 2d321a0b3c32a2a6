"""Which questions a quiz is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be drawn: its version, its topic, its kind and the facts it asks for."""

    version: int
    topic: int
    kind: str
    facts: frozenset[int]


def draw(candidates: Iterable[Candidate], count: int, rng: Random) -> list[Candidate]:
    """Draw up to ``count`` questions, fairly spread over topics and then over kinds.

    No two ask for the same fact while there are others, because one would answer the other.
    The order of ``candidates`` does not matter; the same ``rng`` state gives the same draw.
    """
    pool = sorted(candidates, key=lambda candidate: candidate.version)
    rng.shuffle(pool)
    drawn: list[Candidate] = []
    used_facts: set[int] = set()
    kinds: dict[str, int] = defaultdict(int)
    by_topic = _by_topic(pool, rng)
    while len(drawn) < count and by_topic:
        for topic in list(by_topic):
            if len(drawn) == count:
                break
            left = [each for each in by_topic[topic] if not each.facts & used_facts]
            if not left:
                del by_topic[topic]
                continue
            chosen = min(left, key=lambda candidate: kinds[candidate.kind])
            left.remove(chosen)
            by_topic[topic] = left
            drawn.append(chosen)
            used_facts |= chosen.facts
            kinds[chosen.kind] += 1
    if len(drawn) < count:
        taken = {candidate.version for candidate in drawn}
        drawn += [each for each in pool if each.version not in taken][: count - len(drawn)]
    return drawn


def _by_topic(pool: Sequence[Candidate], rng: Random) -> dict[int, list[Candidate]]:
    grouped: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in pool:
        grouped[candidate.topic].append(candidate)
    topics = list(grouped)
    rng.shuffle(topics)
    return {topic: grouped[topic] for topic in topics}
