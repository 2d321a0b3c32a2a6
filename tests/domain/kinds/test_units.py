"""Units beside a number: their spellings, other units, and what is only counted."""

import pytest

from quizapp.domain.answers import Typed
from tests.domain.kinds.numbers import asking, number
from tests.grading import grade

SHARE = number(2, units=("%",))
FORCES = number(50_000, units=("service members",))
MEGAWATTS = asking("How many megawatts does the plant give?", 500)
UNITS = {
    "years": ["yrs", "yr", "year", "yrs.", "yo", "years in prison", "long years"],
    "hours": ["hrs", "hr", "h", "hour"],
    "minutes": ["min", "mins", "minute"],
    "seconds": ["s", "sec", "secs"],
    "pounds": ["lbs", "lb", "pound"],
    "km": ["kms", "kilometres", "kilometers", "kilometre", "kilometrs", "Km"],
    "tonnes": ["t", "tonne", "metric tons", "metric tonnes"],
    "square kilometres": [
        "km²",
        "sq km",
        "sq. km",
        "km2",
        "km^2",
        "square km",
        "kilometres squared",
    ],
    "cubic metres": ["m³", "m3", "cu m", "cubic meters"],
    "kilometres per hour": ["km/h", "kph", "kmh", "km per hour", "kilometers an hour"],
    "miles per hour": ["mph", "mi/h", "miles an hour"],
    "degrees Celsius": [
        "°C",
        "C",
        "degrees C",
        "° C",
        "celsius",
        "degrees centigrade",
        "°",
        "degrees",
    ],
    "degrees Fahrenheit": ["°F", "degrees F", "fahrenheit"],
    "kilograms": ["kg", "kgs", "kilos", "kilogrammes"],
    "megawatts": ["MW", "megawatt"],
    "kilowatt hours": ["kWh", "kilowatt-hours"],
    "percent": ["%", "per cent", "pct", "% of all of them"],
    "US dollars": ["$", "dollars", "US$", "USD", "US dollars", "American dollars", "bucks"],
    "euros": ["€", "EUR", "euro"],
    "Canadian dollars": ["C$", "CAD", "Canadian dollars"],
    "inches": ["in", "inch"],
    "feet": ["ft", "foot"],
    "miles": ["mi", "mile"],
    "hectares": ["ha", "hectare"],
}


def spellings():
    return [(unit, other) for unit, others in UNITS.items() for other in others]


@pytest.mark.parametrize(("unit", "typed"), spellings())
def test_a_unit_and_its_synonyms_are_one(unit, typed):
    assert grade(number(25, units=(unit,)), Typed(f"25 {typed}")).points == 1
    asked = asking(f"How many {unit} was it?", 25)
    assert grade(asked, Typed(f"25 {typed}")).points == 1


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_no_unit_is_taken_for_any_other(unit):
    question = number(25, units=(unit,))
    mine = {"degrees Celsius": {"°", "degrees"}, "Canadian dollars": {"$", "dollars", "bucks"}}
    for other, spelling in spellings():
        if other == unit or spelling in mine.get(unit, ()) or spelling in ("°", "degrees"):
            continue
        mark = grade(question, Typed(f"25 {spelling}"))
        assert mark.points == 0, (unit, spelling)
        assert mark.parts[0].note == "The number is right, the unit is not."


OTHER_UNITS = [
    (number(10, units=("tonnes",)), "10 tons"),
    (number(10, units=("tons",)), "10 tonnes"),
    (number(5, units=("$",)), "5 Canadian dollars"),
    (number(5, units=("$",)), "A$5"),
    (number(5, units=("$",)), "5 cents"),
    (number(80, units=("km",)), "80 km/h"),
    (number(80, units=("km/h",)), "80 km"),
    (number(80, units=("hours",)), "80 kilowatt hours"),
    (number(3, units=("years",)), "3 light years"),
    (number(3, units=("years",)), "3½ years"),
    (number(3, units=("years",)), "3 million years"),
    (number(3, units=("years",)), "3 decades"),
    (number(1_650_000, units=("$",)), "$1,650,000 million"),
    (MEGAWATTS, "500 gigawatts"),
    (MEGAWATTS, "500 GW"),
    (asking("How many dozen eggs were there?", 5), "5 thousand"),
    (asking("What percentage of them came?", 5), "5 people"),
    (FORCES, "50,000 %"),
    (FORCES, "50,000 km"),
    (FORCES, "$50,000"),
    (FORCES, "50,000 million troops"),
]


@pytest.mark.parametrize(("question", "typed"), OTHER_UNITS)
def test_the_same_digits_with_another_unit_or_scale_are_wrong(question, typed):
    assert grade(question, Typed(typed)).points == 0


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        (MEGAWATTS, "500"),
        (MEGAWATTS, "500 MW"),
        (asking("How many dozen eggs were there?", 5), "5"),
        (asking("How many dozen eggs were there?", 5), "5 dozen"),
        (asking("How many million dollars?", "1.65"), "$1,650,000"),
        (asking("How many million people?", 5), "5 million"),
        (asking("What percentage of them came?", 5), "5 per cent"),
        (asking("How long is the bridge (in metres)?", 5), "5 m"),
        (FORCES, "50,000 in total"),
    ],
)
def test_the_unit_in_the_question_is_the_unit(question, typed):
    assert grade(question, Typed(typed)).points == 1


@pytest.mark.parametrize("noun", ["troops", "American soldiers", "men and women", "people"])
def test_another_word_for_what_is_counted_is_right_and_the_questions_word_is_said(noun):
    part = grade(FORCES, Typed(f"50,000 {noun}")).parts[0]
    assert part.right
    assert part.note == "The question counts service members."
    assert grade(FORCES, Typed("50,000 service members")).parts[0].note == ""


def test_a_right_number_with_a_wrong_unit_is_told_so():
    assert "unit" in grade(SHARE, Typed("$2")).parts[0].note
    assert grade(SHARE, Typed("$3")).parts[0].note == ""
