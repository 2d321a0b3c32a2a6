"""Making a quiz: its versions follow each other, it is published, taken back and removed.

Every change holds the quiz's row first, so that two at once take turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from random import Random
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from quizapp.accounts.queries import visitor_by_id
from quizapp.accounts.visitors import Visitor
from quizapp.assignments.services import forget_removed
from quizapp.db import hold_by_id, upsert
from quizapp.quizzes.accommodation_models import QuizAccommodation
from quizapp.quizzes.design_models import QuizDesign, QuizItem
from quizapp.quizzes.designs import Design, Numbered, latest_design
from quizapp.quizzes.drawing import Drawing, draw_items
from quizapp.quizzes.errors import (
    CannotBeAsked,
    ChangedMeanwhile,
    HasAttempts,
    IsAssigned,
    TooManyQuestions,
    UnknownQuiz,
)
from quizapp.quizzes.item_analysis import forget
from quizapp.quizzes.marking_models import QuizMarker, QuizMarking
from quizapp.quizzes.models import Attempt, Quiz, QuizBank, QuizSettingsVersion
from quizapp.quizzes.preferring import Recall
from quizapp.quizzes.previews import remove_previews
from quizapp.quizzes.release import move_release
from quizapp.quizzes.sections import stored
from quizapp.quizzes.services import QuizSettings, make_quiz, settings_row

LONGEST = 200
"""No quiz that a teacher makes has more questions than this."""

_TRIAL = 0
"""What seeds the draw that tells whether there is enough to draw from."""


def add_quiz(
    session: Session,
    quiz_id: UUID,
    *,
    owner_id: int,
    bank_ids: Sequence[int],
    title: str,
    now: datetime,
) -> None:
    """Make a draft without a question yet; made twice under one id, it is made once.

    Raises UnknownQuiz where the id is somebody else's quiz.
    """
    design = Design(title)
    settings = _settings(design)
    make_quiz(session, quiz_id, owner_id=owner_id, bank_ids=bank_ids, settings=settings, now=now)
    if session.get_one(Quiz, quiz_id).owner_id != owner_id:
        raise UnknownQuiz(quiz_id)
    session.execute(
        upsert(session, QuizDesign).on_conflict_do_nothing(), [_design_row(quiz_id, 1, design)]
    )


def change_quiz(
    session: Session,
    quiz_id: UUID,
    design: Design,
    *,
    after: int,
    now: datetime,
    bank_ids: Sequence[int] = (),
) -> int:
    """Let a version follow the one with the number ``after``; return the newest number.

    ``bank_ids`` are banks that it may use from now on, besides those that it could. The same change
    sent twice is made once. A published quiz stays one that can be taken.
    Raises UnknownQuiz, ChangedMeanwhile, TooManyQuestions and CannotBeAsked.
    """
    quiz = hold_by_id(session, Quiz, quiz_id)
    latest = _latest(session, quiz_id)
    _add_banks(session, quiz_id, bank_ids)
    if latest.design == design:
        return latest.number
    if latest.number != after:
        raise ChangedMeanwhile(quiz_id)
    if design.length > LONGEST:
        raise TooManyQuestions(design.length)
    if quiz.published_at is not None and not design.items:
        raise CannotBeAsked
    number = latest.number + 1
    row = settings_row(quiz_id, number, _settings(design), now)
    session.execute(insert(QuizSettingsVersion), [row])
    session.execute(insert(QuizDesign), [_design_row(quiz_id, number, design)])
    if design.items:
        session.execute(insert(QuizItem), _item_rows(quiz_id, number, design))
    before = latest.design
    if (before.release, before.closes_at) != (design.release, design.closes_at):
        move_release(session, quiz_id, now)
    return number


def publish(session: Session, quiz_id: UUID, now: datetime) -> None:
    """Let others take a quiz; a second time changes nothing.

    Raises UnknownQuiz, and CannotBeAsked where something in it cannot be asked.
    """
    quiz = hold_by_id(session, Quiz, quiz_id)
    maker = visitor_by_id(session, quiz.owner_id, now)
    # What a draw takes first makes no difference to how much there is.
    tried = try_out(session, _latest(session, quiz_id).design, maker, lambda _: {})
    if tried.gone or tried.short or not tried.questions:
        raise CannotBeAsked(tried.gone, tried.short)
    if quiz.published_at is None:
        quiz.published_at = now
        session.flush()


def withdraw(session: Session, quiz_id: UUID) -> None:
    """Make a draft of a quiz again: nobody begins it; attempts under way go on."""
    hold_by_id(session, Quiz, quiz_id).published_at = None
    session.flush()


def remove_quiz(session: Session, quiz_id: UUID) -> bool:
    """Remove a quiz that nobody has taken; False where it is gone.

    Raises HasAttempts, and IsAssigned where a course has it.
    """
    # Of two who remove it at once the second waits, and finds nothing.
    held = select(Quiz.id).where(Quiz.id == quiz_id).with_for_update()
    if session.scalar(held) is None:
        return False
    taken = select(Attempt.id).where(Attempt.quiz_id == quiz_id, ~Attempt.is_preview)
    if session.scalar(taken.limit(1)) is not None:
        raise HasAttempts(quiz_id)
    if not forget_removed(session, quiz_id=quiz_id):
        raise IsAssigned(quiz_id)
    remove_previews(session, quiz_id)
    forget(session, [quiz_id])
    for table in (
        QuizMarking,
        QuizMarker,
        QuizAccommodation,
        QuizItem,
        QuizDesign,
        QuizSettingsVersion,
        QuizBank,
    ):
        session.execute(delete(table).where(table.quiz_id == quiz_id))
    session.execute(delete(Quiz).where(Quiz.id == quiz_id))
    return True


def try_out(session: Session, design: Design, maker: Visitor | None, recall: Recall) -> Drawing:
    """Return what an attempt at a design of this maker's might ask today."""
    return draw_items(session, design.items, Random(_TRIAL), maker, recall)


