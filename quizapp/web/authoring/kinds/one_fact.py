"""What the kinds that ask for one fact share; a new question may bring a fact of its own."""

from __future__ import annotations

from typing import Any

from wtforms import Field, StringField

from quizapp.web.authoring.form_rows import Read, fact_field
from quizapp.web.authoring.form_values import text_of
from quizapp.web.authoring.forms import QuestionForm


class OfOneFact(QuestionForm):
    """A question of one part. A new one may bring a fact of its own."""

    fact = fact_field("Fact it asks for")
    statement = StringField(
        "The answer as a sentence (optional)",
        description="Only for a fact of its own: it is made from this sentence. The right answer "
        "must stand in it once.",
    )

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        return {"fact": question.fact}

    def fact_hint(self, field: Field) -> str:
        """Say it of the fact that is asked for, not of those that wrong options name."""
        return self.left_empty if self.is_new and field.name == "fact" else ""

    def _fact(self) -> Read:
        if self.is_new and not text_of(self.fact.data):
            return {"fact": self.new_fact()}, []
        slug, faults = self.known_fact("fact", self.fact.data)
        return {"fact": slug}, faults
