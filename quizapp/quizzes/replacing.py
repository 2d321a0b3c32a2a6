"""Another question in the place of a chosen one: of the same fact, else of the same topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.banks.candidates import draw_candidates
from quizapp.banks.models import Question, QuestionPart, QuestionVersion
from quizapp.quizzes.designs import Item


def another_question(session: Session, items: Sequence[Item], position: int) -> UUID | None:
    """Return a question of the same bank that could stand in a place; None where there is none.

    It asks for a fact of the one that stands there, else belongs to its topic, and asks for none
    that another chosen one asks for if that can be. From one that was found so the next is found,
    until all have had their turn.
    """
    item = items[position - 1]
    if item.question is None:
        return None
    chosen = {each.question for each in items if each.question is not None}
    rows = session.execute(
        select(Question.public_id, Question.topic_id, QuestionVersion.id)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(Question.bank_id == item.bank_id, QuestionVersion.is_current)
        .order_by(Question.position, Question.id)
    ).all()
    here = next((at for at, row in enumerate(rows) if row.public_id == item.question), None)
    if here is None:
        return None
    askable = {each.version for each in draw_candidates(session, [item.bank_id])}
    facts = _facts(session, item.bank_id)
    mine, topic = facts.get(rows[here].id, frozenset()), rows[here].topic_id
    others = {
        fact
        for row in rows
        if row.public_id in chosen and row.public_id != item.question
        for fact in facts.get(row.id, frozenset())
    }
    # Those that come after it are tried before those that come before it.
    found = [row for row in (*rows[here + 1 :], *rows[:here]) if row.id in askable]
    fitting = [
        (bool(facts[row.id] & others), not facts[row.id] & mine, at, row.public_id)
        for at, row in enumerate(found)
        if row.public_id not in chosen and (facts[row.id] & mine or row.topic_id == topic)
    ]
    return min(fitting)[-1] if fitting else None


def replaced(items: Sequence[Item], position: int, question: UUID) -> Sequence[Item]:
    """Return items with another question in one place; as they are where it is chosen already."""
    if any(each.question == question for each in items) or not 1 <= position <= len(items):
        return items
    there = replace(items[position - 1], question=question)
    return (*items[: position - 1], there, *items[position:])


def _facts(session: Session, bank_id: int) -> dict[int, frozenset[int]]:
    """Return what the questions of a bank ask for now, by their versions."""
    found: dict[int, set[int]] = {}
    for version_id, fact_id in session.execute(
        select(QuestionPart.question_version_id, QuestionPart.fact_id)
        .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(Question.bank_id == bank_id, QuestionVersion.is_current)
    ):
        found.setdefault(version_id, set()).add(fact_id)
    return {version_id: frozenset(each) for version_id, each in found.items()}
