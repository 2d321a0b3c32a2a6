"""Forms in which a teacher makes a quiz."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from wtforms import (
    BooleanField,
    DateTimeLocalField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.banks.models import Bank
from quizapp.domain.grades import GradeRule
from quizapp.importers.plain import visible
from quizapp.quizzes.building import LONGEST
from quizapp.quizzes.design_models import Preference, Release
from quizapp.quizzes.designs import Design, Item
from quizapp.quizzes.models import Feedback
from quizapp.web.authoring.article_forms import LONGEST_TITLE, one_line
from quizapp.web.base_form import BaseForm, SelectChoice
from quizapp.web.content_language import speech
from quizapp.web.quizzes.building.bands_field import BandsField
from quizapp.web.quizzes.delays import MOST_MINUTES as MOST_MINUTES_BETWEEN
from quizapp.web.quizzes.delays import UNITS, in_units
from quizapp.web.quizzes.forms import WAYS
from quizapp.web.sent_ids import fresh_id

MOST_ATTEMPTS = 100
MOST_MINUTES = 7 * 24 * 60
_LONGEST_INSTRUCTIONS = 4_000
_AS_THEY_ARE = (
    "title",
    "instructions",
    "shuffles",
    "is_closed_book",
    "asks_certainty",
    "attempts_allowed",
    "minutes",
    "pass_percent",
    "bands",
)
_NO_DELAY = "Give a whole number, up to a year in all, or leave it empty."
_NO_MARK = "Give a whole number from 1 to 100, or leave it empty."
RULES = {
    GradeRule.BEST: "The best attempt",
    GradeRule.LAST: "The last attempt",
    GradeRule.AVERAGE: "The average of all attempts",
}
PREFERENCES = {
    Preference.NONE: "Any",
    Preference.EASY: "Easy questions",
    Preference.MEDIUM: "Questions of medium difficulty",
    Preference.HARD: "Hard questions",
    Preference.FORGOTTEN: "What your class is about to forget",
}
_YEARS = 2000, 2199
_MOST_DIGITS = 9
_NOT_A_MOMENT = "Give a day and a time, such as 2026-03-02 09:00, or leave it empty."


class CountField(IntegerField):
    """A whole number that a machine can count with."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Refuse what has more digits than any count: comparing it would fail."""
        if valuelist and len(valuelist[0].strip()) > _MOST_DIGITS:
            self.data = None
            raise ValueError(self.gettext("Not a valid integer value."))
        super().process_formdata(valuelist)


class NewQuizForm(BaseForm):
    """A quiz and its banks; ``form_id`` becomes its id, so that the form sent twice makes one."""

    form_id = HiddenField()
    title = StringField(
        "Title",
        description="Whoever takes the quiz sees it.",
        validators=[
            DataRequired("Give the quiz a title."),
            Length(max=LONGEST_TITLE, message=f"Stay within {LONGEST_TITLE} letters."),
        ],
        filters=[one_line],
        render_kw={"dir": "auto", "autocomplete": "off"},
    )
    banks = SelectMultipleField(
        "Banks with its questions",
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )

    def __init__(self, banks: Sequence[Bank], **given: object) -> None:
        super().__init__(**given)
        self.usable = {each.slug: each for each in banks}
        self.banks.choices = [
            SelectChoice(name, each.title, speech(each.language))
            for name, each in self.usable.items()
        ]

    def validate_banks(self, field: Field) -> None:
        """Refuse none at all, and a bank that is not there for this teacher."""
        if not field.data:
            raise ValidationError("Choose a bank at least.")
        if any(name not in self.usable for name in field.data):
            raise ValidationError("There is no such bank. Choose from the list.")

    @property
    def bank_ids(self) -> list[int]:
        """The banks that were chosen."""
        return [self.usable[name].id for name in self.banks.data or ()]

    @property
    def quiz_id(self) -> UUID | None:
        """The id for the quiz; None when the field was tampered with."""
        return fresh_id(self.form_id.data)


