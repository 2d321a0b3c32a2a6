"""The page of the log, what stands in it after people used the site, and its table."""

import csv
import io

import pytest
from sqlalchemy import select

from quizapp.audit.models import AuditEntry, Event
from quizapp.audit.services import record
from quizapp.db import db, transaction
from quizapp.queue.services import enqueue
from quizapp.web.admin.log_words import KINDS, WORDS
from tests.databases import both_databases


def events(app, *, beside=("account_made",)):
    with app.app_context():
        rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    return [each for each in rows if each.event not in beside]


def table(browser, query=""):
    answer = browser.get(f"/admin/log.csv{query}")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_every_event_has_words_and_a_kind():
    assert set(WORDS) == set(Event)
    assert set().union(*(events for _, events in KINDS.values())) == set(Event)


@both_databases
def test_coming_and_going_is_noted_with_who_and_whence(app, client, cast, password):
    for typed in ("wrong", password):
        client.post("/login", data={"name": "ana", "password": typed})
    client.post("/logout")
    client.post("/logout")
    failed, came, went = events(app)
    assert (failed.event, failed.actor_id, failed.subject_id) == (
        "log_in_failed",
        None,
        cast.student.id,
    )
    assert (came.event, came.actor_id) == ("log_in", cast.student.id)
    assert (went.event, went.actor_id) == ("log_out", cast.student.id)
    assert {each.address for each in (failed, came, went)} == {"127.0.0.1"}


@both_databases
@pytest.mark.parametrize("name", ["nobody here", "my p4ssword by mistake", "\x00", "x" * 200])
def test_a_name_that_nobody_has_is_not_kept(app, client, name):
    client.post("/login", data={"name": name, "password": "whatever"})
    (failed,) = events(app)
    assert (failed.event, failed.subject_id) == ("log_in_failed", None)
    assert name not in repr(vars(failed))


def test_a_deactivated_account_is_told_apart(app, client, cast, as_admin, password):
    as_admin.post(f"/admin/people/{cast.student.id}/deactivate")
    client.post("/login", data={"name": "Ana", "password": password})
    off, failed = events(app)
    assert (off.event, off.actor_id, off.subject_id) == (
        "deactivated",
        cast.admin.id,
        cast.student.id,
    )
    assert failed.details == {"reason": "deactivated"}
    assert "Log-in failed: the account is deactivated" in as_admin.get("/admin/log").text


def test_a_guest_who_signs_up_is_noted_as_their_account(app, as_guest, cast):
    as_guest.post("/signup", data={"name": "Gerda", "password": "a long sentence"})
    made = events(app, beside=())[-1]
    assert (made.event, made.actor_id, made.subject_id) == (
        "account_made",
        cast.guest.id,
        cast.guest.id,
    )


@both_databases
def test_the_page_says_who_did_what_to_whom(as_admin, as_teacher, cast):
    as_admin.post(f"/admin/people/{cast.student.id}/role", data={"role": "teacher"})
    as_teacher.post("/teach/reset-code", data={"name": "Ben"})
    page = as_admin.get("/admin/log").text
    assert "Changed the role: student to teacher" in page
    assert "Made a code for a new password" in page
    for person in (cast.student, cast.stranger, cast.teacher, cast.admin):
        assert f'href="/admin/people/{person.id}"' in page


@both_databases
def test_the_log_is_narrowed_by_person_kind_and_days(app, as_admin, cast, clock):
    with app.app_context(), transaction() as session:
        record(session, Event.LOG_IN, clock(), actor_id=cast.student.id)
        record(session, Event.DEACTIVATED, clock.advance(days=2), subject_id=cast.student.id)

    def found(query):
        return {row["event"] for row in table(as_admin, query)} - {"account_made", "log_exported"}

    assert found("") == {"log_in", "deactivated"}
    assert found("?person=ANA") == {"log_in", "deactivated"}
    assert found("?person=ben") == set()
    assert found("?person=zzz") == set()
    assert found("?kind=log-ins") == {"log_in"}
    assert found("?since=2026-03-03") == {"deactivated"}
    assert found("?until=2026-03-03") == {"log_in"}
    assert found("?since=2026-03-02&until=2026-03-04") == {"log_in", "deactivated"}
    assert "Nothing fits" in as_admin.get("/admin/log?person=zzz").text


@pytest.mark.parametrize(
    "query",
    [
        "person=%00",
        "person=" + "x" * 3000,
        "kind=king",
        "since=x&until=2026-02-31",
        "since=0001-01-01&until=9999-12-31",
        "page=99999999999999999999",
        "page=-1",
    ],
)
@both_databases
def test_odd_filters_are_answered(as_admin, query):
    assert as_admin.get(f"/admin/log?{query}").status_code == 200
    assert as_admin.get(f"/admin/log.csv?{query}").status_code == 200


def test_the_table_names_people_and_runs_nothing(app, as_admin, make_user, clock):
    made = make_user("=cmd()")
    with app.app_context(), transaction() as session:
        record(session, Event.LOG_IN, clock(), actor_id=made.id)
    row = next(each for each in table(as_admin) if each["event"] == "log_in")
    assert row["who"] == "'=cmd()"
    assert row["at"] == "2026-03-02T09:00:00+00:00"
    assert [each.event for each in events(app)][-1] == "log_exported"


def test_pages_lead_on_and_keep_the_filter(app, as_admin, cast, clock):
    with app.app_context(), transaction() as session:
        for _ in range(51):
            record(session, Event.UNLOCKED, clock(), subject_id=cast.student.id)
    page = as_admin.get("/admin/log?kind=log-ins&person=Ana").text
    assert "Page 1 of 2" in page
    assert "page=2&amp;person=Ana&amp;kind=log-ins" in page
    assert "Page 2 of 2" in as_admin.get("/admin/log?page=2&kind=log-ins").text


def test_what_is_done_to_jobs_is_noted_once(app, as_admin, clock):
    with app.app_context(), transaction() as session:
        job = enqueue(session, "remove-guests", {}, now=clock()).id
    for action in ("cancel", "cancel", "again", "again"):
        as_admin.post(f"/admin/jobs/{job}/{action}")
    assert [each.event for each in events(app)] == ["job_cancelled", "job_retried"]
    assert {each.object_name for each in events(app)} == {"Removing guests who come no more"}


def test_one_s_own_data_holds_what_the_log_says_and_nobody_else(as_admin, as_student, cast):
    as_admin.post(f"/admin/people/{cast.student.id}/unlock")
    as_student.post("/account/logins/end-others")
    found = as_student.get("/account/data/quizapp.json").get_json()["log"]
    assert [(each["event"], each["by_you"], each["to_you"]) for each in found] == [
        ("account_made", False, True),
        ("unlocked", False, True),
    ]
    assert "Dora" not in as_student.get("/account/data/quizapp.html").text
