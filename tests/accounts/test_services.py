from datetime import timedelta

import pytest
from sqlalchemy import func, select

from quizapp.accounts import logins, queries, services
from quizapp.accounts.errors import BadName, BadSetupLink, NameTaken, NotAGuest
from quizapp.accounts.models import Login, Role, SetupLink, User
from quizapp.db import db, transaction
from quizapp.security import token_hash
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]
HASH = "$argon2id$not-a-real-one"


def enter(user_id, moment):
    with transaction() as session:
        return logins.start_login(session, user_id, "Test browser", moment)


def found(token, moment):
    return queries.visitor_by_token(db.session().connection(), token_hash(token), moment)


def test_account_has_safe_defaults(clock):
    with transaction() as session:
        user = services.create_user(session, "Ana", HASH, clock())
    assert (user.role, user.is_guest, user.time_zone) == ("student", False, "UTC")
    assert queries.user_by_name(db.session(), "ANA").id == user.id


def test_taken_name_is_refused_whatever_its_case(clock):
    with transaction() as session:
        services.create_user(session, "Ana", HASH, clock())
    with pytest.raises(NameTaken), transaction() as session:
        services.create_user(session, "ａNA", HASH, clock())
    assert db.session.scalar(select(func.count()).select_from(User)) == 1


def test_bad_name_adds_nobody(clock):
    with pytest.raises(BadName), transaction() as session:
        services.create_user(session, "A", HASH, clock())
    assert db.session.scalar(select(func.count()).select_from(User)) == 0


def test_unknown_time_zone_becomes_utc(clock):
    with transaction() as session:
        kept = services.create_guest(session, clock(), "Asia/Tokyo")
        lost = services.create_guest(session, clock(), "Mars/Olympus")
    assert (kept.time_zone, lost.time_zone) == ("Asia/Tokyo", "UTC")


def test_guest_who_signs_up_stays_the_same_row(clock):
    with transaction() as session:
        guest = services.create_guest(session, clock())
    with transaction() as session:
        user = services.adopt_guest(
            session, guest.id, "Ana", HASH, clock(), email="ana@example.com"
        )
    assert user.id == guest.id
    assert (user.name, user.is_guest, user.email) == ("Ana", False, "ana@example.com")


@pytest.mark.parametrize(("had", "has"), [("UTC", "Asia/Tokyo"), ("Europe/Rome", "Europe/Rome")])
def test_guest_who_signs_up_gets_a_zone_if_they_had_none(clock, had, has):
    with transaction() as session:
        guest = services.create_guest(session, clock(), had)
        user = services.adopt_guest(session, guest.id, "Ana", HASH, clock(), time_zone="Asia/Tokyo")
    assert user.time_zone == has


def test_form_sent_twice_does_not_rename_an_account(clock):
    with transaction() as session:
        guest = services.create_guest(session, clock())
        services.adopt_guest(session, guest.id, "Ana", HASH, clock())
    with pytest.raises(NotAGuest), transaction() as session:
        services.adopt_guest(session, guest.id, "Eve", HASH, clock())
    assert queries.user_by_name(db.session(), "Eve") is None


def test_merged_guest_is_logged_out_and_merged_once(clock):
    with transaction() as session:
        guest = services.create_guest(session, clock())
        user = services.create_user(session, "Ana", HASH, clock())
    token = enter(guest.id, clock())
    with transaction() as session:
        assert services.merge_guest(session, guest.id, user.id)
    with transaction() as session:
        assert not services.merge_guest(session, guest.id, user.id)
        assert not services.merge_guest(session, user.id, guest.id)
    assert found(token, clock()) is None


def test_login_finds_its_person_until_it_expires(clock):
    with transaction() as session:
        user = services.create_user(session, "Ana", HASH, clock(), role=Role.TEACHER)
    token = enter(user.id, clock())
    visitor = found(token, clock())
    assert (visitor.id, visitor.name, visitor.role) == (user.id, "Ana", Role.TEACHER)
    assert found(token, clock() + timedelta(days=30)) is None
    assert found(token + "x", clock()) is None


