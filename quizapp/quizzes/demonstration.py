"""A group as a course has it: a teacher, students, and a quiz of single-choice questions for them.

It is for showing the app and for load tests; all of it can be made again without doubling anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import Role, User
from quizapp.accounts.queries import user_by_name
from quizapp.accounts.services import create_user
from quizapp.banks.candidates import draw_candidates
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.quizzes.building import add_quiz, change_quiz, publish
from quizapp.quizzes.designs import Design, Item
from quizapp.quizzes.errors import CannotBeAsked
from quizapp.quizzes.models import Quiz

QUESTIONS = 20
MOST_STUDENTS = 5_000
TEACHER = "demo-teacher"
TITLE = "Demonstration: 20 questions on one page"
_KIND = "multiple_choice"
_IDS = UUID("0d5f2c6e-7c0e-4f56-8c53-f8a0f2f4a1b7")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The quiz, and the names of the people who are there for it."""

    quiz_id: UUID
    teacher: str
    students: tuple[str, ...]


def student_names(count: int) -> tuple[str, ...]:
    """Return the names of so many students; more of them begin with the same names."""
    return tuple(f"demo-student-{number:04d}" for number in range(1, count + 1))


def others(session: Session) -> int:
    """Return how many accounts there are that no demonstration has made."""
    is_other = ~User.is_guest, User.name != TEACHER, ~User.name.like("demo-student-____")
    return session.scalar(select(func.count()).select_from(User).where(*is_other)) or 0


def make_demonstration(
    session: Session, bank: Bank, students: int, password_hash: str, now: datetime
) -> Demonstration:
    """Make the people, each with this password from now on, and the quiz; return them.

    Raises CannotBeAsked where the bank has too few questions of the kind, and NameTaken where
    somebody else has one of the names.
    """
    quiz_id = uuid5(_IDS, bank.slug)
    known = session.get(Quiz, quiz_id) is not None
    teacher = _person(session, TEACHER, Role.TEACHER, password_hash, now, known=known)
    names = student_names(students)
    for name in names:
        _person(session, name, Role.STUDENT, password_hash, now, known=known)
    if not known:
        items = tuple(Item(bank.id, question) for question in _questions(session, bank))
        banks = [bank.id]
        add_quiz(session, quiz_id, owner_id=teacher.id, bank_ids=banks, title=TITLE, now=now)
        change_quiz(session, quiz_id, Design(TITLE, items=items), after=1, now=now)
    publish(session, quiz_id, now)
    return Demonstration(quiz_id, TEACHER, names)


def _person(
    session: Session, name: str, role: Role, password_hash: str, now: datetime, *, known: bool
) -> User:
    """Return one of the people; where none were made before, whoever has the name is another."""
    user = user_by_name(session, name) if known else None
    if user is None:
        return create_user(session, name, password_hash, now, role=role)
    user.password_hash = password_hash
    return user


def _questions(session: Session, bank: Bank) -> Sequence[UUID]:
    """Return the public ids of the first questions of the bank that can be asked."""
    askable = [each.version for each in draw_candidates(session, [bank.id]) if each.kind == _KIND]
    found = session.scalars(
        select(Question.public_id)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(QuestionVersion.id.in_(askable))
        .order_by(Question.position, Question.id)
        .limit(QUESTIONS)
    ).all()
    if len(found) < QUESTIONS:
        raise CannotBeAsked((), {1: len(found)})
    return found
