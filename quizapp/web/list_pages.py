"""A list of many pages: what its address says, and the addresses of the pages beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from quizapp.paging import Page

_LONGEST_FILTER = 200


def page_number(sent: MultiDict[str, str]) -> int:
    """Return the page asked for; 1 for anything that is no number."""
    typed = sent.get("page", "1")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


def wanted_text(sent: MultiDict[str, str], name: str) -> str:
    """Return what a list is to be narrowed by, without what no form of ours sends."""
    text = sent.get(name, "")[:_LONGEST_FILTER]
    return "".join(char for char in text if char.isprintable()).strip()


def filled(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an address has to hold to narrow a list by the same texts, given by name."""
    return {name: text for name, text in wanted.items() if text}


def neighbours(page: Page[Any], address: Callable[[int], str]) -> dict[str, str]:
    """Return the addresses of the pages before and after one, empty where there is none."""
    return {
        "previous_url": address(page.number - 1) if page.number > 1 else "",
        "next_url": address(page.number + 1) if page.number < page.pages else "",
    }
