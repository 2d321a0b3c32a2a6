"""Forms of a gradebook. ``form_id`` becomes the id of what is made: sent twice, it is made once."""

from __future__ import annotations

import re
from uuid import UUID

from wtforms import BooleanField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Regexp

from quizapp.assignments.marks import NOTE_LENGTH, REASON_LENGTH
from quizapp.courses.services import MOST_DROPS
from quizapp.web.base_form import BaseForm
from quizapp.web.sent_ids import fresh_id, sent_id

_OUT_OF_RANGE = "Give a number from 0 to 100, with at most two decimals."
_PERCENT = re.compile(r"\s*(?:100(?:[.,]0{1,2})?|\d{1,2}(?:[.,]\d{1,2})?)\s*%?\s*", re.ASCII)
_HOW_MANY = f"Give a whole number from 0 to {MOST_DROPS}."


def _reason() -> TextAreaField:
    return TextAreaField(
        "Reason",
        description="The student sees it, and so does everybody who teaches the course.",
        validators=[
            DataRequired("Say why."),
            Length(max=REASON_LENGTH, message=f"Stay within {REASON_LENGTH} letters."),
        ],
        render_kw={"dir": "auto", "rows": 2, "maxlength": REASON_LENGTH},
    )


class _FollowingForm(BaseForm):
    """What follows something else says what it was; else nothing is passed over unseen."""

    form_id = HiddenField()
    after = HiddenField()

    @property
    def new_id(self) -> UUID | None:
        """The id for what is made; None when the field was tampered with."""
        return fresh_id(self.form_id.data)

    @property
    def after_id(self) -> UUID | None:
        """The id of what stood there when the form was shown."""
        return sent_id(self.after.data)


class MarkForm(_FollowingForm):
    """A mark in per cent, with the reason for it."""

    percent = StringField(
        "Mark in per cent",
        validators=[
            InputRequired("Give a number from 0 to 100."),
            Regexp(re.compile(_PERCENT.pattern + r"\Z", re.ASCII), message=_OUT_OF_RANGE),
        ],
        render_kw={"inputmode": "decimal", "autocomplete": "off", "size": 6},
    )
    reason = _reason()

    @property
    def share(self) -> float:
        """The mark as a share from 0 to 1."""
        return float((self.percent.data or "").strip(" %\t\r\n").replace(",", ".")) / 100


class ReasonForm(_FollowingForm):
    """Why something is taken back."""

    reason = _reason()


class ExcuseForm(_FollowingForm):
    """Why somebody is excused; it may be an illness, so that the student need not say more."""

    reason = TextAreaField(
        "Reason",
        description="Those who teach the course see it, and the student finds it in the file of "
        "their own data.",
        validators=[
            DataRequired("Say why."),
            Length(max=REASON_LENGTH, message=f"Stay within {REASON_LENGTH} letters."),
        ],
        render_kw={"dir": "auto", "rows": 2, "maxlength": REASON_LENGTH},
    )


class NoteForm(_FollowingForm):
    """A short note, which its student sees or not."""

    text = TextAreaField(
        "Note",
        description="Empty takes it away.",
        validators=[Length(max=NOTE_LENGTH, message=f"Stay within {NOTE_LENGTH} letters.")],
        render_kw={"dir": "auto", "rows": 2, "maxlength": NOTE_LENGTH},
    )
    is_shown = BooleanField("The student sees it, once the mark is shown")


class DropsForm(BaseForm):
    """How many of the lowest marks of each student do not count."""

    seen = HiddenField()
    drops = IntegerField(
        "Of each student’s marks leave out the lowest",
        validators=[
            InputRequired(_HOW_MANY),
            NumberRange(0, MOST_DROPS, _HOW_MANY),
        ],
        render_kw={"min": 0, "max": MOST_DROPS, "inputmode": "numeric"},
    )
