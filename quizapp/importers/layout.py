"""Blocks of a document to one text: a paragraph to a line, empty lines between."""

from __future__ import annotations

from collections.abc import Iterable

_CLOSE = frozenset({"li", "tr"})


def joined(blocks: Iterable[tuple[str, str]]) -> str:
    """Return the texts of (text, kind) with an empty line between; items and rows stand close."""
    parts: list[str] = []
    before = ""
    for text, kind in blocks:
        if not text:
            continue
        if parts:
            parts.append("\n" if kind == before and kind in _CLOSE else "\n\n")
        parts.append(text)
        before = kind
    return "".join(parts)
