"""Tables of people: users, logins, browsers, codes and links that work once, counters of tries."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.db import Model

SORTED = String(128).with_variant(String(128, collation="C"), "postgresql")
"""What names are sorted by: letter by letter, whatever language the database is set up for."""


class Role(StrEnum):
    """What a person may do, each more than the one before."""

    STUDENT = "student"
    TEACHER = "teacher"
    ADMIN = "admin"


class User(Model):
    """A person. A guest has neither name nor password until they choose them.

    Nobody logs in to an account that is deactivated, and to one that is being deleted only to keep
    it. One that is deleted has no name any more; what was answered with it stays without one.
    """

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("role IN ('student', 'teacher', 'admin')", name="role_known"),
        CheckConstraint(
            "erased_at IS NOT NULL OR is_guest = (name IS NULL)", name="guest_is_nameless"
        ),
        CheckConstraint(
            "erased_at IS NOT NULL OR is_guest = (password_hash IS NULL)",
            name="guest_has_no_password",
        ),
        CheckConstraint(
            "erased_at IS NULL OR (name IS NULL AND name_key IS NULL AND email IS NULL"
            " AND password_hash IS NULL)",
            name="erased_is_nameless",
        ),
        CheckConstraint("new_per_day BETWEEN 0 AND 999", name="new_per_day_sane"),
        CheckConstraint("day_starts_at BETWEEN 0 AND 23", name="day_boundary_hour"),
        # The id of a guest who was removed must not name somebody else.
        {"sqlite_autoincrement": True},
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
    deactivated_at: Mapped[datetime | None]
    # Set while its owner can still take the deletion back: when the account will be deleted.
    leaves_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    # Up to when they have seen what became of their marks.
    news_seen_at: Mapped[datetime | None]
    # When anything became of them last: the first page asks for nothing else where that was seen.
    news_at: Mapped[datetime | None]
    # By what the name is sorted, and by what its last word is: databases sort in many ways.
    sort_key: Mapped[str | None] = mapped_column(SORTED, index=True)
    family_key: Mapped[str | None] = mapped_column(SORTED)


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
    # Whether the browser is its owner's own. Elsewhere a login ends with it, or unused.
    stays: Mapped[bool]

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class KnownBrowser(Model):
    """A browser from which somebody has logged in to an account; it logs nobody in.

    Only a hash of its token with the account is stored, so that two accounts in one browser have
    nothing in common.
    """

    __tablename__ = "known_browser"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    first_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class Throttle(Model):
    """How often something was tried: exact across workers and restarts."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    tries: Mapped[int]
    # Tries before this moment are forgotten.
    window_ends_at: Mapped[datetime] = mapped_column(index=True)
    blocked_until: Mapped[datetime | None]


class PasswordCode(Model):
    """A one-time code for a new password, made by somebody for somebody, and what became of it.

    Only a hash of the code is stored. Rows stay: they say who could have taken over which account.
    """

    __tablename__ = "password_code"
    __table_args__ = (
        Index("ix_password_code_user_made", "user_id", "made_at"),
        Index("ix_password_code_maker", "maker_id"),
        CheckConstraint("used_at IS NULL OR closed_at IS NOT NULL", name="used_is_closed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    # None for a code made on the server's command line.
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    code_hash: Mapped[str] = mapped_column(String(255))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    # Used, replaced by a newer one, or taken back.
    closed_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    # When its owner was told, at a log-in, that it was made.
    told_at: Mapped[datetime | None]


class SetupLink(Model):
    """A one-time link with which the account that keeps the server is made."""

    __tablename__ = "setup_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SecondFactor(Model):
    """The secret that an account shares with an app on its owner's telephone.

    It is stored as it is: without it no code can be checked, and a key to lock it away with would
    lie beside the database (docs/reliability.md says more).
    """

    __tablename__ = "second_factor"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    secret: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    # None until its owner has shown a code of it: only then it is asked for.
    confirmed_at: Mapped[datetime | None]
    # The time step of the last code that was used: no code counts twice.
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)


class RecoveryCode(Model):
    """A code that stands in for the telephone, once. Only a hash of it is stored."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]


class PendingLogin(Model):
    """Somebody whose password was right, and who has not given a code yet."""

    __tablename__ = "pending_login"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    # What the password was found to fit: once it is changed, this leads nowhere.
    password_hash: Mapped[str] = mapped_column(String(255))
    # What was chosen beside the password: whether the login outlives the browser.
    stays: Mapped[bool]
    tries: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime]
