import pytest
from sqlalchemy import select

from quizapp.accounts import administration, codes, queries
from quizapp.accounts.errors import BadCode, LastAdministrator, OwnAccount
from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Login, Role, User
from quizapp.db import db, transaction
from quizapp.security import token_hash
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]


def deactivate(user, by, clock):
    with transaction() as session:
        return administration.deactivate(session, user.id, by.id if by else None, clock())


def change_role(user, role, clock):
    with transaction() as session:
        return administration.change_role(session, user.id, role, clock())


def role_of(user):
    return db.session.scalar(select(User.role).where(User.id == user.id))


def test_a_deactivated_person_is_out_at_once_and_everywhere(cast, clock):
    with transaction() as session:
        token = start_login(session, cast.student.id, "Test browser", clock())
    assert deactivate(cast.student, cast.admin, clock)
    assert db.session.scalars(select(Login)).all() == []
    assert queries.visitor_by_token(db.session().connection(), token_hash(token), clock()) is None


def test_a_login_begun_at_that_very_moment_counts_for_nothing(cast, clock):
    deactivate(cast.student, cast.admin, clock)
    with transaction() as session:
        token = start_login(session, cast.student.id, "Test browser", clock())
    assert queries.visitor_by_token(db.session().connection(), token_hash(token), clock()) is None
    with transaction() as session:
        administration.reactivate(session, cast.student.id, clock())
    assert queries.visitor_by_token(db.session().connection(), token_hash(token), clock())


def test_deactivating_twice_keeps_the_first_moment(cast, clock):
    first = clock()
    deactivate(cast.student, cast.admin, clock)
    clock.advance(days=1)
    assert not deactivate(cast.student, cast.admin, clock)
    assert db.session.scalar(select(User.deactivated_at).where(User.name == "Ana")) == first


def test_nobody_deactivates_themselves(cast, clock, make_user):
    make_user("Dirk", Role.ADMIN)
    with pytest.raises(OwnAccount):
        deactivate(cast.admin, cast.admin, clock)


def test_the_last_administrator_is_neither_demoted_nor_deactivated(cast, clock):
    with pytest.raises(LastAdministrator):
        change_role(cast.admin, Role.STUDENT, clock)
    with pytest.raises(LastAdministrator):
        deactivate(cast.admin, None, clock)
    assert role_of(cast.admin) == "admin"


@pytest.mark.parametrize("other", [{"deactivated_at": "now"}, {"leaves_at": "now"}])
def test_an_administrator_who_cannot_act_does_not_count(cast, clock, make_user, other):
    gone = make_user("Dirk", Role.ADMIN)
    with transaction() as session:
        for name in other:
            setattr(session.get_one(User, gone.id), name, clock())
    with pytest.raises(LastAdministrator):
        change_role(cast.admin, Role.TEACHER, clock)
    assert change_role(gone, Role.TEACHER, clock)


def test_one_of_two_administrators_may_go(cast, clock, make_user):
    other = make_user("Dirk", Role.ADMIN)
    assert change_role(cast.admin, Role.TEACHER, clock)
    with pytest.raises(LastAdministrator):
        change_role(other, Role.TEACHER, clock)


def test_the_role_somebody_has_already_changes_nothing(cast, clock):
    assert not change_role(cast.admin, Role.ADMIN, clock)
    with transaction() as session:
        codes.make_code(session, cast.student.id, "hash", clock(), maker_id=cast.teacher.id)
    assert not change_role(cast.student, Role.STUDENT, clock)
    assert codes.open_code(db.session(), cast.student, clock()) is not None


@pytest.mark.parametrize("what", ["demoted", "deactivated"])
def test_codes_that_a_teacher_has_out_end_with_their_being_one(cast, clock, what):
    with transaction() as session:
        codes.make_code(session, cast.student.id, "hash", clock(), maker_id=cast.teacher.id)
    code = codes.open_code(db.session(), cast.student, clock())
    if what == "demoted":
        change_role(cast.teacher, Role.STUDENT, clock)
    else:
        deactivate(cast.teacher, cast.admin, clock)
    with pytest.raises(BadCode), transaction() as session:
        codes.use_code(session, code.id, "new hash", clock())


def test_ending_all_logins_ends_those_of_one_person(cast, clock):
    with transaction() as session:
        for user in (cast.student, cast.student, cast.stranger):
            start_login(session, user.id, "Test browser", clock())
    with transaction() as session:
        assert administration.end_all_logins(session, cast.student.id, clock()) == 2
    assert db.session.scalars(select(Login.user_id)).all() == [cast.stranger.id]