def _latest(session: Session, quiz_id: UUID) -> Numbered:
    latest = latest_design(session, quiz_id)
    if latest is None:
        raise UnknownQuiz(quiz_id)
    return latest


def _add_banks(session: Session, quiz_id: UUID, bank_ids: Sequence[int]) -> None:
    known = session.scalars(select(QuizBank.bank_id).where(QuizBank.quiz_id == quiz_id)).all()
    fresh = [each for each in dict.fromkeys(bank_ids) if each not in known]
    session.add_all(
        QuizBank(quiz_id=quiz_id, bank_id=bank_id, position=len(known) + place)
        for place, bank_id in enumerate(fresh, start=1)
    )
    session.flush()


def _settings(design: Design) -> QuizSettings:
    return QuizSettings(
        length=design.length,
        layout=design.layout,
        feedback=design.feedback,
        asks_certainty=design.asks_certainty,
        is_linear=design.is_linear,
    )


def _design_row(quiz_id: UUID, number: int, design: Design) -> dict[str, object]:
    return {
        "quiz_id": quiz_id,
        "number": number,
        "title": design.title,
        "instructions": design.instructions,
        "shuffles": design.shuffles,
        "attempts_allowed": design.attempts_allowed,
        "opens_at": design.opens_at,
        "closes_at": design.closes_at,
        "minutes": design.minutes,
        "release": design.release.value,
        "is_closed_book": design.is_closed_book,
        "grade_rule": design.grade_rule.value,
        "pass_percent": design.pass_percent,
        "delay_minutes": design.delay_minutes,
        "sections": stored(design.sections),
        "feedback_bands": [
            {"from": each.lowest, "to": each.highest, "text": each.text} for each in design.bands
        ],
    }


def _item_rows(quiz_id: UUID, number: int, design: Design) -> list[dict[str, object]]:
    return [
        {
            "quiz_id": quiz_id,
            "number": number,
            "position": position,
            **asdict(item),
            "prefers": item.prefers.value,
        }
        for position, item in enumerate(design.items, start=1)
    ]
