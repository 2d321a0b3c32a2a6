"""Whose marks change: by name for the teacher of their quiz, as a number for everybody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.visitors import Visitor
from quizapp.answering.regrading import MarkChange
from quizapp.banks.models import QuestionVersion
from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.models import Attempt, AttemptQuestion, Quiz
from quizapp.quizzes.policies import has_given


@dataclass(frozen=True, slots=True)
class NamedChange:
    """A change of somebody's mark in a quiz that was given to them; guests have no ``name``.

    The change is one of shares of what the question was ``worth`` there, in points.
    """

    user_id: int
    name: str | None
    is_guest: bool
    quiz: str
    finished_at: datetime | None
    change: MarkChange
    worth: float


@dataclass(frozen=True, slots=True)
class Affected:
    """Changes of marks: those ``named``, and how many there are of ``others``, and what they do."""

    named: tuple[NamedChange, ...]
    others: tuple[MarkChange, ...]

    @property
    def gained(self) -> int:
        """How many of the others have more points than before."""
        return sum(each.gains for each in self.others)

    @property
    def lost(self) -> int:
        """How many of the others have fewer points than before."""
        return sum(each.loses for each in self.others)


def affected(
    session: Session, question_id: int, changes: Iterable[MarkChange], person: Visitor
) -> Affected:
    """Tell changes to a question's marks as a person may know them.

    Only whoever gave a quiz to people sees how they did in it. What anybody practised is theirs
    alone, whoever may edit the bank.
    """
    rows = session.execute(
        select(
            Attempt.id,
            Attempt.finished_at,
            User.name,
            User.is_guest,
            QuizDesign.title,
            AttemptQuestion.points,
        )
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .join(Attempt.design)
        .join(User, User.id == Attempt.user_id)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .where(QuestionVersion.question_id == question_id, has_given(person))
    )
    known = {row.id: row for row in rows}
    named, others = [], []
    for each in changes:
        row = known.get(each.attempt_id)
        if row is None:
            others.append(each)
        else:
            named.append(
                NamedChange(
                    each.user_id,
                    row.name,
                    row.is_guest,
                    row.title,
                    row.finished_at,
                    each,
                    row.points,
                )
            )
    # Guests come last: among them nobody is looked for.
    named.sort(key=lambda each: (each.name is None, (each.name or "").casefold(), each.user_id))
    return Affected(tuple(named), tuple(others))
