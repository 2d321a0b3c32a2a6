"""Tables of notices: what somebody chose to be told, and what of it they have read."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model


class NoticeChoice(Model):
    """That somebody switched a kind of notice on or off. What they have not is as at first."""

    __tablename__ = "notice_choice"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('assigned', 'due', 'marked', 'marked_again', 'decided', 'joined',"
            " 'objections', 'essays', 'waiting')",
            name="kind_known",
        ),
    )

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    is_on: Mapped[bool]


class NoticeRead(Model):
    """That somebody looked at what a notice is about, and when; what came later is new again.

    What they have read altogether stands with them (``news_seen_at``). Such a row goes when that
    passes it.
    """

    __tablename__ = "notice_read"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    about: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class NoticeMail(Model):
    """Where and when somebody wants one mail a day of what is new; they confirm the address.

    It is another address than the one an account may have from a list of a school: nobody is sent
    anything that they have not asked for.
    """

    __tablename__ = "notice_mail"
    __table_args__ = (
        CheckConstraint("hour BETWEEN 0 AND 23", name="hour_of_day"),
        CheckConstraint("NOT is_on OR confirmed_at IS NOT NULL", name="on_if_confirmed"),
    )

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[str] = mapped_column(String(254))
    # What a link has to name that confirms it or switches the mail off: another for each address.
    nonce: Mapped[UUID]
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    is_on: Mapped[bool]
    # By the clock of the person.
    hour: Mapped[int]
    # The day, by that clock, whose mail was put in line; written before it is sent, so that
    # whatever ends a server sends none twice.
    sent_on: Mapped[date | None]
    # Up to when they were told by mail.
    told_until: Mapped[datetime | None]
