"""The course that somebody agreed to join before they had a name, and is in once they have one.

It is kept in the browser's own session, and only for a while. Whoever logs in later, from another
page, may be somebody else, and joins nothing.
"""

from __future__ import annotations

from datetime import timedelta

from flask import flash, session, url_for

from quizapp.accounts.errors import AccountError
from quizapp.accounts.visitors import Visitor
from quizapp.answering.assigning import count_earlier
from quizapp.clock import now
from quizapp.courses import invitations
from quizapp.courses.errors import CourseError
from quizapp.courses.invitations import Joined
from quizapp.courses.models import Course
from quizapp.db import transaction
from quizapp.web.auth import AGREED
from quizapp.web.learners import present_learner

_KEPT_FOR = timedelta(minutes=30)


def agree(code: str) -> None:
    """Keep that whoever sits here has agreed to join the course of this code."""
    session[AGREED] = {"code": code, "until": now() + _KEPT_FOR}


def finish(person: Visitor, target: str) -> str | None:
    """Join the course that was agreed to, and return where that leads; None where there is none.

    ``target`` is the page that the log-in was to lead to: it has to be that of the course.
    """
    kept = session.pop(AGREED, None)
    if not isinstance(kept, dict) or now() > kept["until"]:
        return None
    if target != url_for("courses.invited", code=kept["code"]):
        return None
    try:
        return join(person, kept["code"])
    except (CourseError, AccountError) as error:
        flash(str(error), "error")
        return None


def join(person: Visitor, code: str) -> str:
    """Let somebody join the course of a code, say what became of it, and return its page.

    Raises CourseError.
    """
    with transaction() as rows:
        # A log-in in another tab moves what a guest did: one comes after the other.
        present_learner(rows, person)
        course, joined = invitations.join(rows, code, person.id, now())
        if joined is Joined.IN:
            count_earlier(rows, course.id, [person.id])
    flash(*_said(course, joined))
    if joined is Joined.WAITS:
        return url_for("courses.own")
    return url_for("courses.course", course_id=course.id)


def _said(course: Course, joined: Joined) -> tuple[str, str]:
    if joined is Joined.WAITS:
        return f"You have asked to join “{course.title}”. Your teacher has to let you in.", "info"
    if joined is Joined.WAS_IN:
        return "You are in this course already.", "info"
    return f"You are in “{course.title}” now.", "success"
