"""What is said of somebody who takes a quiz while others watch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from quizapp.quizzes.models import EndedBy
from quizapp.quizzes.watching import Sight, State, Totals, Watched
from quizapp.web.formatting import spoken_day
from quizapp.web.quizzes.time_left import seconds_until

_WORDS = {
    State.NOT_BEGUN: "Not begun",
    State.TIME_UP: "Time is up",
    State.PAUSED: "Paused",
    State.AT_IT: "At it",
    State.EXCUSED: "Excused",
}
_BY = {
    EndedBy.LEARNER: "by themselves",
    EndedBy.TIME: "by the clock",
    EndedBy.CLOSING: "as it closed",
    EndedBy.TEACHER: "by a teacher",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A student in words, as the page draws them and its script keeps them up to date.

    ``ends`` is when the time is over in milliseconds since 1970, None where it does not run;
    ``left`` says how much is left, which a clock changes and nobody has to send.
    """

    id: int
    name: str
    state: State
    words: str
    answered: str
    flags: str
    saved: str
    ends: int | None
    left: str

    @property
    def sent(self) -> Sequence[object]:
        """What is sent of it; the script reads it in this order."""
        return (
            *(self.id, self.state.value, self.words, self.answered, self.flags, self.saved),
            *(self.ends, "" if self.ends else self.left),
        )


def line_of(each: Watched, now: datetime, zone: ZoneInfo) -> Line:
    """Return somebody in words, with times as the clock of that zone shows them."""
    state, attempt = each.state(now), each.attempt
    words = _words(state, attempt, now, zone)
    if each.is_late(now):
        words += ", late"
    if each.dates.is_excused and attempt is not None:
        words += ", excused"
    name = each.name or "A guest"
    if attempt is None:
        return Line(each.user_id, name, state, words, "", "", "", None, "")
    runs = state is State.AT_IT and attempt.deadline_at is not None
    return Line(
        each.user_id,
        name,
        state,
        words,
        f"{attempt.answered} of {attempt.length}",
        str(attempt.flagged) if attempt.flagged else "",
        "" if attempt.saved_at is None else clock_time(attempt.saved_at, now, zone),
        round(attempt.deadline_at.timestamp() * 1000) if runs and attempt.deadline_at else None,
        _left(state, attempt, now),
    )


def spoken_totals(totals: Totals) -> str:
    """Return such as ``12 of 28 handed in, 14 at it, 2 not begun``."""
    said = [
        f"{totals.handed_in} of {totals.owing} handed in",
        f"{totals.at_it} at it",
        f"{totals.not_begun} not begun",
    ]
    if totals.excused:
        said.append(f"{totals.excused} excused")
    return ", ".join(said)


def clock_time(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return a moment such as ``10:42:05``; of another day, with the day."""
    there = moment.astimezone(zone)
    if there.date() == now.astimezone(zone).date():
        return f"{there:%H:%M:%S}"
    return f"{spoken_day(there)}, {there:%H:%M}"


def short_left(seconds: int) -> str:
    """Return a time such as ``12 min``, minutes that have begun count. The script says the same."""
    minutes = -(-seconds // 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{minutes} min"


def _words(state: State, attempt: Sight | None, now: datetime, zone: ZoneInfo) -> str:
    if attempt is None or attempt.finished_at is None:
        return _WORDS[state]
    by = _BY[attempt.ended_by or EndedBy.LEARNER]
    return f"Handed in {clock_time(attempt.finished_at, now, zone)} {by}"


def _left(state: State, attempt: Sight, now: datetime) -> str:
    if attempt.finished_at is not None or state is State.TIME_UP:
        return ""
    if attempt.paused_left is not None:
        return short_left(attempt.paused_left)
    if attempt.deadline_at is None:
        return "no limit"
    return short_left(seconds_until(attempt.deadline_at, now))
