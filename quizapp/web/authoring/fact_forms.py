"""The form of a fact's wording."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wtforms import Field, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from quizapp.authoring.unsourced_facts import STATEMENT_LIMIT
from quizapp.domain.errors import InvalidFact
from quizapp.domain.fact_wording import FactWording
from quizapp.domain.facts import Fact
from quizapp.domain.kinds.faults import TEXT_LIMIT
from quizapp.domain.term_cards import is_term_fact
from quizapp.importers.plain import visible
from quizapp.web.authoring.article_forms import as_date, one_line
from quizapp.web.base_form import BaseForm
from quizapp.web.sent_ids import sent_id

_FIELDS = {
    "value.text": "value",
    "statement": "statement",
    "as_of": "as_of",
    "subject": "statement",
}
_OTHERS = 12


def _longest(limit: int) -> Length:
    return Length(max=limit, message=f"Stay within {limit} letters.")


class FactForm(BaseForm):
    """What a fact says. ``based_on`` is the version that is edited, ``seen`` what it would do."""

    based_on = HiddenField()
    seen = HiddenField()
    statement = TextAreaField(
        "Statement",
        description="One whole sentence. The value stands in it exactly once.",
        validators=[DataRequired("Write the statement."), _longest(STATEMENT_LIMIT)],
        filters=[one_line],
        render_kw={"rows": 3, "dir": "auto"},
    )
    value = TextAreaField(
        "Value",
        description="The words of the statement that questions ask for.",
        validators=[DataRequired("Write the value."), _longest(TEXT_LIMIT)],
        filters=[one_line],
        render_kw={"rows": 2, "dir": "auto"},
    )
    question = StringField(
        "Asked as (optional)",
        description="The question to which the value is the answer. New questions begin with it.",
        validators=[_longest(TEXT_LIMIT)],
        filters=[one_line],
        render_kw={"dir": "auto"},
    )
    also_true = TextAreaField(
        "Also right (optional)",
        description="Other answers that are true of it, one a line.",
        render_kw={"rows": 3, "dir": "auto"},
    )
    as_of = StringField(
        "As of (optional)",
        description="A date on which it held, such as 2023-01-11 or 2023.",
        filters=[as_date],
        render_kw={"autocomplete": "off"},
    )
    note = TextAreaField(
        "Note (optional)",
        description="Shown to teachers, beside the fact.",
        validators=[_longest(STATEMENT_LIMIT)],
        filters=[one_line],
        render_kw={"rows": 2, "dir": "auto"},
    )

    @classmethod
    def about(cls, fact: Fact, **given: Any) -> FactForm:
        """Return the form of a fact; a term with its definition is asked for as such."""
        form = cls(**given)
        if is_term_fact(fact):
            form.statement.label.text, form.statement.description = "Term", ""
            form.value.label.text = "Definition"
            form.value.description = "The cards of this term follow."
            del form.question
        return form

    @property
    def version(self) -> UUID | None:
        """The version that was edited; None when the field was tampered with."""
        return sent_id(self.based_on.data)

    def validate_also_true(self, _field: Field) -> None:
        """Refuse more answers, or longer ones, than anybody lists."""
        lines = self._others()
        if len(lines) > _OTHERS or any(len(line) > TEXT_LIMIT for line in lines):
            raise ValidationError(f"Up to {_OTHERS} answers of {TEXT_LIMIT} letters each.")

    def wording(self) -> FactWording:
        """Return what was typed."""
        return FactWording(
            statement=self.statement.data or "",
            value=self.value.data or "",
            question=(self.question.data or "") if "question" in self else "",
            also_true=tuple(self._others()),
            as_of=self.as_of.data or "",
            note=self.note.data or "",
        )

    def mark(self, error: InvalidFact) -> None:
        """Put the faults of a fact beside their fields."""
        for fault in error.faults:
            field = self[_FIELDS.get(fault.field, "statement")]
            field.errors = [*field.errors, f"{fault.message} {fault.remedy}"]

    def _others(self) -> list[str]:
        lines = map(one_line, visible(self.also_true.data or "")[0].split("\n"))
        return [line for line in dict.fromkeys(lines) if line]
