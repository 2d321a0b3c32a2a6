"""A quiz of what a class remembers least, one question for each fact: a draft of a teacher's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.banks.candidates import Scope, draw_candidates
from quizapp.banks.models import Fact, Question, QuestionVersion
from quizapp.domain.sampling import Candidate
from quizapp.memory.class_memory import FactMemory
from quizapp.quizzes.building import add_quiz, change_quiz
from quizapp.quizzes.designs import Design, Item
from quizapp.quizzes.errors import UnknownQuiz
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.sealing import Books

MOST = 15
"""How many facts such a quiz is about at most."""


@dataclass(frozen=True, slots=True)
class WeakestQuiz:
    """For how many facts a question was found, and for how many there is none of their own."""

    asked: int
    missing: int


def weakest(facts: Iterable[FactMemory]) -> Sequence[FactMemory]:
    """Return those that are remembered least of facts that stand in this order."""
    return [each for each in facts if each.figures.learned][:MOST]


def quiz_of_weakest(
    session: Session,
    quiz_id: UUID,
    facts: Sequence[FactMemory],
    books: Books,
    *,
    owner_id: int,
    bank_id: int,
    title: str,
    now: datetime,
) -> WeakestQuiz | None:
    """Make a draft that asks for each of these facts once, as far as questions can.

    None is made where no question asks for any of them. Returns None where it was made before: it
    is the teacher's by now, and nothing in it is changed. Raises UnknownQuiz where the id is
    somebody else's quiz.
    """
    made = session.get(Quiz, quiz_id)
    if made is not None:
        if made.owner_id != owner_id:
            raise UnknownQuiz(quiz_id)
        return None
    wanted = [each.id for each in facts]
    scope = Scope(facts=select(Fact.id).where(Fact.id.in_(wanted)), besides=books.facts)
    chosen = _one_for_each(wanted, draw_candidates(session, [bank_id], scope))
    if not chosen:
        return WeakestQuiz(0, len(wanted))
    names = dict(
        session.execute(
            select(QuestionVersion.id, Question.public_id)
            .join(Question, Question.id == QuestionVersion.question_id)
            .where(QuestionVersion.id.in_([each.version for each in chosen]))
        ).all()
    )
    items = tuple(Item(bank_id, question=names[each.version]) for each in chosen)
    add_quiz(session, quiz_id, owner_id=owner_id, bank_ids=[bank_id], title=title, now=now)
    change_quiz(session, quiz_id, Design(title, items=items), after=1, now=now)
    asked = len({fact for each in chosen for fact in each.facts} & set(wanted))
    return WeakestQuiz(asked, len(wanted) - asked)


def _one_for_each(wanted: Sequence[int], pool: Sequence[Candidate]) -> list[Candidate]:
    """Return questions of which no two ask for the same fact.

    What asks for one alone is taken rather than for several, and of these what asks for the most
    of those that are wanted.
    """
    chosen: list[Candidate] = []
    asked: set[int] = set()
    for fact in wanted:
        fitting = [each for each in pool if fact in each.facts and asked.isdisjoint(each.facts)]
        if fact in asked or not fitting:
            continue
        best = min(fitting, key=lambda each: _fitness(each, wanted))
        chosen.append(best)
        asked |= best.facts
    return chosen


def _fitness(question: Candidate, wanted: Sequence[int]) -> tuple[bool, int, int, int]:
    meant = len(question.facts.intersection(wanted))
    return len(question.facts) > 1, -meant, len(question.facts), question.version
