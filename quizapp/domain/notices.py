"""Which notices follow from how things stand: what is told, since when, and whether it is new.

Nothing is copied when something happens: what is told is read from what is, so that a mark that is
kept back again, or an assignment that is taken back, is not told any more by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from quizapp.domain.due_dates import State, Window

SOON = timedelta(hours=24)
"""What is due within this is told."""

KEPT = timedelta(days=90)
"""What is older is not told any more, read or not."""


class Kind(StrEnum):
    """What a notice is about; those of teachers count what waits for them."""

    ASSIGNED = "assigned"
    DUE = "due"
    MARKED = "marked"
    MARKED_AGAIN = "marked_again"
    DECIDED = "decided"
    JOINED = "joined"
    OBJECTIONS = "objections"
    ESSAYS = "essays"
    WAITING = "waiting"


OF_TEACHERS = frozenset({Kind.OBJECTIONS, Kind.ESSAYS, Kind.WAITING})
"""What only somebody can be told who teaches."""

OFF_AT_FIRST = frozenset({Kind.OBJECTIONS, Kind.ESSAYS})
"""Told only to whoever switches it on.

All else says something once that its reader cannot know: somebody else did it, or time has passed.
Of these two a busy teacher always has some, which the first page lists: a number that never goes
away tells nothing. Whoever waits to be let in cannot go on without their teacher.
"""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told. ``about`` is the id of what it is about, and ``at`` since when.

    ``within`` is where that stands, if elsewhere: the quiz of an assignment, or the course of what
    is studied (``is_study``) or marked by hand. ``slug`` names a bank; ``number`` is how many there
    are of it. ``is_over`` where nothing can be done about it any more, or it was begun: that is as
    good as read.
    """

    kind: Kind
    about: UUID
    at: datetime
    within: UUID | None = None
    number: int = 1
    slug: str = ""
    is_study: bool = False
    is_over: bool = False
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What one student was given: since when it was theirs, their dates, and how far they are.

    ``within`` is the quiz, or the course where it is studied (``is_study``).
    """

    about: UUID
    within: UUID
    window: Window
    since: datetime
    is_study: bool = False
    is_begun: bool = False
    is_done: bool = False
    is_excused: bool = False


def of_work(work: Work, now: datetime) -> Iterator[Notice]:
    """Yield what is told of something that a student was given: that it opened, that it is due.

    Nothing is told before it opens, nor of what they are excused from. That it is due is told a day
    before, and once more when it is late, while it can be done and is not: of what was due before
    it was theirs it is not.
    """
    opened = max(work.window.opens_at, work.since)
    if work.is_excused or now < opened:
        return
    is_open = work.window.state(now) is State.OPEN
    due_at = work.window.due_at
    about = Notice(
        Kind.ASSIGNED,
        work.about,
        opened,
        work.within,
        is_study=work.is_study,
        is_over=work.is_begun or work.is_done or not is_open,
        due_at=due_at,
    )
    yield about
    told_at = due_at if now > due_at else due_at - SOON
    if is_open and not work.is_done and told_at <= now and due_at > work.since:
        yield replace(about, kind=Kind.DUE, at=max(told_at, opened), is_over=False)


def is_on(kind: Kind, choices: Mapping[Kind, bool]) -> bool:
    """Return whether a kind is told to whoever has made these choices."""
    return choices.get(kind, kind not in OFF_AT_FIRST)


def told(found: Iterable[Notice], choices: Mapping[Kind, bool], now: datetime) -> list[Notice]:
    """Return what is told of all that was found, the newest first.

    That something was assigned is not told any more beside that it is due.
    """
    shown = [each for each in found if is_on(each.kind, choices) and now - KEPT < each.at <= now]
    due = {each.about for each in shown if each.kind is Kind.DUE}
    told = [each for each in shown if each.kind is not Kind.ASSIGNED or each.about not in due]
    return sorted(told, key=lambda each: (each.at, each.about, each.kind), reverse=True)


def is_new(notice: Notice, until: datetime, read: Mapping[UUID, datetime]) -> bool:
    """Return whether a notice is new to whoever has read all ``until`` then, and ``read`` some.

    ``read`` says up to when, by what they are about.
    """
    since = max(until, read.get(notice.about, until))
    return notice.at > since and not notice.is_over


def new_ones(
    notices: Collection[Notice], until: datetime, read: Mapping[UUID, datetime]
) -> list[Notice]:
    """Return those that are new."""
    return [each for each in notices if is_new(each, until, read)]
