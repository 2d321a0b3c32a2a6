"""The table of jobs."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model


class JobState(StrEnum):
    """What has become of a job."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE = (JobState.QUEUED.value, JobState.RUNNING.value)
"""States of jobs that will go on by themselves."""

_LIVE = text("dedupe_key IS NOT NULL AND state IN ('queued', 'running')")
_RUNNING = text("lane IS NOT NULL AND state = 'running'")


class Job(Model):
    """Something to be done, and how far it is.

    Of the jobs with one ``dedupe_key`` at most one waits or runs; of those of one ``lane`` at most
    one runs. While it runs it is its ``worker``'s until ``leased_until``; afterwards anybody may
    take it over. ``started_at`` is when it was begun last, also while it waits for another try.

    ``attempts`` counts how often it was begun, and tells one holder of it from the next. ``stops``
    of them ended because the job's own process was killed, and ``losses`` because the worker was:
    that is not the job's fault, so only the other attempts, its ``tries``, are held against it.

    ``label`` says what it is about and ``reason`` why it failed, in words for people; ``detail`` is
    for whoever runs the site.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(
            "state IN ('queued', 'running', 'done', 'failed', 'cancelled')", name="state_known"
        ),
        CheckConstraint(
            "(state = 'running') = (worker IS NOT NULL AND leased_until IS NOT NULL)",
            name="running_is_leased",
        ),
        CheckConstraint(
            "(state IN ('queued', 'running')) = (finished_at IS NULL)", name="finished_has_time"
        ),
        Index(
            "uq_job_dedupe_key",
            "dedupe_key",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        # Finds the last job about something, ended ones too.
        Index("ix_job_dedupe_key_created_at", "dedupe_key", "created_at"),
        Index("uq_job_lane", "lane", unique=True, sqlite_where=_RUNNING, postgresql_where=_RUNNING),
        Index("ix_job_state_run_after", "state", "run_after"),
        Index("ix_job_owner_id_started_at", "owner_id", "started_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(200), default="")
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    # A job is no part of anybody's record: it may stay when its owner's account goes.
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    dedupe_key: Mapped[str | None] = mapped_column(String(120))
    lane: Mapped[str | None] = mapped_column(String(80))

    state: Mapped[str] = mapped_column(String(16), default=JobState.QUEUED.value)
    run_after: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    stops: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int]
    worker: Mapped[str | None] = mapped_column(String(120))
    leased_until: Mapped[datetime | None]
    cancel_requested: Mapped[bool] = mapped_column(default=False)

    progress_done: Mapped[int] = mapped_column(default=0)
    progress_total: Mapped[int] = mapped_column(default=0)
    progress_words: Mapped[str] = mapped_column(String(200), default="")
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    reason: Mapped[str] = mapped_column(Text, default="")
    detail: Mapped[str] = mapped_column(Text, default="")

    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None] = mapped_column(index=True)
    losses: Mapped[int] = mapped_column(default=0, server_default="0")

    @property
    def is_live(self) -> bool:
        """Whether it waits or runs."""
        return self.state in LIVE

    @property
    def tries(self) -> int:
        """How many attempts are held against it, the one that runs included."""
        return self.attempts - self.losses
