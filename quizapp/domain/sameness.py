"""When two articles are one and the same, wherever they were read in."""

from __future__ import annotations

import hashlib


def text_digest(text: str) -> str:
    """Return what equal articles have in common: all their words and signs, whatever the spaces.

    The same article comes from a page and from a file with lines that break elsewhere.
    """
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
