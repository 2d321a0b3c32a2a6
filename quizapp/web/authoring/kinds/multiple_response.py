"""The form of a multiple response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms import BooleanField

from quizapp.domain.errors import Fault
from quizapp.domain.questions import QuestionKind
from quizapp.web.authoring.form_rows import Read
from quizapp.web.authoring.form_values import text_of
from quizapp.web.authoring.forms import QuestionForm, row_list
from quizapp.web.authoring.kinds.options import OptionRow, read_options


class CheckedOptionRow(OptionRow):
    """An option of which several may be right."""

    right = BooleanField("Right")


class MultipleResponseForm(QuestionForm):
    """Options of which several may be right."""

    kind = QuestionKind.MULTIPLE_RESPONSE
    name = "Several right answers"
    LISTS = ("options",)
    ROWS = 5
    ELSEWHERE: ClassVar[Mapping[str, str]] = {"keys": "options"}

    options = row_list(
        CheckedOptionRow,
        "Options",
        "Mark every right one and name its fact. An option left empty is dropped.",
    )

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        return {
            "options": [
                {"id": o.id, "text": o.text, "fact": o.fact, "right": o.id in question.keys}
                for o in question.options
            ]
        }

    def read(self) -> Read:
        """Read the fields."""
        options, faults = read_options(self)
        for entry in self.entries("options"):
            if entry.form["right"].data and not text_of(entry.form["text"].data):
                field = f"options.{text_of(entry.form['id'].data)}.text"
                faults.append(Fault(field, "It is marked as right, but empty.", "Write it."))
        keys = tuple(text_of(row["id"].data) for row in self.rows("options") if row["right"].data)
        return {"options": options, "keys": keys}, faults
