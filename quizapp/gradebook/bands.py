"""Where a student's own marks stand among those of their course, roughly, where it tells that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from quizapp.assignments.models import AssignmentOverride
from quizapp.domain.course_cells import Cell, Standing
from quizapp.domain.standing_bands import FEWEST_MARKS, Band, band_of
from quizapp.gradebook.book import course_grades
from quizapp.gradebook.own import OwnMarks
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.release import over, withheld_attempts

_MARKED = frozenset({Standing.GRADED, Standing.LATE, Standing.BY_HAND})


def own_bands(
    session: Session, course_id: UUID, own: OwnMarks, user_id: int, now: datetime
) -> Mapping[UUID, Band]:
    """Return the band of each of a student's own marks that has one, by assignment.

    Only marks count that their students may see by now, of students who are in the course, and
    only once an assignment has closed for everybody: a band that moved with each hand-in would
    tell what that one earned. At most thirteen SELECTs, and none where no mark can have a band.
    """
    mine = {
        each.assignment.id: each.cell.share
        for each in own.marks
        if each.cell is not None and _counts(each.cell) and each.assignment.closes_at <= now
    }
    mine = {key: share for key, share in mine.items() if key not in _open(session, mine, now)}
    if not mine:
        return {}
    withheld = _withheld(session, mine, now)
    book = course_grades(session, course_id, now)
    found: dict[UUID, Band] = {}
    for place, column in enumerate(book.columns):
        key = column.assignment.id
        share = mine.get(key)
        if share is None:
            continue
        others = [
            cell.share
            for row in book.rows
            if row.user_id != user_id
            and row.user_id not in withheld[key]
            and _counts(cell := row.cells[place])
            and cell.share is not None
        ]
        band = band_of(share, others) if len(others) + 1 >= FEWEST_MARKS else None
        if band is not None:
            found[key] = band
    return found


def _counts(cell: Cell) -> bool:
    return cell.standing in _MARKED and cell.share is not None


def _open(session: Session, ids: Collection[UUID], now: datetime) -> frozenset[UUID]:
    """Return which of these are still open to somebody who has later dates."""
    if not ids:
        return frozenset()
    later = or_(AssignmentOverride.closes_at > now, AssignmentOverride.due_at > now)
    return frozenset(
        session.scalars(
            select(AssignmentOverride.assignment_id).where(
                AssignmentOverride.assignment_id.in_(ids), AssignmentOverride.is_current, later
            )
        )
    )


def _withheld(
    session: Session, ids: Collection[UUID], now: datetime
) -> Mapping[UUID, Collection[int]]:
    """Return whose marks are not shown to themselves yet, by assignment."""
    found: dict[UUID, set[int]] = defaultdict(set)
    rows = session.execute(
        select(Attempt.assignment_id, Attempt.user_id)
        .where(
            Attempt.assignment_id.in_(ids),
            ~Attempt.is_preview,
            Attempt.id.in_(withheld_attempts(over(now))),
        )
        .distinct()
    )
    for key, person in rows:
        if key is not None:
            found[key].add(person)
    return found
