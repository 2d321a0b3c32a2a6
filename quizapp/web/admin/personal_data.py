"""What is kept about one person, for an administrator who has to answer them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.people import Person, person_by_id
from quizapp.audit.models import Event
from quizapp.audit.services import record
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.mark_trail.models import What
from quizapp.privacy.data_shapes import sections_of
from quizapp.privacy.personal_data import personal_data
from quizapp.web.list_pages import page_number
from quizapp.web.looks import looks_at
from quizapp.web.policies import admin, policy
from quizapp.web.privacy import files
from quizapp.web.privacy.reading import shown_section


@policy(admin)
@looks_at(What.PERSONAL_DATA)
def read_data(user_id: int) -> ResponseReturnValue:
    """Show what is kept about a person, a section and a page of it at a time."""
    person = _person_or_404(user_id)
    shown = shown_section(
        sections_of(personal_data(db.session(), person.id, now())),
        request.args.get("section", ""),
        page_number(request.args),
        lambda **sent: url_for("admin.read_data", user_id=person.id, **sent),
    )
    return render_template("admin/personal_data.html", person=person, **shown)


@policy(admin)
@looks_at(What.PERSONAL_DATA)
def data_as_json(user_id: int) -> Response:
    """Give what is kept about a person as a file for programs."""
    return _taken(user_id, files.as_json)


@policy(admin)
@looks_at(What.PERSONAL_DATA)
def data_as_page(user_id: int) -> Response:
    """Give what is kept about a person as a page to read and print."""
    return _taken(user_id, files.as_page)


@policy(admin)
@looks_at(What.PERSONAL_DATA)
def data_as_tables(user_id: int) -> Response:
    """Give what is kept about a person as tables."""
    return _taken(user_id, files.as_tables)


def _taken(user_id: int, made: Callable[[dict[str, Any]], Response]) -> Response:
    """Return a file with a person's data, once it is noted that it was taken."""
    person = _person_or_404(user_id)
    with transaction() as session:
        record(session, Event.PERSONAL_DATA_TAKEN, now(), subject_id=person.id)
    return made(personal_data(db.session(), person.id, now()))


def _person_or_404(user_id: int) -> Person:
    found = person_by_id(db.session(), user_id, now())
    return found if found is not None else abort(404)
