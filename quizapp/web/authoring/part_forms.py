"""Forms of the kinds that have named parts, each of which asks for a fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import count
from typing import Any, ClassVar

from wtforms import BooleanField, TextAreaField

from quizapp.domain.errors import Fault
from quizapp.domain.questions import Gap, Item, Pair, QuestionKind
from quizapp.web.authoring.form_rows import (
    CheckedOptionRow,
    GapRow,
    ItemRow,
    PairRow,
    Read,
    read_lines,
    read_options,
    stand_in,
)
from quizapp.web.authoring.form_values import line_of, number_of, text_of
from quizapp.web.authoring.forms import QuestionForm, row_list


class MultipleResponseForm(QuestionForm):
    """Options of which several may be right."""

    kind = QuestionKind.MULTIPLE_RESPONSE
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


class ClozeForm(QuestionForm):
    """A text with gaps."""

    kind = QuestionKind.CLOZE
    LISTS = ("gaps",)
    ROWS = 2

    text = TextAreaField(
        "Text with gaps",
        description="Write a gap as its name in double braces: {{1}}. Each stands once.",
        render_kw={"rows": 5},
    )
    gaps = row_list(GapRow, "Gaps", "One row for each gap. A row left empty is dropped.")
    typos = BooleanField("Forgive small typing errors", default=True)

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        rows = [
            {"id": gap.id, "accepted": "\n".join(gap.accepted), "fact": gap.fact}
            for gap in question.gaps
        ]
        return {"text": question.text, "gaps": rows, "typos": question.typos}

    def read(self) -> Read:
        """Read the fields."""
        faults: list[Fault] = []
        gaps = []
        for row in self.rows("gaps"):
            name = text_of(row["id"].data)
            accepted, found = read_lines(f"gaps.{name}.accepted", row["accepted"].data)
            fact, unknown = self.known_fact(f"gaps.{name}.fact", row["fact"].data)
            gaps.append(Gap(name, accepted, fact))
            faults += found + unknown
        text = text_of(self.text.data)
        return {"text": text, "gaps": tuple(gaps), "typos": bool(self.typos.data)}, faults

    @staticmethod
    def row_names() -> Iterator[str]:
        """Gaps are numbered: their names stand in the text."""
        yield from map(str, count(1))


class MatchingForm(QuestionForm):
    """Pairs to be put together."""

    kind = QuestionKind.MATCHING
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
            fact, unknown = self.known_fact(f"pairs.{name}.fact", row["fact"].data)
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


class OrderingForm(QuestionForm):
    """Items to be put in order."""

    kind = QuestionKind.ORDERING
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
            fact, unknown = self.known_fact(f"items.{name}.fact", row["fact"].data)
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
