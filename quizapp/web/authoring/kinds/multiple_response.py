"""The form of a multiple response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms import BooleanField, Field

from quizapp.domain.errors import Fault
from quizapp.domain.questions import QuestionKind
from quizapp.web.authoring.form_rows import Read
from quizapp.web.authoring.form_values import text_of
from quizapp.web.authoring.forms import row_list
from quizapp.web.authoring.kinds.options import OptionRow, read_options
from quizapp.web.authoring.kinds.several_facts import OfSeveralFacts

LEFT_EMPTY_IF_RIGHT = (
    "Leave empty: if the option is right, it gets a fact of its own, marked as unsourced."
)


class CheckedOptionRow(OptionRow):
    """An option of which several may be right."""

    right = BooleanField("Right")


class MultipleResponseForm(OfSeveralFacts):
    """Options of which several may be right."""

    kind = QuestionKind.MULTIPLE_RESPONSE
    name = "Several right answers"
    LISTS = ("options",)
    ROWS = 5
    ELSEWHERE: ClassVar[Mapping[str, str]] = {"keys": "options"}

    options = row_list(
        CheckedOptionRow,
        "Options",
        "Mark every right one. An option left empty is dropped.",
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
        keys = tuple(text_of(row["id"].data) for row in self.rows("options") if row["right"].data)
        options, faults = read_options(self, new_facts_for=keys)
        for entry in self.entries("options"):
            if entry.form["right"].data and not text_of(entry.form["text"].data):
                field = f"options.{text_of(entry.form['id'].data)}.text"
                faults.append(Fault(field, "It is marked as right, but empty.", "Write it."))
        return {"options": options, "keys": keys}, faults

    def fact_hint(self, field: Field) -> str:
        """Say that only what is right gets one."""
        return LEFT_EMPTY_IF_RIGHT if super().fact_hint(field) else ""
