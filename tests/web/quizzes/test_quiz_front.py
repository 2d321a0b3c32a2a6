"""The page that the link of a quiz leads to, and taking it."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.banks.models import Bank, Question, Visibility
from quizapp.db import db, transaction
from quizapp.quizzes.models import Attempt
from tests import builders
from tests.web.quizzes.making import BANK, start


@pytest.fixture
def published(maker):
    maker.pick("keeper-choice", "height-number")
    maker.send("publish")
    return maker


def counted(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Attempt))


def test_the_page_says_what_the_quiz_is(published, as_student):
    published.set(
        instructions="No books, please.", attempts_allowed="2", closes_at="2026-03-09T12:00"
    )
    page = as_student.get(published.front).text
    for said in ("Light", "No books, please.", "2, on one page", "9 March 2026, 12:00"):
        assert said in page
    assert "2 of 2 left" in page
    assert ">Start</button>" in page


def test_somebody_new_takes_it_as_a_guest(published, client):
    response = start(client, published, attempt_id := uuid4())
    assert (response.status_code, response.location) == (303, f"/attempts/{attempt_id}")
    page = client.get(f"/attempts/{attempt_id}").text
    assert "Who kept the lighthouse?" in page
    assert '<h1 dir="auto">Light</h1>' in page


def test_who_may_not_learn_in_the_bank_takes_it_by_its_link(app, published, cast, as_student):
    with app.app_context(), transaction() as session:
        session.scalars(select(Bank)).one().visibility = Visibility.PRIVATE.value
        builders.join(session, BANK, cast.teacher, cast.teacher.created_at)
    attempt_id = uuid4()
    assert start(as_student, published, attempt_id).status_code == 303
    assert as_student.get(f"/attempts/{attempt_id}").status_code == 200
    as_student.post(f"/attempts/{attempt_id}", data={"q2-text": "40 metres"})
    page = as_student.get(f"/attempts/{attempt_id}/results").text
    assert "42" in page
    assert "/banks/arnholm" not in page
    assert f'href="{published.front}"' in page


def test_starting_twice_is_one_attempt_and_one_goes_on(app, published, as_student):
    attempt_id = uuid4()
    for each in (attempt_id, attempt_id, uuid4()):
        assert start(as_student, published, each).location == f"/attempts/{attempt_id}"
    assert counted(app) == 1
    page = as_student.get(published.front).text
    assert "Go on" in page
    assert ">Start</button>" not in page


def test_attempts_are_listed_and_used_up(published, as_student):
    published.set(attempts_allowed="1")
    attempt_id = uuid4()
    start(as_student, published, attempt_id)
    as_student.post(f"/attempts/{attempt_id}", data={})
    page = as_student.get(published.front).text
    assert f"/attempts/{attempt_id}/results" in page
    assert "You have used all your attempts." in page
    assert "Start another" not in page
    assert ">Start</button>" not in page
    response = start(as_student, published)
    assert (response.status_code, response.location) == (303, published.front)


def test_a_quiz_is_begun_inside_its_window_only(app, published, as_student, clock):
    published.set(opens_at="2026-03-02T10:00", closes_at="2026-03-02T11:00")
    assert "not open yet" in as_student.get(published.front).text
    assert start(as_student, published).location == published.front
    clock.advance(hours=2)
    assert "is closed" in as_student.get(published.front).text
    assert start(as_student, published).location == published.front
    assert counted(app) == 0


def test_a_quiz_of_which_nothing_is_left_says_so(app, published, as_student):
    with app.app_context(), transaction() as session:
        for row in session.scalars(select(Question)):
            row.status = "retired"
    response = start(as_student, published)
    assert response.location == published.front
    assert "nothing to ask any more" in as_student.get(published.front).text


def test_an_attempt_with_fewer_questions_says_why(app, published, as_student):
    with app.app_context(), transaction() as session:
        session.scalars(
            select(Question).where(Question.slug == "keeper-choice")
        ).one().status = "retired"
    attempt_id = uuid4()
    start(as_student, published, attempt_id)
    page = as_student.get(f"/attempts/{attempt_id}").text
    assert "1 question, not 2: the others cannot be asked any more." in page


@pytest.mark.parametrize("sent", ["", "x", None])
def test_a_start_without_an_id_begins_all_the_same(app, published, as_student, sent):
    given = {} if sent is None else {"attempt_id": sent}
    assert as_student.post(published.front, data=given).status_code == 303
    assert counted(app) == 1


def test_the_id_of_somebody_elses_attempt_is_not_there(published, as_student, as_stranger):
    attempt_id = uuid4()
    start(as_student, published, attempt_id)
    assert start(as_stranger, published, attempt_id).status_code == 404


def test_a_draft_shows_itself_to_its_teacher_and_is_not_begun(maker, as_teacher, as_student):
    maker.pick("keeper-choice")
    page = as_teacher.get(maker.front).text
    assert "nobody else can open this page" in page
    assert ">Start</button>" not in page
    assert start(as_teacher, maker).status_code == 404
    assert start(as_student, maker).status_code == 404


def test_what_is_no_quiz_is_not_there(client, as_student, walk):
    attempt_id = walk.start()
    with walk.app.app_context():
        practice = db.session.get_one(Attempt, attempt_id).quiz_id
    for quiz_id in (uuid4(), practice):
        assert client.get(f"/quizzes/{quiz_id}").status_code == 404
        assert as_student.post(f"/quizzes/{quiz_id}").status_code == 404


def test_an_attempt_under_way_can_be_finished_when_the_quiz_is_a_draft_again(published, as_student):
    attempt_id = uuid4()
    start(as_student, published, attempt_id)
    published.send("withdraw")
    assert as_student.get(f"/attempts/{attempt_id}").status_code == 200
    as_student.post(f"/attempts/{attempt_id}", data={})
    assert as_student.get(f"/attempts/{attempt_id}/results").status_code == 200
