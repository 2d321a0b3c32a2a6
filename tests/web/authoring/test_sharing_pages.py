"""The page on which a bank is shared, and what is refused there."""

import re

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.banks.models import Bank, MemberRole, Membership
from quizapp.db import db, transaction
from tests import builders
from tests.articles import BANK, keep
from tests.databases import both_databases

PAGE = f"/teach/banks/{BANK}/sharing"


@pytest.fixture
def colleague(make_user):
    return make_user("Ceyda", Role.TEACHER)


@pytest.fixture(autouse=True)
def mine(app, cast, clock):
    """A bank that the teacher made."""
    with app.app_context():
        keep(cast.teacher.id, clock())


def roles(app):
    with app.app_context():
        rows = db.session.execute(
            select(Membership.user_id, Membership.role).join(Bank).where(Bank.slug == BANK)
        )
        return dict(rows.all())


def add(client, name, role="editor"):
    return client.post(f"{PAGE}/members", data={"name": name, "role": role})


def link_of(client):
    found = re.search(r'value="(http[^"]+/banks/by-link/[^"]+)"', client.get(PAGE).text)
    return found[1].partition("localhost")[2] if found else None


@both_databases
def test_a_colleague_is_added_and_can_edit_and_is_removed_again(
    app, cast, as_teacher, colleague, log_in
):
    theirs = log_in(colleague)
    assert theirs.get(f"/teach/banks/{BANK}/questions").status_code == 404
    for _ in range(2):
        answer = add(as_teacher, " ceyda ")
        assert (answer.status_code, answer.location) == (303, PAGE)
    assert "Ceyda is an editor of this bank now." in as_teacher.get(PAGE).text
    assert roles(app) == {cast.teacher.id: "owner", colleague.id: "editor"}
    assert theirs.get(f"/teach/banks/{BANK}/new-question").status_code == 200
    page = theirs.get(PAGE).text
    assert "Its owners decide who else is in it" in page
    assert "Add somebody" not in page
    for _ in range(2):
        as_teacher.post(f"{PAGE}/members/{colleague.id}/remove")
    assert roles(app) == {cast.teacher.id: "owner"}
    assert theirs.get(f"/teach/banks/{BANK}/questions").status_code == 404


@both_databases
@pytest.mark.parametrize(
    ("name", "role", "said"),
    [
        ("Nobody", "editor", "Nobody here is called “Nobody”."),
        ("", "editor", "Give the name of an account."),
        ("   ", "editor", "Give the name of an account."),
        ("Cey\x00da", "editor", "Nobody here is called"),
        ("x" * 5_000, "viewer", "Nobody here is called"),
        ("<b>Ana</b>", "viewer", "&lt;b&gt;Ana&lt;/b&gt;"),
        ("Clara", "viewer", "That is you. Name somebody else."),
        ("Ana", "editor", "Ana is a student here"),
        ("Ana", "owner", "Ana is a student here"),
        ("Ceyda", "king", "Not a valid choice"),
        ("Ceyda", "", "Not a valid choice"),
    ],
)
@pytest.mark.usefixtures("colleague")
def test_what_cannot_be_shared_is_said_beside_its_field(app, cast, as_teacher, name, role, said):
    answer = add(as_teacher, name, role)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Nobody was added." in answer.text
    assert roles(app) == {cast.teacher.id: "owner"}


def test_somebody_whose_account_is_off_is_not_known(as_teacher, as_admin, colleague):
    as_admin.post(f"/admin/people/{colleague.id}/deactivate")
    answer = add(as_teacher, "Ceyda")
    assert (answer.status_code, "Nobody here is called" in answer.text) == (422, True)


@both_databases
def test_the_last_owner_can_neither_leave_nor_become_less(app, cast, as_teacher, colleague):
    add(as_teacher, "Ceyda")
    mine = f"{PAGE}/members/{cast.teacher.id}"
    for path, sent in (
        (f"/banks/{BANK}/leave", {}),
        (f"{mine}/remove", {}),
        (f"{mine}/role", {"role": "viewer"}),
    ):
        answer = as_teacher.post(path, data=sent, follow_redirects=True)
        assert "A bank keeps at least one owner." in answer.text
    assert roles(app) == {cast.teacher.id: "owner", colleague.id: "editor"}


@both_databases
def test_a_bank_is_handed_over(app, as_teacher, colleague, log_in):
    add(as_teacher, "Ceyda", "owner")
    assert f'href="/banks/{BANK}/leave"' in as_teacher.get(PAGE).text
    asked = as_teacher.get(f"/banks/{BANK}/leave").text
    assert "only when another owner adds you again" in asked
    assert f'href="{PAGE}"' in asked
    for _ in range(2):
        assert as_teacher.post(f"/banks/{BANK}/leave").location == "/"
    assert roles(app) == {colleague.id: "owner"}
    assert as_teacher.get(PAGE).status_code == 404
    assert log_in(colleague).get(PAGE).status_code == 200


@both_databases
@pytest.mark.parametrize("visibility", ["link", "private", "everyone"])
def test_who_removes_somebody_is_told_that_the_link_lets_them_in_again(
    as_teacher, colleague, visibility
):
    as_teacher.post(f"{PAGE}/visibility", data={"visibility": visibility})
    add(as_teacher, "Ceyda", "viewer")
    assert "can come in again by the link" not in as_teacher.get(PAGE).text
    told = as_teacher.post(f"{PAGE}/members/{colleague.id}/remove", follow_redirects=True).text
    assert "is no member of this bank any more" in told
    assert ("can come in again by the link" in told) is (visibility == "link")
    assert told.count("Make a new link") == (2 if visibility == "link" else 0)


