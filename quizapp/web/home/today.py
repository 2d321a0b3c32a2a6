"""What stands on somebody's first page today, besides their banks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from quizapp.accounts.policies import may_teach
from quizapp.accounts.visitors import Visitor
from quizapp.answering.challenge_queue import open_challenges
from quizapp.assignments.terms import assignments_for
from quizapp.banks.access import seen_banks
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action
from quizapp.courses.access import OfferedPlace, OwnCourse, offered_places, own_courses
from quizapp.courses.models import CourseRole
from quizapp.quizzes.to_do import LeftAttempt, ToMark, left_attempts, to_mark
from quizapp.web.todos import Standing, Todo, todos_of

MOST = 20
"""So many assignments are shown; the others stand on the pages of their courses."""

_TEACHES = {CourseRole.TEACHER, CourseRole.CO_TEACHER}


@dataclass(frozen=True, slots=True)
class Today:
    """What somebody was given: what is due soon or late, and what has time.

    ``left`` are attempts to go on with that no course was given, ``places`` courses that they are
    invited into; ``soon_said`` says of ``soon`` how much is late and by when the rest is due.
    """

    places: Sequence[OfferedPlace] = ()

    soon: Sequence[Todo] = ()
    later: Sequence[Todo] = ()
    left: Sequence[LeftAttempt] = ()
    soon_said: str = ""

    @property
    def going(self) -> frozenset[UUID]:
        """The attempts under way that are among all this."""
        given = {each.going for each in (*self.soon, *self.later) if each.going is not None}
        return frozenset({each.id for each in self.left} | given)

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing of all this."""
        return not (self.places or self.soon or self.later or self.left)


@dataclass(frozen=True, slots=True)
class Teaching:
    """What waits for somebody who teaches: in their courses, at their quizzes, in their banks."""

    courses: Sequence[OwnCourse] = ()
    to_mark: Sequence[ToMark] = ()
    objections: Sequence[tuple[Bank, int]] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether there is no course and nothing that waits."""
        return not (self.courses or self.to_mark or self.objections)

    @property
    def waits(self) -> bool:
        """Whether anything waits: an answer, an objection, or somebody to be let in."""
        return bool(self.to_mark or self.objections) or any(each.waiting for each in self.courses)


def today_of(session: Session, person: Visitor | None, now: datetime) -> Today:
    """Return what somebody was given, and left. At most twelve SELECTs; none for guests.

    What is done, or cannot be done any more, is not among it.
    """
    if person is None or person.is_guest:
        return Today()
    # Whoever was given more begins with what is due first.
    found = todos_of(session, person, assignments_for(session, person.id, now)[:MOST], now)
    soon = [each for each in found if each.is_soon or each.standing is Standing.GOING]
    is_later = {Standing.DUE, Standing.NOT_YET}
    later = [each for each in found if each.standing in is_later and not each.is_soon]
    places = offered_places(session, person.id, MOST)
    return Today(places, soon, later, left_attempts(session, person.id), _soon_said(soon, now))


def _soon_said(soon: Sequence[Todo], now: datetime) -> str:
    """Return such as ``1 assignment is late and 2 are due by tomorrow, 20:00``; of none nothing."""
    due = [each for each in soon if each.terms.window.due_at >= now]
    groups = [(len(soon) - len(due), "late")]
    if due:
        last = max(due, key=lambda each: each.terms.window.due_at)
        groups.append((len(due), last.when.replace("Due", "due by", 1)))
    said, noun = [], " assignment"
    for number, how in groups:
        if number:
            plural = "s" if noun and number > 1 else ""
            said.append(f"{number}{noun}{plural} {'is' if number == 1 else 'are'} {how}")
            noun = ""
    return " and ".join(said)


def teaching_of(session: Session, person: Visitor | None) -> Teaching:
    """Return what waits for somebody who teaches. Five SELECTs; none for who does not."""
    if person is None or not may_teach(person):
        return Teaching()
    courses = [
        each
        for each in own_courses(session, person.id, 1).rows
        if each.access.role in _TEACHES and each.course.archived_at is None
    ]
    banks = {each.bank.id: each.bank for each in seen_banks(session, person, Action.EDIT)}
    objections = open_challenges(session, list(banks))
    return Teaching(
        # What needs somebody comes first.
        sorted(courses, key=lambda each: not each.waiting)[:MOST],
        to_mark(session, person.id),
        [(banks[key], count) for key, count in objections.items()],
    )
