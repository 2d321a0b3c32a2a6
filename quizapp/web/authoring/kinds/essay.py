"""The form of a text to be written, with the rubric by which people mark it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from wtforms import Form, HiddenField, StringField, TextAreaField

from quizapp.domain.errors import Fault
from quizapp.domain.kinds.essay import CRITERIA_LIMIT
from quizapp.domain.questions import Criterion, Level, QuestionKind
from quizapp.web.authoring.form_rows import Read, stand_in
from quizapp.web.authoring.form_values import line_of, lines_of, number_of, text_of
from quizapp.web.authoring.forms import QuestionForm, row_list

# The points, which may end in a half, then the name of the level, and after a colon what it takes.
_LEVEL = re.compile(r"(\d{1,4}(?:[.,]\d+)?)(?!\d)[\s:–—-]*([^:]*)(?::\s*(.*))?\Z", re.DOTALL)


class CriterionRow(Form):
    """A criterion."""

    id = HiddenField()
    title = StringField("Criterion", render_kw={"autocomplete": "off"})
    levels = TextAreaField("Levels, one a line", render_kw={"rows": 4})


class EssayForm(QuestionForm):
    """A text to be written."""

    kind = QuestionKind.ESSAY
    name = "Essay"
    LISTS = ("criteria",)
    ROWS = 2

    explanation = TextAreaField(
        "What a good text says (optional)", description="Shown with the result."
    )
    least_words = StringField("Words, at least (optional)", render_kw={"inputmode": "numeric"})
    most_words = StringField(
        "Words, at most (optional)",
        description="Learners are told, and see how many they have. Nobody is kept from writing "
        "more or less.",
        render_kw={"inputmode": "numeric"},
    )
    criteria = row_list(
        CriterionRow,
        "Rubric",
        "People mark it: for each criterion they choose a level. Write the points of a level, its "
        "name and, after a colon, what it takes, such as “2 Partly: gives a reason without a "
        f"fact”. A row left empty is dropped; there may be {CRITERIA_LIMIT}.",
    )

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        rows = [
            {"id": each.id, "title": each.title, "levels": "\n".join(map(_line, each.levels))}
            for each in question.criteria
        ]
        return {
            "least_words": "" if question.least_words is None else str(question.least_words),
            "most_words": "" if question.most_words is None else str(question.most_words),
            "criteria": rows,
        }

    def read(self) -> Read:
        """Read the fields."""
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        for name in ("least_words", "most_words"):
            number = number_of(self[name].data)
            values[name] = None if number is None else int(number)
            if text_of(self[name].data) and (number is None or number % 1):
                values[name] = None
                faults.append(Fault(name, "It is not a whole number.", "Write digits."))
        criteria = []
        for row in self.rows("criteria"):
            name = text_of(row["id"].data)
            levels, found = _levels(f"criteria.{name}.levels", row["levels"].data)
            faults += found
            title = line_of(row["title"].data)
            if not title:
                message = "It is empty."
                remedy = "Write it, or empty the whole row."
                faults.append(Fault(f"criteria.{name}.title", message, remedy))
            criteria.append(Criterion(name, title or stand_in(name), levels))
        return {**values, "criteria": tuple(criteria)}, faults


def _levels(field: str, value: object) -> tuple[tuple[Level, ...], list[Fault]]:
    """Return the levels that were typed, the best first, and what could not be read."""
    found, faults = [], []
    for line in lines_of(value):
        match = _LEVEL.match(line)
        if match is None or not match.group(2).strip():
            message = f"“{line[:40]}” does not begin with points and the name of a level."
            faults.append(Fault(field, message, "Write it like “4 Convincing: gives two reasons”."))
            continue
        points, label, description = match.groups()
        found.append(
            Level(label.strip(), Decimal(points.replace(",", ".")), (description or "").strip())
        )
    return tuple(sorted(found, key=lambda each: -each.points)), faults


def _line(level: Level) -> str:
    return f"{level}: {level.description}" if level.description else str(level)
