"""Who of a class may need help, as a table of judgements."""

import pytest

from quizapp.domain.course_cells import (
    EXCUSED,
    MISSING,
    NOT_COUNTED,
    NOT_DUE,
    NOT_THEIRS,
    UNDER_WAY,
    WAITING,
    Cell,
    Standing,
)
from quizapp.domain.falling_behind import falling_behind


def marked(share):
    return Cell(Standing.GRADED, share)


@pytest.mark.parametrize(
    ("cells", "share", "missing", "owed", "is_low"),
    [
        ((MISSING,), 0.0, 1, 1, False),
        ((MISSING, marked(1.0)), 0.5, 1, 2, False),
        ((marked(0.4), marked(0.5)), 0.45, 0, 2, True),
        ((MISSING, MISSING), 0.0, 2, 2, True),
        ((MISSING, WAITING, NOT_DUE), None, 1, 3, False),
        ((MISSING, EXCUSED), 0.0, 1, 1, False),
    ],
)
def test_whoever_misses_something_or_earned_little_may_need_help(
    cells, share, missing, owed, is_low
):
    (found,) = falling_behind([("Ana", cells, share)])
    assert (found.missing, found.owed, found.share, found.is_low) == (missing, owed, share, is_low)


@pytest.mark.parametrize(
    ("cells", "share"),
    [
        ((), None),
        ((marked(0.1),), 0.1),
        ((marked(0.5), marked(0.5)), 0.5),
        ((marked(0.1), marked(0.1)), 0.5 - 1e-12),
        ((NOT_DUE, UNDER_WAY, WAITING), None),
        ((EXCUSED, NOT_THEIRS, NOT_COUNTED), None),
        ((marked(0.2), NOT_DUE), 0.2),
    ],
)
def test_one_low_mark_or_what_nobody_owes_yet_is_no_reason(cells, share):
    assert falling_behind([("Ana", cells, share)]) == []


def test_who_misses_most_comes_first_then_who_earned_least_then_as_given():
    low = (marked(0.1), marked(0.3))
    given = [
        ("Ana", low, 0.2),
        ("Ben", (MISSING,), 0.0),
        ("Cem", (MISSING, MISSING, WAITING), 0.0),
        ("Dua", (marked(0.1), marked(0.1)), 0.1),
        ("Eda", low, 0.2),
        ("Fay", (MISSING, marked(1.0)), 0.5),
    ]
    order = [each.student for each in falling_behind(given)]
    assert order == ["Cem", "Ben", "Fay", "Dua", "Ana", "Eda"]
