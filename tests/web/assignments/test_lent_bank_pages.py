"""A bank that nobody of a course may see any more, as its teachers and its students meet it."""

from sqlalchemy import delete, update

from quizapp.banks.models import Bank, Membership, Visibility
from quizapp.db import transaction
from tests.assignments.conftest import bank, biology, colleague, giving

__all__ = ["bank", "biology", "colleague", "giving"]


def test_the_teacher_is_told_and_students_find_nothing_that_they_cannot_open(
    giving, as_teacher, as_student
):
    row = giving.bank_is(-1, 1)
    course = f"/courses/{giving.course.id}"
    theirs = ("/", course)
    said = "Nobody who teaches this course may see this bank any more"
    listed, own = f"{course}/assignments", f"{course}/assignments/{row.id}"
    assert said not in as_teacher.get(own).text
    for path in theirs:
        assert "/banks/arnholm/study" in as_student.get(path).text

    with transaction() as session:
        session.execute(update(Bank).values(visibility=Visibility.PRIVATE.value))
        session.execute(delete(Membership))
    assert said in as_teacher.get(own).text
    assert "students cannot open it" in as_teacher.get(listed).text
    for path in theirs:
        assert "/banks/arnholm/study" not in as_student.get(path).text
    assert as_student.get("/banks/arnholm/study").status_code == 404
    # The list, its terms and removing it are there as before.
    assert as_teacher.get(f"{own}/terms").status_code == 200
    assert as_teacher.post(f"{own}/remove").status_code == 303
