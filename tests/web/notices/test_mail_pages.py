"""Asking for a mail a day, and what the links in mail lead to: without a login, by one press."""

import re

import pytest
from markupsafe import escape
from sqlalchemy import select

from quizapp.config import secret_key
from quizapp.db import db, transaction
from quizapp.notices import mailing
from quizapp.notices.mail_links import Purpose, token_for
from quizapp.notices.models import NoticeMail
from quizapp.queue.models import Job
from tests.databases import both_databases
from tests.mail_server import mail_server, with_mail

GIVEN = {"address": "ana@example.org", "hour": "8"}


@pytest.fixture
def server(app, monkeypatch):
    """The site has a mail server."""
    with mail_server() as running:
        settings = with_mail(app.extensions["quizapp.settings"], running.port)
        monkeypatch.setitem(app.extensions, "quizapp.settings", settings)
        yield running


@pytest.fixture
def link(app, server, cast, clock):
    """Returns the path of a link to the student, who has asked for mail, for a purpose."""
    with app.app_context(), transaction() as session:
        row = mailing.ask(session, cast.student.id, "ana@example.org", 8, clock())
        user_id, nonce = row.user_id, row.nonce
    assert server

    def make(purpose):
        word = {Purpose.CONFIRM: "confirm", Purpose.STOP: "stop"}[purpose]
        secret = secret_key(app.extensions["quizapp.settings"])
        return f"/mail/{word}/{token_for(secret, purpose, user_id, nonce)}"

    return make


def row(app):
    with app.app_context():
        return db.session.scalars(select(NoticeMail)).one()


def test_without_a_server_no_page_speaks_of_mail(as_student, as_admin):
    assert "mail" not in as_student.get("/notices/settings").text.casefold()
    assert "Mail" not in as_admin.get("/admin/jobs").text
    for path in ("/mail/confirm/x", "/mail/stop/x", "/mail/confirmed", "/mail/stopped"):
        assert as_student.get(path).status_code == 404
    for path in ("/notices/mail", "/notices/mail/stop", "/mail/stop/x", "/mail/confirm/x"):
        assert as_student.post(path, data=GIVEN).status_code == 404
    assert as_admin.post("/admin/mail/test").status_code == 404


@both_databases
def test_an_address_is_asked_for_and_a_link_sent(app, server, as_student):
    page = as_student.get("/notices/settings").text
    assert "One mail a day" in page
    assert "It is off." in page
    assert '<option value="17" selected>17:00' in page
    answer = as_student.post("/notices/mail", data=GIVEN)
    assert (answer.status_code, answer.location) == (303, "/notices/settings")
    page = as_student.get("/notices/settings").text
    assert "A link was sent to <strong>ana@example.org</strong>" in page
    assert '<option value="8" selected>08:00' in page
    with app.app_context():
        assert [job.kind for job in db.session.scalars(select(Job))] == [mailing.CONFIRM_KIND]
    assert server.got == []


@pytest.mark.parametrize(
    "address", ["", " ", "ana", "a@b.org\r\nBcc: c@d.org", "x" * 290, "josé@example.org", "<b>@x"]
)
def test_what_is_no_address_changes_nothing_and_stays_in_its_field(
    app, server, as_student, address
):
    answer = as_student.post("/notices/mail", data=GIVEN | {"address": address})
    assert answer.status_code == 422
    assert "Nothing was changed." in answer.text
    assert f'value="{escape(address)}"' in answer.text
    assert '<option value="8" selected>08:00' in answer.text
    with app.app_context():
        assert db.session.scalars(select(NoticeMail)).all() == []
    assert server


