"""Ids that a form or an address brings."""

from __future__ import annotations

from uuid import UUID

_OF_NAMES = frozenset({3, 5})
"""The versions of ids that follow from a name."""


def sent_id(text: str | None) -> UUID | None:
    """Return the id that was sent; None where there is none, or it was tampered with."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def fresh_id(text: str | None) -> UUID | None:
    """Return the id that was sent for something new; None where it was tampered with.

    Ids that follow from a name are the server's own: whoever reckons one out beforehand would take
    the place of what it is for, of somebody else as well.
    """
    sent = sent_id(text)
    return None if sent is None or sent.version in _OF_NAMES else sent
