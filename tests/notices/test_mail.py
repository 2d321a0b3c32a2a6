"""One mail a day: confirmed, sent at its hour, once at most, and stopped by one click."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.assignments.services import What
from quizapp.db import db, transaction
from quizapp.jobs.mail import MailUpkeep
from quizapp.jobs.worker import Worker
from quizapp.mail import NotSent, Server, Tls, Unknown, message, send
from quizapp.notices import mailing, services
from quizapp.notices.mail_links import Purpose, named_by, token_for
from quizapp.notices.models import NoticeMail
from quizapp.privacy.deletion import erase_due
from quizapp.privacy.personal_data import personal_data
from quizapp.queue.models import Job, JobState
from quizapp.quizzes.designs import Item
from tests.databases import both_databases
from tests.mail_server import ADDRESS, mail_server, with_mail
from tests.quizzes.designing import build

LINK = re.compile(rf"{ADDRESS}(/mail/\w+/\S+)")
DAILY = ()


@pytest.fixture
def server(app, monkeypatch):
    with mail_server() as running:
        settings = with_mail(app.extensions["quizapp.settings"], running.port)
        monkeypatch.setitem(app.extensions, "quizapp.settings", settings)
        yield running


@pytest.fixture
def wanted(giving, cast, clock):
    """The student wants a mail at nine, and has confirmed that; returns their row, read anew."""
    with transaction() as session:
        services.read_all(session, cast.student.id, clock())
        row = mailing.ask(session, cast.student.id, "ana@example.org", 9, clock())
    with transaction() as session:
        assert mailing.confirm(session, cast.student.id, row.nonce, clock())
        for job in session.scalars(select(Job)):
            session.delete(job)
    clock.advance(minutes=1)
    assert giving
    return lambda: db.session.get_one(NoticeMail, cast.student.id, populate_existing=True)


def work(app):
    """Let a worker do all there is."""
    worker = Worker(app, daily=DAILY)
    while worker.work_once():
        pass


def jobs():
    db.session.expire_all()
    return [(job.kind, job.state, job.reason) for job in db.session.scalars(select(Job))]


@both_databases
def test_an_address_is_confirmed_by_the_link_that_is_sent_to_it(app, server, context, cast, clock):
    with transaction() as session:
        mailing.ask(session, cast.student.id, "Ana@Example.org", 17, clock())
    work(app)
    [sent] = server.got
    assert (sent["To"], sent["From"]) == ("Ana@example.org", "quizapp@example.org")
    assert "Ana" not in sent["Subject"]
    token = LINK.search(sent.get_content())[1].rsplit("/", 1)[1]
    secret = app.extensions["quizapp.settings"].secret_key.get_secret_value()
    user_id, nonce = named_by(secret, Purpose.CONFIRM, token)
    assert user_id == cast.student.id
    with transaction() as session:
        assert not mailing.confirm(session, user_id, uuid4(), clock())
        assert not mailing.confirm(session, cast.stranger.id, nonce, clock())
        assert mailing.confirm(session, user_id, nonce, clock())
        assert mailing.mail_of(session, user_id).is_on
        mailing.stop(session, user_id)
    with transaction() as session:
        # Used once more it switches nothing on again.
        assert mailing.confirm(session, user_id, nonce, clock())
        assert not mailing.mail_of(session, user_id).is_on
    assert context is not None


def test_a_link_is_over_after_a_day_or_with_the_next(context, cast, clock):
    with transaction() as session:
        first = mailing.ask(session, cast.student.id, "ana@example.org", 17, clock()).nonce
        second = mailing.ask(session, cast.student.id, "bea@example.org", 17, clock()).nonce
    with transaction() as session:
        assert not mailing.confirm(session, cast.student.id, first, clock())
    clock.advance(days=1, seconds=1)
    with transaction() as session:
        assert not mailing.confirm(session, cast.student.id, second, clock())
    assert context is not None


@both_databases
def test_a_mail_says_how_much_is_new_and_neither_titles_nor_names(app, server, giving, wanted):
    giving.quiz_is(-1, 9, 9, title="Secret title")
    giving.quiz_is(-1, 0.5, 9, what=_other(giving), title="Another")
    work(app)
    [sent] = server.got
    text = sent.get_content().replace("\r\n", "\n")
    assert sent["Subject"] == "2 new notices"
    assert "- 1 new assignment\n- 1 thing is due\n" in text
    assert f"{ADDRESS}/notices" in text
    for word in ("Secret", "Another", "Ana\n", "Biology", "Clara"):
        assert word not in text
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert LINK.search(sent["List-Unsubscribe"])[1].startswith("/mail/stop/")
    assert sent.get_content_type() == "text/plain"
    assert [each[1:2] for each in jobs()] == [(JobState.DONE,)]
    assert wanted().sent_on is not None


def test_a_mail_program_reads_the_link_that_stops_it_as_it_is_sent(app, server, giving, wanted):
    giving.quiz_is(-1, 9, 9)
    work(app)
    [raw] = server.raw
    address = re.escape(ADDRESS.encode())
    [link] = re.findall(rb"^List-Unsubscribe: <(%s/mail/stop/\S+)>\r$" % address, raw, re.MULTILINE)
    # A link that is broken over two lines of the text cannot be pressed.
    assert b"\r\nNo more of it: %s\r\n" % link in raw
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
    assert wanted()


def _other(giving):
    """Another quiz of the teacher's."""
    quiz = uuid4()
    given = {"now": giving.day(0), "quiz_id": quiz}
    build(giving.teacher, giving.bank, Item(giving.bank, count=1), **given)
    return What(quiz_id=quiz)


