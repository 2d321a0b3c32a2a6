import pytest
from sqlalchemy import update

from quizapp.accounts import people
from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Role, User
from quizapp.accounts.people import PeopleFilter, State
from quizapp.db import db, transaction
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]


def names(clock, page=1, **wanted):
    found = people.find_people(db.session(), PeopleFilter(**wanted), page, clock())
    return [person.name for person in found.rows]


def change(user, **values):
    with transaction() as session:
        session.execute(update(User).where(User.id == user.id).values(**values))


@pytest.mark.usefixtures("cast")
def test_everybody_with_an_account_is_listed_by_name_and_no_guest(clock):
    assert names(clock) == ["Ana", "Ben", "Clara", "Dora"]
    assert people.count_guests(db.session()) == 1


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "an"}, ["Ana"]),
        ({"text": "AN"}, ["Ana"]),
        ({"text": "ａｎａ"}, ["Ana"]),
        ({"role": "teacher"}, ["Clara"]),
        ({"role": "student"}, ["Ana", "Ben"]),
        ({"role": "king"}, ["Ana", "Ben", "Clara", "Dora"]),
        ({"text": "a", "role": "student"}, ["Ana"]),
        ({"text": "%"}, []),
        ({"text": "_"}, []),
        ({"text": "'; --"}, []),
        ({"text": "nobody at all"}, []),
        ({"state": "deactivated"}, []),
        ({"state": "active"}, ["Ana", "Ben", "Clara", "Dora"]),
    ],
)
def test_people_are_found_by_name_role_and_state(clock, wanted, found):
    assert names(clock, **wanted) == found


def test_a_state_is_told_and_filtered(cast, clock):
    change(cast.student, deactivated_at=clock())
    change(cast.stranger, leaves_at=clock())
    assert names(clock, state="deactivated") == ["Ana"]
    assert names(clock, state="leaving") == ["Ben"]
    assert names(clock, state="active") == ["Clara", "Dora"]
    states = {
        user.name: people.person_by_id(db.session(), user.id, clock()).state
        for user in (cast.student, cast.stranger, cast.teacher)
    }
    assert states == {"Ana": State.DEACTIVATED, "Ben": State.LEAVING, "Clara": State.ACTIVE}


def test_guests_and_deleted_accounts_are_nobodys_page(cast, clock):
    gone = {"name": None, "name_key": None, "email": None, "password_hash": None}
    change(cast.student, erased_at=clock(), **gone)
    for user_id in (cast.guest.id, cast.student.id, 987_654):
        assert people.person_by_id(db.session(), user_id, clock()) is None
    assert "Ana" not in names(clock)


def test_last_seen_counts_logins_that_last(cast, clock):
    with transaction() as session:
        start_login(session, cast.student.id, "Test browser", clock())
        clock.advance(hours=1)
        start_login(session, cast.student.id, "Test browser", clock())
    seen = clock()
    person = people.person_by_id(db.session(), cast.student.id, seen)
    assert (person.logins, person.seen_at) == (2, seen)
    clock.advance(days=31)
    person = people.person_by_id(db.session(), cast.student.id, clock())
    assert (person.logins, person.seen_at) == (0, None)


@pytest.mark.parametrize(
    ("page", "number", "first", "length"),
    [
        (1, 1, "learner 000", 50),
        (2, 2, "learner 050", 50),
        (3, 3, "learner 100", 20),
        (4, 3, "learner 100", 20),
        (999_999, 3, "learner 100", 20),
        (0, 1, "learner 000", 50),
    ],
)
def test_many_people_come_in_pages(clock, page, number, first, length):
    with transaction() as session:
        session.add_all(
            User(
                name=f"learner {at:03}",
                name_key=f"learner {at:03}",
                password_hash="x",
                is_guest=False,
                created_at=clock(),
            )
            for at in range(120)
        )
    found = people.find_people(db.session(), PeopleFilter(), page, clock())
    assert (found.number, found.pages, found.total) == (number, 3, 120)
    assert (found.rows[0].name, len(found.rows)) == (first, length)


def test_a_teacher_looks_up_active_students_only(cast, clock, make_user):
    assert people.find_students(db.session(), "a") == ["Ana"]
    change(cast.student, deactivated_at=clock())
    assert people.find_students(db.session(), "a") == []
    for number in range(25):
        make_user(f"Pupil {number:02}")
    found = people.find_students(db.session(), "PUPIL")
    assert (len(found), found[0]) == (20, "Pupil 00")
    assert people.find_students(db.session(), "%") == []
    make_user("Pia", Role.TEACHER)
    assert people.find_students(db.session(), "pia") == []


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("typed", ["\x00", "Ana\x00"])
def test_what_no_name_holds_finds_nobody(clock, typed):
    session = db.session()
    assert people.named_account(session, typed) is None
    assert people.ids_called(session, typed) == []
    assert people.find_students(session, typed) == []
    assert names(clock, text=typed) == []
