"""From when to when something that was given to a course is open, when it is due, what is late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
ON_TIME = timedelta(0)
"""How late what came in time is."""
_WHOLE = 100


class State(StrEnum):
    """Whether something can be begun now, or why not."""

    NOT_YET = "not yet"
    OPEN = "open"
    CLOSED = "closed"


class LateRule(StrEnum):
    """What becomes of what is handed in after it was due."""

    # It is marked as late, and nothing is taken off.
    ACCEPT = "accept"
    # Each day that has begun takes off a share of what it earned.
    PERCENT = "percent"


class Goal(StrEnum):
    """What is to be reached by studying."""

    # The facts are known when it is due.
    READY_BY = "ready_by"
    # So many cards are answered on so many days.
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when something is open, and when it is due.

    It opens before it is due and closes then or later: anything else raises ValueError.
    """

    opens_at: datetime
    due_at: datetime
    closes_at: datetime

    def __post_init__(self) -> None:
        if not self.opens_at < self.due_at <= self.closes_at:
            raise ValueError("it opens before it is due, and closes then or later")

    def state(self, now: datetime) -> State:
        """Return whether it is open; at its last moment it is closed."""
        if now >= self.closes_at:
            return State.CLOSED
        return State.OPEN if now >= self.opens_at else State.NOT_YET


@dataclass(frozen=True, slots=True)
class Exemption:
    """What one person or group has otherwise; None is as for all. Who is excused owes nothing."""

    opens_at: datetime | None = None
    due_at: datetime | None = None
    closes_at: datetime | None = None
    is_excused: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether all is as for all, as it is where something was taken back."""
        return self == NO_EXEMPTION

    def applied(self, window: Window) -> Window:
        """Return the dates that somebody has then.

        What does not fit together any more, because the dates for all were moved later on, is taken
        as its learner would wish.
        """
        due_at = self.due_at or window.due_at
        return Window(
            min(self.opens_at or window.opens_at, due_at - _MINUTE),
            due_at,
            max(self.closes_at or window.closes_at, due_at),
        )


NO_EXEMPTION = Exemption()


@dataclass(frozen=True, slots=True)
class OwnDates:
    """The dates that one person has, and whether they are excused."""

    window: Window
    is_excused: bool = False


def dates_for(window: Window, own: Exemption, of_groups: Iterable[Exemption] = ()) -> OwnDates:
    """Return the dates of somebody who has ``own`` otherwise, and is in groups that have something.

    What a person has wins over what their groups have; of several groups each date is that of the
    most generous.
    """
    if not own.is_nothing:
        return OwnDates(own.applied(window), own.is_excused)
    given = [each for each in of_groups if not each.is_nothing]
    if not given:
        return OwnDates(window)
    each_has = [each.applied(window) for each in given]
    best = Window(
        min(each.opens_at for each in each_has),
        max(each.due_at for each in each_has),
        max(each.closes_at for each in each_has),
    )
    return OwnDates(best, any(each.is_excused for each in given))


@dataclass(frozen=True, slots=True)
class Membership:
    """When somebody was in a course: ``since`` they were let in, and not while ``away``."""

    since: datetime
    away: tuple[tuple[datetime, datetime], ...] = ()

    def owes(self, due_at: datetime, given_at: datetime) -> bool:
        """Return whether something is expected of them that was due, and given, at these moments.

        They were in the course when it was due; or when it was given, where that was later still.
        """
        moment = max(due_at, given_at)
        if moment < self.since:
            return False
        return not any(left_at < moment < back_at for left_at, back_at in self.away)


def counting(windows: Sequence[Window], now: datetime) -> int:
    """Return the place of the window that counts now, where the same thing was given several times.

    It is one that is open: the one due next, else the one that was due last. Where none is open it
    is the next to open, and where all are over the last to close. Raises ValueError for none.
    """

    def rank(place: int) -> tuple[int, float]:
        window = windows[place]
        match window.state(now):
            case State.OPEN if window.due_at >= now:
                return 0, window.due_at.timestamp()
            case State.OPEN:
                return 1, -window.due_at.timestamp()
            case State.NOT_YET:
                return 2, window.opens_at.timestamp()
            case State.CLOSED:
                return 3, -window.closes_at.timestamp()

    return min(range(len(windows)), key=rank)


def late_by(handed_in_at: datetime, due_at: datetime) -> timedelta:
    """Return how long after it was due something came; no time for what came in time."""
    return max(ON_TIME, handed_in_at - due_at)


def days_late(handed_in_at: datetime, due_at: datetime) -> int:
    """Return how many days after it was due have begun; 0 for what came in time."""
    return max(0, -((due_at - handed_in_at) // _DAY))


@dataclass(frozen=True, slots=True)
class Late:
    """What becomes of late work; ``percent`` is what each day takes off by that rule, else None.

    Anything else raises ValueError.
    """

    rule: LateRule = LateRule.ACCEPT
    percent: int | None = None

    def __post_init__(self) -> None:
        if (self.rule is LateRule.PERCENT) != (self.percent is not None):
            raise ValueError("a share belongs to the rule that takes one off")
        if self.percent is not None and not 1 <= self.percent <= _WHOLE:
            raise ValueError("a share goes from 1 to 100 per cent")

    def share(self, days: int) -> float:
        """Return which share (0-1) of what it earned is left after so many days."""
        return max(0, _WHOLE - (self.percent or 0) * days) / _WHOLE


ACCEPTED = Late()
"""Late work is marked as late, and loses nothing."""
