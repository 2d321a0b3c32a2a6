"""Where somebody wants mail: what is an address, and how often a link goes to one."""

import pytest
from sqlalchemy import select

from quizapp.accounts.errors import BadEmail, TooManyTries
from quizapp.db import db, transaction
from quizapp.jobs.worker import Worker
from quizapp.notices import mailing
from quizapp.notices.models import NoticeMail
from quizapp.queue.models import Job, JobState
from tests.mail_server import mail_server, with_mail


@pytest.fixture
def server(app, monkeypatch):
    with mail_server() as running:
        settings = with_mail(app.extensions["quizapp.settings"], running.port)
        monkeypatch.setitem(app.extensions, "quizapp.settings", settings)
        yield running


def work(app):
    """Let a worker do all there is."""
    worker = Worker(app, daily=())
    while worker.work_once():
        pass


@pytest.mark.parametrize(
    "address",
    ["x", "a@b", "a@b.org\r\nBcc: c@b.org", "a@b.org\nx", "a@b.org, c@b.org", "<a@b.org>"],
)
def test_what_is_no_address_is_refused(context, cast, clock, address):
    with pytest.raises(BadEmail), transaction() as session:
        mailing.ask(session, cast.student.id, address, 17, clock())
    assert db.session.scalars(select(NoticeMail)).all() == []
    assert context is not None


def test_five_links_a_day_go_to_one_address_whoever_asks(context, make_user, clock):
    people = [make_user(f"Somebody {number}") for number in range(6)]
    names = ("victim", "Victim", "victim+1", "VICTIM+two", "victim+1+2")
    for user, name in zip(people, names, strict=False):
        _asks(user, f"{name}@Example.org", clock)
        clock.advance(hours=3)
    for hours in (0, 1, 22):
        clock.advance(hours=hours)
        if hours < 20:
            with pytest.raises(TooManyTries, match="hours"):
                _asks(people[5], "victim+six@example.org", clock)
    _asks(people[5], "victim+six@example.org", clock)
    assert context is not None


def test_five_links_a_day_are_sent_for_one_account(context, cast, clock):
    for day in range(2):
        for number in range(5):
            _asks(cast.student, f"a{day}{number}@example.org", clock)
            clock.advance(minutes=1)
        # Neither the next hour nor the end of the first one's day gives another five.
        for hours in (0, 1, 22):
            clock.advance(hours=hours)
            with pytest.raises(TooManyTries):
                _asks(cast.student, "b@example.org", clock)
        clock.advance(hours=1)
    assert context is not None


def test_a_day_that_is_nearly_over_adds_none_to_the_next(context, cast, clock):
    for minutes in (0, 23 * 60 + 50, 1, 1):
        clock.advance(minutes=minutes)
        _asks(cast.student, "ana@example.org", clock)
    clock.advance(minutes=15)
    _asks(cast.student, "ana@example.org", clock)
    with pytest.raises(TooManyTries):
        _asks(cast.student, "ana@example.org", clock)
    assert context is not None


def _asks(user, address, clock):
    with transaction() as session:
        mailing.ask(session, user.id, address, 17, clock())


@pytest.mark.parametrize(
    ("given", "sent_to"),
    [
        ("ana@example.org", "ana@example.org"),
        ("ana+quiz@Example.org", "ana+quiz@example.org"),
        ("ana@bücher.example.org", "ana@xn--bcher-kva.example.org"),
        ("ana@例子.org", "ana@xn--fsqu00a.org"),
        ("ana@xn--bcher-kva.example.org", "ana@xn--bcher-kva.example.org"),
        ("ana@STRASSE.example.org", "ana@strasse.example.org"),
        ("o'neill@example.org", "o'neill@example.org"),
    ],
)
def test_mail_goes_to_the_ascii_form_of_a_domain(app, server, context, cast, clock, given, sent_to):
    _asks(cast.student, given, clock)
    work(app)
    assert server.envelopes[0][1] == f"TO:<{sent_to}>"
    assert server.got[0]["To"] == sent_to
    assert context is not None


@pytest.mark.parametrize(
    "address", ["josé@example.org", "δοκιμή@example.org", "用户@例子.org", "ana\u0301@example.org"]
)
def test_what_no_mail_can_be_sent_to_is_refused_when_it_is_given(context, cast, clock, address):
    with pytest.raises(BadEmail, match="before the @"):
        _asks(cast.student, address, clock)
    assert db.session.scalars(select(Job)).all() == []
    assert context is not None


def test_an_address_of_earlier_that_no_mail_can_be_sent_to_fails_with_its_reason(
    app, server, context, cast, clock
):
    _asks(cast.student, "jose@example.org", clock)
    with transaction() as session:
        mailing.mail_of(session, cast.student.id).address = "josé@example.org"
    work(app)
    assert server.got == []
    db.session.expire_all()
    [job] = db.session.scalars(select(Job))
    assert (job.state, "before the @" in job.reason) == (JobState.FAILED, True)
    assert context is not None
