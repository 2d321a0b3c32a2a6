"""What the kinds that ask for one fact share; a new question may bring a fact of its own."""

from __future__ import annotations

from typing import Any

from wtforms import StringField

from quizapp.web.authoring.form_rows import Read, fact_field
from quizapp.web.authoring.form_values import text_of
from quizapp.web.authoring.forms import QuestionForm

OWN_FACT = "own-fact"
"""Stands for a fact that is not made yet, until the question is read."""


class OfOneFact(QuestionForm):
    """A question of one part. A new one may bring a fact of its own."""

    fact = fact_field("Fact it asks for")
    statement = StringField(
        "The answer as a sentence (optional)",
        description="Only where no fact of the bank fits: leave the fact empty, and one without a "
        "source is made from this sentence. The right answer must stand in it once.",
    )

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        return {"fact": question.fact}

    @property
    def wants_own_fact(self) -> bool:
        """Whether no fact of the bank was chosen for a new question."""
        return not self.based_on.data and not text_of(self.fact.data)

    def _fact(self) -> Read:
        if self.wants_own_fact:
            return {"fact": OWN_FACT}, []
        slug, faults = self.known_fact("fact", self.fact.data)
        return {"fact": slug}, faults
