"""The form of a flashcard."""

from __future__ import annotations

from typing import Any

from wtforms import TextAreaField

from quizapp.domain.questions import QuestionKind
from quizapp.web.authoring.form_rows import Read
from quizapp.web.authoring.form_values import text_of
from quizapp.web.authoring.kinds.one_fact import OfOneFact


class FlashcardForm(OfOneFact):
    """A front and a back."""

    kind = QuestionKind.FLASHCARD
    name = "Flashcard"
    ANSWER = "back"

    back = TextAreaField("Back", description="The answer, shown when the card is turned.")

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        return {"fact": question.fact, "back": question.back}

    def read(self) -> Read:
        """Read the fields."""
        values, faults = self._fact()
        return {**values, "back": text_of(self.back.data)}, faults
