"""Several questions of a list at once, and the place in a list that a button keeps."""

import re

import pytest

from quizapp.db import transaction
from tests.databases import both_databases
from tests.teaching import SLUG, fact_row, question_row

LIST = f"/teach/banks/{SLUG}/questions"

pytestmark = both_databases


def press(client, do, *names, **more):
    return client.post(LIST, data={"do": do, "question": list(names), **more})


def statuses(app, *names):
    with app.app_context():
        return [question_row(name).status for name in names]


def told(client):
    return re.findall(r'<p class="notice [a-z]+">(.*?)</p>', client.get(LIST).text)


def test_what_was_ticked_is_retired_and_published_again_and_twice_is_once(app, rivers, as_teacher):
    assert rivers
    for words in ("2 retired.", "Nothing was changed."):
        answer = press(as_teacher, "retire", "choice", "typed", next=f"{LIST}?page=1")
        assert (answer.status_code, answer.location) == (303, f"{LIST}?page=1")
        assert words in told(as_teacher)[0]
        assert statuses(app, "choice", "typed", "number") == ["retired", "retired", "published"]
    press(as_teacher, "publish", "choice", "typed", "number")
    assert "2 published." in told(as_teacher)[0]
    assert statuses(app, "choice", "typed", "number") == ["published"] * 3


def test_what_a_check_holds_back_is_counted_and_the_others_are_published(app, rivers, as_teacher):
    assert rivers
    press(as_teacher, "retire", "choice", "verdict")
    told(as_teacher)
    with app.app_context(), transaction():
        fact_row("elbe-mouth").status = "draft"
    press(as_teacher, "publish", "choice", "verdict")
    (words,) = told(as_teacher)
    found = statuses(app, "choice", "verdict")
    held = found.count("retired")
    assert held
    assert words.startswith(f"{2 - held} published. {held} ")


@pytest.mark.parametrize("do", ["", "remove", "Publish"])
def test_anything_else_is_refused(app, rivers, as_teacher, do):
    assert rivers
    assert press(as_teacher, do, "choice").status_code == 400
    assert statuses(app, "choice") == ["published"]


@pytest.mark.parametrize("names", [(), ("nothing",), ("\0",), ("x" * 5000,), ("1",) * 300])
def test_what_is_not_there_is_passed_over(app, rivers, as_teacher, names):
    assert rivers
    assert press(as_teacher, "retire", *names).status_code == 303
    assert statuses(app, "choice") == ["published"]


def test_a_student_changes_nothing(app, rivers, as_stranger):
    assert rivers
    assert as_stranger.post(LIST, data={"do": "retire", "question": "choice"}).status_code == 403
    assert statuses(app, "choice") == ["published"]


def test_whoever_retires_in_a_list_stays_where_they_were(rivers, as_teacher):
    assert rivers
    page = as_teacher.get(LIST).text
    rows = re.findall(r'<tr role="row" id="at-([^"]+)"', page)
    forms = dict(re.findall(r'/questions/([^/"]+)/retire">.*?name="next" value="([^"]+)"', page))
    above = rows[2]
    answer = as_teacher.post(f"{LIST}/{rows[3]}/retire", data={"next": forms[rows[3]]})
    assert answer.location.endswith(f"#at-{above}")
    assert f'id="at-{above}"' in as_teacher.get(f"{LIST}?status=published").text
