from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from quizapp.domain.generation.parsing import Passage
from quizapp.domain.generation.reading.times import read_times
from quizapp.domain.generation.reading.when import When

FRIDAY = date(2024, 8, 9)


def only(passage: Passage, *, ahead: bool = False, written: date | None = FRIDAY) -> When:
    (when,) = read_times(passage, written, lambda _: ahead)
    return when


@pytest.mark.parametrize(
    ("text", "ahead", "iso"),
    [
        ("held on Wednesday", False, "2024-08-07"),
        ("held on Friday", False, "2024-08-09"),
        ("held last Friday", False, "2024-08-02"),
        ("will meet on Sunday", True, "2024-08-11"),
        ("held yesterday", False, "2024-08-08"),
        ("opened in May", False, "2024-05"),
        ("opens in May", True, "2025-05"),
        ("signed last month", False, "2024-07"),
        ("starts next year", True, "2025"),
        ("began on Feb. 24", False, "2024-02-24"),
        ("paid on Sept. 16", True, "2024-09-16"),
        ("a campaign in April next year", True, "2025-04"),
        ("born on Nov. 2, 1930", False, "1930-11-02"),
        ("opened on 11 January 2023", False, "2023-01-11"),
        ("opened in June 1999", False, "1999-06"),
        ("founded in 1908", False, "1908"),
    ],
)
def test_time_is_resolved_against_the_dateline(
    flat: Callable[[str], Passage], text: str, ahead: bool, iso: str
) -> None:
    assert only(flat(text), ahead=ahead).start == iso


@pytest.mark.parametrize("text", ["opens next summer", "fell a year earlier", "won that day"])
def test_time_that_cannot_be_resolved_is_said_to_be_open(
    flat: Callable[[str], Passage], text: str
) -> None:
    assert not only(flat(text)).resolved


def test_nothing_relative_is_resolved_without_a_date(flat: Callable[[str], Passage]) -> None:
    assert not only(flat("held on Wednesday"), written=None).resolved


@pytest.mark.parametrize("text", ["it may rain", "comes every Wednesday", "some 2,024 people"])
def test_words_and_numbers_that_are_no_time_are_left_alone(
    flat: Callable[[str], Passage], text: str
) -> None:
    assert read_times(flat(text), FRIDAY, lambda _: False) == []


def test_period_has_two_ends(flat: Callable[[str], Passage]) -> None:
    when = only(flat("inspected between 1902 and 1931"))
    assert (when.start, when.end) == ("1902", "1931")


def test_day_that_owns_a_meeting_is_not_guessed(flat: Callable[[str], Passage]) -> None:
    assert not only(flat("ahead of Friday's meeting")).resolved


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("won this year's Marchbank Prize", "the 2024"),
        ("under next year's budget", "the 2025"),
        ("opened this spring", "in the spring of 2024"),
        ("opens next spring", "in the spring of 2025"),
        ("was closed three years ago", "in 2021"),
        ("began in mid-June", "mid-June 2024"),
        ("left in a cave about 6,000 years ago", "6,000 years ago"),
        ("sold more than a year earlier", "a year earlier"),
    ],
)
def test_time_is_told_by_its_year(flat: Callable[[str], Passage], text: str, told: str) -> None:
    when = only(flat(text))
    assert (when.text, when.resolved, when.start) == (told, True, "")


@pytest.mark.parametrize("text", ["closed about three years ago", "sold this year's coffee"])
def test_time_that_is_rough_or_only_describes_is_left_open(
    flat: Callable[[str], Passage], text: str
) -> None:
    assert not any(when.told for when in read_times(flat(text), FRIDAY, lambda _: False))


def test_month_ends_before_the_stop_of_its_sentence(flat: Callable[[str], Passage]) -> None:
    assert only(flat("opened in June .")).last == 2
