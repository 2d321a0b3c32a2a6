"""A course with assignments, and attempts at them that earned what a test says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from quizapp.accounts.models import User
from quizapp.assignments import marks
from quizapp.assignments.models import Assignment
from quizapp.assignments.services import What
from quizapp.db import db, transaction
from quizapp.gradebook.book import BookRow, Gradebook, course_grades
from quizapp.quizzes.designs import Item
from quizapp.quizzes.models import Attempt
from tests.assignments.conftest import Giving, biology, colleague, giving
from tests.quizzes.designing import build
from tests.studies import bank

__all__ = ["bank", "biology", "colleague", "giving"]


@dataclass
class Marking:
    """A course whose marks are looked at."""

    giving: Giving

    def quiz(self, *days: float, title: str = "A quiz", **more: Any) -> Assignment:
        """Give a quiz of its own."""
        quiz_id = uuid4()
        rule = {
            name: more.pop(name) for name in ("grade_rule", "release", "closes_at") if name in more
        }
        build(
            self.giving.teacher,
            self.giving.bank,
            Item(self.giving.bank, count=2),
            now=self.giving.day(0),
            quiz_id=quiz_id,
            title=title,
            **rule,
        )
        return self.giving.quiz_is(*days, what=What(quiz_id=quiz_id), **more)

    def took(
        self,
        who: User,
        row: Assignment,
        points: float | None,
        *,
        day: float = 1,
        possible: float = 10,
        waiting: int = 0,
    ) -> UUID:
        """Let somebody have handed in an attempt on a day; one without points is under way."""
        attempt_id = uuid4()
        ended = points is not None
        with transaction() as session:
            session.add(
                Attempt(
                    id=attempt_id,
                    user_id=who.id,
                    quiz_id=row.quiz_id,
                    settings_number=1,
                    length=2,
                    started_at=self.giving.day(day),
                    finished_at=self.giving.day(day) if ended else None,
                    ended_by="learner" if ended else None,
                    points=points,
                    possible=possible if ended else None,
                    waiting=waiting if ended else None,
                    assignment_id=row.id,
                )
            )
        return attempt_id

    def set_mark(self, who: User, row: Assignment, share: float | None, **how: Any) -> Any:
        """Set a mark by hand after the one that stands there."""
        known = marks.marks_of(db.session(), row.id, who.id)
        given = {
            "reason": "Told it orally.",
            "by": self.giving.teacher,
            "after": known[0].id if known else None,
            "now": self.giving.day(0),
        } | how
        change_id = given.pop("change_id", None) or uuid4()
        course_id = given.pop("course_id", self.giving.course.id)
        with transaction() as session:
            return marks.set_mark(session, change_id, course_id, row.id, who.id, share, **given)

    def note(self, who: User, row: Assignment, text: str, **how: Any) -> bool:
        """Note something after what is noted there."""
        known = marks.note_of(db.session(), row.id, who.id)
        given = {
            "is_shown": True,
            "by": self.giving.teacher,
            "after": known and known.form_id,
            "now": self.giving.day(0),
        } | how
        form_id = given.pop("form_id", None) or uuid4()
        with transaction() as session:
            return marks.save_note(
                session, form_id, self.giving.course.id, row.id, who.id, text, **given
            )

    def book(self, day: float = 0, who: User | None = None) -> Gradebook:
        """Return the gradebook as it is on a day."""
        session = db.session()
        user_id = None if who is None else who.id
        return course_grades(session, self.giving.course.id, self.giving.day(day), user_id)

    def of(self, who: User, day: float = 0) -> BookRow:
        """Return the line of a student."""
        book = self.book(day)
        return next(row for row in (*book.rows, *book.left) if row.user_id == who.id)

    def standings(self, who: User, day: float = 0) -> list[tuple[str, float | None]]:
        """Return how it stands with each assignment, and what counts."""
        return [(cell.standing.value, cell.share) for cell in self.of(who, day).cells]


@pytest.fixture
def marking(giving):
    """Ana is in the course."""
    return Marking(giving)
