"""Which card a learner studies next, and the same card again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Fact, Question, QuestionPart, QuestionVersion
from quizapp.banks.queries import AskedQuestion, asked_question
from quizapp.domain import scheduling
from quizapp.domain.questions import KINDS
from quizapp.domain.scheduling import (
    Form,
    Rating,
    State,
    Strength,
    form_for,
    memory_key,
    strength_of,
    study_order,
)
from quizapp.memory.log import Learner, memories
from quizapp.memory.models import Memory, ReviewUndo
from quizapp.memory.queries import (
    ASKABLE,
    STILL_ASKED,
    new_facts,
    new_left,
    value_of,
    within,
)
from quizapp.quizzes.queries import card
from quizapp.quizzes.results import study_result
from quizapp.quizzes.sealing import Books, seal_on_version

LOOK_AHEAD = 50
"""How many due facts are weighed against each other to find the most urgent one."""

RECOGNITION = frozenset(kind for kind, cls in KINDS.items() if cls.shows_answer)
"""The kinds that show the answer among others; all others ask to recall it."""

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class StudyCard:
    """What to study next: a fact, the question that asks for it, and the memory it has."""

    fact_id: int
    asked: AskedQuestion
    memory: scheduling.Memory | None
    strength: Strength


def next_card(
    session: Session,
    learner: Learner,
    bank_id: int,
    new_per_day: int,
    now: datetime,
    books: Books,
    *,
    only: Select[int] | None = None,
) -> StudyCard | None:
    """Return what to study next in a bank: due facts first, then new ones; None when done.

    What is closed to the learner is not asked, alone or beside something else. ``only`` selects the
    ids of the facts that are meant.
    """
    known = _most_urgent(session, learner.id, bank_id, now, books, only)
    left = new_left(session, learner, new_per_day, now)
    order = study_order(
        known,
        new_facts(session, learner.id, bank_id, left, books, only=only),
        now=now,
        calendar=learner.calendar,
        new_limit=left,
    )
    for fact_id in order:
        memory = known.get(fact_id)
        asked = _question_for(session, learner, fact_id, memory, books)
        if asked is not None:
            strength = strength_of(memory, now, calendar=learner.calendar)
            return StudyCard(fact_id, asked, memory, strength)
    return None


def same_card(
    session: Session, learner: Learner, bank_id: int, version_id: int, now: datetime, books: Books
) -> StudyCard | None:
    """Return a card that was shown before, to be shown again; None when it was withdrawn.

    What was closed meanwhile is withdrawn, too.
    """
    asked = card(session, bank_id, version_id)
    if asked is None or seal_on_version(session, books, version_id) is not None:
        return None
    fact_id = next(iter(asked.fact_ids.values()))
    memory = memories(session, learner.id, [fact_id]).get(fact_id)
    return StudyCard(fact_id, asked, memory, strength_of(memory, now, calendar=learner.calendar))


def taken_back(
    session: Session,
    learner: Learner,
    bank_id: int,
    response_id: UUID,
    now: datetime,
    books: Books,
) -> StudyCard | None:
    """Return the card whose answer the learner took back, until it is answered anew."""
    undone_at = session.scalar(select(ReviewUndo.at).where(ReviewUndo.response_id == response_id))
    given = study_result(session, response_id, learner.id, bank_id)
    if undone_at is None or given is None:
        return None
    found = same_card(session, learner, bank_id, given.asked_version_id, now, books)
    if found is None or (found.memory is not None and found.memory.last_review >= undone_at):
        return None
    return found


def grade_previews(
    learner: Learner, fact_id: int, memory: scheduling.Memory | None, now: datetime
) -> dict[Rating, timedelta]:
    """Return how long it would be until the fact is asked again, for each grade."""
    # A server's clock may be set back; a preview must not fail for that.
    if memory is not None:
        now = max(now, memory.last_review)
    previews = {}
    for rating in Rating:
        review = scheduling.Review(_NOBODY, now, rating)
        after = scheduling.update(
            memory, review, key=memory_key(learner.id, fact_id), calendar=learner.calendar
        )
        previews[rating] = after.due - now
    return previews


def _most_urgent(
    session: Session,
    user_id: int,
    bank_id: int,
    now: datetime,
    books: Books,
    only: Select[int] | None,
) -> dict[int, scheduling.Memory]:
    """Return the facts to choose from: those in learning steps, whose waits are minutes, first.

    However long the backlog is, what was missed a moment ago is among them.
    """
    rows = session.scalars(
        select(Memory)
        .where(
            Memory.user_id == user_id,
            Memory.bank_id == bank_id,
            Memory.due <= now,
            STILL_ASKED,
            within(Memory.fact_id, books, only),
        )
        .order_by(case((Memory.state == State.REVIEW, 1), else_=0), Memory.due)
        .limit(LOOK_AHEAD)
    )
    return {row.fact_id: value_of(row) for row in rows}


def _question_for(
    session: Session,
    learner: Learner,
    fact_id: int,
    memory: scheduling.Memory | None,
    books: Books,
) -> AskedQuestion | None:
    """Return the question to ask for a fact: recognition while weak, recall when strong.

    Questions about this fact alone go before those that ask for others too. Several take turns by
    the number of reviews: a reload shows the same card, and none comes twice in a row.
    """
    parts = (
        select(func.count())
        .where(QuestionPart.question_version_id == QuestionVersion.id)
        .correlate(QuestionVersion)
        .scalar_subquery()
    )
    rows = session.execute(
        select(QuestionVersion.id, QuestionVersion.fingerprint, Question.kind, parts.label("parts"))
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(QuestionPart, QuestionPart.question_version_id == QuestionVersion.id)
        .join(Fact, Fact.id == QuestionPart.fact_id)
        .where(
            QuestionPart.fact_id == fact_id,
            ASKABLE,
            books.lets_ask(QuestionVersion.id),
        )
        .order_by(QuestionVersion.id)
    ).all()
    if not rows:
        return None
    wanted = form_for(memory)
    fitting = [row for row in rows if _form(row.kind) is wanted] or list(rows)
    alone = [row for row in fitting if row.parts == 1] or fitting
    Random(f"{learner.id}/{fact_id}").shuffle(alone)
    chosen = alone[(0 if memory is None else memory.reps) % len(alone)]
    return asked_question(session, chosen.id, chosen.fingerprint)


def _form(kind: str) -> Form:
    return Form.RECOGNITION if kind in RECOGNITION else Form.RECALL
