"""Reading a record of somebody's data on the site: one section at a time, a page of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from quizapp.paging import Page, page_count
from quizapp.privacy.data_shapes import Section

_AT_ONCE = 20
"""How many entries a page has: one may be a quiz with all its questions."""


def shown_section(
    sections: Sequence[Section], wanted: str, number: int, address: Callable[..., str]
) -> dict[str, Any]:
    """Return what the template shows of a section: the wanted one, else the first.

    A page beyond the last is the last.
    """
    section = next((each for each in sections if each.key == wanted), sections[0])
    total = len(section.entries)
    number = min(max(number, 1), page_count(total, _AT_ONCE))
    start = (number - 1) * _AT_ONCE
    page = Page(section.entries[start : start + _AT_ONCE], number, total)
    return {
        "sections": [(each, address(section=each.key)) for each in sections],
        "chosen": section,
        "page": page,
        "pages": page_count(total, _AT_ONCE),
        "previous_url": address(section=section.key, page=number - 1) if number > 1 else "",
        "next_url": (
            address(section=section.key, page=number + 1)
            if number < page_count(total, _AT_ONCE)
            else ""
        ),
    }
