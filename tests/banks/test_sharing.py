"""Sharing a bank: who becomes what, and what is refused."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role, User
from quizapp.banks import services, sharing
from quizapp.banks.errors import (
    AlreadyYourself,
    BankOfSomebody,
    LastOwner,
    OnlyTeachersEdit,
    UnknownMember,
    UnknownPerson,
)
from quizapp.banks.importing import load_bank
from quizapp.banks.models import Bank, MemberRole, Membership, Visibility
from quizapp.banks.services import add_bank
from quizapp.db import db, transaction
from tests import builders
from tests.databases import both_databases

pytestmark = both_databases
OWNER, EDITOR, VIEWER = MemberRole.OWNER, MemberRole.EDITOR, MemberRole.VIEWER


@pytest.fixture
def mine(request, cast, clock):
    """A bank that the teacher made; returns its id."""
    request.getfixturevalue("context")
    with transaction() as session:
        return add_bank(session, "Tides", owner_id=cast.teacher.id, now=clock()).id


@pytest.fixture
def colleague(make_user):
    return make_user("Ceyda", Role.TEACHER)


def roles():
    rows = db.session.execute(select(Membership.user_id, Membership.role))
    return dict(rows.all())


def bank():
    return db.session.scalars(select(Bank).execution_options(populate_existing=True)).one()


@pytest.mark.usefixtures("mine")
def test_a_new_bank_is_private_and_its_makers(cast):
    assert bank().visibility == "private"
    assert roles() == {cast.teacher.id: "owner"}


@pytest.mark.usefixtures("mine")
def test_no_address_tells_whether_another_bank_has_the_title(cast, clock):
    with transaction() as session:
        names = [
            add_bank(session, title, owner_id=cast.admin.id, now=clock()).slug
            for title in ("Tides", "TIDES", "Moons", "By link")
        ]
    bases = [name.rpartition("-")[0] for name in names]
    assert bases == ["tides", "tides", "moons", "by-link"]
    assert len(set(names)) == 4
    assert {len(name) - len(base) for name, base in zip(names, bases, strict=True)} == {6}


def test_an_address_that_is_taken_is_not_given_again(mine, cast, clock, monkeypatch):
    with transaction() as session:
        session.get_one(Bank, mine).slug = "tides-aaaaa"
    chance = iter(["aaaaa", "aaaaa", "bbbbb"])
    monkeypatch.setattr(services, "new_suffix", lambda: next(chance))
    with transaction() as session:
        assert add_bank(session, "Tides", owner_id=cast.admin.id, now=clock()).slug == "tides-bbbbb"


def test_somebody_is_given_a_role_once_however_often_it_is_sent(mine, cast, colleague, clock):
    for _ in range(2):
        with transaction() as session:
            name = sharing.share(session, mine, "ceyda", EDITOR, by=cast.teacher.id, now=clock())
        assert name == "Ceyda"
    assert roles() == {cast.teacher.id: "owner", colleague.id: "editor"}
    with transaction() as session:
        sharing.share(session, mine, "Ceyda", OWNER, by=cast.teacher.id, now=clock())
    assert roles()[colleague.id] == "owner"


@pytest.mark.parametrize(
    ("name", "role", "refused"),
    [
        ("Nobody", VIEWER, UnknownPerson),
        ("", VIEWER, UnknownPerson),
        ("Cey\x00da", VIEWER, UnknownPerson),
        ("x" * 5_000, VIEWER, UnknownPerson),
        ("Clara", VIEWER, AlreadyYourself),
        ("clara", OWNER, AlreadyYourself),
        ("Ana", EDITOR, OnlyTeachersEdit),
        ("Ana", OWNER, OnlyTeachersEdit),
    ],
)
def test_what_cannot_be_shared_is_refused_and_changes_nothing(
    mine, cast, clock, name, role, refused
):
    with pytest.raises(refused), transaction() as session:
        sharing.share(session, mine, name, role, by=cast.teacher.id, now=clock())
    assert roles() == {cast.teacher.id: "owner"}


def test_a_guest_has_no_name_to_be_called_by(mine, cast, clock):
    with transaction() as session:
        guest = session.get_one(User, cast.guest.id)
        assert guest.name is None
        with pytest.raises(UnknownPerson):
            sharing.share(session, mine, "None", VIEWER, by=cast.teacher.id, now=clock())


@pytest.mark.parametrize("mark", ["deactivated_at", "leaves_at"])
def test_somebody_whose_account_is_off_is_not_known(mine, cast, colleague, clock, mark):
    with transaction() as session:
        setattr(session.get_one(User, colleague.id), mark, clock())
    with pytest.raises(UnknownPerson), transaction() as session:
        sharing.share(session, mine, "Ceyda", EDITOR, by=cast.teacher.id, now=clock())
    assert roles() == {cast.teacher.id: "owner"}


def test_a_student_may_be_a_viewer_and_no_more(mine, cast, clock):
    with transaction() as session:
        sharing.share(session, mine, "Ana", VIEWER, by=cast.teacher.id, now=clock())
    for role in (EDITOR, OWNER):
        with pytest.raises(OnlyTeachersEdit, match="Ana is a student"), transaction() as session:
            sharing.change_role(session, mine, cast.student.id, role, clock())
    assert roles()[cast.student.id] == "viewer"


def test_the_last_owner_stays_the_owner(mine, cast, colleague, clock):
    with transaction() as session:
        sharing.share(session, mine, "Ceyda", EDITOR, by=cast.teacher.id, now=clock())
    for refused in (
        lambda session: sharing.remove_member(session, mine, cast.teacher.id, clock()),
        lambda session: sharing.change_role(session, mine, cast.teacher.id, EDITOR, clock()),
        lambda session: sharing.share(session, mine, "Clara", VIEWER, by=colleague.id, now=clock()),
    ):
        with pytest.raises(LastOwner), transaction() as session:
            refused(session)
    assert roles() == {cast.teacher.id: "owner", colleague.id: "editor"}


@pytest.mark.parametrize(
    "change",
    [
        lambda user, _now: setattr(user, "role", "student"),
        lambda user, now: setattr(user, "deactivated_at", now),
        lambda user, now: setattr(user, "leaves_at", now),
    ],
    ids=["demoted", "deactivated", "leaving"],
)
def test_an_owner_who_cannot_look_after_a_bank_is_none_to_leave_it_to(
    mine, cast, colleague, clock, change
):
    with transaction() as session:
        sharing.share(session, mine, "Ceyda", OWNER, by=cast.teacher.id, now=clock())
        change(session.get_one(User, colleague.id), clock())
    with pytest.raises(LastOwner), transaction() as session:
        sharing.remove_member(session, mine, cast.teacher.id, clock())
    with pytest.raises(LastOwner), transaction() as session:
        sharing.change_role(session, mine, cast.teacher.id, EDITOR, clock())
    with transaction() as session:
        assert sharing.remove_member(session, mine, colleague.id, clock())
    assert roles() == {cast.teacher.id: "owner"}


def test_a_bank_is_handed_over_by_a_second_owner(mine, cast, colleague, clock):
    with transaction() as session:
        sharing.share(session, mine, "Ceyda", OWNER, by=cast.teacher.id, now=clock())
    with transaction() as session:
        assert sharing.remove_member(session, mine, cast.teacher.id, clock())
    assert roles() == {colleague.id: "owner"}


def test_removing_somebody_twice_is_once(mine, cast, colleague, clock):
    with transaction() as session:
        sharing.share(session, mine, "Ceyda", VIEWER, by=cast.teacher.id, now=clock())
    done = []
    for _ in range(2):
        with transaction() as session:
            done.append(sharing.remove_member(session, mine, colleague.id, clock()))
    assert done == [True, False]


def test_a_member_of_another_bank_is_none_of_this_one(mine, cast, colleague, clock):
    with transaction() as session:
        other = add_bank(session, "Other", owner_id=colleague.id, now=clock()).id
    with transaction() as session:
        assert not sharing.remove_member(session, mine, colleague.id, clock())
        with pytest.raises(UnknownMember):
            sharing.change_role(session, mine, colleague.id, VIEWER, clock())
    assert [each.user_id for each in sharing.members(db.session(), other)] == [colleague.id]
    assert [each.user_id for each in sharing.members(db.session(), mine)] == [cast.teacher.id]


def test_members_stand_by_role_and_name(mine, cast, make_user, clock):
    for name, role in (("Zoe", EDITOR), ("ada", EDITOR), ("Bob", OWNER), ("Yan", VIEWER)):
        make_user(name, Role.TEACHER)
        with transaction() as session:
            sharing.share(session, mine, name, role, by=cast.teacher.id, now=clock())
    with transaction() as session:
        sharing.set_visibility(session, mine, Visibility.LINK, clock())
        sharing.join_by_link(session, bank().link_token, cast.guest.id, clock())
    found = sharing.members(db.session(), mine)
    assert [each.name for each in found] == ["Bob", "Clara", "ada", "Zoe", "Yan", None]


def test_a_link_makes_a_viewer_once_and_never_less_of_a_member(mine, cast, clock):
    with transaction() as session:
        sharing.set_visibility(session, mine, Visibility.LINK, clock())
    token = bank().link_token
    for person in (cast.student, cast.student, cast.guest, cast.teacher):
        with transaction() as session:
            assert sharing.join_by_link(session, token, person.id, clock()).id == mine
    assert roles() == {
        cast.teacher.id: "owner",
        cast.student.id: "viewer",
        cast.guest.id: "viewer",
    }


def test_a_link_that_is_over_leads_nowhere(mine, cast, clock):
    with transaction() as session:
        sharing.set_visibility(session, mine, Visibility.LINK, clock())
    old = bank().link_token
    assert len(old) >= 22
    with transaction() as session:
        sharing.renew_link(session, mine, old, clock())
    new = bank().link_token
    for visibility in (Visibility.PRIVATE, Visibility.EVERYONE):
        with transaction() as session:
            sharing.set_visibility(session, mine, visibility, clock())
        assert sharing.bank_of_link(db.session(), new) is None
    with transaction() as session:
        sharing.set_visibility(session, mine, Visibility.LINK, clock())
    newest = bank().link_token
    assert newest not in {old, new}
    with transaction() as session:
        sharing.set_visibility(session, mine, Visibility.LINK, clock())
    assert bank().link_token == newest
    for wrong in (old, new, "", "\x00", "ä", newest[:-1], newest + "a", "a" * 5_000):
        with transaction() as session:
            assert sharing.join_by_link(session, wrong, cast.student.id, clock()) is None
    assert sharing.bank_of_link(db.session(), newest).id == mine
    assert roles() == {cast.teacher.id: "owner"}


def test_a_guest_who_logs_in_keeps_what_they_may_see_and_the_account_its_role(mine, cast, clock):
    with transaction() as session:
        sharing.set_visibility(session, mine, Visibility.LINK, clock())
        token = session.get_one(Bank, mine).link_token
        sharing.join_by_link(session, token, cast.guest.id, clock())
        other = add_bank(session, "Other", owner_id=cast.admin.id, now=clock())
        builders.join(session, other.slug, cast.guest, clock(), VIEWER)
        builders.join(session, other.slug, cast.teacher, clock(), EDITOR)
        other_id = other.id
    with transaction() as session:
        sharing.move_memberships(session, cast.guest.id, cast.teacher.id)
        sharing.move_memberships(session, cast.guest.id, cast.teacher.id)
    mine_now = {each.user_id: each.role for each in sharing.members(db.session(), mine)}
    theirs = {each.user_id: each.role for each in sharing.members(db.session(), other_id)}
    assert mine_now == {cast.teacher.id: OWNER}
    assert theirs == {cast.admin.id: OWNER, cast.teacher.id: EDITOR}


def test_files_do_not_take_over_a_bank_that_somebody_made(mine, clock):
    with pytest.raises(BankOfSomebody, match="give the folder another name"), transaction() as rows:
        builders.load(rows, builders.bank(id=bank().slug, title="Tides"), clock())
    assert bank().loaded_hash == ""
    assert bank().id == mine


@pytest.mark.usefixtures("context")
def test_a_bank_from_files_is_the_servers_and_for_everyone(clock):
    with transaction() as session:
        builders.load(session, builders.bank(), clock())
    assert bank().visibility == "everyone"
    with transaction() as session:
        sharing.set_visibility(session, bank().id, Visibility.PRIVATE, clock())
    with transaction() as session:
        load_bank(session, builders.bank(title="New"), loaded_hash="2", now=clock())
    assert (bank().title, bank().visibility) == ("New", "private")
    assert not sharing.has_owner(db.session(), bank().id)


def test_two_owners_who_leave_at_once_leave_one_owner(app, clock):
    with app.app_context(), transaction() as session:
        people = [
            User(
                name=name,
                name_key=name,
                password_hash="x",
                is_guest=False,
                role="teacher",
                created_at=clock(),
            )
            for name in ("ada", "bob")
        ]
        session.add_all(people)
        session.flush()
        made = add_bank(session, "Tides", owner_id=people[0].id, now=clock())
        builders.join(session, made.slug, people[1], clock(), OWNER)
        bank_id, ids = made.id, [person.id for person in people]
    begin, refused = Barrier(2, timeout=30), []

    def leave(user_id):
        with app.app_context():
            begin.wait()
            try:
                with transaction() as rows:
                    sharing.remove_member(rows, bank_id, user_id, clock())
            except LastOwner:
                refused.append(user_id)
            db.session.remove()

    threads = [Thread(target=leave, args=(user_id,)) for user_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert len(refused) == 1
        assert list(roles()) == refused
        db.session.remove()


def test_two_people_who_make_banks_of_one_title_at_once_both_succeed(app, clock):
    with app.app_context(), transaction() as session:
        person = User(
            name="ada",
            name_key="ada",
            password_hash="x",
            is_guest=False,
            role="teacher",
            created_at=clock(),
        )
        session.add(person)
        session.flush()
        user_id = person.id
    begin, made = Barrier(2, timeout=30), []

    def make():
        with app.app_context():
            begin.wait()
            with transaction() as rows:
                made.append(add_bank(rows, "Tides", owner_id=user_id, now=clock()).slug)
            db.session.remove()

    threads = [Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2
