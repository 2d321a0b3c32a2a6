"""An account is closed, kept after all, or loses its name for good."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts import administration, codes, queries
from quizapp.accounts.errors import LastAdministrator, WrongPassword
from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Login, Role, User
from quizapp.accounts.services import create_user
from quizapp.app import all_tables
from quizapp.assignments import services
from quizapp.assignments.overrides import Whom, exempt
from quizapp.assignments.services import Setting, What
from quizapp.authoring.models import PendingArticle
from quizapp.banks.models import Bank, MemberRole, Membership
from quizapp.courses.enrolling import enrol
from quizapp.courses.models import CourseRole
from quizapp.courses.services import make_course
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Exemption, Goal, Window
from quizapp.privacy import deletion
from quizapp.queue.services import enqueue
from quizapp.quizzes.accommodations import Accommodation, add_accommodation
from quizapp.quizzes.models import Quiz
from quizapp.security import token_hash
from tests import builders
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]
MONTH = timedelta(days=30)
OWNER, EDITOR, VIEWER = MemberRole.OWNER, MemberRole.EDITOR, MemberRole.VIEWER


def ask(user, clock, keep=0, stored=None):
    with transaction() as session:
        found = stored or session.get_one(User, user.id).password_hash
        return deletion.request_deletion(session, user.id, found, keep, clock())


def keep(user, clock):
    with transaction() as session:
        return deletion.undo_deletion(session, user.id, clock())


def erase(clock, **how):
    with transaction() as session:
        return deletion.erase_due(session, clock(), **how)


def enter(user, clock, browser="Test browser"):
    with transaction() as session:
        return start_login(session, user.id, browser, clock())


def holder(token, clock):
    return queries.visitor_by_token(db.session().connection(), token_hash(token), clock())


def row(user):
    return db.session.get(User, user.id, populate_existing=True)


def make_bank(clock, title, *members):
    with transaction() as session:
        bank = Bank(
            slug=title.casefold(),
            title=title,
            language="en",
            description="",
            license="",
            created_at=clock(),
            updated_at=clock(),
        )
        session.add(bank)
        session.flush()
        for user, role in members:
            session.add(
                Membership(bank_id=bank.id, user_id=user.id, role=role.value, created_at=clock())
            )
        return bank.id


def test_an_account_is_closed_at_once_but_for_the_browser_that_asked(cast, clock):
    here, there = enter(cast.student, clock), enter(cast.student, clock)
    asked_in = holder(here, clock).login_id
    assert ask(cast.student, clock, keep=asked_in) == clock() + MONTH
    assert holder(here, clock).leaves_at == clock() + MONTH
    assert holder(there, clock) is None


def test_asked_for_twice_the_first_day_counts(cast, clock):
    first = ask(cast.student, clock)
    clock.advance(days=3)
    assert ask(cast.student, clock) == first


def test_a_password_that_is_no_more_deletes_nothing(cast, clock):
    with pytest.raises(WrongPassword):
        ask(cast.student, clock, stored="another hash")
    assert row(cast.student).leaves_at is None


def test_the_last_administrator_stays(cast, clock, make_user):
    with pytest.raises(LastAdministrator):
        ask(cast.admin, clock)
    other = make_user("Dirk", Role.ADMIN)
    ask(cast.admin, clock)
    with pytest.raises(LastAdministrator):
        ask(other, clock)


def test_an_account_that_is_kept_is_as_before(cast, clock):
    ask(cast.student, clock)
    clock.advance(days=29)
    assert keep(cast.student, clock)
    assert not keep(cast.student, clock)
    clock.advance(days=2)
    assert erase(clock) == 0
    assert row(cast.student).name == "Ana"
    assert holder(enter(cast.student, clock), clock).leaves_at is None


def test_nothing_is_erased_before_its_day(cast, clock):
    ask(cast.student, clock)
    clock.advance(days=30, seconds=-1)
    assert erase(clock) == 0
    clock.advance(seconds=1)
    assert erase(clock) == 1


def test_what_is_erased_has_no_name_and_erasing_again_does_nothing(cast, clock):
    ask(cast.student, clock)
    clock.advance(days=31)
    assert erase(clock) == 1
    gone, erased_at = row(cast.student), clock()
    assert (gone.name, gone.name_key, gone.email, gone.password_hash) == (None,) * 4
    assert (gone.is_guest, gone.role, gone.leaves_at) == (False, "student", None)
    clock.advance(days=1)
    assert erase(clock) == 0
    assert row(cast.student).erased_at == erased_at
    assert not keep(cast.student, clock)
    assert queries.user_by_name(db.session(), "Ana") is None


def test_somebody_else_may_have_the_name(cast, clock):
    ask(cast.student, clock)
    clock.advance(days=31)
    erase(clock)
    with transaction() as session:
        again = create_user(session, "Ana", "a hash", clock())
    assert again.id != cast.student.id


def test_only_so_many_at_once_and_the_rest_the_next_time(clock, make_user):
    for number in range(5):
        ask(make_user(f"Pupil {number}"), clock)
    clock.advance(days=31)
    assert [erase(clock, limit=2) for _ in range(4)] == [2, 2, 1, 0]
    named = select(func.count()).select_from(User).where(User.name.is_not(None))
    assert db.session.scalar(named) == 0


def test_banks_that_only_the_leaving_own_go_to_the_site(cast, clock, make_user):
    colleague = make_user("Carla", Role.TEACHER)
    alone = make_bank(clock, "Alone", (cast.teacher, OWNER), (cast.student, EDITOR))
    shared = make_bank(clock, "Shared", (cast.teacher, OWNER), (colleague, OWNER))
    make_bank(clock, "Seen", (cast.teacher, VIEWER))
    left = deletion.banks_left_without_owner(db.session(), cast.teacher.id)
    assert [bank.title for bank in left] == ["Alone"]
    ask(cast.teacher, clock)
    clock.advance(days=31)
    erase(clock)
    columns = Membership.bank_id, Membership.user_id
    members = db.session.execute(select(*columns).order_by(Membership.bank_id)).all()
    assert members == [(alone, cast.student.id), (shared, colleague.id)]


@pytest.mark.parametrize(
    "state", ["role", "deactivated_at", "leaves_at"], ids=["demoted", "deactivated", "leaving"]
)
def test_a_bank_whose_other_owner_cannot_look_after_it_goes_to_the_site_too(
    cast, clock, make_user, state
):
    colleague = make_user("Carla", Role.TEACHER)
    make_bank(clock, "Shared", (cast.teacher, OWNER), (colleague, OWNER))
    with transaction() as session:
        value = "student" if state == "role" else clock()
        setattr(session.get_one(User, colleague.id), state, value)
    left = deletion.banks_left_without_owner(db.session(), cast.teacher.id)
    assert [bank.title for bank in left] == ["Shared"]


def test_an_account_that_is_deactivated_is_not_deleted_and_its_days_go_on_later(cast, clock):
    ask(cast.student, clock)
    clock.advance(days=10)
    with transaction() as session:
        administration.deactivate(session, cast.student.id, cast.admin.id, clock())
    clock.advance(days=100)
    assert erase(clock) == 0
    with transaction() as session:
        administration.reactivate(session, cast.student.id, clock())
    assert erase(clock) == 0
    assert row(cast.student).leaves_at == clock() + timedelta(days=20)
    assert keep(cast.student, clock)


def test_codes_of_somebody_who_leaves_end_on_both_sides(cast, clock):
    with transaction() as session:
        codes.make_code(session, cast.student.id, "hash", clock(), maker_id=cast.teacher.id)
        codes.make_code(session, cast.teacher.id, "hash", clock(), maker_id=cast.admin.id)
    ask(cast.teacher, clock)
    for user in (cast.student, cast.teacher):
        assert codes.open_code(db.session(), user, clock()) is None


def exempt_canary(session, user_id, now):
    """Give somebody other dates in a course, for a reason that tells of them."""
    course_id, key = uuid4(), uuid4()
    teacher = create_user(session, "Clara", "a hash", now, role=Role.TEACHER)
    make_course(session, course_id, "Biology", "UTC", by=teacher.id, now=now)
    enrol(session, course_id, user_id, CourseRole.STUDENT, now)
    builders.load(session, builders.bank(), now)
    day = timedelta(days=1)
    what = What(bank_id=session.scalars(select(Bank.id)).one())
    setting = Setting(Window(now, now + day, now + day), goal=Goal.READY_BY)
    services.assign(session, key, course_id, what, setting, by=teacher.id, now=now)
    given = {"reason": "Canary is ill.", "by": teacher.id, "after": None, "now": now}
    whom, excused = Whom(user_id=user_id), Exemption(is_excused=True)
    exempt(session, uuid4(), course_id, key, whom, excused, **given)


def test_a_name_that_was_erased_is_found_in_no_table(clock):
    with transaction() as session:
        user = create_user(session, "Canary", "canary-hash", clock(), email="canary@example.org")
    enter(user, clock, "Canary browser")
    with transaction() as session:
        codes.make_code(session, user.id, "a hash", clock(), maker_id=user.id)
        session.add(
            PendingArticle(
                id=uuid4(), author_id=user.id, content={"text": "canary"}, created_at=clock()
            )
        )
        quiz_id = uuid4()
        session.add(Quiz(id=quiz_id, owner_id=user.id, created_at=clock()))
        session.flush()
        add_accommodation(
            session,
            uuid4(),
            quiz_id,
            user.id,
            Accommodation(extra_minutes=5),
            reason="Canary is ill.",
            by=user.id,
            now=clock(),
        )
        exempt_canary(session, user.id, clock())
        enqueue(session, "draft-article", {}, label="Canary", owner_id=user.id, now=clock())
    ask(user, clock, stored="canary-hash")
    clock.advance(days=31)
    erase(clock)
    found = [
        table.name
        for table in all_tables().sorted_tables
        for values in db.session.execute(select(table)).all()
        if "canary" in repr(values).casefold()
    ]
    assert found == []
    assert db.session.scalar(select(func.count()).select_from(Login)) == 0
