"""Ids that a form or an address brings."""

from __future__ import annotations

from uuid import UUID


def sent_id(text: str | None) -> UUID | None:
    """Return the id that was sent; None where there is none, or it was tampered with."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
