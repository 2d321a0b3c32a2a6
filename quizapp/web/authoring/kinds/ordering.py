"""The form of items to be put in order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from wtforms import Form, HiddenField, StringField, TextAreaField

from quizapp.domain.errors import Fault
from quizapp.domain.questions import Item, QuestionKind
from quizapp.web.authoring.form_rows import Read, fact_field, stand_in
from quizapp.web.authoring.form_values import line_of, number_of, text_of
from quizapp.web.authoring.forms import row_list
from quizapp.web.authoring.kinds.several_facts import OfSeveralFacts


class ItemRow(Form):
    """An item with its place."""

    id = HiddenField()
    place = StringField("Place", render_kw={"inputmode": "numeric", "size": 3})
    text = TextAreaField("Item", render_kw={"rows": 2})
    fact = fact_field("Fact that places it")


class OrderingForm(OfSeveralFacts):
    """Items to be put in order."""

    kind = QuestionKind.ORDERING
    name = "Ordering"
    LISTS = ("items",)

    items = row_list(ItemRow, "Items", "Number them in the right order: 1 is the first.")

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        rows = [
            {"id": item.id, "place": str(place), "text": item.text, "fact": item.fact}
            for place, item in enumerate(question.items, 1)
        ]
        return {"items": rows}

    def read(self) -> Read:
        """Read the fields."""
        faults: list[Fault] = []
        placed: list[tuple[Decimal, Item]] = []
        for row in self.rows("items"):
            name = text_of(row["id"].data)
            fact, unknown = self.part_fact("items", name, row["fact"].data)
            faults += unknown
            text = line_of(row["text"].data)
            if not text:
                said = "It is empty."
                remedy = "Write it, or empty the whole row."
                faults.append(Fault(f"items.{name}.text", said, remedy))
            place = number_of(row["place"].data)
            if place is None:
                said = "It has no place." if not text_of(row["place"].data) else "It is no number."
                faults.append(Fault(f"items.{name}.place", said, "Write 1 for the first item."))
            elif place in {other for other, _ in placed}:
                said = "Another item has this place."
                faults.append(Fault(f"items.{name}.place", said, "Give each its own."))
            placed.append(
                (Decimal(0) if place is None else place, Item(name, text or stand_in(name), fact))
            )
        items = tuple(item for _, item in sorted(placed, key=lambda pair: pair[0]))
        return {"items": items}, faults
