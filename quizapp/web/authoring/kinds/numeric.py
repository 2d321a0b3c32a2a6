"""The form of a number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from wtforms import SelectField, StringField, TextAreaField

from quizapp.domain.errors import Fault
from quizapp.domain.questions import QuestionKind, Side
from quizapp.web.authoring.form_rows import Read, read_lines
from quizapp.web.authoring.form_values import number_of, text_of
from quizapp.web.authoring.kinds.one_fact import OfOneFact
from quizapp.web.base_form import SelectChoice


class NumericForm(OfOneFact):
    """A number to be typed."""

    kind = QuestionKind.NUMERIC
    name = "Number"

    value = StringField("Right number", render_kw={"inputmode": "decimal"})
    upper = StringField(
        "Upper end (optional)",
        description="Where a range is the answer: the right number above is its lower end.",
        render_kw={"inputmode": "decimal"},
    )
    tolerance = StringField(
        "Tolerance (optional)",
        description="How far off still counts as right, in the same unit.",
        render_kw={"inputmode": "decimal"},
    )
    side = SelectField(
        "Still right",
        choices=[
            SelectChoice(Side.BOTH.value, "a little more or less"),
            SelectChoice(Side.BELOW.value, "a little less, as for “just under”"),
            SelectChoice(Side.ABOVE.value, "a little more, as for “just over”"),
        ],
        validate_choice=False,
    )
    units = TextAreaField(
        "Units (optional)", description="Accepted spellings, one a line; the first is shown."
    )

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        return {
            "fact": question.fact,
            "value": f"{question.value:f}",
            "upper": "" if question.upper is None else f"{question.upper:f}",
            "tolerance": f"{question.tolerance:f}" if question.tolerance else "",
            "side": question.side.value,
            "units": "\n".join(question.units),
        }

    def read(self) -> Read:
        """Read the fields."""
        values, faults = self._fact()
        for name, fallback in (("value", Decimal(0)), ("upper", None), ("tolerance", Decimal(0))):
            typed = text_of(self[name].data)
            number = number_of(typed)
            values[name] = fallback if number is None else number
            if typed and number is None:
                said = f"“{typed[:40]}” is not a number."
                faults.append(Fault(name, said, "Write digits, such as 2000 or 2,000 or 0.5."))
            elif not typed and name == "value":
                faults.append(Fault(name, "It is empty.", "Write the right number."))
        chosen = [side for side in Side if side.value == self.side.data]
        values["side"] = chosen[0] if chosen else Side.BOTH
        units, found = read_lines("units", self.units.data)
        return {**values, "units": units}, faults + found
