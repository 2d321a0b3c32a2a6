"""Coming into a bank by its link, leaving it, and what stays when it is closed."""

import logging
import re

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import User
from quizapp.banks.models import Bank, Membership, Visibility
from quizapp.clock import new_id
from quizapp.db import db, transaction
from tests.articles import BANK, keep
from tests.databases import both_databases

TOKEN = "a-link-that-nobody-guesses-0123456789abcdef"
LINK = f"/banks/by-link/{TOKEN}"
HERE = f"/banks/{BANK}"


@pytest.fixture(autouse=True)
def bank(app, cast, as_teacher, clock):
    """A bank with one published question, open by link."""
    with app.app_context():
        keep(cast.teacher.id, clock())
        show(app, Visibility.LINK)
    as_teacher.post(f"/teach/banks/{BANK}/questions/typed/accept")


def show(app, visibility):
    with app.app_context(), transaction() as session:
        row = session.scalars(select(Bank).where(Bank.slug == BANK)).one()
        row.visibility, row.link_token = visibility.value, TOKEN


def viewers(app):
    with app.app_context():
        statement = select(Membership.user_id).where(Membership.role == "viewer")
        return list(db.session.scalars(statement))


def take_quiz(client):
    sent = {"attempt_id": str(new_id()), "length": "5", "layout": "page"}
    quiz = client.post(f"{HERE}/quiz", data=sent).location
    client.post(quiz, data={"q1-text": "Rotterdam"})
    return quiz


@both_databases
def test_a_newcomer_opens_the_link_agrees_and_learns(app, client):
    assert client.get(HERE).status_code == 404
    page = client.get(LINK)
    assert "An atlas" in page.text
    assert f'method="post" action="{LINK}"' in page.text
    assert viewers(app) == []
    for _ in range(2):
        answer = client.post(LINK)
        assert (answer.status_code, answer.location) == (303, HERE)
    assert len(viewers(app)) == 1
    assert client.get(HERE).status_code == 200
    assert "An atlas" in client.get("/").text
    with app.app_context():
        assert db.session.get(User, viewers(app)[0]).is_guest
    assert client.get(LINK).location == HERE


@both_databases
def test_a_student_comes_in_and_leaves_again(app, cast, as_student):
    as_student.post(LINK)
    assert viewers(app) == [cast.student.id]
    assert "This bank was shared with you." in as_student.get(HERE).text
    assert f'href="{HERE}/leave"' in as_student.get(HERE).text
    asked = as_student.get(f"{HERE}/leave").text
    assert "Leave this bank?" in asked
    assert "With its link you can come in again" in asked
    assert f'action="{HERE}/leave"' in asked
    assert viewers(app) == [cast.student.id]
    for _ in range(2):
        answer = as_student.post(f"{HERE}/leave")
        assert (answer.status_code, answer.location) == (303, "/")
    assert viewers(app) == []
    assert as_student.get(HERE).status_code == 404


def test_leaving_tells_a_hidden_bank_from_none_by_nothing(as_student):
    answers = [
        ask(f"/banks/{name}/leave")
        for name in (BANK, "no-such-bank", "%00")
        for ask in (as_student.get, as_student.post)
    ]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/")}


@both_databases
@pytest.mark.parametrize("token", ["x", TOKEN[:-1], TOKEN + "0", "%00", "a" * 3_000, "ä"])
def test_a_link_that_is_wrong_or_over_leads_nowhere(app, as_student, token):
    path = f"/banks/by-link/{token}"
    for answer in (as_student.get(path), as_student.post(path)):
        assert answer.status_code == 404
        assert "An atlas" not in answer.text
    assert viewers(app) == []


@pytest.mark.parametrize("visibility", [Visibility.PRIVATE, Visibility.EVERYONE])
def test_a_link_counts_only_while_the_bank_is_open_by_it(app, as_student, visibility):
    show(app, visibility)
    assert [as_student.get(LINK).status_code, as_student.post(LINK).status_code] == [404, 404]
    assert viewers(app) == []


