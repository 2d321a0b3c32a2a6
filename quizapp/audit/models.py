"""The table of the log, and what can stand in it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model


class Event(StrEnum):
    """What is noted. ``web/admin/log_words.py`` says each in words."""

    LOG_IN = "log_in"
    LOG_IN_FAILED = "log_in_failed"
    LOG_OUT = "log_out"
    LOGINS_ENDED = "logins_ended"
    UNLOCKED = "unlocked"

    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    CODE_MADE = "code_made"
    CODE_USED = "code_used"
    CODE_FAILED = "code_failed"

    SECOND_FACTOR_ON = "second_factor_on"
    SECOND_FACTOR_OFF = "second_factor_off"
    SECOND_FACTOR_FAILED = "second_factor_failed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"

    ACCOUNT_MADE = "account_made"
    ROLE_CHANGED = "role_changed"
    DEACTIVATED = "deactivated"
    REACTIVATED = "reactivated"
    DELETION_ASKED = "deletion_asked"
    DELETION_UNDONE = "deletion_undone"
    ACCOUNT_ERASED = "account_erased"

    MEMBER_ADDED = "member_added"
    MEMBER_CHANGED = "member_changed"
    MEMBER_REMOVED = "member_removed"
    VISIBILITY_CHANGED = "visibility_changed"
    LINK_RENEWED = "link_renewed"
    ARTICLE_REMOVED = "article_removed"
    BANK_REMOVED = "bank_removed"

    COURSE_MADE = "course_made"
    COURSE_JOINED = "course_joined"
    COURSE_LEFT = "course_left"
    COURSE_PERSON_ADDED = "course_person_added"
    COURSE_PERSON_INVITED = "course_person_invited"
    COURSE_PLACE_DECLINED = "course_place_declined"
    COURSE_PERSON_REMOVED = "course_person_removed"
    COURSE_ROLE_CHANGED = "course_role_changed"
    COURSE_CODE_MADE = "course_code_made"
    COURSE_CODE_CLOSED = "course_code_closed"
    COURSE_ARCHIVED = "course_archived"
    COURSE_RESTORED = "course_restored"
    COURSE_DROPS_CHANGED = "course_drops_changed"
    COURSE_RETENTION_CHANGED = "course_retention_changed"
    COURSE_KEPT = "course_kept"
    COURSE_FORGOTTEN = "course_forgotten"

    ASSIGNMENT_MADE = "assignment_made"
    ASSIGNMENT_CHANGED = "assignment_changed"
    ASSIGNMENT_REMOVED = "assignment_removed"
    ASSIGNMENT_RESTORED = "assignment_restored"
    ASSIGNMENT_EXEMPTED = "assignment_exempted"
    MARK_CHANGED = "mark_changed"
    ATTEMPT_HANDED_IN = "attempt_handed_in"

    JOB_CANCELLED = "job_cancelled"
    JOB_RETRIED = "job_retried"
    LOG_EXPORTED = "log_exported"
    PERSONAL_DATA_TAKEN = "personal_data_taken"
    LOG_SHORTENED = "log_shortened"


FAILURES = frozenset({Event.LOG_IN_FAILED, Event.CODE_FAILED, Event.SECOND_FACTOR_FAILED})
"""Somebody was not let in: nobody is known yet who did it."""


class AuditEntry(Model):
    """Something that somebody did.

    People are named by their ids alone, so that whoever is erased is nameless here at once, too. No
    foreign key holds them: an entry outlives whom it is about, and ids are never given twice. No
    ``actor_id`` means the server itself, by a command or at night, but for failures: there nobody
    was known yet.

    Triggers of the database (migration 0018) refuse every change but that ``address`` is
    forgotten, and every removal of what is younger than 30 days. SQLite loses them when a migration
    rebuilds the table; one that does must make them again.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_at", "at"),
        Index("ix_audit_entry_event_at", "event", "at"),
        Index("ix_audit_entry_actor_at", "actor_id", "at"),
        Index("ix_audit_entry_subject_at", "subject_id", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int | None]
    subject_id: Mapped[int | None]
    # The bank, article or job that it is about: its public id, and what it was called then.
    object_id: Mapped[UUID | None]
    object_name: Mapped[str] = mapped_column(String(200), default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # Where the request came from; forgotten after a month (``services.ADDRESS_KEPT``).
    address: Mapped[str | None] = mapped_column(String(64))
