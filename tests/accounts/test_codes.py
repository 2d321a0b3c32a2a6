import pytest
from sqlalchemy import func, select

from quizapp.accounts import administration, codes, services
from quizapp.accounts.errors import BadCode, NoCodeFor, NoSuchStudent
from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Login, PasswordCode, Role, User
from quizapp.db import db, transaction
from quizapp.security import new_code, typed_code
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]


def make(user, clock, maker=None, code="the hash of a code", **how):
    with transaction() as session:
        maker_id = maker.id if maker else None
        codes.make_code(session, user.id, code, clock(), maker_id=maker_id, **how)
    found = codes.open_code(db.session(), user, clock())
    return found.id if found else None


def use(code_id, clock, stored="the new hash"):
    with transaction() as session:
        return codes.use_code(session, code_id, stored, clock())


def change(user, **values):
    with transaction() as session:
        found = session.get_one(User, user.id)
        for name, value in values.items():
            setattr(found, name, value)


def password_hash(user):
    return db.session.scalar(select(User.password_hash).where(User.id == user.id))


def test_a_code_changes_nothing_until_it_is_used(cast, clock):
    before = password_hash(cast.student)
    code = make(cast.student, clock, cast.teacher)
    assert password_hash(cast.student) == before
    use(code, clock)
    assert password_hash(cast.student) == "the new hash"


def test_using_a_code_ends_every_login(cast, clock):
    with transaction() as session:
        start_login(session, cast.student.id, "Test browser", clock())
        start_login(session, cast.stranger.id, "Test browser", clock())
    use(make(cast.student, clock), clock)
    assert db.session.scalars(select(Login.user_id)).all() == [cast.stranger.id]


def test_a_code_works_once(cast, clock):
    code = make(cast.student, clock)
    use(code, clock)
    with pytest.raises(BadCode):
        use(code, clock, "another hash")
    assert password_hash(cast.student) == "the new hash"


def test_a_newer_code_replaces_the_one_before(cast, clock):
    older = make(cast.student, clock, cast.teacher)
    newer = make(cast.student, clock, cast.admin)
    assert older != newer
    with pytest.raises(BadCode):
        use(older, clock)
    use(newer, clock)


@pytest.mark.parametrize(("hours", "works"), [(47.9, True), (48, False), (1000, False)])
def test_a_code_lasts_two_days(cast, clock, hours, works):
    code = make(cast.student, clock)
    clock.advance(hours=hours)
    assert (codes.open_code(db.session(), cast.student, clock()) is not None) == works
    if works:
        use(code, clock)
    else:
        with pytest.raises(BadCode):
            use(code, clock)


def test_a_code_of_somebody_deactivated_is_of_no_use(cast, clock):
    code = make(cast.student, clock)
    change(cast.student, deactivated_at=clock())
    db.session.expire_all()
    student = db.session.get(User, cast.student.id)
    assert codes.open_code(db.session(), student, clock()) is None
    with pytest.raises(BadCode):
        use(code, clock)


def test_a_new_password_ends_the_code_that_is_out(cast, clock):
    code = make(cast.student, clock, cast.teacher)
    with transaction() as session:
        services.change_password(session, cast.student.id, "my own", 0, clock())
    with pytest.raises(BadCode):
        use(code, clock)
    assert password_hash(cast.student) == "my own"


def test_nobody_makes_a_code_for_whom_it_would_be_of_no_use(cast, clock):
    change(cast.stranger, deactivated_at=clock())
    for user in (cast.guest, cast.stranger):
        with pytest.raises(NoCodeFor):
            make(user, clock, cast.admin)
    assert db.session.scalar(select(func.count()).select_from(PasswordCode)) == 0


def test_a_teacher_makes_codes_for_students_only(cast, clock):
    change(cast.stranger, deactivated_at=clock())
    for user in (cast.teacher, cast.admin, cast.stranger):
        with pytest.raises(NoSuchStudent):
            make(user, clock, cast.teacher, only_student=True)
        with pytest.raises(NoSuchStudent):
            codes.student_for_code(db.session(), user.name)
    for name in ("Nobody", "", "A\x00na", "a" * 5000):
        with pytest.raises(NoSuchStudent):
            codes.student_for_code(db.session(), name)
    assert codes.student_for_code(db.session(), " aNA ").id == cast.student.id


def test_each_making_is_noted_with_who_made_it_and_what_became_of_it(cast, clock):
    made_at = clock()
    make(cast.student, clock, cast.teacher)
    clock.advance(hours=1)
    use(make(cast.student, clock), clock)
    latest, first = codes.codes_for(db.session(), cast.student.id)
    assert (first.maker, first.by_server, first.made_at) == ("Clara", False, made_at)
    assert (first.closed_at, first.used_at) == (clock(), None)
    assert (latest.maker, latest.by_server, latest.used_at) == (None, True, clock())
    assert [each.name for each in codes.codes_by(db.session(), cast.teacher.id)] == ["Ana"]
    assert codes.codes_for(db.session(), cast.stranger.id) == []


def test_its_owner_is_told_of_a_code_once(cast, clock):
    make(cast.student, clock, cast.teacher)
    assert codes.has_untold(db.session(), cast.student.id)
    with transaction() as session:
        told = codes.take_untold(session, cast.student.id, clock())
    assert [each.maker for each in told] == ["Clara"]
    assert not codes.has_untold(db.session(), cast.student.id)
    with transaction() as session:
        assert codes.take_untold(session, cast.student.id, clock()) == []


def test_a_maker_who_is_gone_does_not_hide_that_a_code_was_made(cast, clock):
    make(cast.student, clock, cast.teacher)
    change(
        cast.teacher, name=None, name_key=None, password_hash=None, erased_at=clock(), email=None
    )
    (made,) = codes.codes_for(db.session(), cast.student.id)
    assert (made.maker, made.by_server) == (None, False)


def test_at_most_one_code_of_a_person_is_open_whatever_the_clock_says(cast, clock):
    for _ in range(3):
        make(cast.student, clock)
    clock.advance(days=-400)
    make(cast.student, clock)
    open_ones = select(func.count()).where(PasswordCode.closed_at.is_(None))
    assert db.session.scalar(open_ones) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "K7PD-3MXR-9HCT",
        "k7pd 3mxr 9hct",
        " K7PD3MXR9HCT ",
        "k7pd–3mxr—9hct.",
        "Ｋ７ＰＤ-3mxr-9hct",
        "K7PD\u00a03MXR\u20099HCT",
    ],
)
def test_a_code_may_be_typed_as_people_do(typed):
    assert typed_code(typed) == "K7PD-3MXR-9HCT"


@pytest.mark.parametrize("typed", ["", "K7PD-3MXR-9HC", "K7PD-3MXR-9HCTT", "ZZZZ", "\x00"])
def test_what_is_not_the_code_is_not_taken_for_it(typed):
    assert typed_code(typed) != "K7PD-3MXR-9HCT"


def test_codes_are_readable_and_hard_to_guess():
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    symbols = set("".join(made)) - {"-"}
    assert all([len(group) for group in code.split("-")] == [4, 4, 4] for code in made)
    # 48 bits need 16 symbols at twelve places.
    assert len(symbols) >= 16
    assert not symbols & set("0O1IL2Z5S8BAEUY")
    assert all(typed_code(code) == code for code in made)


def test_a_code_for_a_student_is_none_for_the_administrator_they_became(cast, clock):
    code = make(cast.student, clock, cast.teacher, only_student=True)
    with transaction() as session:
        administration.change_role(session, cast.student.id, Role.ADMIN, clock())
    with pytest.raises(BadCode):
        use(code, clock)
