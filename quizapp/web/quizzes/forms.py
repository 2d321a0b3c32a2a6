"""What a quiz is started with, and the answers of its forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, RadioField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.clock import new_id
from quizapp.quizzes.models import Layout
from quizapp.quizzes.services import LENGTHS, QuizSettings

PREFIXED = re.compile(r"q([1-9]\d{0,2})-(.+)\Z", re.DOTALL)

LAYOUTS = (
    (Layout.PAGE.value, "All on one page"),
    (Layout.SINGLE.value, "One by one"),
)


Answers = Mapping[int, Mapping[str, Sequence[str]]]
"""The fields of each question of a quiz, by its position."""


class QuizForm(FlaskForm):  # type: ignore[misc]
    """How long, from which topics, and how it is shown."""

    attempt_id = HiddenField()
    fact = HiddenField()
    length = RadioField("How many questions", coerce=int, default=10)
    topics = SelectMultipleField(
        "Topics", widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    layout = RadioField("Shown", default=Layout.PAGE.value)

    def __init__(self, topics: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.length.choices = [(each, str(each)) for each in LENGTHS]
        self.layout.choices = list(LAYOUTS)
        self.topics.choices = list(topics)

    def validate_attempt_id(self, field: HiddenField) -> None:
        """Accept a UUID only: it is what makes a second click harmless."""
        try:
            UUID(field.data)
        except (TypeError, ValueError) as error:
            # The page brings a new one, so that the same form works the second time.
            field.data = str(new_id())
            raise ValidationError("This form was incomplete. Press Start again.") from error

    @property
    def longest(self) -> int:
        """The most questions that can be asked for."""
        return max(LENGTHS)

    @property
    def settings(self) -> QuizSettings:
        """What was chosen; no topic chosen means all of them."""
        return QuizSettings(
            self.length.data,
            tuple(self.topics.data or ()),
            self.fact.data or "",
            Layout(self.layout.data),
        )


def answers_by_position(form: MultiDict[str, str]) -> Answers:
    """Return the fields of each question on a page: ``q3-choice`` is ``choice`` of the third."""
    fields: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for name, values in form.lists():
        match = PREFIXED.match(name)
        if match:
            fields[int(match.group(1))][match.group(2)] = list(values)
    return dict(fields)


def single_answer(form: MultiDict[str, str]) -> dict[str, list[str]]:
    """Return the fields of a form that asks one question."""
    return {name: list(values) for name, values in form.lists() if name != "csrf_token"}


def as_typed(fields: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Return fields as a question card takes them back, so that nothing typed is lost."""
    return {
        name: list(values) if name == "choices" else values[0]
        for name, values in fields.items()
        if values
    }
