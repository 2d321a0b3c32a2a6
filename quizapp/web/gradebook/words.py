"""How it stands with an assignment, in words, and what each word means."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from quizapp.domain.course_cells import Cell, Standing
from quizapp.domain.grades import whole_percent
from quizapp.web.course_time import late_words
from quizapp.web.formatting import spoken_day, spoken_points

WORDS: Mapping[Standing, str] = {
    Standing.GRADED: "",
    Standing.LATE: "late",
    Standing.BY_HAND: "by hand",
    Standing.MISSING: "missing",
    Standing.NOT_DUE: "not due",
    Standing.UNDER_WAY: "under way",
    Standing.WAITING: "to mark",
    Standing.EXCUSED: "excused",
    Standing.NOT_EXPECTED: "not expected",
    Standing.NOT_COUNTED: "no mark",
    Standing.NOT_THEIRS: "",
}
LEGEND: Mapping[str, str] = {
    "a number alone": "what was earned, in whole per cent, by the rule of the quiz; of study that "
    "counts, the share of its days",
    "late": "handed in after this student’s own due date; what late work loses is taken off",
    "by hand": "set by a teacher, with a reason",
    "missing": "due, and nothing was handed in or done: it counts as 0",
    "dropped": "one of the lowest, which do not count",
    "to mark": "handed in, and an answer waits to be marked: it does not count yet",
    "under way": "begun, and not handed in: it does not count yet",
    "not due": "not due yet, and nothing was handed in: it does not count",
    "excused": "the student owes nothing: it does not count",
    "not expected": "due when the student was not in the course, and nothing was handed in: it "
    "does not count, unless you give them another due date or set a mark",
    "no mark": "something to study that is not graded, or a quiz of which no question counts: it "
    "does not count",
    "empty": "given to a group that the student is not in",
}
STANDINGS: Mapping[Standing, str] = {
    Standing.GRADED: "in time",
    Standing.LATE: "late",
    Standing.BY_HAND: "set by hand",
    Standing.MISSING: "missing, which count as 0",
    Standing.WAITING: "wait to be marked",
    Standing.UNDER_WAY: "under way",
    Standing.NOT_DUE: "not due yet",
    Standing.EXCUSED: "excused",
    Standing.NOT_EXPECTED: "not expected, as they were not in the course",
    Standing.NOT_COUNTED: "without a mark",
}
"""How many of a class stand how with one assignment, after the number of them."""
DROPPED = "dropped"


def spoken_share(share: float | None) -> str:
    """Return a share as a per cent, such as ``85.5 %``; a dash where there is none."""
    return "–" if share is None else f"{spoken_points(100 * share)} %"


def spoken_whole(share: float | None) -> str:
    """Return a share in whole per cent, such as ``85 %``; a dash where there is none."""
    return "–" if share is None else f"{whole_percent(share)} %"


def short_day(moment: datetime, zone: str) -> str:
    """Return a day by a clock as the head of a column has room for it, such as ``9 Nov 2026``."""
    day, month, year = spoken_day(moment.astimezone(ZoneInfo(zone))).split()
    return f"{day} {month[:3]} {year}"


def spoken_cell(cell: Cell) -> str:
    """Return how it stands as a sentence's beginning, such as ``85 %, 10 minutes late``."""
    words = WORDS[cell.standing]
    if cell.late_by:
        words = late_words(cell.late_by)
    if cell.standing is Standing.BY_HAND:
        words = "set by hand"
    if cell.standing is Standing.WAITING:
        words = "waits to be marked"
    if cell.standing is Standing.NOT_DUE:
        words = "not due yet"
    if cell.standing is Standing.NOT_THEIRS:
        words = "not given to this student"
    if cell.share is None:
        return words
    number = f"{whole_percent(cell.share)} %"
    return f"{number}, {words}" if words else number
