"""Names of a bank that a slip turns into each other: “Thomson” and “Thompson” are two people there.

Lists of words know Ireland and Iceland; which other names a slip must not reach, only the bank
knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import permutations
from typing import TypeVar

from rapidfuzz.distance import OSA

from quizapp.domain.typed.other_words import is_one_place
from quizapp.domain.typed.spelling import folded, slips_allowed

Thing = TypeVar("Thing")

MOST = 20
"""Names that are kept for one thing, the nearest first: more are not within a few slips."""


def lookalikes(names: Mapping[Thing, Iterable[str]]) -> dict[Thing, tuple[str, ...]]:
    """Return, for each thing, the names of others that may be meant by a slip of its own.

    Things of which two names say the same are one here. A slip of one name that is as near to
    another is what is looked for, so that names twice as far apart as slips are forgiven count.
    Most things have none, and are left out.
    """
    alike: dict[tuple[str, ...], list[tuple[Thing, str, str]]] = defaultdict(list)
    own: dict[Thing, set[str]] = {}
    for thing, texts in names.items():
        plain = {folded(text): text for text in texts}
        own[thing] = set(plain)
        for name, text in plain.items():
            if slips_allowed(name):
                alike[tuple(word[0] for word in name.split())].append((thing, name, text))
    found: dict[Thing, dict[str, int]] = defaultdict(dict)
    for group in alike.values():
        for (thing, name, _), (other, its, text) in permutations(group, 2):
            if thing == other or own[thing] & own[other] or abs(len(name) - len(its)) > 2:
                continue
            if is_one_place(name, its):
                continue
            most = 2 * slips_allowed(name)
            distance = OSA.distance(name, its, score_cutoff=most)
            if distance <= most:
                found[thing][text] = min(distance, found[thing].get(text, distance))
    return {
        thing: tuple(sorted(near, key=lambda text: (near[text], text))[:MOST])
        for thing, near in found.items()
    }
