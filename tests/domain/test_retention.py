"""How long a course is kept: the shorter rule counts, and nobody is surprised."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.retention import ANOTHER_YEAR, NOTICE, Keeping, months_later

END = datetime(2026, 1, 31, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("site", "own", "months"),
    [(None, None, None), (12, None, 12), (None, 6, 6), (12, 6, 6), (6, 12, 6)],
)
def test_the_shorter_rule_counts(site, own, months):
    assert Keeping(END, site, own).months == months


@pytest.mark.parametrize(
    ("moment", "months", "later"),
    [
        (END, 1, datetime(2026, 2, 28, 12, tzinfo=UTC)),
        (END, 25, datetime(2028, 2, 29, 12, tzinfo=UTC)),
        (END, 12, datetime(2027, 1, 31, 12, tzinfo=UTC)),
        (datetime(2026, 12, 1, tzinfo=UTC), 1, datetime(2027, 1, 1, tzinfo=UTC)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(moment, months, later):
    assert months_later(moment, months) == later


@pytest.mark.parametrize("keeping", [Keeping(None, 6), Keeping(END, None)])
def test_what_goes_on_or_has_no_rule_is_kept_for_ever(keeping):
    long_after = END + 9999 * DAY
    assert keeping.due_at is None
    assert keeping.goes_at is None
    assert not keeping.is_to_be_told(long_after)
    assert not replace(keeping, told_at=END).goes_now(long_after)


def test_it_is_told_a_month_before_and_goes_on_its_day():
    keeping = Keeping(END, 12)
    due = datetime(2027, 1, 31, 12, tzinfo=UTC)
    assert not keeping.is_to_be_told(due - NOTICE - DAY)
    assert keeping.is_to_be_told(due - NOTICE)
    assert not keeping.goes_now(due + 9999 * DAY)
    told = replace(keeping, told_at=due - NOTICE)
    assert not told.is_to_be_told(due)
    assert not told.goes_now(due - DAY)
    assert told.goes_now(due)


@given(st.integers(0, 2000), st.integers(1, 120), st.integers(0, 3000))
def test_nothing_goes_before_it_was_told_for_a_month(age, months, later):
    told = END + age * DAY
    keeping = Keeping(END, months, told_at=told)
    if keeping.goes_now(END + later * DAY):
        assert END + later * DAY >= told + NOTICE


def test_another_year_is_counted_from_the_day_it_would_have_gone():
    keeping = Keeping(END, 12, told_at=END + 340 * DAY)
    now = END + 350 * DAY
    assert keeping.due_at is not None
    until = keeping.another_year(now)
    assert until == keeping.due_at + ANOTHER_YEAR
    kept = replace(keeping, kept_until=until, told_at=None)
    assert kept.due_at == until
    assert kept.another_year(until + DAY) == until + DAY + ANOTHER_YEAR


def test_the_day_that_is_expected_is_never_sooner_than_it_can_be_said_in_time():
    rule = Keeping(END, 6)
    assert Keeping(END, None).expected_at(END) is None
    assert rule.expected_at(END) == rule.due_at
    late = rule.due_at - DAY
    assert rule.expected_at(late) == late + NOTICE
    told = replace(rule, told_at=late)
    assert told.expected_at(late + 5 * DAY) == late + NOTICE
