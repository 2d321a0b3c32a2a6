"""The pages of a course for those who teach it: what they show, and what they refuse."""

from uuid import uuid4

import pytest

from quizapp.accounts.models import Role
from quizapp.concurrent_edits import digest_of
from tests import statements
from tests.web.courses.conftest import group_named, make, titles


def test_a_form_sent_twice_makes_one_course(app, as_teacher):
    given = {"form_id": str(uuid4()), "title": " Biology  7b ", "time_zone": "UTC"}
    first, second = (as_teacher.post("/courses/new", data=given) for _ in range(2))
    assert first.location == second.location
    assert titles(app) == ["Biology 7b"]


def test_the_form_of_somebody_else_makes_no_course(app, as_teacher, as_admin):
    given = {"form_id": str(uuid4()), "title": "Biology", "time_zone": "UTC"}
    as_teacher.post("/courses/new", data=given)
    answer = as_admin.post("/courses/new", data=given)
    assert answer.status_code == 422
    assert titles(app) == ["Biology"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Give the course a title."),
        ({"title": "x" * 121}, "Stay within 120 letters."),
        ({"title": "a\0b"}, "Leave out characters that cannot be seen."),
        ({"title": "\u202eegoc"}, "Leave out characters that cannot be seen."),
        ({"time_zone": "Mars/Olympus"}, "Not a valid choice."),
    ],
)
def test_what_cannot_be_a_course_comes_back_with_its_fault(app, biology, as_teacher, wrong, said):
    given = {"form_id": str(uuid4()), "title": "Biology", "time_zone": "UTC"} | wrong
    for path in ("/courses/new", f"{biology.path}/settings", f"{biology.path}/copy"):
        if path.endswith("/copy") and "time_zone" in wrong:
            continue
        answer = as_teacher.post(path, data=given)
        assert answer.status_code == 422
        assert said in answer.text
    assert titles(app) == ["Biology 7b"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"days": "0"}, "Not a valid choice."),
        ({"days": "10000"}, "Not a valid choice."),
        ({"limit": "0"}, "Give a whole number from 1 to 5000"),
        ({"limit": "5001"}, "Give a whole number from 1 to 5000"),
        ({"limit": "-1"}, "Give a whole number from 1 to 5000"),
        ({"limit": "many"}, "Not a valid integer value."),
        ({"limit": "9" * 5_000}, "integer value"),
    ],
)
def test_a_code_that_cannot_be_made_comes_back_with_its_fault(biology, wrong, said):
    given = {"form_id": str(uuid4()), "days": "14"} | wrong
    answer = biology.send("/code", **given)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Make a code" in answer.text


def test_the_page_of_a_course_shows_its_code_its_link_and_who_has_come(biology, cast, as_student):
    code = biology.make_code(limit="30")
    as_student.post(f"/join/{code}")
    for path in (biology.path, f"{biology.path}/code"):
        page = biology.teacher.get(path).text
        assert code in page
        assert "localhost/join" in page
        assert 'src="data:image/svg+xml' in page
    assert f"http://localhost/join/{code}" in biology.teacher.get(biology.path).text
    assert "1 of 30 has come by it" in biology.teacher.get(biology.path).text
    assert biology.states()[cast.student.id] == ("student", "active")


def test_what_is_handed_on_says_where_it_works_on_this_computer_alone(biology):
    biology.make_code()
    biology.add("Ana")
    said = "This address only works on this computer"
    for path in (biology.path, f"{biology.path}/code", f"{biology.path}/cards"):
        assert f"{said}: localhost" in biology.teacher.get(path).text
        elsewhere = biology.teacher.get(path, base_url="http://school.example")
        assert said not in elsewhere.text


def test_a_code_that_lets_nobody_in_any_more_is_not_shown_to_a_class(biology, clock, as_student):
    used_up = biology.make_code(limit="1")
    as_student.post(f"/join/{used_up}")
    for path in (biology.path, f"{biology.path}/code"):
        page = biology.teacher.get(path).text
        assert f"<strong>{used_up}</strong>" in page
        assert "As many have come by it as you allowed" in page
        assert "data:image" not in page
    expired = biology.make_code(days="1")
    clock.advance(days=2)
    page = biology.teacher.get(biology.path).text
    assert f"<strong>{expired}</strong>" in page
    assert "It has expired." in page
    assert "Make a code" in page


def test_who_waits_is_let_in_together_or_turned_away(biology, cast, as_student, as_stranger):
    code = biology.make_code(needs_approval="y")
    for browser in (as_student, as_stranger):
        assert browser.post(f"/join/{code}").location == "/courses"
        assert browser.get(biology.path).status_code == 404
        assert "Waiting to be let in" in browser.get("/courses").text
    page = biology.teacher.get(biology.path).text
    assert "2 wait to be let in" in page
    assert "Let in all 2" in page
    answer = biology.send(f"/people/{cast.stranger.id}/decline")
    assert "Let in after all" in biology.teacher.get(answer.location).text
    everybody = [str(cast.student.id), str(cast.stranger.id), "no number", "9" * 40]
    for _ in range(2):
        assert biology.send("/people/approve", person=everybody).status_code == 303
    states = biology.states()
    assert states[cast.student.id] == ("student", "active")
    assert states[cast.stranger.id] == ("student", "removed")
    assert as_student.get(biology.path).status_code == 200


