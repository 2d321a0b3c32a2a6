from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answer_forms import read_answer
from quizapp.domain.answers import Malformed, Typed
from quizapp.domain.questions import Cloze, Gap, ShortAnswer
from quizapp.domain.typed.dates import MONTHS, WEEKDAYS, read_dates, reading_order_of_dates
from tests.grading import grade

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


def asking(*accepted, typos=True):
    return ShortAnswer(id="q", topic="t", stem="When?", fact="f", accepted=accepted, typos=typos)


def is_right(key, typed):
    return grade(asking(key), Typed(typed)).points == 1


def usual_forms(day):
    month, weekday = MONTHS[day.month - 1].title(), WEEKDAYS[day.weekday()].title()
    th = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    short = month[:3]
    return [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{short}. {day.day}, {day.year}",
        f"{day.day} {short} {day.year}",
        f"{day.day}{th} {month} {day.year}",
        f"the {day.day}{th} of {month}, {day.year}",
        f"{month} {day.day}{th} {day.year}",
        f"{weekday}, {month} {day.day}, {day.year}",
        f"{weekday[:3]} {day.day} {short} {day.year}",
        f"on {day.day} {month} {day.year}",
        f"{day.day}-{short}-{day.year}",
        f"{day.day}{short}{day.year}",
        f"{day.day}. {month} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.day} {month.upper()} {day.year}",
        f"\u200e{day.day} {month} {day.year}\ufeff",
        f"{day.day} {short} ’{day.year % 100:02}",
    ]


@given(DAYS, st.integers(0, 19), st.integers(0, 18))
def test_a_date_in_any_usual_form_equals_itself_in_any_other(day, one, other):
    forms = usual_forms(day)
    assert is_right(forms[other], forms[one])


@given(DAYS, st.integers(1, 400), st.integers(0, 18))
def test_a_date_equals_no_other_date(day, days, form):
    assert not is_right(usual_forms(day)[0], usual_forms(day + timedelta(days))[form])


RIGHT = [
    ("January 2022", "Jan 2022"),
    ("January 2022", "in January 2022"),
    ("January 2022", "01/2022"),
    ("January 2022", "2022-01"),
    ("January 2022", "January, 2022"),
    ("February 2022", "Febuary 2022"),
    ("September 2021", "Sept. 2021"),
    ("1990", "in 1990"),
    ("1990", "the year 1990"),
    ("1990", "1990 AD"),
    ("44 BC", "44 B.C.E."),
    ("12 January", "January 12th"),
    ("12 January", "the twelfth of January"),
    ("21 May 1990", "May twenty-first, 1990"),
    ("1914-1918", "1914 to 1918"),
    ("1914-1918", "from 1914 to 1918"),
    ("1914-1918", "1914–18"),
    ("1914-1918", "between 1914 and 1918"),
    ("3 to 6 May 2022", "May 3-6, 2022"),
    ("3 to 6 May 2022", "3–6 May 2022"),
    ("3 to 6 May 2022", "3 May 2022 to 6 May 2022"),
    ("May to June 2022", "May 2022 - June 2022"),
    ("13 January 2023", "13/01/2023"),
    ("13 January 2023", "01/13/2023"),
    ("12 December 2023", "12/12/2023"),
]


@pytest.mark.parametrize(("key", "typed"), RIGHT)
def test_a_date_is_right_however_it_is_written(key, typed):
    assert is_right(key, typed)
    assert grade(asking(key), Typed(typed)).parts[0].note == "" or "Feb" in typed


WRONG = [
    ("12 January 2023", "January 2023"),
    ("12 January 2023", "2023"),
    ("12 January 2023", "12 January 2022"),
    ("12 January 2023", "12 January"),
    ("12 January 2023", "Friday, January 12, 2023"),
    ("12 January 2023", "1.12.2023"),
    ("12 January 2023", "2023-12-01"),
    ("12 January 2023", "12 June 2023"),
    ("12 January 2023", "12 to 14 January 2023"),
    ("June 2022", "July 2022"),
    ("January 2022", "January"),
    ("January 2022", "2022"),
    ("1990", "1990s"),
    ("1990", "1990 BC"),
    ("44 BC", "44 AD"),
    ("44 BC", "44"),
    ("1914-1918", "1914"),
    ("1914-1918", "1914-1919"),
    ("1914-1918", "1918-1914"),
    ("30 April 2020", "31 April 2020"),
]


@pytest.mark.parametrize(("key", "typed"), WRONG)
def test_another_date_or_another_precision_is_wrong(key, typed):
    assert not is_right(key, typed)


AMBIGUOUS = ["12/01/2023", "01/12/2023", "1/12/2023", "12-01-2023", "3/4/2019", "12/1/23"]


@pytest.mark.parametrize("typed", AMBIGUOUS)
@pytest.mark.parametrize("key", ["12 January 2023", "Jan. 12, 2023", "5 May 1990"])
def test_a_date_of_which_day_and_month_could_be_exchanged_is_asked_again(key, typed):
    # Also where neither day is right: asking must tell nothing.
    answer = read_answer(asking(key), "seed", {"text": [typed]})
    assert isinstance(answer, Malformed)
    assert "month" in answer.reason
    gap = Cloze(id="q", topic="t", stem="?", text="On {{a}}.", gaps=(Gap("a", (key,), "f"),))
    assert isinstance(read_answer(gap, "seed", {"gap-1": [typed]}), Malformed)
    assert grade(asking(key), Typed(typed)).points == 0


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        (("12 January 2023",), "13/01/2023"),
        (("12 January 2023",), "12/12/2023"),
        (("12 January 2023",), "12.1.2023"),
        (("12 January 2023", "12/1/2023"), "12/1/2023"),
        (("January 2023",), "12/01/2023"),
        (("1/2",), "1/2"),
        (("Hawaii",), "12/01/2023"),
    ],
)
def test_what_is_one_day_or_wanted_as_it_stands_is_not_asked_again(accepted, typed):
    assert read_answer(asking(*accepted), "seed", {"text": [typed]}) == Typed(typed)


@pytest.mark.parametrize(
    "text", ["", "Hawaii", "12", "May Day 5 x", "99/99/2020", "0/0/2000", "x" * 90]
)
def test_what_is_no_date_is_not_read(text):
    assert read_dates(text) == ()


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text):
    read_dates(text, slips=True)


def test_dates_of_one_precision_are_shown_from_early_to_late():
    assert reading_order_of_dates(["May 2021", "Jan. 2022", "2021-04"]) == (2, 0, 1)
    assert reading_order_of_dates(["3 May", "1 June", "2 May"]) == (2, 0, 1)
    assert reading_order_of_dates(["May 2021", "2022"]) is None
    assert reading_order_of_dates(["1/2/2021", "5 May 2021"]) is None
    assert reading_order_of_dates(["May 2021", "2021-05"]) is None