def test_login_stores_no_token(clock):
    with transaction() as session:
        user = services.create_user(session, "Ana", HASH, clock())
    token = enter(user.id, clock())
    row = db.session.scalars(select(Login)).one()
    assert row.token_hash == token_hash(token)
    assert token not in str(vars(row))


def test_login_in_use_is_prolonged(clock):
    with transaction() as session:
        user = services.create_user(session, "Ana", HASH, clock())
    token = enter(user.id, clock())
    later = clock.advance(days=20)
    with transaction() as session:
        logins.note_seen(session, found(token, later).login_id, later)
    assert found(token, clock.advance(days=20)) is not None


def test_expired_logins_are_forgotten_at_the_next(clock):
    with transaction() as session:
        user = services.create_user(session, "Ana", HASH, clock())
    enter(user.id, clock())
    enter(user.id, clock.advance(days=31))
    assert db.session.scalar(select(func.count()).select_from(Login)) == 1


def test_nobody_ends_the_login_of_another(clock):
    with transaction() as session:
        ana = services.create_user(session, "Ana", HASH, clock())
        eve = services.create_user(session, "Eve", HASH, clock())
    token = enter(ana.id, clock())
    with transaction() as session:
        assert not logins.end_login(session, eve.id, found(token, clock()).login_id)
    assert found(token, clock()) is not None


def test_new_password_ends_every_other_login(clock):
    with transaction() as session:
        user = services.create_user(session, "Ana", HASH, clock())
    here, there = enter(user.id, clock()), enter(user.id, clock())
    with transaction() as session:
        here_id = found(here, clock()).login_id
        services.change_password(session, user.id, "new", here_id, clock())
    assert found(here, clock()) is not None
    assert found(there, clock()) is None


def test_renewed_hash_does_not_undo_a_change_of_password(clock):
    with transaction() as session:
        user = services.create_user(session, "Ana", HASH, clock())
        services.store_rehash(session, user.id, HASH, "renewed")
        services.store_rehash(session, user.id, HASH, "too late")
    assert user.password_hash == "renewed"


def test_setup_link_makes_who_keeps_the_server_once(clock):
    with transaction() as session:
        token = services.renew_setup_link(session, clock())
    with transaction() as session:
        user = services.use_setup_link(session, token, "Clara", HASH, clock())
    assert user.role == "admin"
    with pytest.raises(BadSetupLink), transaction() as session:
        services.use_setup_link(session, token, "Eve", HASH, clock())
    with transaction() as session:
        assert services.renew_setup_link(session, clock()) is None


def test_setup_link_expires_and_is_replaced_by_the_next(clock):
    with transaction() as session:
        old = services.renew_setup_link(session, clock())
        new = services.renew_setup_link(session, clock())
    assert not services.is_setup_link(db.session(), old, clock())
    assert services.is_setup_link(db.session(), new, clock())
    assert not services.is_setup_link(db.session(), new, clock() + timedelta(hours=24))
    assert db.session.scalars(select(SetupLink.token_hash)).all() == [token_hash(new)]


def test_setup_link_is_not_used_up_by_a_name_that_is_taken(clock):
    with transaction() as session:
        services.create_user(session, "Ana", HASH, clock())
        token = services.renew_setup_link(session, clock())
    with pytest.raises(NameTaken), transaction() as session:
        services.use_setup_link(session, token, "Ana", HASH, clock())
    assert services.is_setup_link(db.session(), token, clock())


def test_guest_can_become_who_keeps_the_server(clock):
    with transaction() as session:
        guest = services.create_guest(session, clock())
        token = services.renew_setup_link(session, clock())
    with transaction() as session:
        user = services.use_setup_link(session, token, "Clara", HASH, clock(), guest_id=guest.id)
    assert (user.id, user.role) == (guest.id, "admin")


def test_settings_are_kept(clock):
    with transaction() as session:
        user = services.create_user(session, "Ana", HASH, clock())
        services.change_settings(
            session, user.id, time_zone="Asia/Tokyo", day_starts_at=3, new_per_day=25
        )
    token = enter(user.id, clock())
    visitor = found(token, clock())
    assert (visitor.time_zone, visitor.day_starts_at, visitor.new_per_day) == ("Asia/Tokyo", 3, 25)
