"""What is kept about one person, as one record: what “download my data” gives.

What they wrote into a bank is the bank's, and what they did for others (codes made, drafts decided
on, members added) stands in the records of those.

``FORMAT`` and ``VERSION`` name its shape, which ``docs/personal-data.md`` describes. It holds
nothing of anybody else but the names of those who made a code for this person or looked at their
marks, no password, and of a question no more than its learner saw: the key stands beside a response
only once that was marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts import codes, second_factor
from quizapp.accounts.known_browsers import known_browsers
from quizapp.accounts.models import Login, User
from quizapp.audit.models import AuditEntry
from quizapp.audit.queries import entries_about
from quizapp.authoring.models import PendingArticle, TermList
from quizapp.authoring.pending_articles import pending_articles_of, sheet_of
from quizapp.authoring.term_lists import term_lists_of
from quizapp.banks.models import Bank, Membership
from quizapp.courses.models import Course, CourseGroup, Enrolment, GroupMember
from quizapp.courses.roster_import import lists_of
from quizapp.notices.mailing import mail_of
from quizapp.notices.models import NoticeRead
from quizapp.notices.queries import choices_of
from quizapp.privacy import learning
from quizapp.privacy.mark_trail import looks_of
from quizapp.queue.models import Job
from quizapp.queue.queries import jobs_owned_by

FORMAT = "quizapp-personal-data"
VERSION = 1

Record = dict[str, Any]


def personal_data(session: Session, user_id: int, now: datetime) -> Record:
    """Return what is kept about a person, ready to be written as JSON."""
    user = session.get_one(User, user_id)
    data = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": now,
        "account": _account(user),
        "settings": _settings(user),
        "notices": _notices(session, user),
        "logins": [_login(each) for each in _logins(session, user_id, now)],
        "known_browsers": [
            {"first_at": each.first_at, "seen_at": each.seen_at}
            for each in reversed(known_browsers(session, user_id))
        ],
        "password_codes": [_code(each) for each in codes.codes_for(session, user_id, None)],
        "second_factor": _second_factor(session, user_id),
        "log": [_entry(each, user_id) for each in entries_about(session, user_id)],
        "banks": list(_banks(session, user_id)),
        "courses": list(_courses(session, user_id)),
        "articles_sent": [_article(each) for each in pending_articles_of(session, user_id)],
        "student_lists": [
            {"sent_at": each.created_at, "text": each.text, "imported_at": each.imported_at}
            for each in lists_of(session, user_id)
        ],
        "term_lists": [_term_list(each) for each in term_lists_of(session, user_id)],
        "jobs": [_job(each) for each in jobs_owned_by(session, user_id)],
        **learning.learning_data(session, user_id, now),
        "looks": looks_of(session, user_id, now),
    }
    found: Record = _plain(data)
    return found


def _account(user: User) -> Record:
    return {
        "name": user.name,
        "email": user.email,
        "role": user.role,
        "is_guest": user.is_guest,
        "created_at": user.created_at,
        "deactivated_at": user.deactivated_at,
        "deleted_on": user.leaves_at,
    }


def _settings(user: User) -> Record:
    return {
        "time_zone": user.time_zone,
        "day_starts_at": user.day_starts_at,
        "new_per_day": user.new_per_day,
    }


def _notices(session: Session, user: User) -> Record:
    read = select(NoticeRead).where(NoticeRead.user_id == user.id).order_by(NoticeRead.at)
    return {
        "chosen": {kind.value: is_on for kind, is_on in choices_of(session, user.id).items()},
        "mail": _mail(session, user),
        "all_read_until": user.news_seen_at,
        "read": [{"about": each.about, "at": each.at} for each in session.scalars(read)],
    }


def _mail(session: Session, user: User) -> Record | None:
    row = mail_of(session, user.id)
    if row is None:
        return None
    return {
        "address": row.address,
        "confirmed_at": row.confirmed_at,
        "is_on": row.is_on,
        "hour": row.hour,
        "last_on": row.sent_on,
    }


def _logins(session: Session, user_id: int, now: datetime) -> Sequence[Login]:
    return session.scalars(
        select(Login)
        .where(Login.user_id == user_id, Login.expires_at > now)
        .order_by(Login.created_at, Login.id)
    ).all()


def _login(login: Login) -> Record:
    return {
        "browser": login.browser,
        "created_at": login.created_at,
        "seen_at": login.seen_at,
        "expires_at": login.expires_at,
    }


def _code(made: codes.Making) -> Record:
    return {
        "made_at": made.made_at,
        "made_by": made.maker,
        "made_on_the_server": made.by_server,
        "expires_at": made.expires_at,
        "closed_at": made.closed_at,
        "used_at": made.used_at,
    }


def _second_factor(session: Session, user_id: int) -> Record:
    state = second_factor.state_of(session, user_id)
    return {"on_since": state.since, "recovery_codes_left": state.recovery_codes}


def _entry(entry: AuditEntry, user_id: int) -> Record:
    by_you = entry.actor_id == user_id
    return {
        "at": entry.at,
        "event": entry.event,
        "by_you": by_you,
        "to_you": entry.subject_id == user_id,
        "about": entry.object_name or None,
        # Where somebody else came from is theirs.
        "address": entry.address if by_you else None,
    }


def _article(article: PendingArticle) -> Record:
    sheet = sheet_of(article)
    return {
        "sent_at": article.created_at,
        "title": sheet.title,
        "publisher": sheet.publisher,
        "published": sheet.published,
        "url": sheet.url,
        "text": sheet.text,
    }


def _term_list(row: TermList) -> Record:
    return {
        "pasted_at": row.created_at,
        "topic": row.topic,
        "text": row.text,
        "added_at": row.added_at,
    }


def _job(job: Job) -> Record:
    return {
        "kind": job.kind,
        "about": job.label,
        "state": job.state,
        "created_at": job.created_at,
        "finished_at": job.finished_at,
        "reason": job.reason,
    }


def _banks(session: Session, user_id: int) -> Iterable[Record]:
    rows = session.execute(
        select(Bank, Membership)
        .join(Membership, Membership.bank_id == Bank.id)
        .where(Membership.user_id == user_id)
        .order_by(Bank.title, Bank.id)
    )
    for bank, membership in rows:
        yield {
            "id": bank.public_id,
            "title": bank.title,
            "your_role": membership.role,
            "since": membership.created_at,
        }


def _courses(session: Session, user_id: int) -> Iterable[Record]:
    groups: dict[UUID, list[str]] = defaultdict(list)
    for course_id, name in session.execute(
        select(CourseGroup.course_id, CourseGroup.name)
        .join(GroupMember, GroupMember.group_id == CourseGroup.id)
        .where(GroupMember.user_id == user_id)
        .order_by(CourseGroup.name_key)
    ):
        groups[course_id].append(name)
    rows = session.execute(
        select(Course, Enrolment, User.name)
        .join(Enrolment, Enrolment.course_id == Course.id)
        .outerjoin(User, User.id == Enrolment.invited_by_id)
        .where(Enrolment.user_id == user_id)
        .order_by(Enrolment.joined_at, Course.id)
    )
    for course, enrolment, inviter in rows:
        yield {
            "id": course.id,
            "title": course.title,
            "your_role": enrolment.role,
            "state": enrolment.state,
            "invited_by": inviter,
            "since": enrolment.joined_at,
            "let_in_at": enrolment.let_in_at,
            "left_at": enrolment.left_at,
            "absences": enrolment.absences,
            "number": enrolment.number,
            "family_name_sorted_as": enrolment.family_key,
            "groups": groups[course.id],
        }


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: moments in UTC as ISO 8601, ids as text."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
