"""What those who teach a course see of a student whom they invited, before and after the yes."""

import re

from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from tests.databases import both_databases


def main(answer):
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split())


@both_databases
def test_memory_marks_and_progress_are_shown_once_a_student_says_yes(giving, cast, as_teacher):
    quiz, bank = giving.quiz_is(-1, 2), giving.bank_is(-1, 7)
    giving.studies(cast.stranger).study("keeper-choice")
    course = f"/courses/{giving.course.id}"
    pages = [
        f"{course}/grades",
        f"{course}/assignments/{quiz.id}",
        f"{course}/assignments/{bank.id}",
        f"{course}/assignments/{quiz.id}/live",
    ]
    own = [
        f"{course}/students/{cast.stranger.id}",
        f"{course}/grades/{quiz.id}/{cast.stranger.id}",
    ]
    memory = f"{course}/memory"
    before = main(as_teacher.get(memory))
    giving.course.do(
        enrolling.offer_place, cast.stranger.id, CourseRole.STUDENT, by=cast.teacher.id
    )
    for page in pages:
        assert "Ben" not in main(as_teacher.get(page)), page
    for page in own:
        assert as_teacher.get(page).status_code == 404, page
    assert main(as_teacher.get(memory)) == before
    assert giving.terms(cast.stranger) is None

    giving.course.do(enrolling.accept_place, cast.stranger.id)
    for page in pages:
        assert "Ben" in main(as_teacher.get(page)), page
    for page in own:
        assert as_teacher.get(page).status_code == 200, page
    assert main(as_teacher.get(memory)) != before
    assert giving.terms(cast.stranger) is not None
