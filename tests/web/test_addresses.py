"""An address with letters taken apart leads to its page, one with a number too large nowhere."""

from unicodedata import normalize
from urllib.parse import quote, unquote

import pytest
from sqlalchemy import select

from quizapp.banks.models import Bank, Question
from quizapp.db import db, transaction
from quizapp.web.addresses import LARGEST_ID, only_here
from tests import teaching
from tests.databases import both_databases

NAME = "каспийское-море"
APART = normalize("NFD", NAME)


@pytest.fixture
def sea(app, clock):
    """The bank of the tests under a name whose letters can be taken apart."""
    teaching.load(app, clock())
    with app.app_context(), transaction() as session:
        bank = session.scalars(select(Bank).where(Bank.slug == teaching.SLUG)).one()
        bank.slug = NAME
        question = session.scalars(select(Question).order_by(Question.id).limit(1)).one()
        question.slug = "é"
    return NAME


@pytest.mark.usefixtures("sea")
@pytest.mark.parametrize("rest", ["", "/study", "?a=%C3%A9&b=1"])
def test_an_address_taken_apart_leads_to_the_page(as_student, rest):
    answer = as_student.get(f"/banks/{quote(APART)}{rest}")
    assert answer.status_code == 308
    assert answer.location == f"/banks/{quote(NAME)}{rest}"
    assert as_student.get(answer.location).status_code == 200


@pytest.mark.usefixtures("sea")
def test_every_name_in_an_address_is_put_together(as_admin):
    answer = as_admin.get(f"/teach/banks/{quote(APART)}/questions/{quote(normalize('NFD', 'é'))}")
    assert unquote(answer.location) == f"/teach/banks/{NAME}/questions/é"
    assert as_admin.get(answer.location).status_code == 200


@pytest.mark.usefixtures("sea")
def test_what_is_whole_leads_nowhere_else(as_student):
    assert as_student.get(f"/banks/{quote(NAME)}").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/{}", "/nowhere/{}", "/{}"])
def test_an_address_of_no_page_is_not_there(client, path):
    assert client.get(path.format(quote(APART))).status_code == 404


@pytest.mark.usefixtures("app")
def test_what_is_not_there_is_not_there_in_either_form(client):
    answer = client.get(f"/banks/{quote(APART)}", follow_redirects=True)
    assert (answer.status_code, answer.history[0].status_code) == (404, 308)


@pytest.mark.usefixtures("sea")
def test_a_form_is_never_led_on(app, as_student):
    assert as_student.post(f"/banks/{quote(APART)}/quiz", data={"length": "5"}).status_code == 404
    with app.app_context():
        assert db.session.scalar(select(Bank.slug)) == NAME


@both_databases
@pytest.mark.parametrize("number", [LARGEST_ID, LARGEST_ID + 1, 10**30])
@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/admin/people/{}"),
        ("POST", "/admin/people/{}/role"),
        ("POST", "/account/logins/{}/end"),
        ("POST", "/teach/banks/rivers/sharing/members/{}/remove"),
    ],
)
def test_a_number_that_no_row_has_leads_nowhere(app, clock, as_admin, method, address, number):
    teaching.load(app, clock())
    answer = as_admin.open(address.format(number), method=method)
    assert answer.status_code in {303, 404}


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("http://localhost/join/A", "localhost"),
        ("http://LOCALHOST:8000/", "LOCALHOST:8000"),
        ("http://quiz.localhost/", "quiz.localhost"),
        ("http://127.0.0.1:8000/join", "127.0.0.1:8000"),
        ("http://127.1.2.3/", "127.1.2.3"),
        ("http://[::1]:8000/", "[::1]:8000"),
        ("http://0.0.0.0:8000/", "0.0.0.0:8000"),
        ("http://192.168.0.5:8000/", ""),
        ("http://[fd00::1]/", ""),
        ("https://quiz.example.org/", ""),
        ("https://localhost.example.org/", ""),
        ("https://notlocalhost/", ""),
        ("/join", ""),
    ],
)
def test_a_link_that_works_on_this_computer_alone_is_known(link, host):
    assert only_here(link) == host
