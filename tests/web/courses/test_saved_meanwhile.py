"""Two who teach one course save at once: the second sees what the first has set, and decides."""

import html
import re
from uuid import uuid4

from quizapp.courses.models import Course, CourseGroup
from quizapp.db import db
from tests.databases import both_databases
from tests.web.courses.conftest import make


def fields(page, inside=""):
    """Return the hidden fields and inputs of the form that holds some text."""
    form = next(each for each in page.split("<form") if inside in each)
    found = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}


@both_databases
def test_settings_of_a_course_that_changed_meanwhile_are_said_beside_ones_own(app, as_teacher):
    biology = make(app, as_teacher)
    opened = fields(as_teacher.get(f"{biology.path}/settings").text, 'name="title"')
    first = opened | {"title": "Biology 8a", "time_zone": "Europe/Berlin"}
    second = opened | {"title": "Biology 8b", "time_zone": "Europe/Berlin"}
    for _ in range(2):
        assert biology.send("/settings", **first).status_code == 303
    answer = biology.send("/settings", **second)
    assert answer.status_code == 409
    assert "Somebody else has set meanwhile: Biology 8a." in answer.text
    assert 'value="Biology 8b"' in answer.text

    def title():
        with app.app_context():
            return db.session.get_one(Course, biology.id).title

    assert title() == "Biology 8a"
    again = fields(answer.text, 'name="title"') | {"time_zone": "Europe/Berlin"}
    assert biology.send("/settings", **again).status_code == 303
    assert title() == "Biology 8b"


def test_a_form_that_says_not_what_it_was_drawn_from_changes_nothing(biology):
    sent = {"title": "Other", "time_zone": "Europe/Berlin"}
    for seen in ({}, {"seen": ""}, {"seen": "\0é"}):
        assert biology.send("/settings", **sent, **seen).status_code == 409


def test_a_role_and_a_group_that_somebody_else_has_changed_stay(app, biology, cast):
    biology.add("Ana")
    biology.send("/groups", form_id=str(uuid4()), name="Red")
    with app.app_context():
        red = db.session.query(CourseGroup.id).scalar()
    role = fields(biology.teacher.get(f"{biology.path}/people").text, "Role of Ana")["seen"]
    name = fields(biology.teacher.get(f"{biology.path}/groups").text, "New name of Red")["seen"]
    person = f"/people/{cast.student.id}/role"
    biology.send(person, role="assistant", seen=role)
    biology.send(f"/groups/{red}/name", name="Blue", seen=name)
    answer = biology.send(person, role="co_teacher", seen=role)
    assert answer.status_code == 303
    assert biology.states()[cast.student.id] == ("assistant", "active")
    biology.send(f"/groups/{red}/name", name="Green", seen=name)
    page = biology.teacher.get(f"{biology.path}/groups").text
    assert "somebody else has renamed the group" in page
    assert "Green" in page
    with app.app_context():
        assert db.session.get_one(CourseGroup, red).name == "Blue"
