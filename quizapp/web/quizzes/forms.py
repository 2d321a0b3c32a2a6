"""What a quiz is started with, and the answers of its forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, RadioField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.banks.overviews import QuizTopic
from quizapp.clock import new_id
from quizapp.quizzes.models import Layout
from quizapp.quizzes.services import LENGTHS, QuizSettings
from quizapp.web.base_form import BaseForm

PREFIXED = re.compile(r"q([1-9]\d{0,2})-(.+)\Z", re.DOTALL)

LAYOUTS = (
    (Layout.PAGE.value, "All on one page"),
    (Layout.SINGLE.value, "One by one"),
)


Answers = Mapping[int, Mapping[str, Sequence[str]]]
"""The fields of each question of a quiz, by its position."""


class QuizForm(BaseForm):
    """How long, from which topics, and how it is shown."""

    attempt_id = HiddenField()
    fact = HiddenField()
    length = RadioField("How many questions", coerce=int, default=10, validate_choice=False)
    topics = SelectMultipleField(
        "Topics", widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    layout = RadioField("Shown", default=Layout.PAGE.value)

    def __init__(self, topics: Sequence[QuizTopic], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.questions = sum(each.questions for each in topics)
        self.layout.choices = list(LAYOUTS)
        self.topics.choices = [(each.slug, f"{each.title} ({each.questions})") for each in topics]

    def validate_attempt_id(self, field: HiddenField) -> None:
        """Accept a UUID only: it is what makes a second click harmless."""
        try:
            UUID(field.data)
        except (TypeError, ValueError) as error:
            # The page brings a new one, so that the same form works the second time.
            field.data = str(new_id())
            raise ValidationError("This form was incomplete. Press Start again.") from error

    def validate_length(self, field: RadioField) -> None:
        """Accept any number up to the longest: what was offered may have grown or shrunk since."""
        if not isinstance(field.data, int) or not 1 <= field.data <= max(LENGTHS):
            raise ValidationError(f"Choose a number up to {max(LENGTHS)}.")

    def offer(self, most: int) -> None:
        """Offer only lengths that a quiz can have, of which ``most`` is the greatest."""
        offered = {each: str(each) for each in LENGTHS if each < most}
        if most <= max(LENGTHS):
            offered[most] = f"All {most}" if most > 1 else "The one there is"
        self.length.choices = list(offered.items())
        if not self.is_submitted():
            self.length.data = min(most, self.length.data)

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
