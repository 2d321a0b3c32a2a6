"""Tables of quizzes: their settings, attempts with the questions drawn, responses and scores."""

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
    Index,
    String,
    Text,
    and_,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from quizapp.banks.models import QuestionVersion
from quizapp.db import Model
from quizapp.domain.rulings import Basis
from quizapp.quizzes.design_models import QuizDesign

_CURRENT = text("is_current")
_IS_PREVIEW = text("is_preview")
_AWAITS = text("awaits_analysis")
_IS_DUE = text("held_until IS NOT NULL")
_IS_ASSIGNED = text("assignment_id IS NOT NULL")
_WAITS = text("waiting > 0")
_ARE_TOLD = text("results_at IS NOT NULL")
_TOLD = text("certainty IS NOT NULL")
_IS_CONFUSED = text("confused_with <> ''")
_OPEN = text("finished_at IS NULL AND deadline_at IS NOT NULL")


class Layout(StrEnum):
    """How a quiz is shown."""

    PAGE = "page"
    SINGLE = "single"


class Feedback(StrEnum):
    """When the results of a quiz are shown."""

    END = "end"
    # Each question is marked as soon as it is answered, and its answer is final from then on.
    AT_ONCE = "at_once"


class EndedBy(StrEnum):
    """What ended an attempt."""

    LEARNER = "learner"
    # Its time limit was over, whoever was still at it.
    TIME = "time"
    # The quiz was closed while it was under way.
    CLOSING = "closing"
    # A teacher of the course handed it in for its learner.
    TEACHER = "teacher"


class ClockSource(StrEnum):
    """Whose clock said when something was answered."""

    LEARNER = "learner"
    # The learner's clock said a moment that cannot be, so the nearest one that can be is taken.
    CLAMPED = "clamped"
    SERVER = "server"


class Grader(StrEnum):
    """Who or what gave a score."""

    PROGRAM = "program"
    # A flashcard is judged by the one who recalled it.
    LEARNER = "learner"


class Quiz(Model):
    """Questions drawn from banks, with settings. What a learner practises is one of their own."""

    __tablename__ = "quiz"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), index=True
    )
    created_at: Mapped[datetime]
    # Since when others may take it; a draft has none, nor has anybody's own practice.
    published_at: Mapped[datetime | None]


