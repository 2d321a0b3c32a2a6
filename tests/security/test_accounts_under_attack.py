"""Accounts and the doors to them, as an attacker tries them."""

import pytest
from sqlalchemy import func, select

from quizapp.accounts import services, throttle
from quizapp.accounts.counters import WINDOW, Limit
from quizapp.accounts.errors import BadName
from quizapp.accounts.models import Role, User
from quizapp.accounts.names import checked_name
from quizapp.db import db, transaction
from quizapp.web.accounts import authentication
from tests.databases import both_databases

SENTENCE = "a short sentence"


@both_databases
@pytest.mark.parametrize("name", ["a\x00b", "\x00", "Ana\x00"])
def test_name_with_a_nul_is_nobody(client, make_user, name):
    make_user("Ana")
    answer = client.post("/login", data={"name": name, "password": SENTENCE})
    assert answer.status_code == 422
    assert "Name or password is wrong." in answer.text


def test_names_cannot_be_harvested_by_signing_up(client, make_user, monkeypatch):
    # A name that is taken is told so: whoever asks for one after the other must be slowed down.
    monkeypatch.setattr(throttle, "SIGN_UPS", Limit(free=3, longest=WINDOW))
    make_user("Ana")
    fields = {"name": "Ana", "password": SENTENCE}
    answers = [client.post("/signup", data=fields).status_code for _ in range(4)]
    assert answers == [422, 422, 422, 429]


def test_refused_sign_up_costs_no_hash(client, make_user, monkeypatch):
    monkeypatch.setattr(throttle, "SIGN_UPS", Limit(free=1, longest=WINDOW))
    make_user("Ana")
    hashed = []
    monkeypatch.setattr(
        authentication, "hash_password", lambda text: hashed.append(text) or "a hash"
    )
    for _ in range(3):
        client.post("/signup", data={"name": "Ana", "password": SENTENCE})
    assert hashed == [SENTENCE]


@pytest.mark.parametrize(
    "mark",
    ["\u034f", "\ufe0f", "\u3164", "\u115f", "\u2800", "\u17b4", "\u180b", "\U000e0100"],
    ids=ascii,
)
def test_name_cannot_be_doubled_with_what_nobody_sees(mark):
    with pytest.raises(BadName):
        checked_name(f"Ana{mark}")


def test_setup_link_is_over_once_somebody_keeps_the_server(app, client, clock, make_user):
    with app.app_context(), transaction() as session:
        token = services.renew_setup_link(session, clock())
    assert client.get(f"/setup/{token}").status_code == 200
    make_user("Clara", Role.ADMIN)
    fields = {"name": "Mallory", "password": SENTENCE}
    assert client.post(f"/setup/{token}", data=fields).status_code == 410
    assert client.get(f"/setup/{token}").status_code == 410
    with app.app_context():
        keepers = select(func.count()).where(User.role == Role.ADMIN.value)
        assert db.session.scalar(keepers) == 1
