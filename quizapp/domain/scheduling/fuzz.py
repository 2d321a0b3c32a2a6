"""Fuzz: spreads intervals a little, the same way every time for the same memory."""

from __future__ import annotations

import hashlib

#: From, to (days) and the share of that stretch by which an interval may move, as in Anki.
_STRETCHES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
_SHORTEST_FUZZED = 2.5


def memory_key(learner_id: object, fact_id: object) -> str:
    """Return the key of a memory that seeds its fuzz; both ids must have a stable `str`."""
    return f"{learner_id}/{fact_id}"


def fuzz_share(key: str, reviews: int) -> float:
    """Return a number from 0 (included) to 1 (excluded) that only key and count decide."""
    digest = hashlib.blake2b(f"{key}/{reviews}".encode(), digest_size=8).digest()
    # 53 bits are all that a float holds, so the quotient stays below 1.
    return (int.from_bytes(digest) >> 11) / (1 << 53)


def fuzz_range(days: float, maximum_interval: int) -> tuple[float, float]:
    """Return the shortest and the longest interval, in days, that `days` may become."""
    if days < _SHORTEST_FUZZED:
        return days, days
    spread = 1.0 + sum(share * max(min(days, end) - start, 0.0) for start, end, share in _STRETCHES)
    longest = min(round(days + spread), maximum_interval)
    return min(max(2, round(days - spread)), longest), longest


def fuzzed_days(days: float, share: float, maximum_interval: int) -> float:
    """Return the interval that lies `share` (0-1) of the way through the range of `days`."""
    shortest, longest = fuzz_range(days, maximum_interval)
    return shortest + int(share * (longest - shortest + 1))
