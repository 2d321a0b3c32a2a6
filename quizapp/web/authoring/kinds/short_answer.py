"""The form of a short answer."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, TextAreaField

from quizapp.domain.questions import QuestionKind
from quizapp.web.authoring.form_rows import Read, read_lines
from quizapp.web.authoring.kinds.one_fact import OfOneFact


class ShortAnswerForm(OfOneFact):
    """Words to be typed."""

    kind = QuestionKind.SHORT_ANSWER
    name = "Short answer"
    ANSWER = "accepted"

    accepted = TextAreaField(
        "Accepted answers", description="One a line; the first is shown as the right answer."
    )
    typos = BooleanField("Forgive small typing errors", default=True)

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        accepted = "\n".join(question.accepted)
        return {"fact": question.fact, "accepted": accepted, "typos": question.typos}

    def read(self) -> Read:
        """Read the fields."""
        values, faults = self._fact()
        accepted, found = read_lines("accepted", self.accepted.data)
        return {**values, "accepted": accepted, "typos": bool(self.typos.data)}, faults + found
