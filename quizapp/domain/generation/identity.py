"""Stable ids, and chance that depends on content alone."""

from __future__ import annotations

import hashlib
import random

from quizapp.domain.identifiers import clipped, words_of


def slug(*texts: str, limit: int = 60) -> str:
    """Return an id made of the texts' letters and digits, cut at a word near the limit."""
    found = ""
    for part in words_of(" ".join(texts)):
        if found and len(found) + 1 + len(part) > limit:
            break
        found = f"{found}-{part}" if found else part
    return clipped(found, limit) or digest(*texts)[:12]


def digest(*texts: str) -> str:
    """Return a hexadecimal hash of the texts; their borders count."""
    joined = "\x1f".join(texts)
    return hashlib.sha256(joined.encode()).hexdigest()


def chance(*texts: str) -> random.Random:
    """Return a generator seeded by the texts: the same words, the same dice."""
    return random.Random(int(digest(*texts)[:16], 16))


def share(*texts: str) -> float:
    """Return a number from 0 up to 1 that depends on the texts alone."""
    return int(digest(*texts)[:13], 16) / 16**13
