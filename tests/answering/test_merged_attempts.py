"""A guest who has taken a quiz logs in to an account that has, too: nothing is lost or granted."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest

from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Role
from quizapp.accounts.queries import visitor_by_token
from quizapp.accounts.services import create_guest
from quizapp.accounts.visitors import Visitor
from quizapp.answering import learners
from quizapp.answering.accommodating import accommodate
from quizapp.answering.overdue import hand_in_overdue
from quizapp.db import db, transaction
from quizapp.memory.log import Learner
from quizapp.quizzes.accommodations import Accommodation, extra_attempts
from quizapp.quizzes.designs import Item
from quizapp.quizzes.errors import AttemptsUsedUp
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.pauses import pause
from quizapp.quizzes.report import learners_attempts
from quizapp.quizzes.starting import all_unfinished, begun, start_quiz
from quizapp.security import token_hash
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build
from tests.studies import Studies

pytestmark = both_databases


@dataclass(kw_only=True)
class Guest(Studies):
    """A guest, and who that is to a request."""

    person: Visitor


@pytest.fixture
def clara(make_user):
    return make_user("Clara", Role.TEACHER).id


@pytest.fixture
def guest(bank, clock):
    with transaction() as session:
        row = create_guest(session, clock())
        token = start_login(session, row.id, "", clock())
    found = visitor_by_token(db.session().connection(), token_hash(token), clock())
    return Guest(Learner.of(found), bank, clock, person=found)


@pytest.fixture
def made(bank, clara, clock):
    def made(**settings):
        given = {"minutes": 30, "attempts_allowed": 1} | settings
        build(clara, bank, Item(bank, count=5), now=clock(), **given)

    return made


def begin(person, clock):
    clock.advance(minutes=1)
    with transaction() as session:
        return start_quiz(session, uuid4(), QUIZ, user_id=person.learner.id, now=clock()).id


def merge(guest, person):
    with transaction() as session:
        assert learners.add_guest(session, guest.person, person.learner.id)
    db.session.expire_all()


def come_to(state, person, clock, clara):
    """Bring somebody's only attempt into a state; return its id."""
    if state == "none":
        return None
    attempt_id = begin(person, clock)
    if state == "handed in":
        person.hand_in(attempt_id, person.forms(attempt_id))
    elif state == "paused":
        with transaction() as session:
            assert pause(session, QUIZ, attempt_id, reason="Alarm", by=clara, now=clock())
    return attempt_id


STATES = ("none", "under way", "paused", "handed in")


@pytest.mark.parametrize("in_account", STATES)
@pytest.mark.parametrize("as_guest", STATES)
def test_what_becomes_of_the_attempts_of_both(guest, ana, made, clock, clara, as_guest, in_account):
    made()
    mine = come_to(in_account, ana, clock, clara)
    theirs = come_to(as_guest, guest, clock, clara)
    before = {
        each: db.session.get_one(Attempt, each).deadline_at
        for each in (mine, theirs)
        if each is not None
    }
    merge(guest, ana)
    assert begun(db.session(), QUIZ, ana.learner.id).attempts == len(before)
    assert {
        each.id: db.session.get_one(Attempt, each.id).deadline_at
        for each in learners_attempts(db.session(), QUIZ, ana.learner.id)
    } == before
    going = [
        each
        for each, state in ((theirs, as_guest), (mine, in_account))
        if state in {"under way", "paused"}
    ]
    # One after the other is gone on with, the newest first, and then there is no other.
    assert [each.id for each in all_unfinished(db.session(), QUIZ, ana.learner.id)] == going
    for attempt_id in going:
        assert begin(ana, clock) == attempt_id
        ana.hand_in(attempt_id, {})
    if before:
        with pytest.raises(AttemptsUsedUp):
            begin(ana, clock)
    else:
        assert begin(ana, clock)


def test_each_of_two_under_way_ends_at_its_own_time(guest, ana, made, clock):
    made()
    mine, theirs = begin(ana, clock), begin(guest, clock)
    ends = [db.session.get_one(Attempt, each).deadline_at for each in (mine, theirs)]
    merge(guest, ana)
    clock.advance(hours=1)
    with transaction() as session:
        assert hand_in_overdue(session, clock(), 10).done == 2
    db.session.expire_all()
    assert [db.session.get_one(Attempt, each).finished_at for each in (mine, theirs)] == ends


def test_more_time_is_for_each_of_two_under_way(guest, ana, made, clock, clara):
    made()
    mine, theirs = begin(ana, clock), begin(guest, clock)
    ends = [db.session.get_one(Attempt, each).deadline_at for each in (mine, theirs)]
    merge(guest, ana)
    with transaction() as session:
        effect = accommodate(
            session,
            uuid4(),
            QUIZ,
            ana.learner.id,
            Accommodation(extra_minutes=10, extra_attempts=2),
            reason="Ill",
            by=clara,
            after=None,
            now=clock(),
        )
    assert (effect.going.id, effect.moved) == (theirs, True)
    db.session.expire_all()
    later = [db.session.get_one(Attempt, each).deadline_at for each in (mine, theirs)]
    assert later == [each + timedelta(minutes=10) for each in ends]
    assert extra_attempts(db.session(), QUIZ) == {ana.learner.id: 2}
