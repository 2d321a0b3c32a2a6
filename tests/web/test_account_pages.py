from quizapp.accounts.queries import user_by_name
from quizapp.db import db


def test_login_page_opens_for_anybody(client):
    assert client.get("/login").status_code == 200


def test_person_logs_in_and_sees_their_account(client, make_user, password):
    make_user("Ana")
    answer = client.post("/login", data={"name": "ANA", "password": password})
    assert (answer.status_code, answer.location) == (303, "/")
    assert b"Ana" in client.get("/account").data


def test_sign_up_makes_an_account(client, app):
    answer = client.post("/signup", data={"name": "Eva", "password": "a short sentence"})
    assert answer.status_code == 303
    with app.app_context():
        assert user_by_name(db.session(), "eva").role == "student"
