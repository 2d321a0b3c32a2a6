"""What a student was given, as they see it: how it stands, in words, and one button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from quizapp.accounts.visitors import Visitor
from quizapp.assignments.models import Assignment
from quizapp.assignments.terms import Terms
from quizapp.domain.due_dates import Goal, State
from quizapp.memory.assigned import Given, Studied, studied
from quizapp.quizzes.assigned import NOT_BEGUN, Called, Done, done_by, titles_of
from quizapp.web.course_time import SOON, closes_words, due_words, opens_words
from quizapp.web.learners import learner_of


class Standing(StrEnum):
    """How an assignment stands for one student."""

    NOT_YET = "not open yet"
    DUE = "to do"
    GOING = "under way"
    OVERDUE = "late"
    DONE = "done"
    DONE_LATE = "done late"
    MISSING = "missing"
    EXCUSED = "excused"
    NOT_EXPECTED = "not expected"

    @property
    def is_open(self) -> bool:
        """Whether there is something to do."""
        return self in {Standing.DUE, Standing.GOING, Standing.OVERDUE}


_SETTLED = frozenset(
    {
        *(Standing.DONE, Standing.DONE_LATE, Standing.MISSING),
        *(Standing.EXCUSED, Standing.NOT_EXPECTED),
    }
)


@dataclass(frozen=True, slots=True)
class Todo:
    """An assignment of one student; ``url`` is where to begin, empty where nothing can be done.

    ``closes`` says how long it is open yet, where that is not long. ``going`` is their attempt
    under way.
    """

    terms: Terms
    called: Called
    standing: Standing
    when: str
    closes: str
    studied: Studied | None
    action: str
    url: str
    is_soon: bool
    going: UUID | None

    @property
    def progress(self) -> str:
        """How far they are with what is studied, in words; empty for a quiz."""
        return "" if self.studied is None else progress_words(self.terms.assignment, self.studied)


def progress_words(assignment: Assignment, studied: Studied) -> str:
    """Return how far somebody is, such as ``12 of 30 facts known``, ``2 of 5 days``."""
    if assignment.goal == Goal.DAILY:
        return f"{studied.reached} of {studied.wanted} days with {assignment.per_day} cards"
    return f"{studied.reached} of {studied.wanted} facts known by then"


def todos_of(
    session: Session, person: Visitor, found: Sequence[Terms], now: datetime
) -> list[Todo]:
    """Return assignments of one student as they see them, in the order given.

    At most nine SELECTs, however many; none for none.
    """
    if not found:
        return []
    assignments = [each.assignment for each in found]
    called = titles_of(session, assignments)
    done = done_by(session, person.id, [each.id for each in assignments if each.quiz_id])
    learner = learner_of(person)
    far = studied(
        session,
        [Given(each.assignment, learner, each.window) for each in found if each.assignment.goal],
    )
    return [
        _todo(
            each,
            called[each.id],
            done.get(each.id, NOT_BEGUN),
            far.get((each.id, person.id)),
            person.time_zone,
            now,
        )
        for each in found
        # Neither a draft nor what nobody lends any more is there for students.
        if called[each.id].is_there
    ]


def standing_of(terms: Terms, done: Done, studied: Studied | None, now: datetime) -> Standing:
    """Return how an assignment stands for whoever did this."""
    if terms.is_excused:
        return Standing.EXCUSED
    if studied is not None and studied.is_done:
        return Standing.DONE
    if done.first_end is not None:
        return Standing.DONE if done.first_end <= terms.window.due_at else Standing.DONE_LATE
    if done.going is not None:
        return Standing.GOING
    if not terms.is_expected:
        return Standing.NOT_EXPECTED
    match terms.window.state(now):
        case State.NOT_YET:
            return Standing.NOT_YET
        case State.CLOSED:
            return Standing.MISSING
        case State.OPEN:
            return Standing.OVERDUE if now > terms.window.due_at else Standing.DUE


def _todo(
    terms: Terms,
    called: Called,
    done: Done,
    studied: Studied | None,
    zone: str,
    now: datetime,
) -> Todo:
    standing = standing_of(terms, done, studied, now)
    is_over = terms.window.state(now) is State.CLOSED
    action, url = _begin(terms.assignment, called, done)
    if standing is Standing.NOT_YET:
        when = opens_words(terms.window.opens_at, now, zone)
        action, url = ("", "") if terms.assignment.quiz_id else (action, url)
    else:
        when = due_words(terms.window.due_at, now, zone)
    if standing in _SETTLED:
        when = ""
        action = "Look at it" if url else ""
    if is_over and done == NOT_BEGUN and terms.assignment.quiz_id:
        action = url = ""
    closes = closes_words(terms.window.closes_at, now) if standing.is_open else ""
    is_soon = standing.is_open and terms.window.due_at - now <= SOON
    return Todo(terms, called, standing, when, closes, studied, action, url, is_soon, done.going)


def _begin(assignment: Assignment, called: Called, done: Done) -> tuple[str, str]:
    if assignment.quiz_id is not None:
        if done.going is not None:
            return "Go on", url_for("quizzes.attempt", attempt_id=done.going)
        return "Start", url_for("quizzes.front", quiz_id=assignment.quiz_id)
    if assignment.source:
        there = url_for("banks.source", slug=called.slug, source_slug=assignment.source)
        return "Read and practise", there
    if assignment.topic:
        return "Practise", url_for("quizzes.choose", slug=called.slug, topic=assignment.topic)
    # What is None does not stand in the address.
    chosen = assignment.id if assignment.chosen_facts else None
    return "Study", url_for("memory.card", slug=called.slug, assignment=chosen)
