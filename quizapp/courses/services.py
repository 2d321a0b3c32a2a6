"""Making courses, naming them, ending and restoring them, and making the next year's of one."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.services import is_time_zone
from quizapp.audit.models import Event
from quizapp.audit.services import Details, Thing, actor_of, record
from quizapp.concurrent_edits import digest_of, refuse_unseen
from quizapp.courses.errors import BadDrops, BadTimeZone, BadTitle, CourseArchived, UnknownCourse
from quizapp.courses.models import (
    Course,
    CourseGroup,
    CourseRole,
    Enrolment,
    EnrolmentState,
    Invitation,
)
from quizapp.db import RowGone, hold_by_id, upsert
from quizapp.mark_trail import services as mark_trail
from quizapp.mark_trail.models import What

TITLE_LENGTH = 120
MOST_DROPS = 20
_TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def make_course(
    session: Session, course_id: UUID, title: str, time_zone: str, *, by: int, now: datetime
) -> Course:
    """Make a course that belongs to whoever makes it; made twice under one id, it is made once.

    Raises BadTitle, BadTimeZone, and UnknownCourse where the id is that of somebody else's course.
    """
    title = checked_title(title, TITLE_LENGTH)
    _refuse_unknown_zone(time_zone)
    made = session.execute(
        upsert(session, Course)
        .values(id=course_id, title=title, time_zone=time_zone, created_at=now, created_by_id=by)
        .on_conflict_do_nothing()
        .returning(Course.id)
    ).first()
    course = session.get_one(Course, course_id, populate_existing=True)
    if made is None:
        if course.created_by_id != by:
            raise UnknownCourse(course_id)
        return course
    session.add(
        Enrolment(
            course_id=course_id,
            user_id=by,
            role=CourseRole.TEACHER.value,
            state=EnrolmentState.ACTIVE.value,
            joined_at=now,
            changed_at=now,
        )
    )
    session.flush()
    note(session, Event.COURSE_MADE, now, course)
    return course


def settings_digest(course: Course) -> str:
    """Return what stands for all that is set for a course as it is now."""
    return digest_of(course.title, course.time_zone, course.shows_bands)


def change_course(
    session: Session,
    course_id: UUID,
    title: str,
    time_zone: str,
    *,
    shows_bands: bool | None = None,
    seen: str | None = None,
) -> Course:
    """Give a course a title and a time zone, and say whether students see where marks stand.

    None leaves that as it is. ``seen`` is the digest of what the form was drawn from: something
    else raises ChangedMeanwhile, unless it is what is wanted. Raises BadTitle, BadTimeZone and
    CourseArchived.
    """
    course = hold_course(session, course_id)
    title = checked_title(title, TITLE_LENGTH)
    bands = course.shows_bands if shows_bands is None else shows_bands
    if (title, time_zone, bands) != (course.title, course.time_zone, course.shows_bands):
        refuse_unseen(settings_digest(course), seen)
    course.title, course.shows_bands = title, bands
    # A zone may leave the list; a course keeps it until its teacher chooses another.
    if time_zone != course.time_zone:
        _refuse_unknown_zone(time_zone)
        course.time_zone = time_zone
    session.flush()
    return course


def set_drops(
    session: Session, course_id: UUID, drops: int, now: datetime, *, seen: str | None = None
) -> bool:
    """Say how many of the lowest marks do not count; False where it is so already.

    ``seen`` is the digest of the number that the form was drawn from: another raises
    ChangedMeanwhile. Raises BadDrops and CourseArchived.
    """
    course = hold_course(session, course_id)
    if not 0 <= drops <= MOST_DROPS:
        raise BadDrops(MOST_DROPS)
    before = course.drops
    if drops == before:
        return False
    refuse_unseen(digest_of(before), seen)
    course.drops = drops
    session.flush()
    note(session, Event.COURSE_DROPS_CHANGED, now, course, None, {"before": before, "after": drops})
    changed = mark_trail.Note(
        What.DROPS_CHANGED, mark_trail.Place(course_id), before=before, after=drops
    )
    mark_trail.note(session, [changed], actor_of(session).id, now)
    return True


def archive(session: Session, course_id: UUID, now: datetime) -> bool:
    """End a course: it stays to be seen, its code is closed; False if it is archived already."""
    course = hold_course(session, course_id, archived_too=True)
    if course.archived_at is not None:
        return False
    course.archived_at = now
    for invitation in session.scalars(
        select(Invitation)
        .where(Invitation.course_id == course_id, Invitation.closed_at.is_(None))
        .with_for_update()
    ):
        invitation.closed_at = now
    session.flush()
    note(session, Event.COURSE_ARCHIVED, now, course)
    return True


def restore(session: Session, course_id: UUID, now: datetime) -> bool:
    """Let an archived course go on, without a code; False if it is not archived."""
    course = hold_course(session, course_id, archived_too=True)
    if course.archived_at is None:
        return False
    course.archived_at = course.kept_until = course.retention_told_at = None
    session.flush()
    note(session, Event.COURSE_RESTORED, now, course)
    return True


def copy_course(
    session: Session,
    new_id: UUID,
    course_id: UUID,
    title: str,
    *,
    by: int,
    now: datetime,
    with_groups: bool = False,
) -> Course:
    """Make a course like another, with nobody in it but whoever copies it, who is its teacher.

    ``with_groups`` brings the names of its groups. Copied twice under one id, it is copied once.
    Raises what ``make_course`` raises.
    """
    original = session.get(Course, course_id)
    if original is None:
        raise UnknownCourse(course_id)
    # Whoever made a course may have nothing to say in it by now: what is there stays as it is.
    is_there = session.get(Course, new_id) is not None
    made = make_course(session, new_id, title, original.time_zone, by=by, now=now)
    if is_there:
        return made
    made.drops, made.shows_bands = original.drops, original.shows_bands
    session.flush()
    if not with_groups:
        return made
    groups = session.execute(
        select(CourseGroup.id, CourseGroup.name, CourseGroup.name_key).where(
            CourseGroup.course_id == course_id
        )
    )
    rows = [
        {
            # The same copy sent again finds the same groups.
            "id": uuid5(new_id, str(group_id)),
            "course_id": new_id,
            "name": name,
            "name_key": name_key,
            "created_at": now,
        }
        for group_id, name, name_key in groups
    ]
    if rows:
        session.execute(upsert(session, CourseGroup).values(rows).on_conflict_do_nothing())
    return made


def hold_course(session: Session, course_id: UUID, *, archived_too: bool = False) -> Course:
    """Return a course, and hold it until the transaction ends; whatever changes it begins so.

    Raises UnknownCourse, and CourseArchived unless it may be ``archived_too``.
    """
    try:
        course = hold_by_id(session, Course, course_id)
    except RowGone as error:
        raise UnknownCourse(course_id) from error
    if course.archived_at is not None and not archived_too:
        raise CourseArchived
    return course


def checked_title(raw: str, longest: int) -> str:
    """Return a title or name as it is kept and shown; raises BadTitle."""
    title = " ".join(unicodedata.normalize("NFC", raw).split())
    if not title:
        raise BadTitle("Give it a name.")
    if len(title) > longest:
        raise BadTitle(f"Use at most {longest} characters.")
    # Joiners belong to the letters of some scripts; controls and halves of letters to none. What
    # turns the direction of a text would turn that of the page around it.
    if any(
        unicodedata.category(letter) in {"Cc", "Cs"} or unicodedata.bidirectional(letter) in _TURNS
        for letter in title
    ):
        raise BadTitle("Leave out characters that cannot be seen.")
    return title


def note(
    session: Session,
    event: Event,
    now: datetime,
    course: Course,
    user_id: int | None = None,
    details: Details | None = None,
) -> None:
    """Note in the log what was done to a course, or to somebody in it."""
    about = Thing(course.id, course.title)
    record(session, event, now, subject_id=user_id, thing=about, details=details or {})


def _refuse_unknown_zone(name: str) -> None:
    if not is_time_zone(name):
        raise BadTimeZone
