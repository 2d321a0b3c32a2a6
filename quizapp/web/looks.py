"""Which pages show the marks of others, and noting in the audit trail who looked at them.

A page that cannot be noted is not shown: whoever asks waits like for any other change, and is then
told that the database is busy. Looks at the same within ten minutes are one entry, so that a page
that is open and asks again writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import g
from werkzeug.wrappers import Response

from quizapp.answering.affected import NamedChange
from quizapp.answering.noted_marks import attempt_of, places_of
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.mark_trail.models import What
from quizapp.mark_trail.services import Note, Place, note_looks, unnoted
from quizapp.web.auth import visitor

View = TypeVar("View", bound=Callable[..., Any])

_SHOWS = frozenset({200, 304, 409, 422})
"""Statuses of answers that show what was asked for, also beside a form with faults."""
_LISTED = "quizapp.looks"


def looks_at(what: What, *, listed: bool = False) -> Callable[[View], View]:
    """Say what of others a view shows; where and whose is read from its address.

    Where it is ``listed`` the view says whose with ``saw_changes`` instead. It stands below
    ``policy``. Nothing is noted where the view leads elsewhere or refuses.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def noted(**named: Any) -> Any:
            answer = view(**named)
            if _status(answer) in _SHOWS:
                _note(g.pop(_LISTED, []) if listed else [_in_address(what, named)])
            return answer

        vars(noted)["looks"] = what
        return cast("View", noted)

    return mark


def saw_changes(named: Iterable[NamedChange]) -> None:
    """Say whose marks a page shows that would change by what is asked there."""
    ids = {each.change.attempt_id for each in named if each.change.attempt_id is not None}
    g.setdefault(_LISTED, []).extend(
        Note(What.REMARK_PREVIEW, each.place, each.user_id)
        for each in places_of(db.session(), ids).values()
    )


def note_look(what: What, place: Place, student_id: int | None = None) -> None:
    """Note a look in a transaction of its own; objects that were read before it are read again."""
    _note([Note(what, place, student_id)])


def what_is_seen(view: Callable[..., Any]) -> What | None:
    """Return what of others a view shows, None where it says nothing of that."""
    return cast("What | None", getattr(view, "looks", None))


def _note(looks: list[Note]) -> None:
    person, moment = visitor().id, now()
    # Mostly it is noted already, and then nothing is written.
    if unnoted(db.session(), looks, person, moment):
        with transaction() as session:
            note_looks(session, looks, person, moment)


def _in_address(what: What, named: dict[str, Any]) -> Note:
    attempt_id = named.get("attempt_id")
    if "response_id" in named:
        attempt_id = attempt_of(db.session(), named["response_id"])
    if attempt_id is not None:
        placed = places_of(db.session(), [attempt_id])[attempt_id]
        return Note(what, placed.place, placed.user_id)
    place = Place(named.get("course_id"), named.get("assignment_id"), named.get("quiz_id"))
    return Note(what, place, named.get("user_id"))


def _status(answer: Any) -> int:
    if isinstance(answer, tuple):
        return int(answer[1])
    return answer.status_code if isinstance(answer, Response) else 200
