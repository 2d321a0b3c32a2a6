"""How much of one kind is noted, so that nobody can fill the disk by doing it again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from quizapp.audit.models import FAILURES, Event

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


class Of(Enum):
    """Whose entries are counted together."""

    ACTOR = auto()
    SUBJECT = auto()
    NOBODY_KNOWN = auto()
    ALL = auto()


SPARED_WITHIN = _HOUR
"""Within so long an account has what a limit spares it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many entries within so long.

    Whatever else was noted, each account has the first ``spared`` of an hour.
    """

    most: int
    within: timedelta
    of: Of
    spared: int = 0


# Of wrong passwords each account has a number of its own, so that whoever tries invented names
# hides nothing of what is tried on a real one; and some that the others cannot use up, so that
# wrong passwords on many accounts do not hide those on one.
_FAILED = (
    Limit(10, _HOUR, Of.SUBJECT),
    Limit(500, _DAY, Of.NOBODY_KNOWN),
    Limit(2000, _DAY, Of.ALL, spared=3),
)
# What anybody may do as often as they like. Nobody does it sixty times an hour by hand.
_REPEATED = (Limit(60, _HOUR, Of.ACTOR),)

LIMITS: Mapping[Event, tuple[Limit, ...]] = {
    **dict.fromkeys(FAILURES, _FAILED),
    **dict.fromkeys(
        (Event.LOG_IN, Event.LOG_OUT, Event.LOGINS_ENDED, Event.RECOVERY_CODES_MADE), _REPEATED
    ),
    **dict.fromkeys((Event.DELETION_ASKED, Event.DELETION_UNDONE), _REPEATED),
    **dict.fromkeys(
        (Event.COURSE_JOINED, Event.COURSE_LEFT, Event.COURSE_PLACE_DECLINED), _REPEATED
    ),
    # A guest may join and leave, and a teacher has no reason to do more to a bank or a course.
    **dict.fromkeys(
        (
            Event.MEMBER_ADDED,
            Event.MEMBER_CHANGED,
            Event.MEMBER_REMOVED,
            Event.VISIBILITY_CHANGED,
            Event.LINK_RENEWED,
            Event.COURSE_MADE,
            Event.COURSE_PERSON_ADDED,
            Event.COURSE_PERSON_INVITED,
            Event.COURSE_PERSON_REMOVED,
            Event.COURSE_ROLE_CHANGED,
            Event.COURSE_CODE_MADE,
            Event.COURSE_CODE_CLOSED,
            Event.COURSE_ARCHIVED,
            Event.COURSE_RESTORED,
            Event.COURSE_DROPS_CHANGED,
            Event.ASSIGNMENT_MADE,
            Event.ASSIGNMENT_CHANGED,
            Event.ASSIGNMENT_REMOVED,
            Event.ASSIGNMENT_RESTORED,
            Event.ASSIGNMENT_EXEMPTED,
        ),
        (Limit(1000, _HOUR, Of.ACTOR),),
    ),
}
