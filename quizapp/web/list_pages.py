"""What a list of many pages reads from its address: the page, and the words it is narrowed by."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

_LONGEST_FILTER = 200


def page_number(sent: MultiDict[str, str]) -> int:
    """Return the page asked for; 1 for anything that is no number."""
    typed = sent.get("page", "1")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


def wanted_text(sent: MultiDict[str, str], name: str) -> str:
    """Return what a list is to be narrowed by, without what no form of ours sends."""
    text = sent.get(name, "")[:_LONGEST_FILTER]
    return "".join(char for char in text if char.isprintable()).strip()