class SettingsForm(NewQuizForm):
    """What is set for a quiz besides its questions; ``version`` is what the page was drawn from."""

    version = HiddenField()
    instructions = TextAreaField(
        "Instructions (optional)",
        description="Shown before it begins. An empty line begins a new paragraph.",
        validators=[
            Length(
                max=_LONGEST_INSTRUCTIONS, message=f"Stay within {_LONGEST_INSTRUCTIONS} letters."
            )
        ],
        filters=[lambda value: visible(value or "")[0].strip()],
        render_kw={"rows": 5, "dir": "auto"},
    )
    way = RadioField(
        "Results are shown",
        description="Forward only: whoever has gone on from a question can neither see it again "
        "nor change its answer until the attempt is handed in.",
        choices=[SelectChoice(name, way.label) for name, way in WAYS.items()],
    )
    release = RadioField(
        "They may be seen",
        description="Results after each question are seen at once, whatever stands here. What you "
        "change counts at once, for attempts that are handed in already, too.",
        choices=[
            SelectChoice(Release.END.value, "As soon as it is handed in"),
            SelectChoice(Release.CLOSING.value, "After the closing time"),
            SelectChoice(Release.NEVER.value, "Never"),
        ],
        default=Release.END.value,
    )
    is_closed_book = BooleanField(
        "Closed book",
        description="From the start until the results may be seen, whoever takes it can look up "
        "neither what it asks about nor the articles that this is from, and does not study it. It "
        "counts at once, for attempts under way too. Nobody is kept from looking as a guest or in "
        "another browser.",
    )
    asks_certainty = BooleanField(
        "Ask how sure they are",
        description="Beside each answer: sure, fairly sure, or a guess. It changes no mark. "
        "With their results learners see how often they were right when they were sure, and you "
        "see with the attempts which questions mislead them.",
    )
    shuffles = BooleanField("Shuffle the questions", description="Each attempt in its own order.")
    attempts_allowed = CountField(
        "How often it may be taken (optional)",
        description="Leave it empty for as often as somebody likes. A guest in a private window is "
        "somebody new, with all attempts: for a test, let people log in.",
        validators=[
            Optional(),
            NumberRange(1, MOST_ATTEMPTS, f"Give a number from 1 to {MOST_ATTEMPTS}."),
        ],
    )
    grade_rule = RadioField(
        "The grade of whoever takes it more than once",
        choices=[SelectChoice(rule.value, label) for rule, label in RULES.items()],
        default=GradeRule.BEST.value,
    )
    pass_percent = CountField(
        "Pass mark in per cent (optional)",
        description="Whoever has this grade has passed. Leave it empty for none.",
        validators=[Optional(), NumberRange(1, 100, _NO_MARK)],
    )
    bands = BandsField("Overall feedback (optional)")
    minutes = CountField(
        "Time limit in minutes (optional)",
        description="What is saved when it is over is handed in. Whoever begins later than this "
        "before the closing time has less.",
        validators=[
            Optional(),
            NumberRange(1, MOST_MINUTES, f"Give a number from 1 to {MOST_MINUTES}."),
        ],
    )
    delay = CountField(
        "Delay between attempts (optional)",
        validators=[Optional(), NumberRange(1, MOST_MINUTES_BETWEEN, _NO_DELAY)],
    )
    delay_unit = SelectField(
        "Delay in",
        choices=[SelectChoice(unit, unit) for unit in UNITS],
        default="hours",
    )
    opens_at = DateTimeLocalField(
        "Opens (optional)", format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], validators=[Optional()]
    )
    closes_at = DateTimeLocalField(
        "Closes (optional)", format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], validators=[Optional()]
    )

    def validate_release(self, field: Field) -> None:
        """Refuse to wait for a closing time that there is not."""
        if field.data == Release.CLOSING and not any(self.closes_at.raw_data or ()):
            raise ValidationError("Say below when it closes.")

    def validate_is_closed_book(self, field: Field) -> None:
        """Refuse to show what proves an answer while the books are closed."""
        if (
            field.data
            and self.way.data in WAYS
            and WAYS[self.way.data].feedback is Feedback.AT_ONCE
        ):
            raise ValidationError(
                "Results after each question show the article. Choose results at the end, or leave "
                "the books open."
            )

    def validate_attempts_allowed(self, field: Field) -> None:
        """Say plainly what is no number."""
        say_instead(field, "Give a whole number, or leave it empty.")

    def validate_minutes(self, field: Field) -> None:
        """Say plainly what is no number."""
        say_instead(field, "Give a whole number of minutes, or leave it empty.")

    def validate_pass_percent(self, field: Field) -> None:
        """Say plainly what is no number."""
        say_instead(field, _NO_MARK)

    def validate_delay(self, field: Field) -> None:
        """Refuse what is no number, and more than a year."""
        say_instead(field, _NO_DELAY)
        if self.delay_minutes is not None and self.delay_minutes > MOST_MINUTES_BETWEEN:
            raise ValidationError(_NO_DELAY)

    @property
    def delay_minutes(self) -> int | None:
        """How many minutes pass between attempts; None for none."""
        count = self.delay.data
        return None if count is None else count * UNITS.get(self.delay_unit.data, 1)

    def validate_opens_at(self, field: Field) -> None:
        """Say plainly what is no moment."""
        say_instead(field, _NOT_A_MOMENT)
        within_reason(field)

    def validate_closes_at(self, field: Field) -> None:
        """Refuse what is no moment, and a window that ends before it opens."""
        say_instead(field, _NOT_A_MOMENT)
        within_reason(field)
        opens = self.opens_at.data
        if field.data is not None and opens is not None and field.data <= opens:
            raise ValidationError("It must close after it opens.")

    def show(self, design: Design, zone: str) -> None:
        """Fill in what is set now; moments as the clock of this time zone shows them."""
        for name in _AS_THEY_ARE:
            self[name].data = getattr(design, name)
        self.way.data, self.release.data = way_of(design), design.release.value
        self.grade_rule.data = design.grade_rule.value
        if design.delay_minutes is not None:
            self.delay.data, self.delay_unit.data = in_units(design.delay_minutes)
        for name in ("opens_at", "closes_at"):
            moment: datetime | None = getattr(design, name)
            self[name].data = None if moment is None else moment.astimezone(ZoneInfo(zone))

    def applied(self, design: Design, zone: str) -> Design:
        """Return a design with what was entered, for moments by the clock of this time zone."""
        way = WAYS[self.way.data]
        return replace(
            design,
            title=self.title.data or "",
            instructions=self.instructions.data or "",
            layout=way.layout,
            feedback=way.feedback,
            is_linear=way.is_linear,
            shuffles=bool(self.shuffles.data),
            attempts_allowed=self.attempts_allowed.data,
            opens_at=moment_by(self.opens_at.data, zone),
            closes_at=moment_by(self.closes_at.data, zone),
            minutes=self.minutes.data,
            grade_rule=GradeRule(self.grade_rule.data),
            pass_percent=self.pass_percent.data,
            bands=self.bands.data,
            delay_minutes=self.delay_minutes,
            is_closed_book=bool(self.is_closed_book.data),
            asks_certainty=bool(self.asks_certainty.data),
            release=Release.END if way.feedback is Feedback.AT_ONCE else Release(self.release.data),
        )


