"""Notices in words: a sentence with one link to where what it is about stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from quizapp.domain.notices import Kind, Notice
from quizapp.notices.details import Details
from quizapp.web.answering.news import address_of
from quizapp.web.course_time import due_words
from quizapp.web.local_time import local_day, local_time

LABELS = {
    Kind.ASSIGNED: ("Something new was assigned to you", "When it opens, not before."),
    Kind.DUE: (
        "Something is due",
        "A day before, and once more when it is late, until it is done.",
    ),
    Kind.MARKED: (
        "Your results or marks are there",
        "When you may see them, where you did not see them at once.",
    ),
    Kind.MARKED_AGAIN: ("Answers of yours were marked again", "With the reason."),
    Kind.DECIDED: ("Your objection was decided", "With the reason."),
    Kind.JOINED: ("You were let into a course", "Also when a teacher put you into one."),
    Kind.WAITING: ("Students wait to be let into a course", "How many, for each course."),
    Kind.ESSAYS: ("Answers wait to be marked", "How many, for each quiz. Today lists them, too."),
    Kind.OBJECTIONS: (
        "Objections wait to be decided",
        "How many, for each bank. Today lists them, too.",
    ),
}
"""What each kind of notice is called where they are chosen, and what is said of it there."""


@dataclass(frozen=True, slots=True)
class Line:
    """A notice as a sentence around a link; ``reason`` follows, and may be empty."""

    before: str
    title: str
    url: str
    after: str
    reason: str = ""
    language: str = ""


def line_of(notice: Notice, details: Details, now: datetime, zone: str) -> Line | None:
    """Return a notice in words; None for what is gone by now."""
    found = _WORDS[notice.kind](notice, details)
    if found is None or notice.due_at is None:
        return found
    due = due_words(notice.due_at, now, zone)
    if notice.kind is Kind.DUE and now > notice.due_at:
        due = f"Was due {local_time(notice.due_at)}, and is still open"
    return Line(found.before, found.title, found.url, f"{found.after} {due}.")


def _work(notice: Notice, details: Details) -> Line | None:
    called = details.called.get(notice.about)
    if called is None:
        return None
    if notice.is_study:
        url = url_for("courses.course", course_id=notice.within)
    else:
        url = url_for("quizzes.front", quiz_id=notice.within)
    before = "To do: " if notice.kind is Kind.DUE else "Assigned: "
    return Line(before, called.title, url, f" in {details.courses[notice.about]}.")


def _marked(notice: Notice, details: Details) -> Line | None:
    if notice.within is not None:
        called = details.called.get(notice.about)
        if called is None:
            return None
        url = url_for("courses.course", course_id=notice.within)
        reason = details.reasons.get(notice.about, "")
        return Line("Your teacher set a mark by hand: ", called.title, url, ".", reason)
    if (notice.about, notice.at) in details.marked:
        return _again(notice, details)
    title = details.quizzes.get(notice.about)
    if title is None:
        return None
    url = url_for("quizzes.results", attempt_id=notice.about)
    return Line("Your results are there: ", title, url, ".")


def _again(notice: Notice, details: Details) -> Line | None:
    found = details.marked.get((notice.about, notice.at))
    if found is None:
        return None
    number = "1 answer was" if found.answers == 1 else f"{found.answers} answers were"
    before = f"{number} marked{'' if found.is_first else ' again'}: "
    thing = "quiz" if found.place.attempt_id else "card"
    title = details.quizzes.get(notice.about, f"the {thing} of {local_day(found.taken_at)}")
    return Line(before, title, address_of(found.place), ".", " ".join(found.reasons))


def _decided(notice: Notice, details: Details) -> Line | None:
    every = details.answered.get((notice.about, notice.at))
    if not every:
        return None
    # Two that were decided at one moment are told one after the other.
    found = every.pop()
    before = f"Your objection was {found.state or 'answered'}: "
    thing = "your quiz" if found.place.attempt_id else "your card"
    title = details.quizzes.get(notice.about, thing)
    return Line(before, title, address_of(found.place), ".", found.reason)


def _joined(notice: Notice, details: Details) -> Line | None:
    title = details.courses.get(notice.about)
    if title is None:
        return None
    return Line("You are in the course ", title, _course(notice), ".")


def _waiting(notice: Notice, details: Details) -> Line | None:
    title = details.courses.get(notice.about)
    if title is None:
        return None
    who = "1 student waits" if notice.number == 1 else f"{notice.number} students wait"
    return Line(f"{who} to be let into ", title, _course(notice), ".")


def _essays(notice: Notice, details: Details) -> Line | None:
    title = details.quizzes.get(notice.about)
    if title is None:
        return None
    what = "1 answer waits" if notice.number == 1 else f"{notice.number} answers wait"
    url = url_for("quizzes.marking", quiz_id=notice.about)
    return Line(f"{what} to be marked: ", title, url, ".")


def _objections(notice: Notice, details: Details) -> Line | None:
    bank = details.banks.get(notice.about)
    if bank is None:
        return None
    what = "1 objection waits" if notice.number == 1 else f"{notice.number} objections wait"
    url = url_for("answering.objections", slug=bank.slug)
    return Line(f"{what} to be decided: ", bank.title, url, ".", language=bank.language)


def _course(notice: Notice) -> str:
    return url_for("courses.course", course_id=notice.about)


_WORDS: dict[Kind, Callable[[Notice, Details], Line | None]] = {
    Kind.ASSIGNED: _work,
    Kind.DUE: _work,
    Kind.MARKED: _marked,
    Kind.MARKED_AGAIN: _again,
    Kind.DECIDED: _decided,
    Kind.JOINED: _joined,
    Kind.WAITING: _waiting,
    Kind.ESSAYS: _essays,
    Kind.OBJECTIONS: _objections,
}