def test_a_student_sees_who_teaches_the_course_and_no_classmate(biology, as_student):
    biology.add("Ana")
    biology.add("Ben")
    page = as_student.get(biology.path).text
    assert "Clara" in page
    assert "Ben" not in page
    for where in ("/people", "/settings", "/groups", "/code"):
        assert as_student.get(f"{biology.path}{where}").status_code == 403


def test_somebody_is_removed_and_put_back(biology, cast):
    biology.add("Ana")
    for _ in range(2):
        answer = biology.send(f"/people/{cast.student.id}/remove")
    page = biology.teacher.get(answer.location).text
    assert "Removed: Ana." in page
    assert "Undo" in page
    assert biology.states()[cast.student.id] == ("student", "removed")
    for _ in range(2):
        assert biology.send(f"/people/{cast.student.id}/back").status_code == 303
    assert biology.states()[cast.student.id] == ("student", "active")
    assert "Undo" not in biology.teacher.get(answer.location).text


def test_nobody_who_was_never_there_is_changed(biology, cast):
    for act in ("remove", "back", "decline", "role"):
        answer = biology.send(f"/people/{cast.stranger.id}/{act}", role="assistant")
        assert answer.status_code == 404


@pytest.mark.parametrize("role", ["", "teacher", "owner"])
def test_a_role_that_no_form_offers_is_refused(biology, cast, role):
    biology.add("Ana")
    assert biology.send(f"/people/{cast.student.id}/role", role=role).status_code == 400


@pytest.mark.parametrize(
    ("name", "role", "said"),
    [
        ("", "student", "Give the name of an account."),
        ("Nobody", "student", "No account here has this name"),
        ("A\0na", "student", "No account here has this name"),
        ("Ana", "co_teacher", "Ana has the account of a student"),
        ("Ana", "teacher", "Not a valid choice."),
    ],
)
def test_whoever_cannot_be_added_comes_back_with_the_reason(biology, cast, name, role, said):
    answer = biology.send("/people", name=name, role=role)
    assert answer.status_code == 422
    assert said in answer.text
    assert set(biology.states()) == {cast.teacher.id}


def test_people_are_found_by_name_role_group_and_state(biology, cast):
    biology.add("Ana")
    biology.add("Ben", "assistant")
    biology.send("/groups", form_id=str(uuid4()), name="Red")
    red = group_named(biology, "Red")
    biology.send("/people/grouping", group=str(red), act="in", person=str(cast.student.id))

    def names(**wanted):
        page = biology.teacher.get(f"{biology.path}/people", query_string=wanted).text
        table = page.partition("<tbody")[2].partition("</tbody>")[0]
        return [name for name in ("Ana", "Ben", "Clara") if name in table]

    assert names() == ["Ana", "Ben", "Clara"]
    assert names(text="AN") == ["Ana"]
    assert names(text="%") == []
    assert names(role="assistant") == ["Ben"]
    assert names(group=str(red)) == ["Ana"]
    assert names(state="gone") == []
    assert names(role="nonsense", state="nonsense", group="nonsense") == ["Ana", "Ben", "Clara"]
    biology.send(f"/people/{cast.stranger.id}/remove")
    assert names(state="gone") == ["Ben"]


def test_ticks_put_students_into_a_group_and_take_them_out(biology, cast):
    biology.add("Ana")
    biology.send("/groups", form_id=str(uuid4()), name="Red")
    red = str(group_named(biology, "Red"))
    for act, said in (("in", "1 student"), ("in", "1 student"), ("out", "0 students")):
        back = f"{biology.path}/people?role=student"
        answer = biology.send(
            "/people/grouping", group=red, act=act, person=str(cast.student.id), next=back
        )
        assert answer.location == back
        assert said in biology.teacher.get(f"{biology.path}/groups").text
    answer = biology.send("/people/grouping", group=red, act="in")
    assert "Tick students and choose a group first." in biology.teacher.get(answer.location).text
    away = biology.send("/people/grouping", group=red, person="1", next="https://evil.example/")
    assert away.location == f"{biology.path}/people"
    unknown = str(uuid4())
    assert biology.send("/people/grouping", group=unknown, person="1").status_code == 404


def test_groups_are_named_renamed_and_removed(biology):
    form = str(uuid4())
    for _ in range(2):
        biology.send("/groups", form_id=form, name="Red")
    red = group_named(biology, "Red")
    assert biology.send("/groups", form_id=str(uuid4()), name="RED").status_code == 422
    assert biology.send("/groups", form_id=str(uuid4()), name="").status_code == 422
    biology.send(f"/groups/{red}/name", name="Blue", seen=digest_of("Red"))
    assert group_named(biology, "Blue") == red
    answer = biology.send(f"/groups/{red}/name", name=" ")
    assert "Nothing was changed." in biology.teacher.get(answer.location).text
    for _ in range(2):
        assert biology.send(f"/groups/{red}/remove").status_code == 303
    assert biology.send(f"/groups/{red}/name", name="Red").status_code == 404


