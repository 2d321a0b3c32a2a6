"""What the kinds of several parts share; a part that is new may bring a fact of its own."""

from __future__ import annotations

from wtforms import Field

from quizapp.domain.errors import Fault
from quizapp.web.authoring.form_values import text_of
from quizapp.web.authoring.forms import QuestionForm


class OfSeveralFacts(QuestionForm):
    """A question of several parts, each of which asks for a fact."""

    def part_fact(self, rows: str, name: str, value: object) -> tuple[str, list[Fault]]:
        """Return the fact of a part, or the name of one to be made where it was left empty."""
        if self.is_added(name) and not text_of(value):
            return self.new_fact(), []
        return self.known_fact(f"{rows}.{name}.fact", value)

    def fact_hint(self, field: Field) -> str:
        """Say it of every part that is new."""
        rows = (entry.form for name in self.LISTS for entry in self.entries(name))
        row = next((each for each in rows if each["fact"] is field), None)
        is_added = row is not None and self.is_added(text_of(row["id"].data))
        return self.left_empty if is_added else ""