def test_a_bank_that_is_empty_so_far_is_told_to_be(app, as_teacher, as_student):
    as_teacher.post(f"/teach/banks/{BANK}/questions/typed/take-back")
    assert as_student.post(LINK).location == "/"
    assert "is empty so far" in as_student.get("/").text
    assert len(viewers(app)) == 1


def test_a_forged_form_brings_nobody_in(app, client):
    client.forges = True
    assert client.post(LINK).status_code == 400
    assert viewers(app) == []


@both_databases
def test_a_guest_who_logs_in_keeps_the_bank(app, client, cast, password):
    client.post(LINK)
    client.post("/login", data={"name": "Ana", "password": password})
    assert viewers(app) == [cast.student.id]
    assert client.get(HERE).status_code == 200


def test_the_token_is_in_no_line_of_the_log(caplog, client):
    caplog.set_level(logging.DEBUG)
    client.get(LINK)
    client.post(LINK)
    client.get(f"{LINK}x")
    assert len(caplog.records) >= 3
    assert not [record for record in caplog.records if TOKEN in str(vars(record))]


def test_what_was_learnt_in_a_bank_stays_when_it_is_closed(cast, as_student, as_teacher):
    as_student.post(LINK)
    quiz = take_quiz(as_student)
    as_teacher.post(f"/teach/banks/{BANK}/sharing/members/{cast.student.id}/remove")
    results = as_student.get(f"{quiz}/results")
    assert results.status_code == 200
    assert "The Rhine reaches the sea at" in re.sub(r"<[^>]+>", "", results.text)
    assert HERE not in results.text
    progress = as_student.get("/progress").text
    assert "You have met 1 of 1 facts" in progress
    assert "not open to you at present" in progress
    assert HERE not in progress
    assert "An atlas" not in as_student.get("/").text
    sent = {"attempt_id": str(new_id()), "length": "5", "layout": "page"}
    assert as_student.post(f"{HERE}/quiz", data=sent).status_code == 404
    assert as_student.get(f"{HERE}/study").status_code == 404


def test_a_quiz_that_was_begun_is_finished_when_the_bank_is_closed(cast, as_student, as_teacher):
    as_student.post(LINK)
    sent = {"attempt_id": str(new_id()), "length": "5", "layout": "page"}
    quiz = as_student.post(f"{HERE}/quiz", data=sent).location
    as_teacher.post(f"/teach/banks/{BANK}/sharing/members/{cast.student.id}/remove")
    assert as_student.get(quiz).status_code == 200
    assert as_student.post(quiz, data={"q1-text": "Rotterdam"}).location == f"{quiz}/results"
    assert "1 of 1 points" in as_student.get(f"{quiz}/results").text


def test_closed_banks_count_for_nothing_that_is_due(app, cast, as_student, as_teacher, clock):
    as_student.post(LINK)
    take_quiz(as_student)
    clock.advance(days=25)
    assert "1 fact is due now" in as_student.get("/progress").text
    with app.app_context():
        before = db.session.scalar(select(func.count()).select_from(Membership))
    as_teacher.post(f"/teach/banks/{BANK}/sharing/members/{cast.student.id}/remove")
    assert before == 2
    assert "Nothing is due now" in as_student.get("/progress").text


def test_the_invitation_names_who_shares_and_promises_what_is_there(app, client, cast, as_teacher):
    shared = f"{cast.teacher.name} shared this with you: "
    assert shared + "articles to read" in client.get(LINK).text
    made = {"form_id": str(new_id()), "title": "Words", "language": "en"}
    words = as_teacher.post("/teach/new-bank", data=made).location.removesuffix("/questions")
    sent = {"form_id": str(new_id()), "text": "cell - unit of life", "topic": ""}
    listed = as_teacher.post(f"{words}/terms", data=sent).location
    as_teacher.post(f"{listed}/add")
    as_teacher.post(f"{words}/sharing/visibility", data={"visibility": "link"})
    with app.app_context():
        token = db.session.scalar(select(Bank.link_token).where(Bank.title == "Words"))
    assert shared + "cards to learn from." in client.get(f"/banks/by-link/{token}").text
    assert "Read the sources" not in as_teacher.get("/banks/words").text
    assert "Read the sources" in as_teacher.get(HERE).text
