"""Who a learner is: a guest becomes an account, and memories follow its owner's days."""

import pytest
from sqlalchemy import func, select

from quizapp.accounts import logins
from quizapp.accounts.errors import AccountError, NotAGuest
from quizapp.accounts.models import Login, User
from quizapp.accounts.queries import visitor_by_token
from quizapp.accounts.services import create_guest, renew_setup_link
from quizapp.answering import learners
from quizapp.banks.models import Membership, Visibility
from quizapp.banks.queries import bank_by_slug
from quizapp.banks.sharing import join_by_link, set_visibility
from quizapp.db import db, transaction
from quizapp.memory.log import Learner, replay_all
from quizapp.memory.models import Memory
from quizapp.quizzes.models import Response
from quizapp.security import token_hash
from tests.databases import both_databases
from tests.studies import Studies

pytestmark = [both_databases, pytest.mark.usefixtures("context")]


def comes(row, clock):
    """Somebody as a request knows them."""
    with transaction() as session:
        token = logins.start_login(session, row.id, "", clock())
    found = visitor_by_token(db.session().connection(), token_hash(token), clock())
    assert found is not None
    return found


@pytest.fixture
def guest(bank, clock):
    assert bank
    with transaction() as session:
        row = create_guest(session, clock())
    return comes(row, clock)


@pytest.fixture
def answers(guest, bank, clock):
    """What the guest does: a card again and again, until it is due on some other day."""
    studies = Studies(Learner.of(guest), bank, clock)
    for _ in range(3):
        clock.advance(hours=4)
        studies.study("place-short")
    return studies


@pytest.fixture
def member(ana, clock):
    return comes(db.session.get_one(User, ana.learner.id), clock)


def owners(model):
    return set(db.session.scalars(select(model.user_id)))


def logged_in(person):
    theirs = Login.user_id == person.id
    return db.session.scalar(select(func.count()).select_from(Login).where(theirs))


def due(user_id):
    return db.session.scalars(select(Memory.due).where(Memory.user_id == user_id)).all()


def replayed(user_id):
    """What is due once everything was computed anew, with the settings that somebody has now."""
    with transaction() as session:
        replay_all(session, Learner.of(session.get_one(User, user_id)))
    return due(user_id)


def test_all_that_a_guest_did_becomes_an_accounts_once(guest, answers, member, clock):
    assert answers
    with transaction() as session:
        bank = bank_by_slug(session, "arnholm")
        set_visibility(session, bank.id, Visibility.LINK, clock())
        join_by_link(session, bank.link_token, guest.id, clock())
    with transaction() as session:
        assert learners.add_guest(session, guest, member.id)
    with transaction() as session:
        assert not learners.add_guest(session, guest, member.id)
    for model in (Response, Memory, Membership):
        assert owners(model) == {member.id}
    assert logged_in(guest) == 0


def test_whoever_comes_in_ends_the_login_of_an_account_before_them(member, ben):
    with transaction() as session:
        learners.give_place(session, member, session.get_one(User, ben.learner.id))
    assert logged_in(member) == 0


def test_a_guest_who_did_something_stays_until_it_is_said_whose_it_is(guest, answers, member):
    assert answers
    with transaction() as session:
        learners.give_place(session, guest, session.get_one(User, member.id))
    assert owners(Response) == {guest.id}
    assert logged_in(guest) == 1


def test_a_guest_who_did_nothing_is_forgotten_in_the_account(guest, member):
    with transaction() as session:
        learners.give_place(session, guest, session.get_one(User, member.id))
    assert db.session.get_one(User, guest.id).merged_into_id == member.id
    assert logged_in(guest) == 0


def test_nobody_before_is_nobody(member):
    with transaction() as session:
        learners.give_place(session, None, session.get_one(User, member.id))
    assert logged_in(member) == 1


def sign_up(before, clock, name="Eva", **more):
    given = {"keeps_guest": True, "time_zone": "Asia/Tokyo"} | more
    with transaction() as session:
        return learners.sign_up(session, before, name, "a hash", clock(), **given)


def test_a_guest_who_signs_up_keeps_all_and_has_the_days_of_their_zone(guest, answers, clock):
    assert answers
    before = due(guest.id)
    user = sign_up(guest, clock)
    assert (user.id, user.name, user.is_guest) == (guest.id, "Eva", False)
    assert owners(Response) == {guest.id}
    assert due(guest.id) != before
    assert due(guest.id) == replayed(guest.id)
    assert logged_in(guest) == 0


def test_one_guest_signs_up_once(guest, clock):
    sign_up(guest, clock)
    with pytest.raises(NotAGuest):
        sign_up(guest, clock, "Another")


def test_a_guest_who_is_somebody_else_stays_a_guest(guest, answers, clock):
    assert answers
    user = sign_up(guest, clock, keeps_guest=False)
    assert user.id != guest.id
    assert owners(Response) == {guest.id}
    assert logged_in(guest) == 1


@pytest.mark.parametrize("keeps_guest", [True, False])
def test_signing_up_ends_the_login_of_an_account(member, clock, keeps_guest):
    assert sign_up(member, clock, keeps_guest=keeps_guest).id != member.id
    assert logged_in(member) == 0


def test_somebody_new_signs_up(clock):
    user = sign_up(None, clock)
    assert (user.is_guest, user.time_zone) == (False, "Asia/Tokyo")


def set_up(before, clock):
    with transaction() as session:
        token = renew_setup_link(session, clock())
    with transaction() as session:
        return learners.set_up(
            session, before, token, "Dora", "a hash", clock(), time_zone="Asia/Tokyo"
        )


def test_a_guest_who_sets_a_site_up_keeps_all(guest, answers, clock):
    assert answers
    user = set_up(guest, clock)
    assert (user.id, user.role) == (guest.id, "admin")
    assert due(guest.id) == replayed(guest.id)
    assert logged_in(guest) == 0


def test_an_account_that_sets_a_site_up_makes_another(member, clock):
    assert set_up(member, clock).id != member.id
    assert logged_in(member) == 0


def test_a_link_that_is_over_changes_nothing(guest, clock):
    with pytest.raises(AccountError), transaction() as session:
        learners.set_up(session, guest, "x", "Dora", "a hash", clock(), time_zone="UTC")
    assert logged_in(guest) == 1


def test_memories_follow_the_days_that_somebody_chooses(guest, answers):
    assert answers
    before = due(guest.id)
    for hour in (4, 20):
        with transaction() as session:
            learners.change_settings(
                session, guest, time_zone="UTC", day_starts_at=hour, new_per_day=7
            )
        assert (due(guest.id) == before) == (hour == 4)
        assert due(guest.id) == replayed(guest.id)
    row = db.session.get_one(User, guest.id)
    assert (row.day_starts_at, row.new_per_day) == (20, 7)
