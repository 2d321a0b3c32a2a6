"""Deleting an account: asked for by its owner, taken back within a month, then carried out.

What was answered stays, without a name: it says how hard a question is, and nobody
needs to know whose it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session, aliased

from quizapp.accounts import (
    administration,
    codes,
    known_browsers,
    logins,
    second_factor,
    services,
    throttle,
)
from quizapp.accounts.errors import WrongPassword
from quizapp.accounts.models import Role, User
from quizapp.accounts.policies import looks_after_banks
from quizapp.answering.models import Challenge
from quizapp.assignments.models import AssignmentOverride, GradeChange, GradeNote
from quizapp.audit.models import Event
from quizapp.audit.services import forget_person, record
from quizapp.authoring.models import ListedCard, PendingArticle, TermList
from quizapp.banks.models import Bank, MemberRole, Membership, Question, QuestionVersion
from quizapp.courses import enrolling
from quizapp.courses.models import RosterList
from quizapp.domain.answer_codec import encode_answer
from quizapp.domain.answers import Blank
from quizapp.domain.questions import QuestionKind
from quizapp.mark_trail import services as mark_trail
from quizapp.notices import services as notices
from quizapp.queue.models import Job
from quizapp.quizzes.accommodation_models import AttemptPause, QuizAccommodation
from quizapp.quizzes.marking_models import EssayMarking
from quizapp.quizzes.models import Attempt, Response

CAN_BE_TAKEN_BACK = timedelta(days=30)


def banks_left_without_owner(session: Session, user_id: int) -> Sequence[Bank]:
    """Return the banks of this person that nobody else looks after as an owner."""
    others = aliased(Membership)
    owned_by_others = exists().where(
        others.bank_id == Bank.id,
        others.user_id != user_id,
        others.user_id == User.id,
        others.role == MemberRole.OWNER.value,
        looks_after_banks(),
    )
    return session.scalars(
        select(Bank)
        .join(Membership, Membership.bank_id == Bank.id)
        .where(
            Membership.user_id == user_id,
            Membership.role == MemberRole.OWNER.value,
            ~owned_by_others,
        )
        .order_by(Bank.title)
    ).all()


def request_deletion(
    session: Session, user_id: int, password_hash: str, keep_login: int, now: datetime
) -> datetime:
    """Close an account and say when it will be deleted; every login but this one ends.

    Asked for twice, the first day counts. ``password_hash`` is what the owner's password was found
    to fit. Raises WrongPassword if it was changed since, and LastAdministrator.
    """
    if not services.still_has_password(session, user_id, password_hash):
        raise WrongPassword
    user = session.get_one(User, user_id)
    if user.leaves_at is not None:
        return user.leaves_at
    administration.refuse_last_administrator(session, user_id)
    user.leaves_at = now + CAN_BE_TAKEN_BACK
    session.flush()
    logins.end_other_logins(session, user_id, keep_login)
    codes.close_codes_for(session, user_id, now)
    codes.close_codes_by(session, user_id, now)
    record(session, Event.DELETION_ASKED, now, subject_id=user_id)
    return user.leaves_at


def undo_deletion(session: Session, user_id: int, now: datetime) -> bool:
    """Open an account again that its owner wants to keep; False if it is open or gone."""
    user = session.get_one(User, user_id, with_for_update=True, populate_existing=True)
    if user.leaves_at is None or user.erased_at is not None:
        return False
    user.leaves_at = None
    session.flush()
    record(session, Event.DELETION_UNDONE, now, subject_id=user_id)
    return True


def erase_due(session: Session, now: datetime, limit: int = 20) -> int:
    """Take the names from accounts whose time is over; return how many there were, at most so many.

    One that is deactivated waits: its owner could not log in to keep it.

    Call it again, in another transaction, until it returns 0. Whatever ends it half-way leaves
    whole accounts only.
    """
    due = session.scalars(
        select(User)
        .where(User.leaves_at <= now, User.erased_at.is_(None), User.deactivated_at.is_(None))
        .order_by(User.leaves_at, User.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()
    for user in due:
        _erase(session, user, now)
    return len(due)


def _erase(session: Session, user: User, now: datetime) -> None:
    if user.name is not None:
        throttle.forget_all_tries(session, user.name)
    logins.end_all(session, user.id)
    known_browsers.forget_others(session, user.id, None)
    # A bank that nobody owns then is the server's, which its administrators look after.
    session.execute(delete(Membership).where(Membership.user_id == user.id))
    session.execute(update(Membership).where(Membership.added_by == user.id).values(added_by=None))
    enrolling.forget_person(session, user.id, now)
    codes.close_codes_for(session, user.id, now)
    second_factor.forget(session, user.id)
    _forget_unfinished(session, user.id)
    # What they objected to goes on, without their words.
    session.execute(update(Challenge).where(Challenge.user_id == user.id).values(text=""))
    forget_words(session, user.id)
    notices.forget_person(session, user.id)
    user.name = user.name_key = user.sort_key = user.family_key = None
    user.email = user.password_hash = None
    user.role = Role.STUDENT.value
    user.time_zone = "UTC"
    user.leaves_at = None
    user.erased_at = now
    session.flush()
    forget_person(session, user.id)
    mark_trail.forget_person(session, user.id)
    record(session, Event.ACCOUNT_ERASED, now, subject_id=user.id)


def forget_words(session: Session, user_id: int) -> None:
    """Take away what may tell who somebody is: their essays, and the reasons of what they got."""
    _forget_reasons(session, user_id)
    _forget_essays(session, user_id)


def _forget_reasons(session: Session, user_id: int) -> None:
    """Take away why somebody was given more time, other dates, a pause or a mark by hand.

    It may be an illness. What was noted about them goes with it.
    """
    attempts = select(Attempt.id).where(Attempt.user_id == user_id)
    for statement in (
        update(QuizAccommodation).where(QuizAccommodation.user_id == user_id),
        update(AssignmentOverride).where(AssignmentOverride.user_id == user_id),
        update(GradeChange).where(GradeChange.user_id == user_id),
        update(AttemptPause).where(AttemptPause.attempt_id.in_(attempts)),
    ):
        session.execute(
            statement.values(reason=""), execution_options={"synchronize_session": False}
        )
    noted = delete(GradeNote).where(GradeNote.user_id == user_id)
    session.execute(noted, execution_options={"synchronize_session": False})


def _forget_essays(session: Session, user_id: int) -> None:
    """Take away what somebody wrote in essays, and what was said of it: it may tell who they are.

    What it earned stays.
    """
    versions = (
        select(QuestionVersion.id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(Question.kind == QuestionKind.ESSAY.value)
    )
    written = Response.user_id == user_id, Response.question_version_id.in_(versions)
    for statement in (
        update(EssayMarking)
        .where(EssayMarking.response_id.in_(select(Response.id).where(*written)))
        .values(comment=""),
        update(Response).where(*written).values(content=encode_answer(Blank())),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})


def _forget_unfinished(session: Session, user_id: int) -> None:
    """Remove what somebody sent in and put into no bank; nobody else could ever see it."""
    lists = select(TermList.id).where(TermList.author_id == user_id)
    for statement in (
        delete(ListedCard).where(ListedCard.term_list_id.in_(lists)),
        delete(TermList).where(TermList.author_id == user_id),
        delete(PendingArticle).where(PendingArticle.author_id == user_id),
        # What it named was other people; whom it brought into a course is in it still.
        update(RosterList).where(RosterList.author_id == user_id).values(text=""),
        # What it was about is the title of an article that they sent.
        update(Job).where(Job.owner_id == user_id).values(label=""),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})
