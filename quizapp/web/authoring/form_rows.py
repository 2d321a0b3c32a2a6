"""What the forms of several kinds need to read their fields."""

from __future__ import annotations

from typing import Any

from wtforms import StringField

from quizapp.domain.errors import Fault
from quizapp.web.authoring.form_values import LINES_LIMIT, lines_of

Read = tuple[dict[str, Any], list[Fault]]


def fact_field(label: str = "Fact") -> StringField:
    """Return a field for a fact's id, with the bank's facts to choose from."""
    return StringField(
        label,
        description="Type a few words of it and choose from the list.",
        render_kw={"list": "facts", "autocomplete": "off", "spellcheck": "false"},
    )


def stand_in(name: str) -> str:
    """Return a text for one that is missing, so that the domain does not report it once more."""
    return f"({name})"


def read_lines(field: str, value: object) -> tuple[tuple[str, ...], list[Fault]]:
    """Return the lines of a field, with a fault if there are too many."""
    lines = lines_of(value)
    if len(lines) > LINES_LIMIT:
        return lines[:LINES_LIMIT], [
            Fault(field, f"It has {len(lines)} lines.", f"Stay within {LINES_LIMIT}.")
        ]
    return lines, []
