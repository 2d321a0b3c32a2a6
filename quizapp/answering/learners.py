"""Who a learner is: a guest who becomes an account, and somebody whose days begin anew.

What was learnt moves with the person, and memories follow their days. Whoever changes a person
holds what they learn first (``hold``) and their row then, so that no two requests wait for each
other.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from quizapp.accounts import logins, services
from quizapp.accounts.models import User
from quizapp.accounts.visitors import Visitor
from quizapp.answering import assigning
from quizapp.answering.models import Challenge
from quizapp.banks.sharing import move_memberships
from quizapp.courses.merging import move_enrolments
from quizapp.mark_trail import services as mark_trail
from quizapp.memory.log import Learner, merge_history, replay_all
from quizapp.quizzes.item_analysis import answers_moved
from quizapp.quizzes.locking import lock_learner, lock_learners
from quizapp.quizzes.traces import traces_of


def hold(session: Session, before: Visitor | None, user_id: int) -> None:
    """Hold what somebody learns, and whoever was in their browser before."""
    lock_learners(session, {user_id} if before is None else {user_id, before.id})


def give_place(session: Session, before: Visitor | None, user: User) -> None:
    """End the login of whoever was in a browser before this person, once both are held.

    A guest who has done nothing is forgotten in the account. One who has done something stays until
    somebody says whose it is.
    """
    if before is None:
        return
    if not before.is_guest:
        logins.end_login(session, before.id, before.login_id)
    elif traces_of(session, before.id) is None:
        _merge(session, before.id, user)


def add_guest(session: Session, guest: Visitor, user_id: int) -> bool:
    """Give all that a guest has done to an account; False if the guest is somebody's by now."""
    hold(session, guest, user_id)
    return _merge(session, guest.id, session.get_one(User, user_id))


def sign_up(
    session: Session,
    before: Visitor | None,
    name: str,
    password_hash: str,
    now: datetime,
    *,
    keeps_guest: bool,
    time_zone: str,
) -> User:
    """Make an account in the place of whoever was in the browser; a guest becomes it.

    Unless ``keeps_guest`` is false: what the guest did is somebody else's, then, and stays a
    guest's. Raises AccountError.
    """
    is_guest = before is not None and before.is_guest
    if before is not None:
        lock_learner(session, before.id)
        if keeps_guest or not is_guest:
            logins.end_login(session, before.id, before.login_id)
    if before is None or not (is_guest and keeps_guest):
        return services.create_user(session, name, password_hash, now, time_zone=time_zone)
    user = services.adopt_guest(session, before.id, name, password_hash, now, time_zone=time_zone)
    _follow_days(session, before, user)
    return user


def set_up(
    session: Session,
    before: Visitor | None,
    token: str,
    name: str,
    password_hash: str,
    now: datetime,
    *,
    time_zone: str,
) -> User:
    """Make the account that keeps the server, as at a sign-up. Raises AccountError."""
    if before is not None:
        lock_learner(session, before.id)
    user = services.use_setup_link(
        session,
        token,
        name,
        password_hash,
        now,
        guest_id=before.id if before is not None and before.is_guest else None,
        time_zone=time_zone,
    )
    if before is not None:
        logins.end_login(session, before.id, before.login_id)
        if before.id == user.id:
            _follow_days(session, before, user)
    return user


def change_settings(
    session: Session, person: Visitor, *, time_zone: str, day_starts_at: int, new_per_day: int
) -> None:
    """Change a learner's day and daily number; what they know follows their days."""
    lock_learner(session, person.id)
    user = services.change_settings(
        session,
        person.id,
        time_zone=time_zone,
        day_starts_at=day_starts_at,
        new_per_day=new_per_day,
    )
    _follow_days(session, person, user)


def _merge(session: Session, guest_id: int, user: User) -> bool:
    if not services.merge_guest(session, guest_id, user.id):
        return False
    answers_moved(session, [guest_id])
    taken = assigning.assigned_attempts_of(session, guest_id)
    merge_history(session, guest_id, Learner.of(user))
    move_memberships(session, guest_id, user.id)
    move_enrolments(session, guest_id, user.id)
    assigning.take_over(session, taken)
    mark_trail.move_person(session, guest_id, user.id)
    session.execute(
        update(Challenge)
        .where(Challenge.user_id == guest_id)
        .values(user_id=user.id)
        .execution_options(synchronize_session=False)
    )
    news = session.get_one(User, guest_id).news_at
    if news is not None and (user.news_at is None or user.news_at < news):
        user.news_at = news
    return True


def _follow_days(session: Session, before: Visitor, user: User) -> None:
    learner = Learner.of(user)
    if learner != Learner.of(before):
        replay_all(session, learner)
