"""Ticks that an address carries from one page of a list to the next."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from uuid import UUID

MOST = 200
"""How many are ticked at once: their address has to fit into what servers take."""

_TAIL = 5
"""So many bytes at the end of an id are chance enough to tell the questions of a bank apart."""


def packed(ids: Iterable[UUID]) -> str:
    """Return a short text for these ids; empty for none."""
    tails = b"".join(sorted(each.bytes[-_TAIL:] for each in ids))
    return base64.urlsafe_b64encode(tails).decode().rstrip("=")


def unpacked(text: str, known: Iterable[UUID]) -> set[UUID]:
    """Return which of the known ids a text names; what none of ours wrote names none."""
    padding = "=" * (-len(text) % 4)
    try:
        tails = base64.b64decode(text + padding, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return set()
    wanted = {tails[begin : begin + _TAIL] for begin in range(0, len(tails), _TAIL)}
    return {each for each in known if each.bytes[-_TAIL:] in wanted}
