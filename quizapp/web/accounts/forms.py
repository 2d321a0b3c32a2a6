"""Forms of the account pages."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
)
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from quizapp.accounts import logins, names
from quizapp.accounts.errors import BadName
from quizapp.web.base_form import BaseForm, SelectChoice

_SHORTEST, _LONGEST = names.PASSWORD_LENGTH
_NAME_HINT = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


def fit_for_a_name(_form: BaseForm, field: Field) -> None:
    """Apply the rules for names to a field.

    Those for passwords are asked where the password is set: what is guessed first takes long to
    know, and is known once.
    """
    try:
        names.checked_name(field.data)
    except BadName as error:
        raise ValidationError(str(error)) from error


class StaysForm(BaseForm):
    """Whether a login is to outlive the browser's being closed."""

    stays = BooleanField(
        "Stay logged in on this device",
        description=f"For {logins.LASTS.days} days. Leave it off on a computer that others use.",
    )


class LoginForm(StaysForm):
    """Name and password."""

    name = StringField(
        "Name",
        validators=[InputRequired("Give your name."), Length(max=200)],
        render_kw=_NAME_HINT,
    )
    password = PasswordField(
        "Password",
        validators=[InputRequired("Give your password."), Length(max=_LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )
    submit = SubmitField("Log in")


class SignUpForm(StaysForm):
    """What an account needs: a name and a password."""

    name = StringField(
        "Name",
        description="What others see. Any name will do.",
        validators=[InputRequired("Choose a name."), fit_for_a_name],
        render_kw=_NAME_HINT | {"maxlength": names.NAME_LENGTH[1]},
    )
    password = PasswordField(
        "Password",
        description=f"At least {_SHORTEST} characters. A short sentence works well.",
        validators=[InputRequired("Choose a password.")],
        render_kw={"autocomplete": "new-password", "minlength": _SHORTEST, "maxlength": _LONGEST},
    )
    guest = RadioField(
        choices=[
            SelectChoice("keep", "Yes, keep them for me"),
            SelectChoice("leave", "No, leave them"),
        ],
        default="keep",
    )
    # A script of the page fills it in; without one the account starts in UTC.
    time_zone = HiddenField(render_kw={"data-time-zone": ""})
    submit = SubmitField("Create account")


class SetupForm(SignUpForm):
    """The account that keeps the server."""

    submit = SubmitField("Create the account")


class SettingsForm(BaseForm):
    """When a learner's day begins and what it brings."""

    time_zone = SelectField("Time zone", validate_choice=True)
    day_starts_at = IntegerField(
        "A new day starts at (hour)",
        description="Work past midnight still counts as the day before.",
        validators=[
            InputRequired("Give an hour from 0 to 23."),
            NumberRange(0, 23, "Give an hour from 0 to 23."),
        ],
        render_kw={"min": 0, "max": 23, "inputmode": "numeric"},
    )
    new_per_day = IntegerField(
        "New facts a day",
        description="Facts that are due come on top.",
        validators=[
            InputRequired("Give a number from 0 to 999."),
            NumberRange(0, 999, "Give a number from 0 to 999."),
        ],
        render_kw={"min": 0, "max": 999, "inputmode": "numeric"},
    )
    submit = SubmitField("Save")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = time_zones()
        # A zone may leave the list; whoever lives in it keeps it until they choose another.
        kept = self.time_zone.object_data
        shown = zones if kept is None or kept in zones else [kept, *zones]
        self.time_zone.choices = shown  # type: ignore[assignment] # WTForms 3.3 takes plain text


class OwnPasswordForm(BaseForm):
    """The password, before what somebody at an unlocked screen must not do."""

    password = PasswordField(
        "Your password",
        validators=[InputRequired("Give your password."), Length(max=_LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


class PasswordForm(BaseForm):
    """The old password and a new one."""

    current = PasswordField(
        "Your password now",
        validators=[InputRequired("Give your password."), Length(max=_LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        "New password",
        description=f"At least {_SHORTEST} characters. You are logged out everywhere else.",
        validators=[InputRequired("Choose a password.")],
        render_kw={"autocomplete": "new-password", "minlength": _SHORTEST, "maxlength": _LONGEST},
    )
    submit = SubmitField("Change password")


class CodeForm(StaysForm):
    """A name, the code that was handed over, and a new password."""

    name = StringField(
        "Name",
        validators=[InputRequired("Give your name."), Length(max=200)],
        render_kw=_NAME_HINT,
    )
    code = StringField(
        "Code",
        description="Three groups of four, such as K7PD-3MXR-9HCT. Dashes and case do not matter.",
        validators=[InputRequired("Give the code you were told."), Length(max=60)],
        render_kw={
            "autocomplete": "one-time-code",
            "autocapitalize": "characters",
            "spellcheck": "false",
        },
    )
    password = PasswordField(
        "New password",
        description=f"At least {_SHORTEST} characters. A short sentence works well.",
        validators=[InputRequired("Choose a password.")],
        render_kw={"autocomplete": "new-password", "minlength": _SHORTEST, "maxlength": _LONGEST},
    )
    submit = SubmitField("Set the new password")


class StudentForm(BaseForm):
    """The student a teacher makes a code for."""

    name = StringField(
        "Student’s name",
        description="As they chose it; capitals do not matter.",
        validators=[InputRequired("Give the student’s name."), Length(max=200)],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    submit = SubmitField("Make a code")


@cache
def time_zones() -> list[str]:
    """Return the zones that people choose from: places, and UTC."""
    places = sorted(
        zone
        for zone in available_timezones()
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/"))
    )
    return ["UTC", *places]
