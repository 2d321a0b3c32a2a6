"""How it stands with one assignment of one student."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.course_cells import (
    MISSING,
    NOT_COUNTED,
    NOT_DUE,
    NOT_EXPECTED,
    UNDER_WAY,
    WAITING,
    Cell,
    HandedIn,
    Standing,
    Tally,
    marked,
    taken_once,
    tally,
    urgency,
    without_attempts,
)
from quizapp.domain.due_dates import ACCEPTED, Late, LateRule
from quizapp.domain.grades import Earned, GradeRule

DUE = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TENTH = Late(LateRule.PERCENT, 10)
EARLY, GOING = DUE - DAY, None


def took(points, at=EARLY, possible=10.0, waiting=0):
    return HandedIn(Earned(points, possible, waiting), at)


@pytest.mark.parametrize(
    ("now", "cell"), [(DUE - DAY, NOT_DUE), (DUE, MISSING), (DUE + DAY, MISSING)]
)
def test_whoever_hands_in_nothing_owes_it_from_when_it_is_due(now, cell):
    assert without_attempts(DUE, now) == cell
    assert marked([], GradeRule.BEST, ACCEPTED, DUE, now) == cell


@pytest.mark.parametrize(("now", "cell"), [(DUE - DAY, NOT_DUE), (DUE + 2 * DAY, NOT_EXPECTED)])
def test_what_is_not_expected_is_not_missing(now, cell):
    assert without_attempts(DUE, now, is_expected=False) == cell


@pytest.mark.parametrize(
    ("attempts", "rule", "late", "cell"),
    [
        ([took(5)], GradeRule.BEST, ACCEPTED, Cell(Standing.GRADED, 0.5)),
        ([took(10.000000000000002)], GradeRule.BEST, ACCEPTED, Cell(Standing.GRADED, 1.0)),
        ([took(5, DUE)], GradeRule.BEST, TENTH, Cell(Standing.GRADED, 0.5)),
        ([took(5, DUE + DAY / 2)], GradeRule.BEST, TENTH, Cell(Standing.LATE, 0.45, DAY / 2)),
        ([took(5, DUE + 2 * DAY)], GradeRule.BEST, ACCEPTED, Cell(Standing.LATE, 0.5, 2 * DAY)),
        ([took(5, DUE + 20 * DAY)], GradeRule.BEST, TENTH, Cell(Standing.LATE, 0, 20 * DAY)),
        # Better, and late: what it lost is taken off before the best is looked for.
        ([took(5), took(5.2, DUE + DAY)], GradeRule.BEST, TENTH, Cell(Standing.GRADED, 0.5)),
        ([took(5), took(9, DUE + DAY)], GradeRule.BEST, TENTH, Cell(Standing.LATE, 0.81, DAY)),
        ([took(5), took(5, DUE + DAY)], GradeRule.BEST, ACCEPTED, Cell(Standing.GRADED, 0.5)),
        ([took(5), took(5, DUE + DAY)], GradeRule.LAST, ACCEPTED, Cell(Standing.LATE, 0.5, DAY)),
        ([took(9), took(5)], GradeRule.LAST, ACCEPTED, Cell(Standing.GRADED, 0.5)),
        ([took(4), took(6, DUE + DAY)], GradeRule.AVERAGE, ACCEPTED, Cell(Standing.LATE, 0.5, DAY)),
        ([took(5, waiting=1)], GradeRule.BEST, ACCEPTED, WAITING),
        ([took(9, waiting=1), took(5)], GradeRule.LAST, ACCEPTED, Cell(Standing.GRADED, 0.5)),
        ([took(0, GOING, 0)], GradeRule.BEST, ACCEPTED, UNDER_WAY),
        ([took(5), took(0, GOING, 0)], GradeRule.LAST, ACCEPTED, Cell(Standing.GRADED, 0.5)),
        ([took(0, possible=0.0)], GradeRule.BEST, ACCEPTED, NOT_COUNTED),
    ],
)
def test_what_was_handed_in_counts_by_the_rule_of_the_quiz(attempts, rule, late, cell):
    found = marked(attempts, rule, late, DUE, DUE + 30 * DAY)
    assert (found.standing, found.late_by) == (cell.standing, cell.late_by)
    assert found.share == pytest.approx(cell.share)
    assert found.share is None or found.share <= 1


@given(
    points=st.floats(0, 10.000000000000002),
    possible=st.sampled_from([0.0, 10.0, 13.5]),
    waiting=st.integers(0, 2),
    late_by=st.floats(-3, 12),
    rule=st.sampled_from(GradeRule),
    late=st.sampled_from([ACCEPTED, TENTH]),
)
def test_one_attempt_is_marked_as_several_are(points, possible, waiting, late_by, rule, late):
    at = DUE + late_by * DAY
    several = marked(
        [HandedIn(Earned(points, possible, waiting), at)], rule, late, DUE, DUE + 30 * DAY
    )
    assert taken_once(points, possible, waiting, at, late, DUE) == several


STANDING = {each: Cell(each) for each in Standing}


@pytest.mark.parametrize(
    ("standings", "counted"),
    [
        ([], Tally()),
        ([Standing.GRADED, Standing.LATE, Standing.WAITING], Tally(3, 3, late=1, waiting=1)),
        (
            [Standing.MISSING, Standing.NOT_DUE, Standing.UNDER_WAY],
            Tally(3, missing=1, under_way=1),
        ),
        ([Standing.NOT_EXPECTED, Standing.MISSING], Tally(1, missing=1, excused=1)),
        # Who is excused owes nothing, nor is study handed in.
        ([Standing.EXCUSED, Standing.NOT_COUNTED, Standing.NOT_THEIRS], Tally(excused=1)),
        ([Standing.BY_HAND, Standing.GRADED], Tally(2, 1, by_hand=1)),
    ],
)
def test_what_was_handed_in_is_counted_among_what_is_owed(standings, counted):
    assert tally(STANDING[each] for each in standings) == counted


def test_what_somebody_should_look_at_comes_first_and_each_standing_has_a_place():
    places = sorted(Standing, key=lambda each: urgency(STANDING[each]))
    assert places[:3] == [Standing.MISSING, Standing.WAITING, Standing.UNDER_WAY]
    assert places[-1] is Standing.NOT_THEIRS
    assert len({urgency(cell) for cell in STANDING.values()}) == len(Standing)
