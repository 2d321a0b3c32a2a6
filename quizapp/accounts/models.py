"""Tables of people: users, their logins, counters of failed tries, one-time set-up links."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.db import Model


class Role(StrEnum):
    """What a person may do, each more than the one before."""

    STUDENT = "student"
    TEACHER = "teacher"
    ADMIN = "admin"


class User(Model):
    """A person. A guest has neither name nor password until they choose them."""

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("role IN ('student', 'teacher', 'admin')", name="role_known"),
        CheckConstraint("is_guest = (name IS NULL)", name="guest_is_nameless"),
        CheckConstraint("is_guest = (password_hash IS NULL)", name="guest_has_no_password"),
        CheckConstraint("new_per_day BETWEEN 0 AND 999", name="new_per_day_sane"),
        CheckConstraint("day_starts_at BETWEEN 0 AND 23", name="day_boundary_hour"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column(String(64))
    # The name folded, so that “Ana” and “ana” cannot be two people.
    name_key: Mapped[str | None] = mapped_column(String(128), unique=True)
    email: Mapped[str | None] = mapped_column(String(254))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    role: Mapped[str] = mapped_column(String(16), default=Role.STUDENT.value)
    is_guest: Mapped[bool]
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    day_starts_at: Mapped[int] = mapped_column(default=4)
    new_per_day: Mapped[int] = mapped_column(default=10)
    # Set when a guest logs in to an account: their history lives on under that account.
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT")
    )
    created_at: Mapped[datetime]


class Login(Model):
    """One browser that is logged in. Only a hash of its token is stored."""

    __tablename__ = "login"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    browser: Mapped[str] = mapped_column(String(120), default="")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class Throttle(Model):
    """How often something was tried: exact across workers and restarts."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    tries: Mapped[int]
    # Tries before this moment are forgotten.
    window_ends_at: Mapped[datetime]
    blocked_until: Mapped[datetime | None]


class SetupLink(Model):
    """A one-time link with which the first teacher account is made."""

    __tablename__ = "setup_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
