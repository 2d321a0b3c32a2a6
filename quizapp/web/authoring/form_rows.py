"""Rows of forms, and reading them."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, Form, HiddenField, StringField, TextAreaField

from quizapp.domain.errors import Fault
from quizapp.domain.questions import Option
from quizapp.web.authoring.form_values import LINES_LIMIT, line_of, lines_of, text_of
from quizapp.web.authoring.forms import QuestionForm

Read = tuple[dict[str, Any], list[Fault]]


def fact_field(label: str = "Fact") -> StringField:
    """Return a field for a fact's id, with the bank's facts to choose from."""
    return StringField(
        label,
        description="Type a few words of it and choose from the list.",
        render_kw={"list": "facts", "autocomplete": "off", "spellcheck": "false"},
    )


class OptionRow(Form):
    """An option of which one is right."""

    id = HiddenField()
    text = StringField("Option")
    fact = fact_field("True of (optional)")


class CheckedOptionRow(OptionRow):
    """An option of which several may be right."""

    right = BooleanField("Right")


class GapRow(Form):
    """A gap of a text."""

    id = StringField("Gap", render_kw={"autocomplete": "off"})
    accepted = TextAreaField("Accepted answers", render_kw={"rows": 2})
    fact = fact_field("Fact it asks for")


class PairRow(Form):
    """A pair."""

    id = HiddenField()
    left = TextAreaField("Left", render_kw={"rows": 2})
    right = TextAreaField("Right", render_kw={"rows": 2})
    fact = fact_field("Fact that pairs them")


class ItemRow(Form):
    """An item with its place."""

    id = HiddenField()
    place = StringField("Place", render_kw={"inputmode": "numeric", "size": 3})
    text = TextAreaField("Item", render_kw={"rows": 2})
    fact = fact_field("Fact that places it")


def stand_in(name: str) -> str:
    """Return a text for one that is missing, so that the domain does not report it once more."""
    return f"({name})"


def read_options(form: QuestionForm) -> tuple[tuple[Option, ...], list[Fault]]:
    """Return the options that were filled in, and what is wrong with each."""
    options, faults = [], []
    for row in form.rows("options"):
        name = text_of(row["id"].data)
        fact, unknown = form.known_fact(f"options.{name}.fact", row["fact"].data)
        text = line_of(row["text"].data)
        if not text:
            said = "It names a fact, but has no text."
            faults.append(Fault(f"options.{name}.text", said, "Write it, or empty the whole row."))
        options.append(Option(name, text or stand_in(name), fact))
        faults += unknown
    return tuple(options), faults


def read_lines(field: str, value: object) -> tuple[tuple[str, ...], list[Fault]]:
    """Return the lines of a field, with a fault if there are too many."""
    lines = lines_of(value)
    if len(lines) > LINES_LIMIT:
        return lines[:LINES_LIMIT], [
            Fault(field, f"It has {len(lines)} lines.", f"Stay within {LINES_LIMIT}.")
        ]
    return lines, []
