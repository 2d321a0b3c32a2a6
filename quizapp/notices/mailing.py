"""One mail a day of what is new: where to, and who is to have theirs now.

That the mail of a day was put in line is written before it is sent, and it is sent once at most:
whoever gets none finds all of it in the app, and whoever gets one twice trusts none any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.names import ascii_email, checked_email
from quizapp.accounts.queries import visitor_by_id
from quizapp.accounts.throttle import count_mail
from quizapp.clock import new_id
from quizapp.db import changed_rows
from quizapp.notices.models import NoticeMail
from quizapp.notices.queries import new_notices
from quizapp.queue.services import enqueue

CONFIRM_KIND, SEND_KIND = "confirm-address", "send-notices"
LINK_LASTS = timedelta(days=1)
EVENING = 17
"""The hour that is proposed: after school, and before tomorrow's work."""


def mail_of(session: Session, user_id: int) -> NoticeMail | None:
    """Return where somebody wants mail, confirmed or not; None where they want none."""
    return session.get(NoticeMail, user_id)


def ask(session: Session, user_id: int, address: str, hour: int, now: datetime) -> NoticeMail:
    """Note where and when somebody wants mail; a new address is sent a link to confirm it first.

    Raises BadEmail, and TooManyTries where that was asked for too often.
    """
    wanted = checked_email(address) or ""
    ascii_email(wanted)
    row = session.get(NoticeMail, user_id, with_for_update=True, populate_existing=True)
    if row is None:
        row = NoticeMail(user_id=user_id, address="", is_on=False)
        row.nonce, row.asked_at = new_id(), now
        session.add(row)
    row.hour = hour
    if row.address == wanted and row.confirmed_at is not None:
        row.is_on = True
        session.flush()
        return row
    count_mail(session, user_id, wanted, now)
    row.address, row.nonce, row.asked_at = wanted, new_id(), now
    row.confirmed_at, row.is_on = None, False
    session.flush()
    # It is of no use to anybody who has asked for another since.
    payload = {"person": user_id, "nonce": str(row.nonce)}
    enqueue(session, CONFIRM_KIND, payload, now=now, job_id=row.nonce)
    return row


def confirm(session: Session, user_id: int, nonce: UUID, now: datetime) -> bool:
    """Note that an address is its owner's, and begin to send; False where the link is over."""
    row = session.get(NoticeMail, user_id, with_for_update=True, populate_existing=True)
    if row is None or row.nonce != nonce:
        return False
    if row.confirmed_at is not None:
        # The link was used: it says so, and switches nothing on again.
        return True
    if now - row.asked_at > LINK_LASTS:
        return False
    row.confirmed_at, row.is_on = now, True
    row.told_until = now
    session.flush()
    return True


def stop(session: Session, user_id: int, nonce: UUID | None = None) -> None:
    """Send somebody no more mail; with ``nonce`` only where that link is of their address."""
    row = session.get(NoticeMail, user_id, with_for_update=True, populate_existing=True)
    if row is not None and nonce in {None, row.nonce}:
        row.is_on = False
        session.flush()


def forget(session: Session, user_id: int) -> None:
    """Forget where somebody wanted mail."""
    changed_rows(session, delete(NoticeMail).where(NoticeMail.user_id == user_id))


def due(session: Session, now: datetime) -> Sequence[int]:
    """Return whose hour has come today, by their own clocks, and who had no mail today yet."""
    rows = session.execute(
        select(NoticeMail.user_id, NoticeMail.hour, NoticeMail.sent_on, User.time_zone)
        .join(User, User.id == NoticeMail.user_id)
        .where(
            NoticeMail.is_on,
            User.deactivated_at.is_(None),
            User.leaves_at.is_(None),
            User.erased_at.is_(None),
        )
        .order_by(NoticeMail.user_id)
    )
    found = []
    for user_id, hour, sent_on, zone in rows:
        there = now.astimezone(ZoneInfo(zone))
        if there.hour >= hour and (sent_on is None or sent_on < there.date()):
            found.append(user_id)
    return found


def put_in_line(session: Session, user_id: int, now: datetime) -> bool:
    """Put somebody's mail of today in line, unless nothing is new; whether there is one.

    What they were told by mail before, or have read, is not told again. No title and no mark goes
    into it: a mail is read by more than its receiver.
    """
    row = session.get(NoticeMail, user_id, with_for_update=True, populate_existing=True)
    person = visitor_by_id(session, user_id, now)
    if row is None or person is None or user_id not in due(session, now):
        return False
    since = row.told_until or row.asked_at
    counts = Counter(
        each.kind.value for each in new_notices(session, person, now) if each.at > since
    )
    row.sent_on = now.astimezone(ZoneInfo(person.time_zone)).date()
    row.told_until = now
    session.flush()
    if not counts:
        return False
    payload = {"person": user_id, "nonce": str(row.nonce), "counts": dict(counts)}
    enqueue(session, SEND_KIND, payload, now=now)
    return True
