"""What studying on several days comes to as a mark in a course."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from quizapp.domain.course_cells import MISSING, NOT_DUE, UNDER_WAY, Cell, Standing
from quizapp.domain.due_dates import Late, days_late


def studied(
    reached: Iterable[datetime], wanted: int, late: Late, due_at: datetime, now: datetime
) -> Cell:
    """Return how it stands with whoever did enough on so many days, by the moment each was reached.

    Each of the ``wanted`` days, at least one, earns its share. What was reached after ``due_at``,
    which is their own due date, counts with all that was reached before, less what ``late`` takes
    off, where that is more than what was there in time. Until it is due, there is a mark only once
    all is reached.
    """
    times = sorted(each for each in reached if each <= now)[:wanted]
    if now < due_at and len(times) < wanted:
        return UNDER_WAY if times else NOT_DUE
    in_time = sum(each <= due_at for each in times)
    best = Cell(Standing.GRADED, in_time / wanted) if in_time else MISSING
    for count, at in enumerate(times[in_time:], start=in_time + 1):
        share = count / wanted * late.share(days_late(at, due_at))
        if best == MISSING or share > (best.share or 0.0):
            best = Cell(Standing.LATE, share, at - due_at)
    return best