class DrawForm(BaseForm):
    """Questions that are drawn from one bank: how many, and about what."""

    count = CountField(
        "How many",
        default=5,
        validators=[NumberRange(1, LONGEST, f"Give a number from 1 to {LONGEST}.")],
    )
    topic = SelectField("Topic", default="")
    kind = SelectField("Kind", default="")
    source = SelectField("Article", default="")
    prefers = SelectField(
        "Take first",
        choices=[SelectChoice(each.value, label) for each, label in PREFERENCES.items()],
        default="",
    )

    def offer(self, topics: dict[str, str], kinds: dict[str, str], sources: dict[str, str]) -> None:
        """Offer what the bank has, by slug."""
        for field, found in ((self.topic, topics), (self.kind, kinds), (self.source, sources)):
            field.choices = [
                SelectChoice("", "Any"),
                *(SelectChoice(key, title) for key, title in found.items()),
            ]

    def validate_count(self, field: Field) -> None:
        """Say plainly what is no number."""
        say_instead(field, f"Give a number from 1 to {LONGEST}.")

    def item(self, bank_id: int) -> Item:
        """Return what is to be drawn."""
        return Item(
            bank_id,
            count=self.count.data or 1,
            topic=self.topic.data or "",
            source=self.source.data or "",
            kind=self.kind.data or "",
            prefers=Preference(self.prefers.data or ""),
        )


def way_of(design: Design) -> str:
    """Return the name of the way in which a quiz shows its results."""
    return next(
        name
        for name, (_, *settings) in WAYS.items()
        if settings == [design.layout, design.feedback, design.is_linear]
    )


def say_instead(field: Field, words: str) -> None:
    """Put words for people in the place of all that WTForms says of what it cannot read."""
    if field.process_errors:
        field.errors = []
        raise ValidationError(words)


def within_reason(field: Field) -> None:
    """Refuse a year that no clock of any time zone may show."""
    if field.data is not None and not _YEARS[0] <= field.data.year <= _YEARS[1]:
        raise ValidationError(f"Give a year from {_YEARS[0]} to {_YEARS[1]}.")


def moment_by(wall: datetime | None, zone: str) -> datetime | None:
    """Return the moment at which a clock of this time zone shows that."""
    return None if wall is None else wall.replace(tzinfo=ZoneInfo(zone))
