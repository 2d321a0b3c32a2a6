"""The form of a sentence that is true or false."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, StringField

from quizapp.domain.errors import Fault
from quizapp.domain.questions import QuestionKind
from quizapp.web.authoring.form_rows import Read
from quizapp.web.authoring.form_values import line_of
from quizapp.web.authoring.kinds.one_fact import OfOneFact
from quizapp.web.base_form import SelectChoice


class TrueFalseForm(OfOneFact):
    """A sentence and its verdict."""

    kind = QuestionKind.TRUE_FALSE
    name = "True or false"

    key = RadioField(
        "The sentence is",
        choices=[SelectChoice("true", "True"), SelectChoice("false", "False")],
        validate_choice=False,
    )
    correction = StringField(
        "What should stand there (only if it is false)",
        description="The words that make the sentence true.",
    )

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        verdict = "true" if question.key else "false"
        return {"fact": question.fact, "key": verdict, "correction": question.correction}

    def read(self) -> Read:
        """Read the fields."""
        values, faults = self._fact()
        if self.key.data not in ("true", "false"):
            faults.append(Fault("key", "It is not marked.", "Choose true or false."))
        verdict = self.key.data == "true"
        return {**values, "key": verdict, "correction": line_of(self.correction.data)}, faults
