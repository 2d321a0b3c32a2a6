from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answer_forms import read_answer
from quizapp.domain.answers import Blank, Malformed, Outcome, Typed
from quizapp.domain.errors import InvalidQuestion
from tests.domain.kinds.numbers import number
from tests.grading import grade

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
    "five three",
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
    "hundreds",
    "dozens of ships",
    "5±1",
    "5*3",
    "5 × 3",
    "1990s",
    "11/9/2001",
    "2nd",
    "21st",
    "5x",
    "5 or 6",
    "5 squared",
    "5 cubed",
    "3 years and 2 months",
    "5 feet 6 inches",
    "1 in 5",
    "5:30",
    "5/0",
    "5/6/7",
    "5^99",
    "0^-1",
    "Hawaii",
    "V",
    "1º",
    "7/8ths",
    "5′6″",
]


@pytest.mark.parametrize("typed", UNREADABLE)
def test_what_is_no_number_is_malformed(typed):
    mark = grade(PLAIN, Typed(typed))
    assert (mark.points, mark.outcome, mark.parts[0].answered) == (0, Outcome.MALFORMED, False)
    assert mark.parts[0].given == typed
    assert "number" in mark.parts[0].note


YEARS = number(3, units=("years", "year"))


WRITTEN = [
    (5, "+5"),
    (5, "plus 5"),
    (-5, "minus 5"),
    (-5, "negative five"),
    (1800, "1.8 × 10³"),
    (1800, "1.8*10^3"),
    (1000, "10^3"),
    (1000, "10³"),
    (1000, "10**3"),
    ("0.001", "10⁻³"),
    ("0.5", "1/2"),
    ("0.5", "½"),
    ("0.5", "half"),
    ("0.5", "one half"),
    ("0.75", "three quarters"),
    ("0.75", "¾"),
    ("5.5", "5½"),
    ("5.5", "5 1/2"),
    ("5.5", "five and a half"),
    ("5.5", "5 and a half"),
    ("2.5", "two point five"),
    (500_000, "half a million"),
    (1_500_000, "one and a half million"),
    (1_500_000, "1½ million"),
    (6, "half a dozen"),
    (1990, "in 1990"),
    (1990, "the year 1990"),
    (1990, "nineteen ninety"),
    (2023, "twenty twenty-three"),
    (44, "44 AD"),
    (44, "AD 44"),
    (-44, "44 BC"),
    (1800, "(1,800)"),
    (500, "5 hundred"),
    (5 * 10**15, "5 quadrillion"),
    (2 * 10**9, "2 thousand million"),
    (5000, "5,000+"),
    (12, "a total of 12"),
    (1800, "1\u200b800"),
    (1800, "\ufeff1800\u202c"),
]


@pytest.mark.parametrize(("value", "typed"), WRITTEN)
def test_a_number_is_read_as_people_write_it(value, typed):
    assert grade(number(value), Typed(typed)).points == 1


TAILS = [
    (5, "5½"),
    (5, "5/6"),
    (5, "5^2"),
    (5, "5±1"),
    (5, "5*3"),
    (5, "5 tenths"),
    (5, "5 quadrillion"),
    (5, "5 hundredths"),
    (5, "5 dozen"),
    (5, "5 and a half"),
    (5, "5 lakh"),
    (5, "5 squared"),
    (5, "5e2"),
    (5, "5x"),
    (5, "5k"),
    (10, "10^3"),
    (10, "10³"),
    (10, "10⁻³"),
    (1990, "1990s"),
    (1990, "the 1990s"),
    (11, "11/9/2001"),
    (11, "11.9.2001"),
    (44, "44 BC"),
    (44, "44 BCE"),
    (44, "44BC"),
    (2, "2nd"),
    (2, "2-fold division of 4"),
    (2, "2 billion runways"),
    (2, "2 x 10^3"),
    (102, "10²"),
    (5, "5 3"),
    (5, "5:30"),
    (5, "5,000"),
    (5, "5,000 people"),
]


@pytest.mark.parametrize(("value", "typed"), TAILS)
def test_a_number_with_a_tail_is_another_number_or_none(value, typed):
    assert grade(number(value), Typed(typed)).points == 0


@given(
    st.integers(0, 10**6),
    st.sampled_from([*"½¾²³^*/±", "/3", "^2", "±1", "*3", "nd", "x", "/9/2001", " tenths"])
    | st.sampled_from([" billion", " dozen", " and a half", " quadrillion", "e3", " BC", " or 6"]),
)
def test_a_number_with_a_tail_is_never_the_number(value, tail):
    # One is all that its powers are.
    if value > 1 or (value and tail not in {"²", "³", "^2"}):
        assert grade(number(value), Typed(f"{value}{tail}")).points == 0


@pytest.mark.parametrize("typed", UNREADABLE)
def test_what_is_no_number_is_asked_again_before_it_is_marked(typed):
    answer = read_answer(PLAIN, "seed", {"text": [typed]})
    assert isinstance(answer, Malformed)
    assert "number" in answer.reason


def test_a_field_of_letters_that_nobody_sees_is_blank():
    assert read_answer(PLAIN, "seed", {"text": ["\u200b\ufeff \u2060"]}) == Blank()


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
    ("question", "said"),
    [
        (
            number(3400, tolerance=Decimal("170.00"), units=("Marines",)),
            "3,400 Marines, give or take 170",
        ),
        (number("2.50", tolerance=Decimal("0.10")), "2.5, give or take 0.1"),
        (number(2025), "2025"),
        (BETWEEN, "1,800 to 2,000 Marines"),
        (number(5, units=("$",)), "$5"),
    ],
)
def test_the_key_is_said_as_people_write_it(question, said):
    assert question.solution().answers == (("Answer", said),)


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