def test_it_comes_once_a_day_at_the_hour_of_its_reader(app, server, giving, wanted, cast, clock):
    with transaction() as session:
        session.get_one(User, cast.student.id).time_zone = "America/New_York"
    giving.quiz_is(-1, 9, 9)
    # It is four in the morning there, then five past nine.
    for hours, expected in ((0, 0), (5, 1), (1, 1), (12, 1)):
        clock.advance(hours=hours)
        work(app)
        assert len(server.got) == expected, hours
    # The next day nothing is new: what was told is not told again.
    clock.advance(hours=12)
    work(app)
    assert len(server.got) == 1
    clock.advance(minutes=1)
    giving.quiz_is(-1, 8, 9, what=_other(giving))
    work(app)
    assert len(server.got) == 1
    clock.advance(days=1)
    work(app)
    assert len(server.got) == 2
    assert wanted().told_until == clock()


def test_what_was_read_is_not_mailed(app, server, giving, wanted, cast, clock):
    giving.quiz_is(-1, 9, 9)
    with transaction() as session:
        services.read_all(session, cast.student.id, clock())
    work(app)
    assert server.got == []
    assert wanted().sent_on is not None


@pytest.mark.parametrize("who", ["off", "deactivated", "leaving", "unconfirmed"])
def test_nobody_else_is_sent_anything(app, server, giving, wanted, cast, clock, who):
    giving.quiz_is(-1, 9, 9)
    with transaction() as session:
        user = session.get_one(User, cast.student.id)
        if who == "off":
            mailing.stop(session, user.id)
        elif who == "deactivated":
            user.deactivated_at = clock()
        elif who == "leaving":
            user.leaves_at = clock() + timedelta(days=30)
        else:
            mailing.ask(session, user.id, "other@example.org", 9, clock())
            session.delete(session.scalars(select(Job)).one())
    work(app)
    assert server.got == []
    assert wanted() is not None


def test_who_stops_it_before_it_is_sent_gets_none(app, server, giving, wanted, cast, clock):
    giving.quiz_is(-1, 9, 9)
    with app.app_context():
        assert MailUpkeep().work_once()
    with transaction() as session:
        mailing.stop(session, cast.student.id, uuid4())
        assert mailing.mail_of(session, cast.student.id).is_on
        mailing.stop(session, cast.student.id, wanted().nonce)
    work(app)
    assert server.got == []
    assert clock


@pytest.mark.parametrize(
    ("says", "state"),
    [
        ({"MAIL": "451 later"}, JobState.QUEUED),
        ({"RCPT": "550 nobody"}, JobState.FAILED),
        ({"DATA": "421 closing"}, JobState.QUEUED),
        ({"END": "452 full"}, JobState.QUEUED),
        ({"END": "554 no"}, JobState.FAILED),
    ],
)
def test_what_the_server_says_decides_whether_it_is_tried_again(
    app, server, giving, wanted, clock, says, state
):
    giving.quiz_is(-1, 9, 9)
    server.says = says
    work(app)
    [(kind, found, reason)] = jobs()
    assert (kind, found) == (mailing.SEND_KIND, state)
    assert next(iter(says.values())) in reason
    server.says = {}
    server.got.clear()
    clock.advance(minutes=5)
    work(app)
    assert len(server.got) == (state is JobState.QUEUED)
    assert wanted()


def test_what_nobody_can_tell_is_not_sent_twice(app, server, giving, wanted, clock):
    giving.quiz_is(-1, 9, 9)
    server.mute = True
    work(app)
    server.mute = False
    clock.advance(minutes=30)
    work(app)
    assert len(server.got) == 1
    [(_, state, reason)] = jobs()
    assert state == JobState.FAILED
    assert "did not say whether" in reason
    assert wanted()


