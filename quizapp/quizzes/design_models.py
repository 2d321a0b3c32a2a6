"""Tables of what a teacher sets for a quiz: its design, and what this asks at each place."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    Text,
    false,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model
from quizapp.domain.grades import GradeRule


class Release(StrEnum):
    """From when on the results of a quiz that a teacher made may be seen."""

    END = "end"
    CLOSING = "closing"
    NEVER = "never"


class Preference(StrEnum):
    """What a draw takes first, as far as there is any."""

    NONE = ""
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    # What those who take the teacher's quizzes are least likely to recall by then.
    FORGOTTEN = "forgotten"


class QuizDesign(Model):
    """What a teacher has set for a version of a quiz's settings. Never changed, as these."""

    __tablename__ = "quiz_design"
    __table_args__ = (
        ForeignKeyConstraint(
            ["quiz_id", "number"],
            ["quiz_settings.quiz_id", "quiz_settings.number"],
            ondelete="RESTRICT",
        ),
        CheckConstraint("attempts_allowed >= 1", name="attempts_positive"),
        CheckConstraint("opens_at < closes_at", name="opens_before_it_closes"),
        CheckConstraint("minutes >= 1", name="minutes_positive"),
        CheckConstraint("release IN ('end', 'closing', 'never')", name="release_known"),
        CheckConstraint("grade_rule IN ('best', 'last', 'average')", name="grade_rule_known"),
        CheckConstraint("pass_percent BETWEEN 1 AND 100", name="pass_percent_in_range"),
        CheckConstraint("delay_minutes >= 1", name="delay_positive"),
    )

    quiz_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    instructions: Mapped[str] = mapped_column(Text)
    # Whether each attempt has its questions in an order of its own.
    shuffles: Mapped[bool]
    # None is as many as somebody likes.
    attempts_allowed: Mapped[int | None]
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    # How long an attempt may take; None is as long as somebody likes.
    minutes: Mapped[int | None]
    release: Mapped[str] = mapped_column(String(8), default=Release.END, server_default="end")
    # Whether what an attempt asks about is closed to its learner until the results may be seen.
    is_closed_book: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Which of somebody's attempts make their grade.
    grade_rule: Mapped[str] = mapped_column(
        String(8), default=GradeRule.BEST, server_default="best"
    )
    # The grade from which on somebody has passed, in whole per cent; None where nobody passes.
    pass_percent: Mapped[int | None]
    # What is said of a whole attempt: ``from`` and ``to`` in whole per cent, and the ``text``.
    feedback_bands: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list, server_default="[]"
    )
    # How long after the end of an attempt the next may begin; None is at once.
    delay_minutes: Mapped[int | None]
    # Each a ``title`` and ``instructions``, in order.
    sections: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list, server_default="[]")


class QuizItem(Model):
    """What a design asks at one place: one question of a bank, or some that are drawn from it."""

    __tablename__ = "quiz_item"
    __table_args__ = (
        ForeignKeyConstraint(
            ["quiz_id", "number"],
            ["quiz_design.quiz_id", "quiz_design.number"],
            ondelete="RESTRICT",
        ),
        CheckConstraint("count >= 1", name="count_positive"),
        CheckConstraint("question IS NULL OR count = 1", name="question_is_one"),
        CheckConstraint("points BETWEEN 0 AND 100", name="points_in_range"),
        CheckConstraint("section >= 0", name="section_not_negative"),
        CheckConstraint(
            "prefers IN ('', 'easy', 'medium', 'hard', 'forgotten')", name="prefers_known"
        ),
    )

    quiz_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="RESTRICT"), index=True)
    # By its public id and not as a key: a design of long ago keeps no question from being removed.
    # None where questions are drawn.
    question: Mapped[UUID | None]
    count: Mapped[int]
    # What is drawn: slugs of a topic and of an article, and a kind; what is empty narrows nothing.
    topic: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(32))
    # How many each of its questions is worth, in halves.
    points: Mapped[float] = mapped_column(default=1.0, server_default="1")
    # What is drawn first.
    prefers: Mapped[str] = mapped_column(String(10), default=Preference.NONE, server_default="")
    # The number of its section, from 1; what is in none stands before them all.
    section: Mapped[int] = mapped_column(default=0, server_default="0")
    # Whether learners see with their results what is right.
    shows_key: Mapped[bool] = mapped_column(default=True, server_default=true())
