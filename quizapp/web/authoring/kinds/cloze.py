"""The form of a text with gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, count
from typing import Any

from wtforms import BooleanField, Form, StringField, TextAreaField

from quizapp.domain.errors import Fault
from quizapp.domain.questions import GAP, Gap, QuestionKind
from quizapp.web.authoring.form_rows import Read, fact_field, read_lines
from quizapp.web.authoring.form_values import text_of
from quizapp.web.authoring.forms import row_list
from quizapp.web.authoring.kinds.several_facts import OfSeveralFacts

_BLANK = re.compile(r"_{3,}")
"""How a gap is drawn on paper."""


class GapRow(Form):
    """A gap of a text."""

    id = StringField("Gap", render_kw={"autocomplete": "off"})
    accepted = TextAreaField("Accepted answers", render_kw={"rows": 2})
    fact = fact_field("Fact it asks for")


class ClozeForm(OfSeveralFacts):
    """A text with gaps."""

    kind = QuestionKind.CLOZE
    name = "Text with gaps"
    LISTS = ("gaps",)
    ROWS = 2

    text = TextAreaField(
        "Text with gaps",
        description="Write each gap as ____. The first is gap 1, the next gap 2.",
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
        in_order = GAP.findall(question.text) == [gap.id for gap in question.gaps]
        # Names are for files: where they only say the order, a gap looks as it does on paper.
        text = GAP.sub("____", question.text) if in_order else question.text
        return {"text": text, "gaps": rows, "typos": question.typos}

    def read(self) -> Read:
        """Read the fields."""
        faults: list[Fault] = []
        gaps = []
        for row in self.rows("gaps"):
            name = text_of(row["id"].data)
            accepted, found = read_lines(f"gaps.{name}.accepted", row["accepted"].data)
            fact, unknown = self.part_fact("gaps", name, row["fact"].data)
            gaps.append(Gap(name, accepted, fact))
            faults += found + unknown
        text = self._with_named_gaps(text_of(self.text.data))
        return {"text": text, "gaps": tuple(gaps), "typos": bool(self.typos.data)}, faults

    def _with_named_gaps(self, text: str) -> str:
        """Name the blanks by the rows, in order; names that stand in the text are passed over."""
        free = self._free_names(set(GAP.findall(text)))
        return _BLANK.sub(lambda _: f"{{{{{next(free)}}}}}", text)

    def _free_names(self, used: set[str]) -> Iterator[str]:
        filled = (text_of(row["id"].data) for row in self.rows("gaps"))
        for name in chain(filled, self.row_names()):
            if name and name not in used:
                used.add(name)
                yield name

    @staticmethod
    def row_names() -> Iterator[str]:
        """Gaps are numbered: their names stand in the text."""
        yield from map(str, count(1))
