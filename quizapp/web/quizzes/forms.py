"""What a quiz is started with, and the answers of its forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.banks.overviews import QuizTopic
from quizapp.clock import new_id
from quizapp.quizzes.models import Feedback, Layout
from quizapp.quizzes.services import LENGTHS, QuizSettings
from quizapp.web.base_form import BaseForm
from quizapp.web.sent_ids import fresh_id

PREFIXED = re.compile(r"q([1-9]\d{0,2})-(.+)\Z", re.DOTALL)

POSITION = re.compile(r"[1-9]\d{0,2}\Z", re.ASCII)
_EPOCH, _TICK, _DIGITS = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1), 17


class Way(NamedTuple):
    """When the results of a quiz are shown, and how it is asked: what it is called, and how set."""

    label: str
    layout: Layout
    feedback: Feedback
    is_linear: bool = False


PRACTICE_WAYS = {
    "at-once": Way("After each question", Layout.SINGLE, Feedback.AT_ONCE),
    "single": Way("At the end, one by one", Layout.SINGLE, Feedback.END),
    "page": Way("At the end, all on one page", Layout.PAGE, Feedback.END),
}
"""The ways in which a learner can practise."""

WAYS = {
    "at-once": PRACTICE_WAYS["at-once"],
    "at-once-forward": Way(
        "After each question, forward only", Layout.SINGLE, Feedback.AT_ONCE, is_linear=True
    ),
    "single": PRACTICE_WAYS["single"],
    "forward": Way(
        "At the end, one by one, forward only", Layout.SINGLE, Feedback.END, is_linear=True
    ),
    "page": PRACTICE_WAYS["page"],
}
"""The ways in which a quiz that a teacher makes can be taken."""

Answers = Mapping[int, Mapping[str, Sequence[str]]]
"""The fields of each question of a quiz, by its position."""


class QuizForm(BaseForm):
    """How long, from which topics, and when its results are shown."""

    attempt_id = HiddenField()
    fact = HiddenField()
    source = HiddenField()
    mistakes = HiddenField()
    length = RadioField("How many questions", coerce=int, default=10, validate_choice=False)
    topics = SelectMultipleField(
        "Topics", widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    layout = RadioField("Results", default="at-once")
    asks_certainty = BooleanField(
        "Ask me how sure I am",
        description="Beside each answer. It changes no mark; afterwards you see how often you were "
        "right when you were sure.",
    )

    def __init__(self, topics: Sequence[QuizTopic], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.questions = sum(each.questions for each in topics)
        self.layout.choices = [(name, way.label) for name, way in PRACTICE_WAYS.items()]
        self.has_cards = any(each.cards for each in topics)
        self.topics.choices = [
            (each.slug, f"{each.title} ({each.questions})") for each in topics if each.questions
        ]

    def validate_attempt_id(self, field: HiddenField) -> None:
        """Accept a UUID only: it is what makes a second click harmless."""
        if fresh_id(field.data) is None:
            # The page brings a new one, so that the same form works the second time.
            field.data = str(new_id())
            raise ValidationError("This form was incomplete. Press Start again.")

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
        way = PRACTICE_WAYS[self.layout.data]
        return QuizSettings(
            self.length.data,
            tuple(self.topics.data or ()),
            self.fact.data or "",
            way.layout,
            way.feedback,
            self.source.data or "",
            bool(self.mistakes.data),
            bool(self.asks_certainty.data),
        )


def answers_by_position(form: MultiDict[str, str]) -> Answers:
    """Return the fields of each question on a page: ``q3-choice`` is ``choice`` of the third."""
    fields: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for name, values in form.lists():
        match = PREFIXED.match(name)
        if match:
            fields[int(match.group(1))][match.group(2)] = list(values)
    return dict(fields)


def flags_sent(form: MultiDict[str, str]) -> dict[int, bool]:
    """Return the positions that shall be flagged (``flag``) or no longer be (``unflag``)."""
    return {
        int(value): name == "flag"
        for name in ("unflag", "flag")
        for value in form.getlist(name)
        if POSITION.match(value)
    }


def as_of(moment: datetime) -> str:
    """Return what a page keeps of the moment of which its answers are."""
    return str((moment - _EPOCH) // _TICK)


def moment_of_page(form: MultiDict[str, str]) -> datetime | None:
    """Return of which moment the answers of a page are, None where it does not say."""
    said = form.get("as_of", "")
    # A date has no more digits than these until the year 5138.
    if not (said.isascii() and said.isdigit() and len(said) <= _DIGITS):
        return None
    return _EPOCH + int(said) * _TICK


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
