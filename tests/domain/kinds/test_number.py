from decimal import Decimal

import pytest

from quizapp.domain.answers import Outcome, Typed
from quizapp.domain.errors import InvalidQuestion
from quizapp.domain.grading import grade
from quizapp.domain.questions import Numeric


def number(value, **more):
    return Numeric(id="q", topic="t", stem="How many?", fact="f", value=Decimal(value), **more)


MARINES = number(1800, units=("Marines", "US Marines"))
DOLLARS = number(1_650_000, units=("$", "dollars"))
SHARE = number(2, units=("%",))
BETWEEN = number(1800, upper=Decimal(2000), units=("Marines",))
PLAIN = number("1.65")

RIGHT = [
    (MARINES, "1,800"),
    (MARINES, "1.800"),
    (MARINES, "1 800"),
    (MARINES, "1\u202f800"),
    (MARINES, "1’800"),
    (MARINES, "1800."),
    (MARINES, "About 1,800 marines"),
    (MARINES, "1.8 thousand US Marines"),
    (MARINES, "1.8k"),
    (MARINES, "eighteen hundred"),
    (MARINES, "one thousand eight hundred Marines"),
    (MARINES, "１８００"),
    (MARINES, "1.8e3"),
    (MARINES, "1.8 x 10^3"),
    (PLAIN, "1,65"),
    (PLAIN, "1.65"),
    (PLAIN, "1.650"),
    (PLAIN, "1.65 whatever they are"),
    (DOLLARS, "1.65 million"),
    (DOLLARS, "$1.65 million"),
    (DOLLARS, "1,65 m"),
    (DOLLARS, "1.65 million US dollars"),
    (DOLLARS, "US$1,650,000"),
    (DOLLARS, "USD 1.65mn"),
    (SHARE, "2 %"),
    (SHARE, "2"),
    (SHARE, "2 percent"),
    (SHARE, "2 per cent"),
    (SHARE, "two percent"),
    (SHARE, "2% of GDP"),
    (BETWEEN, "1,800-2,000"),
    (BETWEEN, "1,800–2,000 Marines"),
    (BETWEEN, "between 1,800 and 2,000"),
    (BETWEEN, "from 1,800 to 2,000"),
    (BETWEEN, "about 1,800 to about 2,000"),
    (BETWEEN, "up to 2,000"),
    (BETWEEN, "1,850"),
    (BETWEEN, "1.8 to 2 thousand"),
    (number(100_000), "1,00,000"),
    (number(100_000), "a hundred thousand"),
    (number(100_000), "1 lakh"),
    (number(106), "one hundred and six"),
    (number(25), "twenty-five"),
    (number(12), "a dozen"),
    (number("-5"), "−5 degrees"),
    (number("-5", units=("$",)), "-$5"),
    (number("0.5"), ".5"),
    (number("0.5"), "0,500"),
    (number(2015), "2015"),
    (number(2_000_000, upper=Decimal(3_000_000), units=("$",)), "$2-3 million"),
    (number("1.65", units=("million dollars",)), "$1.65 million"),
    (number("1.65", units=("million dollars",)), "1.65"),
    (number("1.5", upper=Decimal(2), units=("million dollars",)), "1.5 to 2 million dollars"),
    (number(65, units=("m",)), "65 metres"),
    (number(65, units=("km",)), "65-kilometer"),
    (number(2000, units=("troops",)), "2,000 American troops"),
    (number(6, units=("people",)), "6 persons"),
]


@pytest.mark.parametrize(("question", "typed"), RIGHT)
def test_a_right_number_is_right_however_it_is_written(question, typed):
    mark = grade(question, Typed(typed))
    assert (mark.points, mark.outcome, mark.parts[0].guess) == (1, Outcome.RIGHT, 0)


WRONG = [
    (MARINES, "1,801"),
    (MARINES, "18"),
    (MARINES, "1,800 soldiers of another army"),
    (MARINES, "1800 %"),
    (MARINES, "$1,800"),
    (MARINES, "1,800-2,000"),
    (MARINES, "1,800 million"),
    (PLAIN, "1.65 million"),
    (PLAIN, "165"),
    (DOLLARS, "1.65"),
    (DOLLARS, "1.65 billion"),
    (DOLLARS, "€1.65 million"),
    (SHARE, "0.02"),
    (SHARE, "2 percentage points"),
    (BETWEEN, "1,800-2,100"),
    (BETWEEN, "2,000-1,800"),
    (BETWEEN, "2,001"),
    (BETWEEN, "1,800 to 2,000 dollars"),
    (number(5), "-5"),
    (number(5, units=("km",)), "5 square km"),
]


@pytest.mark.parametrize(("question", "typed"), WRONG)
def test_another_number_or_unit_is_wrong(question, typed):
    mark = grade(question, Typed(typed))
    assert (mark.points, mark.outcome, mark.parts[0].answered) == (0, Outcome.WRONG, True)


UNREADABLE = [
    "NaN",
    "Infinity",
    "-inf",
    "1e999999",
    "1e-999999",
    "9" * 400,
    "many",
    "two or three",
    "2 of 3",
    "2 point five",
    "10²",
    "½",
    "one and a half million",
    "five three",
    "twenty ten",
    "1,2,3",
    "1 80",
    "1.2.3.4",
    "2023-01-11",
    "-",
    "$",
    "5 km to 6 miles",
    "5 km-6 miles",
    "not 5",
    "1 5000",
    "and five",
    "million",
]


@pytest.mark.parametrize("typed", UNREADABLE)
def test_what_is_no_number_is_malformed(typed):
    mark = grade(PLAIN, Typed(typed))
    assert (mark.points, mark.outcome, mark.parts[0].answered) == (0, Outcome.MALFORMED, False)
    assert mark.parts[0].given == typed
    assert "number" in mark.parts[0].note


def test_a_right_number_with_a_wrong_unit_is_told_so():
    assert "unit" in grade(SHARE, Typed("$2")).parts[0].note
    assert grade(SHARE, Typed("$3")).parts[0].note == ""


@pytest.mark.parametrize(
    ("typed", "points"), [("1,899", 0), ("1,900", 1), ("2100", 1), ("2101", 0)]
)
def test_the_tolerance_is_included_at_both_ends(typed, points):
    assert grade(number(2000, tolerance=Decimal(100)), Typed(typed)).points == points


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (SHARE, "2%"),
        (MARINES, "1,800 Marines"),
        (BETWEEN, "1,800 to 2,000 Marines"),
        (DOLLARS, "$1,650,000"),
        (number(2015), "2015"),
        (number(50000), "50,000"),
        (number("1.650"), "1.65"),
        (number("1E+3"), "1000"),
        (number("2.0", units=("km",)), "2 km"),
    ],
)
def test_the_right_number_is_said_for_people(question, text):
    assert question.expected == (text,)
    assert grade(question, Typed(text)).points == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "NaN"},
        {"value": "1e999999"},
        {"value": 1, "upper": Decimal("NaN")},
        {"value": 2, "upper": Decimal(2)},
        {"value": 2, "tolerance": Decimal(-1)},
        {"value": 2, "tolerance": Decimal("NaN")},
        {"value": 2, "units": ("km", "KM")},
    ],
)
def test_a_number_that_cannot_be_marked_cannot_be_asked(wrong):
    with pytest.raises(InvalidQuestion):
        number(**wrong)
