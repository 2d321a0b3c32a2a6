"""What is to be known of one person's attempts to give them a copy: how far, in which sections."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.models import Attempt, QuizSettingsVersion
from quizapp.quizzes.progress_models import AttemptProgress
from quizapp.quizzes.sections import read


def reached_by(session: Session, user_id: int) -> Mapping[UUID, int]:
    """Return how far attempts are that go forward only: what is to come was not asked yet."""
    rows = session.execute(
        select(Attempt.id, func.coalesce(AttemptProgress.position, 1))
        .join(Attempt.settings)
        .outerjoin(AttemptProgress, AttemptProgress.attempt_id == Attempt.id)
        .where(
            Attempt.user_id == user_id,
            Attempt.finished_at.is_(None),
            QuizSettingsVersion.is_linear,
        )
    )
    return dict(rows.all())


def section_titles(session: Session, user_id: int) -> Mapping[tuple[UUID, int], str]:
    """Return the titles of sections, by the attempt and their number in it."""
    rows = session.execute(
        select(Attempt.id, QuizDesign.sections)
        .join(
            QuizDesign,
            (QuizDesign.quiz_id == Attempt.quiz_id)
            & (QuizDesign.number == Attempt.settings_number),
        )
        .where(Attempt.user_id == user_id)
    )
    return {
        (attempt_id, number): section.title
        for attempt_id, stored in rows
        for number, section in enumerate(read(stored), start=1)
    }