def test_an_address_that_was_asked_too_often_stays_in_its_field(server, as_student):
    for number in range(5):
        as_student.post("/notices/mail", data=GIVEN | {"address": f"ana{number}@example.org"})
    answer = as_student.post("/notices/mail", data=GIVEN | {"address": "bea@example.org"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "86400")
    assert "Wait 24 hours" in answer.text
    assert 'value="bea@example.org"' in answer.text
    assert "A link was sent to <strong>ana4@example.org" in answer.text
    assert server


@pytest.mark.parametrize("hour", ["", "24", "-1", "x", "²", "999"])
def test_what_is_no_hour_is_refused(server, as_student, hour):
    assert as_student.post("/notices/mail", data=GIVEN | {"hour": hour}).status_code == 400
    assert server


def test_a_link_confirms_by_a_press_and_not_by_being_looked_at(app, client, link):
    path = link(Purpose.CONFIRM)
    for _ in range(2):
        page = client.get(path)
        assert page.status_code == 200
        assert "Is this your address?" in page.text
        assert "ana@example.org" not in page.text
    assert row(app).confirmed_at is None
    for _ in range(2):
        answer = client.post(path)
        assert (answer.status_code, answer.location) == (303, "/mail/confirmed")
    assert "The address is confirmed" in client.get("/mail/confirmed").text
    assert row(app).is_on


def test_a_link_that_is_over_says_so(app, client, link, clock):
    clock.advance(days=1, seconds=1)
    answer = client.post(link(Purpose.CONFIRM), follow_redirects=True)
    assert "This link is over" in answer.text
    assert row(app).confirmed_at is None


def test_a_mail_program_stops_it_by_one_post_without_login_or_token(app, client, link):
    client.post(link(Purpose.CONFIRM))
    path = link(Purpose.STOP)
    assert "Send me no more" in client.get(path).text
    assert row(app).is_on
    client.forges = True
    answer = client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 204
    assert not row(app).is_on
    assert client.post(link(Purpose.CONFIRM)).status_code == 400
    client.forges = False
    # Pressed on the page it says so, and twice is once.
    for _ in range(2):
        answer = client.post(path)
        assert (answer.status_code, answer.location) == (303, "/mail/stopped")
    assert "No more mail is sent" in client.get("/mail/stopped").text


@pytest.mark.parametrize("token", ["x", "WzEsImEiXQ.abc", "a" * 3000, "%00", "é"])
def test_a_link_that_is_not_ours_is_none(server, client, token):
    for word in ("confirm", "stop"):
        assert client.get(f"/mail/{word}/{token}").status_code == 404
        assert client.post(f"/mail/{word}/{token}").status_code == 404
    assert server


def test_it_is_switched_off_on_again_and_forgotten(app, as_student, client, link):
    client.post(link(Purpose.CONFIRM))
    assert "It goes to <strong>ana@example.org" in as_student.get("/notices/settings").text
    as_student.post("/notices/mail/stop")
    assert "It is switched off." in as_student.get("/notices/settings").text
    as_student.post("/notices/mail", data=GIVEN | {"hour": "20"})
    found = row(app)
    assert (found.is_on, found.hour) == (True, 20)
    as_student.post("/notices/mail/stop", data={"forget": "1"})
    with app.app_context():
        assert db.session.scalars(select(NoticeMail)).all() == []
    # The link of an address that was forgotten leads to nothing that could be changed.
    assert client.post(link(Purpose.STOP)).status_code == 303


def test_an_administrator_sends_themselves_a_test(server, as_admin):
    page = as_admin.get("/admin/jobs").text
    assert "To send yourself a test" in page
    assert as_admin.post("/admin/mail/test").status_code == 404
    as_admin.post("/notices/mail", data=GIVEN)
    assert "Send me a test" in as_admin.get("/admin/jobs").text
    as_admin.post("/admin/mail/test")
    assert "has taken a mail to ana@example.org" in as_admin.get("/admin/jobs").text
    [sent] = server.got
    assert sent["To"] == "ana@example.org"
    server.says = {"RCPT": "550 nobody <of> that name"}
    as_admin.post("/admin/mail/test")
    page = as_admin.get("/admin/jobs").text
    assert re.search(r"550 nobody &lt;of&gt; that name", page)
