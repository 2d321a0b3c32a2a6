"""When something was answered: by the learner's clock, as far as it can be right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from quizapp.answering.forms import ANSWERED, TOOK, Form
from quizapp.quizzes.models import ClockSource
from quizapp.quizzes.responses import Moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DIGITS = 15
"""The longest number that is read; it reaches further than any clock."""
_LONGEST_MS = 2**31 - 1


def moment_of(form: Form, earliest: datetime, received: datetime) -> Moment:
    """Return when the answer in a form was given, between ``earliest`` and when it was received.

    A time that cannot be is moved to the nearest that can and flagged; without one, the time of
    receipt is taken and flagged. What took longer than there was time took all of it.
    """
    earliest = min(earliest, received)
    took = _number(form, TOOK)
    if took is not None:
        took = min(took, (received - earliest) // timedelta(milliseconds=1), _LONGEST_MS)
    said = _number(form, ANSWERED)
    if said is None:
        return Moment(received, received, ClockSource.SERVER, took)
    # Compared as milliseconds: a number may be beyond what a date can hold.
    first, last = (_milliseconds(each) for each in (earliest, received))
    if said > last:
        return Moment(received, received, ClockSource.CLAMPED, took)
    if said < first:
        return Moment(earliest, received, ClockSource.CLAMPED, took)
    answered = max(earliest, _EPOCH + timedelta(milliseconds=said))
    return Moment(min(answered, received), received, ClockSource.LEARNER, took)


def _milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def _number(form: Form, name: str) -> int | None:
    values = form.get(name, ())
    text = values[0] if len(values) == 1 else ""
    is_number = 0 < len(text) <= _DIGITS and text.isascii() and text.isdigit()
    return int(text) if is_number else None
