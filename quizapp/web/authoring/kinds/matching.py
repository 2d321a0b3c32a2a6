"""The form of pairs to be put together."""

from __future__ import annotations

from typing import Any

from wtforms import Form, HiddenField, TextAreaField

from quizapp.domain.errors import Fault
from quizapp.domain.questions import Pair, QuestionKind
from quizapp.web.authoring.form_rows import Read, fact_field, read_lines, stand_in
from quizapp.web.authoring.form_values import line_of, text_of
from quizapp.web.authoring.forms import row_list
from quizapp.web.authoring.kinds.several_facts import OfSeveralFacts


class PairRow(Form):
    """A pair."""

    id = HiddenField()
    left = TextAreaField("Left", render_kw={"rows": 2})
    right = TextAreaField("Right", render_kw={"rows": 2})
    fact = fact_field("Fact that pairs them")


class MatchingForm(OfSeveralFacts):
    """Pairs to be put together."""

    kind = QuestionKind.MATCHING
    name = "Matching"
    LISTS = ("pairs",)

    pairs = row_list(PairRow, "Pairs", "A pair left empty is dropped.")
    extra = TextAreaField(
        "More right sides (optional)", description="Right sides that fit nowhere, one a line."
    )

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        rows = [
            {"id": p.id, "left": p.left, "right": p.right, "fact": p.fact} for p in question.pairs
        ]
        return {"pairs": rows, "extra": "\n".join(question.extra)}

    def read(self) -> Read:
        """Read the fields."""
        faults: list[Fault] = []
        pairs = []
        for row in self.rows("pairs"):
            name = text_of(row["id"].data)
            fact, unknown = self.part_fact("pairs", name, row["fact"].data)
            left, right = line_of(row["left"].data), line_of(row["right"].data)
            pairs.append(
                Pair(name, left or stand_in(f"{name}, left"), right or stand_in(name), fact)
            )
            faults += unknown
            faults += [
                Fault(f"pairs.{name}.{side}", "It is empty.", "Write it, or empty the whole row.")
                for side, text in (("left", left), ("right", right))
                if not text
            ]
        extra, found = read_lines("extra", self.extra.data)
        return {"pairs": tuple(pairs), "extra": extra}, faults + found