def test_a_course_is_handed_over(biology, cast, make_user, log_in):
    heir = make_user("Ceyda", Role.TEACHER)
    assert "Add a co-teacher" in biology.teacher.get(f"{biology.path}/settings").text
    biology.add("Ceyda", "co_teacher")
    assert "Ceyda" in biology.teacher.get(f"{biology.path}/settings").text
    for sent in ("", "x", "9" * 30):
        assert biology.send("/hand-over", person=sent).status_code == 400
    assert biology.send("/hand-over", person=str(cast.stranger.id)).status_code == 404
    assert biology.send("/hand-over", person=str(heir.id)).status_code == 303
    assert biology.states() == {
        cast.teacher.id: ("co_teacher", "active"),
        heir.id: ("teacher", "active"),
    }
    # Who has handed it over cannot take it back.
    assert biology.send("/hand-over", person=str(cast.teacher.id)).status_code == 403
    assert biology.send("/archive").status_code == 403
    assert log_in(heir).post(f"{biology.path}/archive").status_code == 303


def test_an_archived_course_is_shown_and_offers_no_change(biology, cast, as_student):
    code = biology.make_code()
    biology.add("Ana")
    for _ in range(2):
        assert biology.send("/archive").status_code == 303
    page = biology.teacher.get(biology.path).text
    assert "Archived since" in page
    assert code not in page
    assert "Remove" not in biology.teacher.get(f"{biology.path}/people").text
    assert "This course is over" in as_student.get(biology.path).text
    for where, fields in (
        ("/people", {"name": "Ben", "role": "student"}),
        ("/settings", {"title": "Other", "time_zone": "UTC"}),
        ("/groups", {"form_id": str(uuid4()), "name": "Red"}),
    ):
        assert biology.send(where, **fields).status_code == 422
    for where, fields in (
        (f"/people/{cast.student.id}/remove", {}),
        ("/code", {"form_id": str(uuid4()), "days": "14"}),
        ("/people/approve", {"person": "1"}),
    ):
        answer = biology.send(where, **fields)
        assert "Restore it first." in biology.teacher.get(answer.location).text
    assert biology.states()[cast.student.id] == ("student", "active")
    assert biology.send("/restore").status_code == 303
    assert "Make a code" in biology.teacher.get(biology.path).text


def test_the_course_of_the_next_year_is_made_once(app, biology):
    biology.add("Ana")
    biology.send("/groups", form_id=str(uuid4()), name="Red")
    page = biology.teacher.get(f"{biology.path}/copy").text
    assert 'value="Biology 7b"' in page
    given = {"form_id": str(uuid4()), "title": "Biology 8b", "with_groups": "y"}
    answers = [biology.send("/copy", **given) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert titles(app) == ["Biology 7b", "Biology 8b"]
    assert "Red" in biology.teacher.get(f"{answers[0].location}/groups").text
    assert "Ana" not in biology.teacher.get(f"{answers[0].location}/people").text


def test_somebody_leaves_once_and_the_teacher_stays(biology, cast, as_student, as_stranger):
    biology.add("Ana")
    assert "Leave the course" in as_student.get(f"{biology.path}/leave").text
    for _ in range(2):
        assert as_student.post(f"{biology.path}/leave").location == "/courses"
    assert biology.states()[cast.student.id] == ("student", "left")
    assert as_student.get(biology.path).status_code == 404
    assert as_student.get(f"{biology.path}/leave").location == "/courses"
    for nowhere in (biology.path, f"/courses/{uuid4()}"):
        assert as_stranger.get(f"{nowhere}/leave").location == "/courses"
        assert as_stranger.post(f"{nowhere}/leave").location == "/courses"
    answer = biology.send("/leave")
    assert "Hand it over to somebody else first." in biology.teacher.get(answer.location).text
    assert biology.states()[cast.teacher.id] == ("teacher", "active")


def test_a_list_without_courses_offers_the_one_thing_to_do(as_teacher, as_student):
    assert "Make a course" in as_teacher.get("/courses").text
    page = as_student.get("/courses").text
    assert "Type a code" in page
    assert "Make a course" not in page


def test_administrators_see_all_courses_and_nobody_else_does(biology, as_admin, as_stranger):
    assert "Biology 7b" not in as_admin.get("/courses").text
    assert "Biology 7b" in as_admin.get("/courses?all=1").text
    assert "Biology 7b" not in as_stranger.get("/courses?all=1").text
    assert as_admin.get(f"{biology.path}/settings").status_code == 200


def test_a_class_costs_no_more_statements_than_one_student(app, biology, make_user):
    biology.add("Ana")
    paths = ["/courses", biology.path, f"{biology.path}/people"]
    asked = []
    for turn in range(2):
        for path in paths:
            biology.teacher.get(path)
            with statements.noted(app) as sent:
                biology.teacher.get(path)
            asked.append(len(sent))
        for number in range(8):
            make_user(f"Pupil {turn}{number}")
            biology.add(f"Pupil {turn}{number}")
        make(app, biology.teacher, "Chemistry")
    assert asked[:3] == asked[3:]
