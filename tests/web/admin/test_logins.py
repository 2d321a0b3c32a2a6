"""An administrator sees where somebody is logged in, and ends one of these log-ins or all."""

import pytest
from sqlalchemy import select

from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Login
from quizapp.audit.models import AuditEntry
from quizapp.db import db, transaction
from tests.databases import both_databases

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605 Safari/604.1"
DESK = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/133.0"


@pytest.fixture
def logins(app, cast, clock):
    """The numbers of two log-ins of the student, on a telephone and a day later at a desk."""
    with app.app_context(), transaction() as session:
        start_login(session, cast.student.id, PHONE, clock())
        start_login(session, cast.student.id, DESK, clock.advance(days=1))
        theirs = select(Login.id).where(Login.user_id == cast.student.id)
        return list(session.scalars(theirs.order_by(Login.id)))


def left(app, user):
    with app.app_context():
        return list(db.session.scalars(select(Login.id).where(Login.user_id == user.id)))


def ended(app):
    with app.app_context():
        entries = select(AuditEntry).where(AuditEntry.event == "logins_ended")
        return [
            (each.actor_id, each.subject_id, each.details) for each in db.session.scalars(entries)
        ]


def page_of(user):
    return f"/admin/people/{user.id}"


@both_databases
def test_the_page_shows_browser_beginning_and_last_use(as_admin, cast, logins):
    assert logins
    page = as_admin.get(page_of(cast.student)).text
    for words in ("Safari on iPhone", "2 March 2026, 09:00", "Firefox on Windows", "3 March 2026"):
        assert words in page


@both_databases
def test_one_is_ended_and_noted_once(app, as_admin, cast, logins):
    for _ in range(2):
        answer = as_admin.post(f"{page_of(cast.student)}/logins/{logins[0]}/end")
        assert (answer.status_code, answer.location) == (303, page_of(cast.student))
    assert left(app, cast.student) == logins[1:]
    assert ended(app) == [(cast.admin.id, cast.student.id, {"logins": 1})]


def test_all_are_ended_and_noted_once(app, as_admin, cast, logins):
    assert len(logins) == 2
    for _ in range(2):
        as_admin.post(f"{page_of(cast.student)}/end-logins")
    assert left(app, cast.student) == []
    assert ended(app) == [(cast.admin.id, cast.student.id, {"logins": 2})]


@both_databases
@pytest.mark.parametrize(
    ("number", "status"), [(0, 303), (987654, 303), (2**31, 404), (10**30, 404)]
)
def test_a_number_that_is_no_login_of_theirs_ends_nothing(
    app, as_admin, cast, logins, number, status
):
    assert as_admin.post(f"{page_of(cast.student)}/logins/{number}/end").status_code == status
    assert as_admin.post(f"{page_of(cast.stranger)}/logins/{logins[0]}/end").status_code == 303
    assert left(app, cast.student) == logins
    assert ended(app) == []


def test_somebody_ends_their_own_and_that_is_noted(app, cast, logins, log_in):
    as_student = log_in(cast.student)
    assert as_student.post(f"/account/logins/{logins[0]}/end").status_code == 303
    assert as_student.post("/account/logins/end-others").status_code == 303
    assert len(left(app, cast.student)) == 1
    assert ended(app) == [(cast.student.id, cast.student.id, {"logins": 1})] * 2
