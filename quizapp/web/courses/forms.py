"""Forms of courses. ``form_id`` becomes the id of what is made: sent twice, it is made once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from quizapp.courses.groups import NAME_LENGTH
from quizapp.courses.invitations import LASTS, MOST_USES
from quizapp.courses.models import Course, CourseRole
from quizapp.courses.retention import MOST_MONTHS
from quizapp.courses.services import TITLE_LENGTH, settings_digest
from quizapp.domain.standing_bands import FEWEST_MARKS
from quizapp.web.accounts.forms import time_zones
from quizapp.web.base_form import BaseForm, SelectChoice
from quizapp.web.sent_ids import fresh_id

_PERIODS = {1: "a day", 7: "a week", 14: "two weeks", 31: "a month", 183: "half a year"}
_HOW_MANY = f"Give a whole number from 1 to {MOST_USES}, or leave it empty."


class _MakingForm(BaseForm):
    form_id = HiddenField()

    @property
    def new_id(self) -> UUID | None:
        """The id for what is made; None when the field was tampered with."""
        return fresh_id(self.form_id.data)


def _title(label: str, description: str) -> StringField:
    return StringField(
        label,
        description=description,
        validators=[
            DataRequired("Give the course a title."),
            Length(max=TITLE_LENGTH, message=f"Stay within {TITLE_LENGTH} letters."),
        ],
        render_kw={"dir": "auto", "autocomplete": "off", "maxlength": TITLE_LENGTH},
    )


class CourseForm(_MakingForm):
    """What a course is called, and by whose clock its days are meant."""

    title = _title("Title", "Your students see it, such as “Biology 7b”.")
    time_zone = SelectField("Time zone", description="Its days and deadlines go by this clock.")

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        zones = time_zones()
        kept = given.get("data", {}).get("time_zone")
        # A zone may leave the list; a course keeps it until its teacher chooses another.
        offered = zones if kept is None or kept in zones else [kept, *zones]
        self.time_zone.choices = [SelectChoice(zone, zone) for zone in offered]


class MonthsForm(BaseForm):
    """How many months after its end a course is kept with names."""

    months = IntegerField(
        "Months after its end",
        validators=[Optional()],
        render_kw={"min": 1, "max": MOST_MONTHS, "inputmode": "numeric"},
    )


class SettingsForm(CourseForm):
    """What is set for a course that is there; ``seen`` stands for what it was drawn from."""

    seen = HiddenField()
    shows_bands = BooleanField(
        "Show students roughly where they stand: upper, middle or lower third",
        description=(
            f"Beside each of their own marks, once an assignment has closed for everybody, from "
            f"{FEWEST_MARKS} marks on. Nobody sees the marks of others."
        ),
    )

    def show(self, course: Course) -> None:
        """Fill in what is set now."""
        self.title.data, self.time_zone.data = course.title, course.time_zone
        self.shows_bands.data = course.shows_bands
        self.seen.data = settings_digest(course)

    def set_beside(self, course: Course) -> None:
        """Say beside each field what somebody else has set there, and let the next save count."""
        self.seen.data = settings_digest(course)
        for field, theirs in ((self.title, course.title), (self.time_zone, course.time_zone)):
            if field.data != theirs:
                field.errors = [f"Somebody else has set meanwhile: {theirs}."]
        if self.shows_bands.data != course.shows_bands:
            theirs = "on" if course.shows_bands else "off"
            self.shows_bands.errors = [f"Somebody else has switched it {theirs} meanwhile."]


class CodeForm(_MakingForm):
    """How long a code opens a course, for how many, and whether its teacher decides."""

    days = SelectField(
        "It works for",
        choices=[SelectChoice(str(days), words) for days, words in _PERIODS.items()],
        default=str(LASTS.days),
    )
    limit = IntegerField(
        "At most so many people (optional)",
        description="Empty: as many as want to.",
        validators=[Optional(), NumberRange(1, MOST_USES, _HOW_MANY)],
        render_kw={"min": 1, "max": MOST_USES, "inputmode": "numeric"},
    )
    needs_approval = BooleanField("I let in everybody myself")

    @property
    def lasts(self) -> timedelta:
        """How long the code works."""
        return timedelta(days=int(self.days.data))


class PersonForm(BaseForm):
    """Somebody to be put into a course, by the exact name of their account."""

    name = StringField(
        "Name of their account",
        description="Exactly as they log in with it.",
        validators=[DataRequired("Give the name of an account.")],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    role = SelectField(
        "Role",
        choices=[
            SelectChoice(CourseRole.STUDENT.value, "Student"),
            SelectChoice(CourseRole.ASSISTANT.value, "Assistant: sees who is in it, and marks"),
            SelectChoice(
                CourseRole.CO_TEACHER.value,
                "Co-teacher: does all that you do, but archiving and handing over",
            ),
        ],
        default=CourseRole.STUDENT.value,
    )


class GroupForm(_MakingForm):
    """The name of a group."""

    name = StringField(
        "Name",
        validators=[
            DataRequired("Give the group a name."),
            Length(max=NAME_LENGTH, message=f"Stay within {NAME_LENGTH} letters."),
        ],
        render_kw={"dir": "auto", "autocomplete": "off", "maxlength": NAME_LENGTH},
    )


class CopyForm(_MakingForm):
    """What the next course is called, and whether it has the same groups."""

    title = _title("Title of the new course", "")
    with_groups = BooleanField("With the names of its groups")


class JoinForm(BaseForm):
    """The code of a course."""

    code = StringField(
        "Code",
        description="Eight signs, such as K7PD-3MXR. Dashes and case do not matter.",
        validators=[DataRequired("Type the code that your teacher gave you."), Length(max=60)],
        render_kw={
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        },
    )
