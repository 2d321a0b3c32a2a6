"""What belongs to one course is not there in the address of another, also for who teaches both."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.answering.supervising import Why
from quizapp.clock import new_id
from quizapp.courses.services import make_course
from quizapp.db import transaction, writer
from tests.web.matrix import places as filled_places
from tests.web.matrix.test_policy_matrix import routes

# Articles belong to banks, and a bank to no course: who may read it may read it here.
_OF_NO_COURSE = {"courses.painted"}


@pytest.fixture
def places(app, clock):
    """Everything stands in one course; the owner has another, with nothing in it."""
    filled = filled_places.fill(app, clock)
    empty = new_id()
    with app.app_context(), transaction() as session:
        owner = session.scalars(select(User.id).where(User.name == "Owner")).one()
        make_course(session, empty, "Empty", "UTC", by=owner, now=clock())
    attempt = filled.special["assignments.result"]["attempt_id"]
    filled.values["course_id"] = empty
    # Forms that are whole, so that none is refused for what it lacks.
    filled.sent |= {
        "courses.rename_group": {"name": "Blue"},
        "courses.change_roster": {"text": "Tom"},
        "live.give_time": {"form_id": str(uuid4()), "minutes": "5"},
        "live.hand_in": {"attempt_id": str(attempt), "why": Why.LEFT.value},
    }
    return filled


def test_what_is_in_another_course_is_not_there(app, places):
    with app.app_context():
        live = writer().raw_connection().driver_connection
    browser, wrong, asked = places.browser(app, "owner"), [], 0
    for rule, method in routes(app):
        parameters = set(rule.arguments)
        if "course_id" not in parameters or parameters == {"course_id"}:
            continue
        if rule.endpoint in _OF_NO_COURSE:
            continue
        values = places.of(rule.endpoint, parameters)
        path = app.url_map.bind("localhost").build(rule.endpoint, values, method=method)
        before = live.total_changes
        sent = places.sent.get(rule.endpoint, {}) if method == "POST" else {}
        found = browser.open(path, method=method, data=sent).status_code
        asked += 1
        if found != 404 or live.total_changes > before:
            wrong.append(f"{method} {rule.rule} ({rule.endpoint}): {found}")
    assert wrong == []
    assert asked > 20


def test_a_group_of_another_course_is_none_to_be_put_into(app, places):
    # Its id stands in a form, and not in the address.
    course, group = places.values["course_id"], places.values["group_id"]
    browser = places.browser(app, "owner")
    given = {"group": str(group), "person": str(places.values["user_id"])}
    for act in ("in", "out"):
        path = f"/courses/{course}/people/grouping"
        assert browser.post(path, data=given | {"act": act}).status_code == 404
