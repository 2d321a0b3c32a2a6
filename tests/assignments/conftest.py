"""A course whose teacher has a quiz, and short ways to give it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from quizapp.accounts.models import User
from quizapp.answering import assigning
from quizapp.assignments.models import Assignment
from quizapp.assignments.overrides import Whom, current_override
from quizapp.assignments.services import Setting, What
from quizapp.assignments.terms import Terms, terms_for
from quizapp.courses import groups
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Exemption, Goal, Window
from quizapp.memory.log import Learner
from quizapp.quizzes.designs import Item
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.starting import start_quiz
from tests.courses.conftest import Class, biology, colleague
from tests.quizzes.designing import QUIZ, build
from tests.studies import Studies, bank

__all__ = ["bank", "biology", "colleague"]

DAY = timedelta(days=1)


@dataclass
class Giving:
    """What a teacher gives a course; ``of`` does the same for another course."""

    course: Class
    teacher: int
    quiz: UUID
    bank: int

    def of(self, course: Class) -> Giving:
        """Return the same for another course."""
        return Giving(course, self.teacher, self.quiz, self.bank)

    def day(self, number: float) -> datetime:
        """Return the moment so many days from now."""
        return self.course.clock() + number * DAY

    def window(self, opens: float = 0, due: float = 7, closes: float = 9) -> Window:
        """Return a window in days from now."""
        return Window(self.day(opens), self.day(due), self.day(closes))

    def setting(self, opens: float = 0, due: float = 7, closes: float = 9, **more: Any) -> Setting:
        """Return terms with a window in days from now."""
        return Setting(self.window(opens, due, closes), **more)

    def quiz_is(self, *days: float, assignment_id: UUID | None = None, **more: Any) -> Assignment:
        """Give the quiz."""
        group_id = more.pop("group_id", None)
        what = more.pop("what", What(quiz_id=self.quiz))
        with transaction() as session:
            return assigning.assign(
                session,
                assignment_id or uuid4(),
                self.course.id,
                what,
                self.setting(*days, **more),
                by=self.teacher,
                now=self.course.clock(),
                group_id=group_id,
            )

    def bank_is(self, *days: float, topic: str = "", source: str = "", **more: Any) -> Assignment:
        """Give the bank to study."""
        given = {"goal": Goal.READY_BY} | more
        what = What(bank_id=self.bank, topic=topic, source=source)
        return self.quiz_is(*days, what=what, **given)

    def change(self, row: Assignment, *days: float, **more: Any) -> assigning.Followed:
        """Give an assignment other terms."""
        setting = self.setting(*days, **more)
        return self.do(assigning.change, row, setting)

    def do(self, act: Any, row: Assignment, *more: Any) -> Any:
        """Call a use case that takes the course, the assignment and the moment."""
        with transaction() as session:
            return act(session, self.course.id, row.id, *more, self.course.clock())

    def exempt(
        self, row: Assignment, whom: User | UUID, reason: str = "Was ill.", **how: Any
    ) -> assigning.Followed:
        """Give a person or a group other dates, after what they have now."""
        them = Whom(group_id=whom) if isinstance(whom, UUID) else Whom(user_id=whom.id)
        now = current_override(db.session(), row.id, them)
        given = {"override_id": uuid4(), "after": now and now.id} | {
            name: how.pop(name) for name in ("override_id", "after") if name in how
        }
        with transaction() as session:
            return assigning.give_dates(
                session,
                course_id=self.course.id,
                assignment_id=row.id,
                whom=them,
                exemption=Exemption(**how),
                reason=reason,
                by=self.teacher,
                now=self.course.clock(),
                **given,
            )

    def group(self, name: str, *people: User) -> UUID:
        """Make a group of students."""
        group_id = uuid4()
        with transaction() as session:
            groups.add_group(session, group_id, self.course.id, name, self.course.clock())
            ids = [each.id for each in people]
            groups.put_in_group(session, self.course.id, group_id, ids)
        return group_id

    def terms(self, who: User) -> Terms | None:
        """Return on which terms somebody may take the quiz now."""
        return terms_for(db.session(), self.quiz, who.id, self.course.clock())

    def studies(self, who: User) -> Studies:
        """Return what somebody does with the bank."""
        return Studies(Learner.of(who), self.bank, self.course.clock)

    def hand_in(self, who: User, attempt_id: UUID) -> None:
        """Hand an attempt in with everything right."""
        studies = self.studies(who)
        studies.hand_in(attempt_id, studies.forms(attempt_id))

    def start(self, who: User | int) -> UUID:
        """Begin the quiz."""
        user_id = who if isinstance(who, int) else who.id
        with transaction() as session:
            given = {"user_id": user_id, "now": self.course.clock()}
            return start_quiz(session, uuid4(), self.quiz, **given).id


@pytest.fixture
def giving(bank, cast, biology, clock) -> Giving:
    """The teacher of the course has a published quiz of two questions; Ana is in the course."""
    build(cast.teacher.id, bank, Item(bank, count=2), now=clock())
    biology.enrol(cast.student)
    return Giving(biology, cast.teacher.id, QUIZ, bank)


def attempt(attempt_id: UUID) -> Attempt:
    """Return an attempt as it is by now."""
    return db.session.get_one(Attempt, attempt_id, populate_existing=True)
