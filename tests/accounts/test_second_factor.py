"""Turning a second factor on and off, its codes and recovery codes, and what waits for one."""

import threading

import pyotp
import pytest
from sqlalchemy import func, select

from quizapp.accounts import pending_logins, second_factor
from quizapp.accounts.errors import BadSecondCode
from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Login, PendingLogin, RecoveryCode, SecondFactor
from quizapp.accounts.services import create_user
from quizapp.audit.models import AuditEntry
from quizapp.db import db, transaction
from quizapp.privacy.deletion import erase_due, request_deletion
from tests.databases import both_databases

pytestmark = both_databases


def shown(app_secret, clock):
    """What the app on the telephone shows now."""
    return pyotp.TOTP(app_secret).at(int(clock().timestamp()))


@pytest.fixture
def ana(context, cast):
    assert context
    return cast.teacher.id


@pytest.fixture
def secret(ana, clock):
    """A secret that waits to be confirmed."""
    with transaction() as session:
        second_factor.begin(session, ana, clock())
    return second_factor.waiting_secret(db.session(), ana, clock())


@pytest.fixture
def codes(ana, secret, clock):
    """Recovery codes of a second factor that is on; the code of this moment is used up."""
    with transaction() as session:
        return second_factor.confirm(session, ana, shown(secret, clock), 0, clock())


def use(user_id, typed, clock):
    with transaction() as session:
        return second_factor.use_code(session, user_id, typed, clock())


def recover(user_id, typed, clock):
    with transaction() as session:
        return second_factor.use_recovery_code(session, user_id, typed, clock())


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def events():
    rows = db.session.scalars(select(AuditEntry.event).order_by(AuditEntry.id))
    return [event for event in rows if event not in {"account_made", "log_in"}]


def test_it_is_on_once_a_code_was_shown(ana, secret, clock):
    assert not second_factor.is_on(db.session(), ana)
    assert not use(ana, shown(secret, clock), clock)
    with transaction() as session:
        codes = second_factor.confirm(session, ana, shown(secret, clock), 0, clock())
    assert second_factor.is_on(db.session(), ana)
    assert second_factor.waiting_secret(db.session(), ana, clock()) is None
    state = second_factor.state_of(db.session(), ana)
    assert (state.since, state.recovery_codes) == (clock(), 10)
    assert len(set(codes)) == 10
    assert events() == ["second_factor_on"]


def test_beginning_twice_keeps_the_secret(ana, secret, clock):
    with transaction() as session:
        second_factor.begin(session, ana, clock())
    assert second_factor.waiting_secret(db.session(), ana, clock()) == secret


def test_a_secret_that_was_not_confirmed_in_time_is_followed_by_another(ana, secret, clock):
    clock.advance(hours=1, seconds=1)
    assert second_factor.waiting_secret(db.session(), ana, clock()) is None
    with pytest.raises(BadSecondCode), transaction() as session:
        second_factor.confirm(session, ana, shown(secret, clock), 0, clock())
    with transaction() as session:
        second_factor.begin(session, ana, clock())
    another = second_factor.waiting_secret(db.session(), ana, clock())
    assert another not in (None, secret)
    with transaction() as session:
        assert second_factor.confirm(session, ana, shown(another, clock), 0, clock())


@pytest.mark.usefixtures("codes")
def test_a_second_factor_that_is_on_does_not_run_out(ana, secret, clock):
    clock.advance(days=400)
    with transaction() as session:
        second_factor.begin(session, ana, clock())
    assert use(ana, shown(secret, clock), clock)


def test_confirming_twice_makes_no_other_codes(ana, secret, codes, clock):
    with transaction() as session:
        assert second_factor.confirm(session, ana, shown(secret, clock), 0, clock()) == ()
    assert recover(ana, codes[0], clock)


def test_a_wrong_code_does_not_turn_it_on(ana, secret, clock):
    for typed in ("", "000000", shown(pyotp.random_base32(), clock)):
        with pytest.raises(BadSecondCode), transaction() as session:
            second_factor.confirm(session, ana, typed, 0, clock())
    assert second_factor.waiting_secret(db.session(), ana, clock()) == secret
    with pytest.raises(BadSecondCode), transaction() as session:
        second_factor.confirm(session, ana + 1, shown(secret, clock), 0, clock())


def test_turning_it_on_ends_every_other_login(ana, secret, cast, clock):
    with transaction() as session:
        for user_id in (ana, ana, cast.stranger.id):
            start_login(session, user_id, "Test browser", clock())
    mine = db.session.scalars(select(Login.id).where(Login.user_id == ana)).first()
    with transaction() as session:
        second_factor.confirm(session, ana, shown(secret, clock), mine, clock())
    left = db.session.scalars(select(Login).order_by(Login.id)).all()
    assert [each.user_id for each in left] == [ana, cast.stranger.id]
    assert left[0].id == mine


