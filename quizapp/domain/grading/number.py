"""Marks of typed numbers and ranges."""

from __future__ import annotations

from decimal import Decimal

from quizapp.domain.answers import Outcome, PartMark, Typed
from quizapp.domain.grading.marks import ALL, NONE, Grader, Judgement, Unusable
from quizapp.domain.grading.number_words import SCALES
from quizapp.domain.grading.numerals import Number, read_numbers
from quizapp.domain.grading.units import SIGNS, is_unit
from quizapp.domain.questions import Numeric

UNREADABLE = "This could not be read as a number. Write digits, such as 2000 or 1.5 million."


def _judge(question: Numeric, answer: Typed) -> Judgement | Unusable:
    readings = read_numbers(answer.text)
    given = answer.text.strip()
    if not readings:
        return Unusable(Outcome.MALFORMED, UNREADABLE, given)
    in_range = [reading for reading in readings if _is_value(reading, question)]
    right = any(_is_unit(reading, question) for reading in in_range)
    part = PartMark(
        "number",
        question.fact,
        right,
        guess=0.0,
        given=given,
        expected=number_text(question),
        note="The number is right, the unit is not." if in_range and not right else "",
    )
    return Judgement(ALL if right else NONE, (part,))


def number_text(question: Numeric) -> str:
    """Return the right number in words for people: “2%”, “1,800 to 2,000 Marines”."""
    unit = question.units[0] if question.units else ""
    # A year has no thousands mark, and a number without unit may be one.
    grouped = bool(unit) or abs(question.upper or question.value) >= 10_000
    text = _digits(question.value, grouped)
    if question.upper is not None:
        text = f"{text} to {_digits(question.upper, grouped)}"
    if unit.casefold() in SIGNS:
        return f"{unit}{text}"
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}".rstrip()


def _digits(number: Decimal, grouped: bool) -> str:
    text = f"{number:,f}" if grouped else f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_value(reading: Number, question: Numeric) -> bool:
    lowest = question.value - question.tolerance
    upper = question.value if question.upper is None else question.upper
    highest = upper + question.tolerance
    if reading.high is None:
        return lowest <= reading.low <= highest
    return question.upper is not None and lowest <= reading.low <= reading.high <= highest


def _is_unit(reading: Number, question: Numeric) -> bool:
    if not reading.unit:
        return True
    if question.units:
        return is_unit(reading.unit, question.units)
    # Nobody said what a right unit is; but a scale that was not used is part of the number.
    return reading.unit[0] not in SCALES or reading.unit[0] == "m"


NUMERIC = Grader(
    "All or nothing: any number within the tolerance is right, however its thousands and decimals"
    " are marked; the unit may be left out, but must not be another one.",
    Typed,
    lambda question: (number_text(question),),
    _judge,
)