@pytest.mark.parametrize("column", ["losses", "stops"])
def test_what_was_broken_off_by_a_kill_is_not_sent_twice(app, server, giving, wanted, column):
    giving.quiz_is(-1, 9, 9)
    with app.app_context():
        assert MailUpkeep().work_once()
    with transaction() as session:
        setattr(session.scalars(select(Job)).one(), column, 1)
    work(app)
    assert server.got == []
    [(_, state, reason)] = jobs()
    assert (state, "nobody can tell" in reason) == (JobState.FAILED, True)
    assert wanted()


@both_databases
def test_two_workers_put_a_mail_in_line_once(giving, wanted, cast, clock):
    giving.quiz_is(-1, 9, 9)
    for expected in (True, False):
        with transaction() as session:
            assert mailing.put_in_line(session, cast.student.id, clock()) is expected
    assert [kind for kind, *_ in jobs()] == [mailing.SEND_KIND]
    assert wanted().sent_on == clock().date()


def test_a_fault_with_one_person_keeps_nobody_else_waiting(
    app, server, giving, wanted, cast, clock, monkeypatch, caplog
):
    giving.course.enrol(cast.stranger)
    with transaction() as session:
        row = mailing.ask(session, cast.stranger.id, "ben@example.org", 9, clock())
        mailing.confirm(session, cast.stranger.id, row.nonce, clock())
        session.delete(session.scalars(select(Job)).one())
    clock.advance(minutes=1)
    giving.quiz_is(-1, 9, 9)
    in_line = mailing.put_in_line

    def sometimes(session, user_id, now):
        if user_id == cast.student.id:
            raise RuntimeError("an odd time zone")
        return in_line(session, user_id, now)

    monkeypatch.setattr(mailing, "put_in_line", sometimes)
    work(app)
    assert [each["To"] for each in server.got] == ["ben@example.org"]
    assert "could not be put in line" in caplog.text
    assert wanted().sent_on is None


def test_without_a_server_nothing_is_put_in_line(app, giving, wanted):
    giving.quiz_is(-1, 9, 9)
    with app.app_context():
        assert not MailUpkeep().work_once()
    assert jobs() == []
    assert wanted().sent_on is None


def test_the_address_is_in_ones_own_file_and_goes_with_the_account(wanted, cast, clock):
    kept = personal_data(db.session(), cast.student.id, clock())["notices"]["mail"]
    assert (kept["address"], kept["hour"], kept["is_on"]) == ("ana@example.org", 9, True)
    with transaction() as session:
        session.get_one(User, cast.student.id).leaves_at = clock()
    with transaction() as session:
        assert erase_due(session, clock()) == 1
    assert db.session.scalars(select(NoticeMail)).all() == []
    assert wanted


def test_a_link_for_one_purpose_is_none_for_another():
    secret, nonce = "s" * 32, uuid4()
    token = token_for(secret, Purpose.STOP, 7, nonce)
    assert named_by(secret, Purpose.STOP, token) == (7, nonce)
    for purpose, key, text in (
        (Purpose.CONFIRM, secret, token),
        (Purpose.STOP, "t" * 32, token),
        (Purpose.STOP, secret, f"{token}x"),
        (Purpose.STOP, secret, ""),
        (Purpose.STOP, secret, "é.é"),
    ):
        assert named_by(key, purpose, text) is None


@pytest.mark.parametrize("field", ["to", "subject"])
def test_no_header_can_be_smuggled_in(field):
    given = {"to": "a@example.org", "subject": "New", "text": "x"}
    with pytest.raises(ValueError, match=r"linefeed|newline|header"):
        message("b@example.org", **given | {field: "a@example.org\r\nBcc: c@example.org"})


def test_a_server_that_is_not_there_may_be_later():
    with mail_server() as running:
        port = running.port
    gone = Server("127.0.0.1", port, Tls.NONE, "", "", "a@example.org")
    with pytest.raises(NotSent) as failure:
        send(gone, message(gone.sender, "b@example.org", "New", "x"))
    assert failure.value.may_help
    assert not isinstance(failure.value, Unknown)


def test_no_password_goes_to_a_server_without_tls():
    with mail_server() as running:
        wary = Server("127.0.0.1", running.port, Tls.STARTTLS, "me", "secret", "a@example.org")
        with pytest.raises(NotSent) as failure:
            send(wary, message(wary.sender, "b@example.org", "New", "x"))
        assert running.got == []
    assert not failure.value.may_help
