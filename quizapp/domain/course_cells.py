"""What becomes of one assignment for one student of a course: the cell of a gradebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from quizapp.domain.due_dates import ON_TIME, Late, days_late, late_by
from quizapp.domain.grades import Earned, GradeRule, grade_of


class Standing(StrEnum):
    """How it stands with an assignment of a student."""

    GRADED = "graded"
    LATE = "late"
    BY_HAND = "by_hand"
    MISSING = "missing"
    NOT_DUE = "not_due"
    UNDER_WAY = "under_way"
    WAITING = "waiting"
    EXCUSED = "excused"
    # It was due when they were not in the course, and they handed in nothing.
    NOT_EXPECTED = "not_expected"
    # Something without a mark of its own, such as cards to study.
    NOT_COUNTED = "not_counted"
    # It was given to a group that they are not in.
    NOT_THEIRS = "not_theirs"


@dataclass(frozen=True, slots=True)
class Cell:
    """How it stands, and the share (0-1) that counts; None where nothing counts.

    ``late_by`` is how long after it was due it was handed in: no time for all but marks that were
    handed in late.
    """

    standing: Standing
    share: float | None = None
    late_by: timedelta = ON_TIME


NOT_THEIRS = Cell(Standing.NOT_THEIRS)
EXCUSED = Cell(Standing.EXCUSED)
NOT_EXPECTED = Cell(Standing.NOT_EXPECTED)
NOT_COUNTED = Cell(Standing.NOT_COUNTED)
MISSING = Cell(Standing.MISSING, 0.0)
NOT_DUE = Cell(Standing.NOT_DUE)
UNDER_WAY = Cell(Standing.UNDER_WAY)
WAITING = Cell(Standing.WAITING)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What an attempt earned, and when it was handed in; None while it is under way."""

    earned: Earned
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Of how many assignments of a student something was handed in, and how the others stand.

    ``owed`` are all that have a mark and are expected; what is not counts as excused. Of those
    ``by_hand`` a teacher set the mark, whether or not anything was handed in.
    """

    owed: int = 0
    handed_in: int = 0
    late: int = 0
    missing: int = 0
    waiting: int = 0
    under_way: int = 0
    by_hand: int = 0
    excused: int = 0


def tally(cells: Iterable[Cell]) -> Tally:
    """Return the sum of how it stands with each assignment; what counts late was handed in, too."""
    found = Counter(each.standing for each in cells)
    handed_in = found[Standing.GRADED] + found[Standing.LATE] + found[Standing.WAITING]
    besides = Standing.BY_HAND, Standing.MISSING, Standing.NOT_DUE, Standing.UNDER_WAY
    return Tally(
        handed_in + sum(found[each] for each in besides),
        handed_in,
        found[Standing.LATE],
        found[Standing.MISSING],
        found[Standing.WAITING],
        found[Standing.UNDER_WAY],
        found[Standing.BY_HAND],
        found[Standing.EXCUSED] + found[Standing.NOT_EXPECTED],
    )


_URGENCY = (
    *(Standing.MISSING, Standing.WAITING, Standing.UNDER_WAY, Standing.NOT_DUE),
    *(Standing.NOT_COUNTED, Standing.LATE, Standing.GRADED, Standing.BY_HAND, Standing.EXCUSED),
    Standing.NOT_EXPECTED,
    Standing.NOT_THEIRS,
)


def urgency(cell: Cell) -> int:
    """Return the place of a cell among those that somebody should look at, from 0, the first."""
    return _URGENCY.index(cell.standing)


def without_attempts(due_at: datetime, now: datetime, *, is_expected: bool = True) -> Cell:
    """Return how it stands with whoever has begun nothing: missing once it was due, if expected."""
    if due_at > now:
        return NOT_DUE
    return MISSING if is_expected else NOT_EXPECTED


def taken_once(
    points: float,
    possible: float,
    waiting: int,
    at: datetime,
    late: Late,
    due_at: datetime,
) -> Cell:
    """Return what ``marked`` does for one attempt that was handed in, which is what most have.

    A course has thousands of those, and this makes nothing but the cell.
    """
    if not possible:
        return NOT_COUNTED
    if waiting:
        return WAITING
    if at <= due_at:
        return Cell(Standing.GRADED, _share(points / possible))
    share = _share(points * late.share(days_late(at, due_at)) / possible)
    return Cell(Standing.LATE, share, at - due_at)


def marked(
    attempts: Sequence[HandedIn], rule: GradeRule, late: Late, due_at: datetime, now: datetime
) -> Cell:
    """Return how it stands with whoever took a quiz so, in the order the attempts were begun.

    What was handed in after ``due_at``, which is their own due date, loses what ``late`` says,
    before the rule of the quiz looks at it.
    """
    ended = [each for each in attempts if each.at is not None and each.earned.possible]
    if not ended:
        if any(each.at is None for each in attempts):
            return UNDER_WAY
        # All that it asked was struck out: that is nobody's fault.
        return NOT_COUNTED if attempts else without_attempts(due_at, now)
    ends = [each.at for each in ended if each.at is not None]
    times = [late_by(at, due_at) for at in ends]
    earned = [
        _after(each.earned, late, days_late(at, due_at))
        for each, at in zip(ended, ends, strict=True)
    ]
    grade = grade_of(earned, rule)
    if grade is None:
        return WAITING
    match rule:
        case GradeRule.AVERAGE:
            most = max(times)
        case GradeRule.LAST:
            most = times[-1]
        case GradeRule.BEST:
            # Of attempts that are alike, the one that was in time says how it stands.
            most = min(
                time for each, time in zip(earned, times, strict=True) if each == grade.earned
            )
    return Cell(Standing.LATE if most else Standing.GRADED, _share(grade.share), most)


def _after(earned: Earned, late: Late, days: int) -> Earned:
    if not days:
        return earned
    return Earned(earned.points * late.share(days), earned.possible, earned.waiting)


def _share(earned: float) -> float:
    # Parts of points do not add up exactly in binary.
    return min(1.0, earned)