@pytest.mark.usefixtures("codes")
def test_each_code_counts_once(ana, secret, clock):
    # The one that turned it on is used up.
    assert not use(ana, shown(secret, clock), clock)
    clock.advance(seconds=30)
    code = shown(secret, clock)
    assert use(ana, code, clock)
    assert not use(ana, code, clock)
    clock.advance(seconds=30)
    assert not use(ana, code, clock)
    assert use(ana, shown(secret, clock), clock)


def test_each_recovery_code_counts_once_and_for_one_person(ana, codes, cast, clock):
    assert not recover(cast.student.id, codes[0], clock)
    assert recover(ana, codes[0].lower().replace("-", " "), clock)
    assert not recover(ana, codes[0], clock)
    assert recover(ana, codes[1], clock)
    assert second_factor.state_of(db.session(), ana).recovery_codes == 8
    assert events() == ["second_factor_on", "recovery_code_used", "recovery_code_used"]


@pytest.mark.usefixtures("codes")
@pytest.mark.parametrize("typed", ["", "-", "\x00", "K7PD-3MXR-9HCT", "x" * 60, "é😀"])
def test_what_is_no_recovery_code_fits_nothing(ana, clock, typed):
    assert not recover(ana, typed, clock)


def test_new_recovery_codes_take_the_place_of_all_others(ana, codes, clock):
    recover(ana, codes[0], clock)
    with transaction() as session:
        fresh = second_factor.renew_recovery_codes(session, ana, clock())
    assert not set(fresh) & set(codes)
    assert not recover(ana, codes[1], clock)
    assert recover(ana, fresh[1], clock)


@pytest.mark.usefixtures("secret")
def test_there_are_no_recovery_codes_before_it_is_on(ana, clock):
    with transaction() as session:
        assert second_factor.renew_recovery_codes(session, ana, clock()) == ()


def test_only_hashes_of_recovery_codes_are_stored(codes):
    stored = set(db.session.scalars(select(RecoveryCode.code_hash)))
    assert len(stored) == len(codes)
    assert not stored & {*codes, *(code.replace("-", "") for code in codes)}


def test_turned_off_it_leaves_nothing_and_begins_with_another_secret(ana, secret, codes, clock):
    with transaction() as session:
        pending_logins.begin(session, ana, "hash", clock())
        assert second_factor.turn_off(session, ana, clock())
        assert not second_factor.turn_off(session, ana, clock())
    assert [count(each) for each in (SecondFactor, RecoveryCode, PendingLogin)] == [0, 0, 0]
    assert not recover(ana, codes[0], clock)
    with transaction() as session:
        second_factor.begin(session, ana, clock())
    assert second_factor.waiting_secret(db.session(), ana, clock()) != secret
    assert events() == ["second_factor_on", "second_factor_off"]


@pytest.mark.usefixtures("codes")
def test_nothing_of_it_is_left_of_somebody_who_is_erased(ana, cast, clock):
    with transaction() as session:
        request_deletion(session, ana, cast.teacher.password_hash, 0, clock())
    clock.advance(days=31)
    with transaction() as session:
        erase_due(session, clock())
    assert [count(each) for each in (SecondFactor, RecoveryCode)] == [0, 0]


def test_what_waits_is_found_by_its_token_until_its_time_is_over(ana, clock):
    with transaction() as session:
        token = pending_logins.begin(session, ana, "hash", clock())
        assert pending_logins.find(session, token, clock()).user_id == ana
        for wrong in ("", "x", token.swapcase(), token + "x"):
            assert pending_logins.find(session, wrong, clock()) is None
    stored = db.session.scalars(select(PendingLogin.token_hash)).all()
    assert token not in stored
    clock.advance(minutes=10)
    with transaction() as session:
        assert pending_logins.find(session, token, clock()) is None
        # What is too old goes when the next begins.
        pending_logins.begin(session, ana, "hash", clock())
    assert count(PendingLogin) == 1


def test_what_was_tried_too_often_leads_nowhere(ana, clock):
    with transaction() as session:
        token = pending_logins.begin(session, ana, "hash", clock())
        for _ in range(pending_logins.MOST_TRIES):
            pending_logins.find(session, token, clock()).tries += 1
            session.flush()
        assert pending_logins.find(session, token, clock()) is None


def test_one_code_sent_many_times_at_once_counts_once(app, clock):
    with app.app_context():
        with transaction() as session:
            user_id = create_user(session, "Eve", "hash", clock()).id
            second_factor.begin(session, user_id, clock())
        secret = second_factor.waiting_secret(db.session(), user_id, clock())
        with transaction() as session:
            codes = second_factor.confirm(session, user_id, shown(secret, clock), 0, clock())
    clock.advance(seconds=30)
    typed, found = shown(secret, clock), []

    def act(how, text):
        with app.app_context():
            found.append(how(user_id, text, clock))

    threads = [
        threading.Thread(target=act, args=pair) for pair in [(use, typed), (recover, codes[0])] * 5
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [False] * 8 + [True] * 2
