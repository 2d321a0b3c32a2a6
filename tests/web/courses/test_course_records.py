"""What is told of a course elsewhere: in one's own data, before an account goes, in the log."""

from uuid import uuid4

from quizapp.concurrent_edits import digest_of
from tests.web.courses.conftest import group_named


def test_ones_own_data_say_which_courses_one_is_or_was_in(biology, cast, as_student, clock):
    biology.add("Ana")
    biology.send("/groups", form_id=str(uuid4()), name="Red")
    red = str(group_named(biology, "Red"))
    biology.send("/people/grouping", group=red, act="in", person=str(cast.student.id))
    came = clock().isoformat()
    left = clock.advance(minutes=5).isoformat()
    as_student.post(f"{biology.path}/leave")
    (told,) = as_student.get("/account/data/quizapp.json").json["courses"]
    said = {
        "id": str(biology.id),
        "title": "Biology 7b",
        "your_role": "student",
        "state": "left",
        "since": came,
        "left_at": left,
        "groups": ["Red"],
    }
    assert said.items() <= told.items()
    page = as_student.get("/account/data/quizapp.html").text
    assert "Biology 7b" in page
    assert "groups: Red" in page


def test_who_deletes_their_account_is_told_which_courses_lose_their_teacher(biology, as_student):
    page = biology.teacher.get("/account/delete").text
    assert "This course is yours" in page
    assert "Biology 7b" in page
    assert "Biology 7b" not in as_student.get("/account/delete").text
    biology.send("/archive")
    assert "Biology 7b" not in biology.teacher.get("/account/delete").text


def test_the_log_says_what_was_done_to_a_course(biology, cast, as_student, as_admin):
    as_student.post(f"/join/{biology.make_code(needs_approval='y')}")
    biology.send("/people/approve", person=str(cast.student.id))
    was = digest_of("student")
    biology.send(f"/people/{cast.student.id}/role", role="assistant", seen=was)
    biology.send(f"/people/{cast.student.id}/remove")
    page = as_admin.get("/admin/log", query_string={"kind": "courses"}).text
    for said in (
        "Made a course",
        "Made a code for the course",
        "Asked by a code to join the course",
        "Let into the course: student",
        "Changed the role in a course: student to assistant",
        "Removed from the course: assistant",
    ):
        assert said in page
