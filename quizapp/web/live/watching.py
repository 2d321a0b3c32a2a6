"""The page on which teachers watch a quiz while it runs, and what keeps it up to date.

Its script asks every five seconds for what is shown, by the tag of what it has: where nothing
changed, nothing is sent. Events that the server sends would hold a thread for each page that is
open, and a server has eight; an answer takes it for some milliseconds. Time that runs is counted
down by the page, so that it changes nothing that is sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue

from quizapp.assignments.models import Assignment
from quizapp.clock import now
from quizapp.courses.policies import Action
from quizapp.db import db
from quizapp.mark_trail.models import What
from quizapp.quizzes.assigned import titles_of
from quizapp.quizzes.watching import State, Watched, totals, watched
from quizapp.web.auth import visitor
from quizapp.web.courses.lookup import may, shown
from quizapp.web.live.acting import MOST_MINUTES, OpenRow, open_row
from quizapp.web.live.lookup import watched_or_404
from quizapp.web.live.words import Line, clock_time, line_of, spoken_totals
from quizapp.web.looks import looks_at
from quizapp.web.policies import member, policy


class Order(StrEnum):
    """What the list begins with."""

    NAME = "name"
    STATE = "state"
    ANSWERED = "answered"


ORDERS = {Order.NAME: "By name", Order.STATE: "By state", Order.ANSWERED: "Fewest answers first"}
_PLACE = {state: place for place, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen at one moment; ``tag`` is another as soon as anything else is."""

    people: Sequence[Watched]
    lines: Sequence[Line]
    totals: str
    moment: datetime

    @property
    def sent(self) -> str:
        """What the script is sent."""
        return current_app.json.dumps(
            {"totals": self.totals, "rows": [each.sent for each in self.lines]}
        )


@policy(member)
@looks_at(What.LIVE)
def watch(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Show how far everybody is who has the quiz."""
    seen, row = watched_or_404(course_id, assignment_id, Action.MARK)
    found = _look(row, _order(request.args.get("order", "")))
    acts = may(seen, Action.TEACH) and seen.course.archived_at is None
    return render_template(
        "live/live.html",
        assignment=row,
        called=titles_of(db.session(), [row])[row.id],
        lines=found.lines,
        totals=found.totals,
        tag=_tag(found.sent),
        moment=found.moment,
        zone=visitor().time_zone,
        as_of=clock_time(found.moment, found.moment, ZoneInfo(visitor().time_zone)),
        order=_order(request.args.get("order", "")),
        orders=ORDERS,
        acts=acts,
        opened=_opened(row, found.people, seen.course.time_zone) if acts else None,
        most_minutes=MOST_MINUTES,
        **shown(seen),
    )


@policy(member)
@looks_at(What.LIVE)
def look(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Send what is seen now, in no order; 304 and nothing where the script has it already."""
    _, row = watched_or_404(course_id, assignment_id, Action.MARK)
    sent = _look(row, Order.NAME).sent
    tag = _tag(sent)
    if request.if_none_match.contains_weak(tag):
        answer = make_response("", 304)
    else:
        answer = make_response(sent)
        answer.mimetype = "application/json"
    answer.set_etag(tag, weak=True)
    return answer


def _look(row: Assignment, order: Order) -> Seen:
    moment, zone = now(), ZoneInfo(visitor().time_zone)
    people = watched(db.session(), row)
    if order is not Order.NAME:
        people.sort(key=_by(order, moment))
    lines = [line_of(each, moment, zone) for each in people]
    return Seen(people, lines, spoken_totals(totals(people, moment)), moment)


def _opened(row: Assignment, people: Sequence[Watched], zone: str) -> OpenRow | None:
    """Return the row that is to be open, by its student; None where it is nobody's."""
    wanted = request.args.get("open", "")
    found = next((each.user_id for each in people if str(each.user_id) == wanted), None)
    return None if found is None else open_row(row, found, zone)


def _by(order: Order, moment: datetime) -> Callable[[Watched], int]:
    if order is Order.STATE:
        return lambda each: _PLACE[each.state(moment)]
    return lambda each: -1 if each.attempt is None else each.attempt.answered


def _tag(sent: str) -> str:
    return hashlib.blake2b(sent.encode(), digest_size=12).hexdigest()


def _order(typed: str) -> Order:
    return Order(typed) if typed in set(Order) else Order.NAME
