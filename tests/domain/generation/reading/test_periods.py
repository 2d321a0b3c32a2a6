"""Two dates that are one period, and two dates that are not."""

from __future__ import annotations

from datetime import date

import pytest

from quizapp.domain.generation.reading.periods import find_periods

WRITTEN = date(2026, 1, 20)


@pytest.mark.parametrize(
    ("text", "said", "start", "end"),
    [
        ("lasted from 1914 to 1918.", "from 1914 to 1918", "1914", "1918"),
        ("From 1914 to 1918, it", "From 1914 to 1918", "1914", "1918"),
        ("taught between 1902 and 1931", "between 1902 and 1931", "1902", "1931"),
        ("ruled in 1914-1918 by", "1914-1918", "1914", "1918"),
        ("ruled in 1914-18.", "1914-18", "1914", "1918"),
        ("runs from 3 to 6 May 2025", "from 3 to 6 May 2025", "2025-05-03", "2025-05-06"),
        ("ran from 3 to 6 May.", "from 3 to 6 May 2025", "2025-05-03", "2025-05-06"),
        ("ran from 3 to 6 January", "from 3 to 6 January 2026", "2026-01-03", "2026-01-06"),
        ("held 3-6 May 2025 in", "3-6 May 2025", "2025-05-03", "2025-05-06"),
        ("from 3 May to 6 June 2025", "from 3 May to 6 June 2025", "2025-05-03", "2025-06-06"),
        ("from 30 May until 2 June", "from 30 May until 2 June 2025", "2025-05-30", "2025-06-02"),
        ("from May 3 to 6, 2025", "from May 3 to 6, 2025", "2025-05-03", "2025-05-06"),
        ("from May 3 to May 6, 2025", "from May 3 to May 6, 2025", "2025-05-03", "2025-05-06"),
        ("May 3-6, 2025", "May 3-6, 2025", "2025-05-03", "2025-05-06"),
        ("from Dec. 28 to Jan. 2", "from Dec. 28 to Jan. 2 2026", "2025-12-28", "2026-01-02"),
        ("between 3 and 6 May 2025", "between 3 and 6 May 2025", "2025-05-03", "2025-05-06"),
        ("from January to March 2023", "from January to March 2023", "2023-01", "2023-03"),
        (
            "between June 2015 and May 2020",
            "between June 2015 and May 2020",
            "2015-06",
            "2020-05",
        ),
        ("31 January to 1 February 1953", "31 January to 1 February 1953", "1953-01-31",
         "1953-02-01"),
    ],
)  # fmt: skip
def test_a_period_is_one(text: str, said: str, start: str, end: str) -> None:
    (found,) = find_periods(text, WRITTEN, lambda _: False)
    assert (found.text, found.start, found.end) == (said, start, end)


def test_a_period_to_come_is_that_of_the_next_time() -> None:
    (found,) = find_periods("will run from 3 to 6 January", WRITTEN, lambda _: True)
    assert (found.start, found.end, found.relative) == ("2027-01-03", "2027-01-06", True)


def test_without_a_day_of_writing_the_year_stays_open() -> None:
    (found,) = find_periods("ran from 3 to 6 May", None, lambda _: False)
    assert (found.start, found.relative) == ("", True)


@pytest.mark.parametrize(
    "text",
    [
        "on 30 and 31 July",
        "in 1914 and 1918",
        "from 1918 to 1914",
        "from 6 to 3 May 2025",
        "from 30 to 31 February 2025",
        "from 3 to 6 metres",
        "between 1800 and 2000 Marines and sailors",
        "between 1800 and 2000 vessels",
        "a 3-6 victory in May",
        "from 1500 to 1800 people",
        "some 1914 to 1918 of them",
        "June 5 and May 6, 2025",
    ],
)
def test_two_dates_and_numbers_are_no_period(text: str) -> None:
    assert find_periods(text, WRITTEN, lambda _: False) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("closed from 28 April until 2 May", "2023-04-28", "2023-05-02"),
        ("closed from 21 to 24 April", "2023-04-21", "2023-04-24"),
        ("closed from 21 to 24 June", "2022-06-21", "2022-06-24"),
        ("closed from 28 December to 2 January", "2022-12-28", "2023-01-02"),
    ],
)
def test_a_span_around_the_day_of_the_article_is_of_its_year(
    text: str, start: str, end: str
) -> None:
    (span,) = find_periods(text, date(2023, 5, 1), lambda _: False)
    assert (span.start, span.end) == (start, end)