class QuizBank(Model):
    """A bank that a quiz draws from."""

    __tablename__ = "quiz_bank"

    quiz_id: Mapped[UUID] = mapped_column(
        ForeignKey("quiz.id", ondelete="RESTRICT"), primary_key=True
    )
    bank_id: Mapped[int] = mapped_column(
        ForeignKey("bank.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    position: Mapped[int]


class QuizSettingsVersion(Model):
    """Settings of a quiz. Never changed, only followed by a higher number."""

    __tablename__ = "quiz_settings"
    __table_args__ = (
        CheckConstraint("layout IN ('page', 'single')", name="layout_known"),
        CheckConstraint("feedback IN ('end', 'at_once')", name="feedback_known"),
        CheckConstraint("NOT is_linear OR layout = 'single'", name="linear_is_single"),
    )

    quiz_id: Mapped[UUID] = mapped_column(
        ForeignKey("quiz.id", ondelete="RESTRICT"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    # How many questions were asked for; an attempt may have fewer.
    length: Mapped[int]
    layout: Mapped[str] = mapped_column(String(8))
    # Slugs of topics; none means all.
    topics: Mapped[list[str]] = mapped_column(JSON)
    # The slug of the one fact that is asked about, or empty.
    fact: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    feedback: Mapped[str] = mapped_column(String(8), default=Feedback.END, server_default="end")
    # The slug of the one article that is asked about, or empty.
    source: Mapped[str] = mapped_column(String(120), default="", server_default="")
    # Whether only what the learner got wrong the last time is asked.
    mistakes: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Whether learners may say beside each answer how sure they are of it.
    asks_certainty: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Whether it goes forward only: what was passed is neither seen again nor changed.
    is_linear: Mapped[bool] = mapped_column(default=False, server_default=false())


class Attempt(Model):
    """One learner's go at a quiz. The browser brings the id, so a doubled start is one attempt."""

    __tablename__ = "attempt"
    __table_args__ = (
        # What is changed about a quiz later does not change an attempt that was begun.
        ForeignKeyConstraint(
            ["quiz_id", "settings_number"],
            ["quiz_settings.quiz_id", "quiz_settings.number"],
            ondelete="RESTRICT",
        ),
        Index("ix_attempt_quiz", "quiz_id", "settings_number"),
        Index("ix_attempt_user_started", "user_id", "started_at"),
        Index(
            "ix_attempt_open_deadline", "deadline_at", sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
        Index(
            "ix_attempt_preview",
            "user_id",
            "quiz_id",
            sqlite_where=_IS_PREVIEW,
            postgresql_where=_IS_PREVIEW,
        ),
        Index("ix_attempt_uncounted", "quiz_id", sqlite_where=_AWAITS, postgresql_where=_AWAITS),
        Index("ix_attempt_held", "held_until", sqlite_where=_IS_DUE, postgresql_where=_IS_DUE),
        Index(
            "ix_attempt_assignment",
            "assignment_id",
            "user_id",
            sqlite_where=_IS_ASSIGNED,
            postgresql_where=_IS_ASSIGNED,
        ),
        Index(
            "ix_attempt_results",
            "user_id",
            "results_at",
            sqlite_where=_ARE_TOLD,
            postgresql_where=_ARE_TOLD,
        ),
        Index("ix_attempt_waiting", "quiz_id", sqlite_where=_WAITS, postgresql_where=_WAITS),
        CheckConstraint("paused_left >= 0", name="paused_left_not_negative"),
        CheckConstraint(
            "ended_by IN ('learner', 'time', 'closing', 'teacher')", name="ended_by_known"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    quiz_id: Mapped[UUID]
    settings_number: Mapped[int]
    length: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    # When it ends, whoever is still at it; fixed when it begins.
    deadline_at: Mapped[datetime | None]
    # None while it is under way.
    ended_by: Mapped[str | None] = mapped_column(String(8))
    # Whoever made the quiz tries it: it counts nowhere, feeds no memory, and goes with the next.
    is_preview: Mapped[bool] = mapped_column(default=False, server_default=false())
    # While its time stands still: how many seconds are left of it. Then there is no deadline.
    paused_left: Mapped[int | None]
    # Memory knows nothing of it yet: it waits for the results to be shown.
    is_held: Mapped[bool] = mapped_column(default=False, server_default=false())
    # They are not shown before then, where it is held; None where they never are, and elsewhere.
    held_until: Mapped[datetime | None]
    # It was handed in and is not counted yet in the analysis of its quiz, if that has one.
    awaits_analysis: Mapped[bool] = mapped_column(default=False, server_default=false())
    # What its current scores come to once it is handed in, None before: a class of attempts at a
    # term of quizzes is read from here (earning.py).
    points: Mapped[float | None]
    possible: Mapped[float | None]
    waiting: Mapped[int | None]
    # Under which assignment of a course it was begun; it stays so, whatever becomes of that.
    assignment_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("assignment.id", ondelete="RESTRICT")
    )
    # Since when its learner is to be told of results that a hand-in of theirs did not show them: it
    # was handed in without them, or they were kept back, until they were not any more.
    results_at: Mapped[datetime | None]

    settings: Mapped[QuizSettingsVersion] = relationship(innerjoin=True)
    # None where it is the learner's own practice.
    design: Mapped[QuizDesign | None] = relationship(
        primaryjoin=lambda: and_(
            foreign(Attempt.quiz_id) == QuizDesign.quiz_id,
            foreign(Attempt.settings_number) == QuizDesign.number,
        ),
        viewonly=True,
    )

    @property
    def is_timed(self) -> bool:
        """Whether it has a deadline, or will have one again once its time runs on."""
        return self.deadline_at is not None or self.paused_left is not None


class AttemptQuestion(Model):
    """A question of an attempt, pinned to the version that is shown and to what it is worth."""

    __tablename__ = "attempt_question"
    __table_args__ = (
        CheckConstraint("points BETWEEN 0 AND 100", name="points_in_range"),
        CheckConstraint("section >= 0", name="section_not_negative"),
    )

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="RESTRICT"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    question_version_id: Mapped[int] = mapped_column(
        ForeignKey("question_version.id", ondelete="RESTRICT"), index=True
    )
    # The learner wants to come back to it before the hand-in.
    is_flagged: Mapped[bool] = mapped_column(default=False, server_default=false())
    # What a right answer earns: scores are shares of it.
    points: Mapped[float] = mapped_column(default=1.0, server_default="1")
    # The number of its section in the design, from 1; 0 for none.
    section: Mapped[int] = mapped_column(default=0, server_default="0")
    # Whether its learner sees with the results what is right.
    shows_key: Mapped[bool] = mapped_column(default=True, server_default=true())

    version: Mapped[QuestionVersion] = relationship(innerjoin=True)


class Response(Model):
    """What a learner has entered for a question, in canonical form.

    In a quiz it has an attempt and a position in it, and may be changed until the attempt is handed
    in, or until it is checked where results are shown at once; in study it has neither and is final
    at once. Taken out again it is blank, and stays a row.
    """

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint("(attempt_id IS NULL) = (position IS NULL)", name="position_in_attempt"),
        CheckConstraint("clock IN ('learner', 'clamped', 'server')", name="clock_known"),
        CheckConstraint("took_ms >= 0", name="took_not_negative"),
        CheckConstraint("certainty IN ('sure', 'fairly', 'guess')", name="certainty_known"),
        # One response to each question of an attempt, however often it is sent.
        Index("uq_response_attempt_position", "attempt_id", "position", unique=True),
        Index("ix_response_user_received", "user_id", "received_at"),
        Index("ix_response_told", "user_id", sqlite_where=_TOLD, postgresql_where=_TOLD),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    question_version_id: Mapped[int] = mapped_column(
        ForeignKey("question_version.id", ondelete="RESTRICT"), index=True
    )
    attempt_id: Mapped[UUID | None] = mapped_column(ForeignKey("attempt.id", ondelete="RESTRICT"))
    position: Mapped[int | None]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    is_blank: Mapped[bool]
    # When the learner gave it, by the clock named, and when the server had it.
    answered_at: Mapped[datetime]
    received_at: Mapped[datetime]
    clock: Mapped[str] = mapped_column(String(8))
    # How long the learner was at it, in milliseconds; unknown without script.
    took_ms: Mapped[int | None]
    # Whether its learner objected to the result: only then is there anything to look up.
    is_challenged: Mapped[bool] = mapped_column(default=False, server_default=false())
    # How sure the learner says to be of it, where a quiz asks and they did.
    certainty: Mapped[str | None] = mapped_column(String(8))


AT_ITS_PLACE = and_(
    AttemptQuestion.attempt_id == Response.attempt_id,
    AttemptQuestion.position == Response.position,
)
"""Joins a response to its place in an attempt; a card of study has none."""


class Score(Model):
    """What a response earned under one key. Added, never changed; one of a response is current."""

    __tablename__ = "score"
    __table_args__ = (
        CheckConstraint("points BETWEEN 0 AND 1", name="points_in_range"),
        CheckConstraint("grader IN ('program', 'learner')", name="grader_known"),
        CheckConstraint("basis IN ('key', 'full', 'struck')", name="basis_known"),
        Index("ix_score_response", "response_id"),
        Index(
            "uq_score_current",
            "response_id",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    response_id: Mapped[UUID] = mapped_column(ForeignKey("response.id", ondelete="RESTRICT"))
    # The version whose key was used: that which was shown, until its key is corrected.
    key_version_id: Mapped[int] = mapped_column(
        ForeignKey("question_version.id", ondelete="RESTRICT"), index=True
    )
    is_current: Mapped[bool]
    grader: Mapped[str] = mapped_column(String(16))
    # Why there is another score than the first; empty for the first.
    reason: Mapped[str] = mapped_column(Text)
    points: Mapped[float]
    outcome: Mapped[str] = mapped_column(String(16))
    rule: Mapped[str] = mapped_column(Text)
    scored_at: Mapped[datetime]
    # Who had it marked again; nobody for a first score.
    scored_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT")
    )
    # Whether it follows that key, or a ruling for everybody who answered.
    basis: Mapped[str] = mapped_column(String(8), default=Basis.KEY, server_default="key")


class Mark(Model):
    """What one part of a response earned under the key of a score."""

    __tablename__ = "mark"
    __table_args__ = (
        CheckConstraint("guess BETWEEN 0 AND 1", name="guess_in_range"),
        Index(
            "ix_mark_confused",
            "fact_id",
            sqlite_where=_IS_CONFUSED,
            postgresql_where=_IS_CONFUSED,
        ),
    )

    score_id: Mapped[UUID] = mapped_column(
        ForeignKey("score.id", ondelete="RESTRICT"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(String(120))
    fact_id: Mapped[int] = mapped_column(ForeignKey("fact.id", ondelete="RESTRICT"), index=True)
    is_right: Mapped[bool]
    is_answered: Mapped[bool]
    guess: Mapped[float]
    given: Mapped[str] = mapped_column(Text)
    expected: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    # The slug of the fact that a chosen wrong option is true of.
    confused_with: Mapped[str] = mapped_column(String(120), default="")
