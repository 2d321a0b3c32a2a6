"""What the queue of objections says that accepting would do, before anything does."""

import re
from uuid import uuid4

import pytest

from tests.web.answering.steps import GIVEN, city_quiz, tap


def asked(teacher, queue):
    """The queue, once the teacher has asked whose marks its one objection would change."""
    page = teacher.get(queue).text
    assert "of people who practised" not in page
    assert "In the quizzes that you gave" not in page
    [more] = re.findall(r'href="([^"]+whose=[^"]+)"', page)
    return teacher.get(more).text


def test_whose_marks_would_change_is_said_before_anything_does(
    queue, answered, as_teacher, as_student, client
):
    results = answered(as_student)
    answered(client)
    tap(as_student, results)
    page = asked(as_teacher, queue)
    assert "2 marks of people who practised" in page
    assert "2 with more points, 0 with fewer" in page
    assert "<h1>0 of " in as_student.get(results).text
    assert as_teacher.get(f"{queue}?whose=nonsense").status_code == 200


@pytest.mark.usefixtures("rivers")
def test_those_who_took_the_quiz_of_the_teacher_are_named_beside_the_objection(
    app, queue, as_teacher, as_student
):
    attempt_id, quiz = str(uuid4()), city_quiz(app, as_teacher)
    as_student.post(quiz.front, data={"attempt_id": attempt_id})
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": GIVEN})
    tap(as_student, f"/attempts/{attempt_id}/results")
    page = asked(as_teacher, queue)
    assert "In the quizzes that you gave" in page
    assert "Ana" in page.partition("In the quizzes that you gave")[2]
