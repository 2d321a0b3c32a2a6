"""Forms of the kinds that ask for one fact; a new question may bring a fact of its own."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from quizapp.domain.errors import Fault
from quizapp.domain.questions import QuestionKind
from quizapp.web.authoring.form_rows import (
    OptionRow,
    Read,
    fact_field,
    read_lines,
    read_options,
)
from quizapp.web.authoring.form_values import line_of, number_of, text_of
from quizapp.web.authoring.forms import QuestionForm, row_list

OWN_FACT = "own-fact"
"""Stands for a fact that is not made yet, until the question is read."""


class OfOneFact(QuestionForm):
    """A question of one part. A new one may bring a fact of its own."""

    fact = fact_field("Fact it asks for")
    statement = StringField(
        "The answer as a sentence (optional)",
        description="Only where no fact of the bank fits: leave the fact empty, and one without a "
        "source is made from this sentence. The right answer must stand in it once.",
    )

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        return {"fact": question.fact}

    @property
    def wants_own_fact(self) -> bool:
        """Whether no fact of the bank was chosen for a new question."""
        return not self.based_on.data and not text_of(self.fact.data)

    def _fact(self) -> Read:
        if self.wants_own_fact:
            return {"fact": OWN_FACT}, []
        slug, faults = self.known_fact("fact", self.fact.data)
        return {"fact": slug}, faults


class MultipleChoiceForm(OfOneFact):
    """Options of which one is right."""

    kind = QuestionKind.MULTIPLE_CHOICE
    LISTS = ("options",)
    ELSEWHERE: ClassVar[Mapping[str, str]] = {"key": "options"}

    key = StringField("Right option")
    options = row_list(
        OptionRow,
        "Options",
        "Mark the right one. An option left empty is dropped. “True of” names the fact that a "
        "wrong option would be right for; the result then says so.",
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


class TrueFalseForm(OfOneFact):
    """A sentence and its verdict."""

    kind = QuestionKind.TRUE_FALSE

    key = RadioField(
        "The sentence is",
        choices=[SelectChoice("true", "True"), SelectChoice("false", "False")],
        validate_choice=False,
    )
    correction = StringField(
        "What should stand there (only if it is false)",
        description="The words that make the sentence true.",
    )

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        verdict = "true" if question.key else "false"
        return {"fact": question.fact, "key": verdict, "correction": question.correction}

    def read(self) -> Read:
        """Read the fields."""
        values, faults = self._fact()
        if self.key.data not in ("true", "false"):
            faults.append(Fault("key", "It is not marked.", "Choose true or false."))
        verdict = self.key.data == "true"
        return {**values, "key": verdict, "correction": line_of(self.correction.data)}, faults


class ShortAnswerForm(OfOneFact):
    """Words to be typed."""

    kind = QuestionKind.SHORT_ANSWER

    accepted = TextAreaField(
        "Accepted answers", description="One a line; the first is shown as the right answer."
    )
    typos = BooleanField("Forgive small typing errors", default=True)

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        accepted = "\n".join(question.accepted)
        return {"fact": question.fact, "accepted": accepted, "typos": question.typos}

    def read(self) -> Read:
        """Read the fields."""
        values, faults = self._fact()
        accepted, found = read_lines("accepted", self.accepted.data)
        return {**values, "accepted": accepted, "typos": bool(self.typos.data)}, faults + found


class NumericForm(OfOneFact):
    """A number to be typed."""

    kind = QuestionKind.NUMERIC

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
        units, found = read_lines("units", self.units.data)
        return {**values, "units": units}, faults + found


class FlashcardForm(OfOneFact):
    """A front and a back."""

    kind = QuestionKind.FLASHCARD

    back = TextAreaField("Back", description="The answer, shown when the card is turned.")

    @classmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Fill the fields from a question."""
        return {"fact": question.fact, "back": question.back}

    def read(self) -> Read:
        """Read the fields."""
        values, faults = self._fact()
        return {**values, "back": text_of(self.back.data)}, faults
