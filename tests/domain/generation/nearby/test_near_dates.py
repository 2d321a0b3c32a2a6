from __future__ import annotations

import re

import pytest

from quizapp.domain.facts import Date
from quizapp.domain.generation.nearby.dates import near_dates
from quizapp.domain.generation.values import compatible

NAMES = [f"fact-{number}" for number in range(40)]


def offered(ask, around, value: Date, statement: str = "", text: str = "", **more) -> list[Date]:
    found = []
    for name in NAMES:
        fact = ask(statement or f"It was opened on {value.text}.", value, name=name)
        dates = [each.value for each in near_dates(fact, around(text, **more))]
        found += [each for each in dates if isinstance(each, Date)]
    return found


@pytest.mark.parametrize(
    ("date", "text", "pattern"),
    [
        ("1967", "1967", r"\d{4}"),
        ("2021-10", "October 2021", r"[A-Z][a-z]+ \d{4}"),
        ("2024-05-03", "3 May 2024", r"\d{1,2} [A-Z][a-z]+ 2024"),
        ("2024-05-03", "May 3, 2024", r"[A-Z][a-z]+ \d{1,2}, 2024"),
    ],
)
def test_dates_keep_precision_and_writing(ask, around, date, text, pattern) -> None:
    value = Date(date, text)
    found = offered(ask, around, value)
    assert len({each.date for each in found}) >= 6
    assert all(re.fullmatch(pattern, each.text) for each in found)
    assert not any(compatible(value, each) for each in found)
    assert {each.precision for each in found} == {value.precision}


def test_the_past_stays_before_the_day_of_publication(ask, around) -> None:
    for date, text in (("2024-06-12", "12 June 2024"), ("2024-05", "May 2024"), ("2023", "2023")):
        found = offered(ask, around, Date(date, text), published="2024-06-18")
        assert found
        assert all(each.date < "2024-06-18"[: len(date)] for each in found)


def test_what_is_to_come_stays_after_the_day_of_publication(ask, around) -> None:
    found = offered(ask, around, Date("2024-07-05", "5 July 2024"), published="2024-06-18")
    assert found
    assert all(each.date > "2024-06-18" for each in found)


def test_without_a_day_of_publication_only_what_is_past_gets_earlier_dates(ask, around) -> None:
    value = Date("1967", "1967")
    assert all(each.date < "1967" for each in offered(ask, around, value, published=""))
    will = "It will open in 1967."
    assert offered(ask, around, value, will, published="") == []


def test_neighbouring_days_are_left_out(ask, around) -> None:
    found = {each.date for each in offered(ask, around, Date("2024-05-14", "14 May 2024"))}
    assert not found & {"2024-05-13", "2024-05-15"}


def test_a_date_that_the_article_names_is_left_out(ask, around) -> None:
    value = Date("2024-05-14", "14 May 2024")
    everything = {each.text for each in offered(ask, around, value)}
    assert {"10 May 2024", "18 May 2024"} <= everything
    text = "On 10 May they met, and on May 18 again."
    again = {each.text for each in offered(ask, around, value, text=text)}
    assert again
    assert not again & {"10 May 2024", "18 May 2024"}
    year = Date("2011", "2011")
    assert "2013" in {each.text for each in offered(ask, around, year)}
    assert "2013" not in {each.text for each in offered(ask, around, year, text="Since 2013")}


def test_old_years_lie_further_apart_than_new_ones(ask, around) -> None:
    old = offered(ask, around, Date("1822", "1822"))
    new = offered(ask, around, Date("2019", "2019"))
    assert max(abs(int(each.date) - 1822) for each in old) > 15
    assert max(abs(int(each.date) - 2019) for each in new) <= 6


def test_the_order_to_other_years_of_the_sentence_is_kept(ask, around) -> None:
    statement = "The bridge of 1990 was closed in 1996, after the flood of 1999 was feared."
    found = offered(ask, around, Date("1996", "1996"), statement)
    assert all("1990" < each.date < "1999" for each in found)


@pytest.mark.parametrize("words", ["by", "before", "after", "by early"])
def test_a_limit_gets_no_other_date_because_it_may_hold_too(ask, around, words) -> None:
    value = Date("2019", "2019")
    assert offered(ask, around, value, f"It was opened {words} 2019.") == []


def test_a_later_date_makes_no_false_sentence_of_since(ask, around) -> None:
    fact = ask("It has been closed since 2019.", Date("2019", "2019"))
    found = list(near_dates(fact, around()))
    assert found
    assert all(each.alone for each in found)


def test_dates_keep_away_from_those_that_are_offered_already(ask, around) -> None:
    for name in NAMES:
        fact = ask("It was patented in 1967.", Date("1967", "1967"), name=name)
        for each in near_dates(fact, around(), [Date("1961", "1961")]):
            assert abs(int(each.text) - 1961) >= 2


@pytest.mark.parametrize("text", ["early 2019", "the 1990s", "Monday, 3 May 2019"])
def test_a_date_in_other_words_gets_none(ask, around, text) -> None:
    assert offered(ask, around, Date("2019", text)) == []


def test_a_day_that_is_none_gets_none(ask, around) -> None:
    assert offered(ask, around, Date("2023-02-30", "30 February 2023")) == []
