"""Rows of options: what one of several and any of several share."""

from __future__ import annotations

from collections.abc import Collection

from wtforms import Form, HiddenField, StringField

from quizapp.domain.errors import Fault
from quizapp.domain.questions import Option
from quizapp.web.authoring.form_rows import fact_field, stand_in
from quizapp.web.authoring.form_values import line_of, text_of
from quizapp.web.authoring.forms import QuestionForm


class OptionRow(Form):
    """An option of which one is right."""

    id = HiddenField()
    text = StringField("Option")
    fact = fact_field("What it is true of (optional)")


def read_options(
    form: QuestionForm, new_facts_for: Collection[str] = ()
) -> tuple[tuple[Option, ...], list[Fault]]:
    """Return the options that were filled in, and what is wrong with each.

    New ones named in ``new_facts_for`` get a fact of their own where none is named.
    """
    options, faults = [], []
    for row in form.rows("options"):
        name = text_of(row["id"].data)
        fact, unknown = form.known_fact(f"options.{name}.fact", row["fact"].data)
        if form.is_added(name) and name in new_facts_for and not text_of(row["fact"].data):
            fact = form.new_fact()
        text = line_of(row["text"].data)
        if not text:
            said = "It names a fact, but has no text."
            faults.append(Fault(f"options.{name}.text", said, "Write it, or empty the whole row."))
        options.append(Option(name, text or stand_in(name), fact))
        faults += unknown
    return tuple(options), faults
