"""The form in which a teacher gives one person more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from wtforms import DateTimeLocalField, Field, HiddenField, RadioField, StringField, ValidationError
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from quizapp.quizzes.accommodations import Accommodation
from quizapp.quizzes.designs import Design
from quizapp.web.authoring.article_forms import one_line
from quizapp.web.base_form import BaseForm, SelectChoice
from quizapp.web.quizzes.building.forms import (
    MOST_ATTEMPTS,
    MOST_MINUTES,
    CountField,
    moment_by,
    say_instead,
    within_reason,
)
from quizapp.web.sent_ids import fresh_id, sent_id

LONGEST_REASON = 500
_PERCENT, _MINUTES = "percent", "minutes"
_NOT_A_MOMENT = "Give a day and a time, such as 2026-03-02 09:00, or leave it empty."


class AccommodationForm(BaseForm):
    """More time, more attempts, a later closing time; what is empty is as everybody has it.

    ``form_id`` makes a second click harmless, ``after`` is what counted when the page was drawn.
    """

    form_id = HiddenField()
    after = HiddenField()
    name = HiddenField(filters=[one_line])
    time = CountField(
        "More time (optional)",
        validators=[
            Optional(),
            NumberRange(1, MOST_MINUTES, f"Give a number from 1 to {MOST_MINUTES}."),
        ],
    )
    unit = RadioField(
        "The number is",
        choices=[
            SelectChoice(_PERCENT, "percent of the time limit"),
            SelectChoice(_MINUTES, "minutes"),
        ],
        default=_PERCENT,
    )
    attempts = CountField(
        "More attempts (optional)",
        validators=[
            Optional(),
            NumberRange(1, MOST_ATTEMPTS, f"Give a number from 1 to {MOST_ATTEMPTS}."),
        ],
    )
    closes_at = DateTimeLocalField(
        "Closes later (optional)",
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        validators=[Optional()],
    )
    reason = StringField(
        "Reason",
        description="Kept with who gave it and when. The learner finds it in the file of their own "
        "data; nobody else but you sees it.",
        validators=[
            DataRequired("Say why, for your own records."),
            Length(max=LONGEST_REASON, message=f"Stay within {LONGEST_REASON} letters."),
        ],
        filters=[one_line],
        render_kw={"dir": "auto", "autocomplete": "off"},
    )

    def __init__(self, design: Design, zone: str, **given: object) -> None:
        super().__init__(**given)
        self._design, self._zone = design, zone

    def show(self, accommodation: Accommodation) -> None:
        """Fill in what somebody has now."""
        self.time.data = accommodation.extra_percent or accommodation.extra_minutes
        self.unit.data = _PERCENT if accommodation.extra_minutes is None else _MINUTES
        self.attempts.data = accommodation.extra_attempts
        moment = accommodation.closes_at
        self.closes_at.data = None if moment is None else moment.astimezone(ZoneInfo(self._zone))

    def validate_time(self, field: Field) -> None:
        """Say plainly what is no number."""
        say_instead(field, "Give a whole number, or leave it empty.")

    def validate_attempts(self, field: Field) -> None:
        """Say plainly what is no number."""
        say_instead(field, "Give a whole number, or leave it empty.")

    def validate_closes_at(self, field: Field) -> None:
        """Refuse what is no moment, and one at which the quiz is closed for nobody or everybody."""
        say_instead(field, _NOT_A_MOMENT)
        within_reason(field)
        if field.data is None:
            return
        if self._design.closes_at is None:
            raise ValidationError("This quiz has no closing time. Leave it empty.")
        if (self._closing or self._design.closes_at) <= self._design.closes_at:
            raise ValidationError("It must be later than the quiz closes for everybody.")

    @property
    def given_id(self) -> UUID | None:
        """The id for what is given; None when the field was tampered with."""
        return fresh_id(self.form_id.data)

    @property
    def after_id(self) -> UUID | None:
        """What counted when the page was drawn; None for nothing."""
        return sent_id(self.after.data)

    @property
    def accommodation(self) -> Accommodation:
        """What was entered."""
        in_minutes = self.unit.data == _MINUTES
        return Accommodation(
            None if in_minutes else self.time.data,
            self.time.data if in_minutes else None,
            self.attempts.data,
            self._closing,
        )

    @property
    def _closing(self) -> datetime | None:
        return moment_by(self.closes_at.data, self._zone)
