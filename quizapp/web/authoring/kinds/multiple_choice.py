"""The form of a multiple choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms import StringField

from quizapp.domain.errors import Fault
from quizapp.domain.questions import QuestionKind
from quizapp.web.authoring.form_rows import Read
from quizapp.web.authoring.form_values import text_of
from quizapp.web.authoring.forms import row_list
from quizapp.web.authoring.kinds.one_fact import OfOneFact
from quizapp.web.authoring.kinds.options import OptionRow, read_options


class MultipleChoiceForm(OfOneFact):
    """Options of which one is right."""

    kind = QuestionKind.MULTIPLE_CHOICE
    name = "Multiple choice"
    LISTS = ("options",)
    ELSEWHERE: ClassVar[Mapping[str, str]] = {"key": "options"}

    key = StringField("Right option")
    options = row_list(
        OptionRow,
        "Options",
        "Mark the right one. An option left empty is dropped. Of a wrong option that is true of "
        "something else, the result says so.",
    )

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        rows = [{"id": o.id, "text": o.text, "fact": o.fact} for o in question.options]
        return {"fact": question.fact, "key": question.key, "options": rows}

    def read(self) -> Read:
        """Read the fields."""
        values, faults = self._fact()
        options, found = read_options(self)
        faults += found
        key = text_of(self.key.data)
        if key not in {option.id for option in options}:
            said = (
                "The option marked as right is empty." if key else "No option is marked as right."
            )
            faults.append(Fault("key", said, "Mark one that is filled in."))
        return {**values, "options": options, "key": key}, faults
