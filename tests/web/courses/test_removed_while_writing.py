"""Whoever is taken out of a course while they write there keeps the words, and nothing else."""

from __future__ import annotations

import html
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.assignments.models import AssignmentOverride, GradeChange, GradeNote
from quizapp.audit.models import AuditEntry
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.db import db
from tests.assignments.conftest import bank, biology, colleague, giving
from tests.databases import both_databases

__all__ = ["bank", "biology", "colleague", "giving"]

WORDS = "She asked for another hour: <b>flu</b>, says the school."
FORMS = {
    "mark": {"percent": "80", "reason": WORDS},
    "back": {"back-reason": WORDS},
    "excuse": {"excuse-reason": WORDS},
    "note": {"note-text": WORDS},
}


def rows():
    counted = (
        select(func.count()).select_from(table)
        for table in (GradeChange, GradeNote, AssignmentOverride, AuditEntry)
    )
    return [db.session.scalar(each) for each in counted]


@both_databases
@pytest.mark.parametrize("act", FORMS)
@pytest.mark.parametrize(("then", "status"), [(enrolling.remove, 404), (None, 403)])
def test_a_form_that_was_open_is_refused_whole_and_shows_what_was_written(
    giving, cast, colleague, log_in, act, then, status
):
    giving.course.enrol(colleague, CourseRole.CO_TEACHER)
    row = giving.quiz_is(-1, 7)
    path = f"/courses/{giving.course.id}/grades/{row.id}/{cast.student.id}"
    browser = log_in(colleague)
    assert browser.get(path).status_code == 200
    if then is None:
        giving.course.do(enrolling.change_role, colleague.id, CourseRole.ASSISTANT)
    else:
        giving.course.do(then, colleague.id)
    before = rows()
    answer = browser.post(f"{path}/{act}", data=FORMS[act] | {"form_id": str(uuid4())})
    assert answer.status_code == status
    assert "It is not saved. Copy it before you leave this page." in answer.text
    # As text, and not as markup.
    assert "<b>flu" not in answer.text
    assert WORDS in html.unescape(answer.text)
    assert rows() == before


def test_nothing_else_that_was_sent_is_shown_again(giving, log_in, colleague):
    browser = log_in(colleague)
    path = f"/courses/{giving.course.id}/people"
    sent = {"name": "Somebody secret", "password": "a secret"}
    answer = browser.post(path, data=sent)
    assert answer.status_code == 404
    for each in sent.values():
        assert each not in answer.text
    assert "What you wrote" not in answer.text


def test_an_address_that_is_none_shows_nothing_that_was_sent_there(as_student):
    answer = as_student.post("/no/such/page", data={"text": "Words of another site"})
    assert answer.status_code == 404
    assert "Words of another site" not in answer.text
