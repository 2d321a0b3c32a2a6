"""What the kinds of several parts share; a part of a new question may bring a fact of its own."""

from __future__ import annotations

from wtforms import Field

from quizapp.domain.errors import Fault
from quizapp.web.authoring.form_values import text_of
from quizapp.web.authoring.forms import LEFT_EMPTY, QuestionForm


class OfSeveralFacts(QuestionForm):
    """A question of several parts, each of which asks for a fact."""

    def part_fact(self, field: str, value: object) -> tuple[str, list[Fault]]:
        """Return the fact of a part, or the name of one to be made where it was left empty."""
        if self.is_new and not text_of(value):
            return self.new_fact(), []
        return self.known_fact(field, value)

    def fact_hint(self, field: Field) -> str:
        """Say it of every part."""
        return LEFT_EMPTY if self.is_new and field.short_name == "fact" else ""