def test_an_owner_who_makes_themself_less_is_led_to_what_they_still_see(
    app, cast, as_teacher, colleague
):
    add(as_teacher, "Ceyda", "owner")
    mine = f"{PAGE}/members/{cast.teacher.id}/role"
    assert (
        as_teacher.post(mine, data={"role": "viewer"}).location == f"/teach/banks/{BANK}/questions"
    )
    assert roles(app) == {cast.teacher.id: "viewer", colleague.id: "owner"}


@both_databases
@pytest.mark.parametrize("number", ["0", "987654", "2147483647", "99999999999999999999", "-1", "x"])
def test_forged_ids_reach_nobody(app, cast, as_teacher, number):
    before = roles(app)
    member = f"{PAGE}/members/{number}"
    assert as_teacher.post(f"{member}/role", data={"role": "viewer"}).status_code == 404
    assert as_teacher.post(f"{member}/remove").status_code in {303, 404}
    assert roles(app) == before == {cast.teacher.id: "owner"}


@both_databases
def test_a_member_of_another_bank_is_out_of_reach(app, cast, as_teacher, colleague, clock):
    with app.app_context():
        keep(colleague.id, clock(), slug="theirs")
    assert (
        as_teacher.post(f"{PAGE}/members/{colleague.id}/role", data={"role": "viewer"}).status_code
        == 404
    )
    as_teacher.post(f"{PAGE}/members/{colleague.id}/remove")
    with app.app_context():
        rows = db.session.scalars(select(Membership.role)).all()
    assert rows == ["owner", "owner"]
    assert roles(app) == {cast.teacher.id: "owner"}


@pytest.mark.parametrize("sent", ["", "king", "OWNER", "x" * 5_000, "\x00"])
def test_choices_that_no_form_offers_are_refused(app, as_teacher, colleague, sent):
    add(as_teacher, "Ceyda")
    before = roles(app)
    member = f"{PAGE}/members/{colleague.id}/role"
    assert as_teacher.post(member, data={"role": sent}).status_code == 400
    assert as_teacher.post(f"{PAGE}/visibility", data={"visibility": sent}).status_code == 400
    assert roles(app) == before


def test_a_bank_is_opened_to_everyone_and_closed_again(app, as_teacher, as_student):
    as_teacher.post(f"/teach/banks/{BANK}/questions/typed/accept")
    for visibility, code in (("everyone", 200), ("private", 404), ("link", 404)):
        for _ in range(2):
            as_teacher.post(f"{PAGE}/visibility", data={"visibility": visibility})
        assert as_student.get(f"/banks/{BANK}").status_code == code
    with app.app_context():
        assert db.session.scalar(select(Bank.visibility)) == "link"


@both_databases
def test_a_link_is_shown_to_owners_and_replaced_once(app, cast, as_teacher, colleague, log_in):
    assert link_of(as_teacher) is None
    as_teacher.post(f"{PAGE}/visibility", data={"visibility": "link"})
    first = link_of(as_teacher)
    add(as_teacher, "Ceyda")
    assert link_of(log_in(colleague)) is None
    for _ in range(2):
        as_teacher.post(f"{PAGE}/link", data={"link": first.rpartition("/")[2]})
    second = link_of(as_teacher)
    as_teacher.post(f"{PAGE}/link", data={"link": "x"})
    assert link_of(as_teacher) == second != first
    client = app.test_client()
    assert [client.get(each).status_code for each in (first, second)] == [404, 200]
    assert cast


def test_a_link_that_works_on_this_computer_alone_says_so(as_teacher):
    said = "This address only works on this computer"
    assert said not in as_teacher.get(PAGE).text
    as_teacher.post(f"{PAGE}/visibility", data={"visibility": "link"})
    assert f"{said}: localhost" in as_teacher.get(PAGE).text
    assert said not in as_teacher.get(PAGE, base_url="http://school.example").text


def test_guests_and_students_in_a_bank_cannot_be_made_editors(app, cast, as_teacher, clock):
    with app.app_context(), transaction() as session:
        for person in (cast.student, cast.guest):
            builders.join(session, BANK, person, clock(), MemberRole.VIEWER)
    page = as_teacher.get(PAGE).text
    assert re.search(r"A guest, since \d+ \w+ \d+, \d\d:\d\d", page)
    assert f"members/{cast.student.id}/role" not in page
    for person in (cast.student, cast.guest):
        answer = as_teacher.post(
            f"{PAGE}/members/{person.id}/role", data={"role": "editor"}, follow_redirects=True
        )
        assert "is a student here" in answer.text
        assert "An administrator can make them a teacher." in answer.text
    assert roles(app)[cast.student.id] == roles(app)[cast.guest.id] == "viewer"


def test_a_bank_of_the_server_is_shared_by_administrators(app, as_admin, as_teacher, clock):
    with app.app_context(), transaction() as session:
        builders.load(session, builders.bank(), clock())
    server = "/teach/banks/arnholm/sharing"
    assert as_teacher.get(server).status_code == 403
    assert "it belongs to the server" in as_admin.get(server).text
    as_admin.post(f"{server}/members", data={"name": "Clara", "role": "editor"})
    assert as_teacher.get("/teach/banks/arnholm/new-question").status_code == 200
