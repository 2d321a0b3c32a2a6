"""What is told to one person, read from how things stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from quizapp.accounts.visitors import Visitor
from quizapp.assignments.models import Assignment
from quizapp.domain.due_dates import NO_EXEMPTION, Exemption, Window, dates_for
from quizapp.domain.notices import KEPT, Kind, Notice, Work, is_new, of_work, told
from quizapp.memory.assigned import Given, studied
from quizapp.memory.log import Learner
from quizapp.notices import parts
from quizapp.notices.models import NoticeChoice
from quizapp.quizzes.release import over

_NOTHING: frozenset[UUID] = frozenset()


@dataclass(slots=True)
class Told:
    """What is told to somebody, the newest first, and up to when they have read what."""

    until: datetime
    read: Mapping[UUID, datetime] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def is_new(self, notice: Notice) -> bool:
        """Return whether they have not read a notice."""
        return is_new(notice, self.until, self.read)

    @property
    def new(self) -> list[Notice]:
        """What they have not read."""
        return [each for each in self.notices if self.is_new(each)]


def new_notices(session: Session, person: Visitor, now: datetime) -> list[Notice]:
    """Return what is new to somebody, the newest first.

    One SELECT. There are up to five more while something to be studied has opened or is due and
    they have not looked at it: whether it is done is known to their memory alone.
    """
    found = _Found(session, person, now, None)
    new = found.told(_NOTHING).new
    doubtful = found.studies({each.about for each in new})
    return found.told(_done(session, person, found, doubtful)).new if doubtful else new


def all_notices(session: Session, person: Visitor, now: datetime) -> Told:
    """Return all that is told to somebody, read or not. One SELECT, or six for who studies."""
    found = _Found(session, person, now, now - KEPT)
    return found.told(_done(session, person, found, found.studies(found.work)))


def choices_of(session: Session, user_id: int) -> dict[Kind, bool]:
    """Return which kinds somebody has switched on or off; the others are as at first."""
    rows = session.execute(
        select(NoticeChoice.kind, NoticeChoice.is_on).where(NoticeChoice.user_id == user_id)
    )
    return {Kind(kind): is_on for kind, is_on in rows}


class _Found:
    """The rows that were found for somebody, taken apart."""

    def __init__(
        self, session: Session, person: Visitor, now: datetime, since: datetime | None
    ) -> None:
        self.now, self.until = now, person.read_until or now
        self.notices: list[Notice] = []
        self.work: dict[UUID, list[Row[Any]]] = defaultdict(list)
        self.read: dict[UUID, datetime] = {}
        self.choices: dict[Kind, bool] = {}
        wanted = parts.statement(
            person.role,
            only_new=since is None,
            has_news=person.news_at is not None and person.news_at > (since or self.until),
        )
        keys = {"person": person.id, "now": now, "over": over(now), "since": since or self.until}
        again: dict[UUID, list[Row[Any]]] = defaultdict(list)
        for row in session.execute(wanted, keys):
            if row.part == parts.AGAIN:
                again[row.about].append(row)
            else:
                self._take(row)
        for about, rows in again.items():
            kind = Kind.MARKED if all(row.number for row in rows) else Kind.MARKED_AGAIN
            self.notices.append(Notice(kind, about, max(row.at for row in rows)))

    def told(self, done: Collection[UUID]) -> Told:
        """Return what is told; of what is studied, ``done`` is known to be so."""
        found = [*self.notices, *self._of_work(done)]
        return Told(self.until, self.read, told(found, self.choices, self.now))

    def studies(self, about: Iterable[UUID]) -> list[UUID]:
        """Return which of these are to be studied."""
        return [key for key in about if key in self.work and self.work[key][0].is_study]

    def window(self, about: UUID) -> Window:
        """Return the dates that they have for something that they were given."""
        return _work(about, self.work[about]).window

    def _take(self, row: Row[Any]) -> None:
        match row.part:
            case parts.WORK:
                self.work[row.about].append(row)
            case parts.READ:
                self.read[row.about] = row.at
            case parts.CHOICE:
                self.choices[Kind(row.word)] = bool(row.number)
            case kind:
                found = Notice(
                    Kind(kind), row.about, row.at, row.within, row.number, row.word or ""
                )
                self.notices.append(found)

    def _of_work(self, done: Collection[UUID]) -> Iterator[Notice]:
        for about, rows in self.work.items():
            yield from of_work(_work(about, rows, is_done=about in done), self.now)


def _work(about: UUID, rows: Iterable[Row[Any]], *, is_done: bool = False) -> Work:
    own, of_groups = NO_EXEMPTION, []
    for row in rows:
        found = Exemption(row.own_opens, row.own_due, row.own_closes, bool(row.is_excused))
        if row.word == parts.OF_PERSON:
            own = found
        elif row.word == parts.OF_GROUP:
            of_groups.append(found)
    dates = dates_for(Window(row.opens, row.due, row.closes), own, of_groups)
    return Work(
        about,
        row.within,
        dates.window,
        row.at,
        is_study=bool(row.is_study),
        is_begun=bool(row.is_begun),
        is_done=is_done or bool(row.is_ended),
        is_excused=dates.is_excused,
    )


def _done(
    session: Session, person: Visitor, found: _Found, studies: Collection[UUID]
) -> frozenset[UUID]:
    """Return which of these are studied as they were to be. None or five SELECTs."""
    if not studies:
        return _NOTHING
    learner = Learner.of(person)
    rows = session.scalars(select(Assignment).where(Assignment.id.in_(studies)))
    given = [Given(row, learner, found.window(row.id)) for row in rows]
    return frozenset(key for (key, _), far in studied(session, given).items() if far.is_done)
