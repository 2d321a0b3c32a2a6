"""Terms of an assignment that two teachers change at once."""

import html
import re

from quizapp.assignments.models import Assignment
from quizapp.db import db
from tests.assignments.conftest import bank, biology, colleague, giving
from tests.databases import both_databases

__all__ = ["bank", "biology", "colleague", "giving"]


def fields(page):
    """Return what a browser would send of the form of the terms."""
    form = next(each for each in page.split("<form") if 'name="due_at"' in each)
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        named = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if named and ("radio" not in tag or "checked" in tag):
            found[named[1]] = html.unescape(value[1]) if value else ""
    return found


@both_databases
def test_the_second_of_two_sees_what_the_first_has_set_and_overwrites_nothing(giving, as_teacher):
    row_id = giving.quiz_is(0, 7, 9).id
    path = f"/courses/{giving.course.id}/assignments/{row_id}/terms"

    def row():
        return db.session.get_one(Assignment, row_id, populate_existing=True)

    opened = fields(as_teacher.get(path).text)
    due = row().due_at
    first = opened | {"weight": "3", "late_rule": "percent", "late_percent": "20"}
    for _ in range(2):
        assert as_teacher.post(path, data=first).status_code == 303
    assert (row().weight, row().late_percent) == (3.0, 20)

    answer = as_teacher.post(path, data=opened | {"title": "The harbour", "weight": "5"})
    assert answer.status_code == 409
    text = html.unescape(answer.text)
    assert "Somebody else has set meanwhile: 3." in text
    assert "Somebody else has set meanwhile: loses a share for each day that has begun." in text
    # What was typed stands there still, and what nobody changed has nothing beside it.
    assert (fields(text)["title"], fields(text)["weight"]) == ("The harbour", "5")
    assert text.count("Somebody else has set meanwhile: ") == 2 * 4
    assert (row().weight, row().title, row().due_at) == (3.0, "", due)

    assert as_teacher.post(path, data=fields(text)).status_code == 303
    assert (row().weight, row().title, row().late_percent) == (5.0, "The harbour", None)


def test_terms_from_no_form_change_nothing(giving, as_teacher):
    row_id = giving.quiz_is(0, 7, 9).id
    path = f"/courses/{giving.course.id}/assignments/{row_id}/terms"
    sent = fields(as_teacher.get(path).text) | {"weight": "3", "seen": ""}
    assert as_teacher.post(path, data=sent).status_code == 409
    assert db.session.get_one(Assignment, row_id, populate_existing=True).weight == 1.0


def test_saving_what_stands_there_is_saved_whatever_the_form_was_drawn_from(giving, as_teacher):
    row_id = giving.quiz_is(0, 7, 9).id
    path = f"/courses/{giving.course.id}/assignments/{row_id}/terms"
    sent = fields(as_teacher.get(path).text) | {"seen": ""}
    assert as_teacher.post(path, data=sent).status_code == 303
