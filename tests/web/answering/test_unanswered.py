"""Objecting to a question that was left unanswered."""

import re
from uuid import uuid4

from tests.web.answering.steps import decide


def test_a_question_that_was_left_unanswered_can_be_called_wrong_or_unclear(
    queue, answered, as_teacher, as_student, clock
):
    results = answered(as_student, "")
    page = as_student.get(results).text
    where = re.findall(r'href="(/attempts/[^"]+/questions/\d+/objection)"', page)
    assert where
    page = as_student.get(where[0]).text
    assert "What counts as right is wrong" in page
    assert "My answer is right" not in page
    [hidden] = re.findall(r'name="challenge_id"[^>]*value="([^"]+)"', page)
    sent = {"challenge_id": hidden, "kind": "key", "text": "It is another one."}
    for _ in range(2):
        assert as_student.post(where[0], data=sent).status_code == 303
    page = as_student.get(results).text
    assert page.count("You said on 2 March 2026: “What counts as right is wrong”") == 1
    assert where[0] not in page
    assert as_student.get(where[0]).status_code == 302
    own = as_student.get("/account/data/quizapp.html").text
    assert "What counts as right is wrong (“It is another one.”). Not decided yet." in own
    page = as_teacher.get(queue).text
    assert "What counts as right is wrong" in page
    assert "It is another one." in page
    clock.advance(minutes=1)
    assert decide(as_teacher, queue, "The key was mended.").status_code == 303
    assert "The key was mended." in as_student.get(results).text
    assert "Your objection was accepted: The key was mended." in as_student.get("/").text


def test_what_was_ruled_on_meanwhile_has_a_result_to_object_to(
    queue, answered, as_teacher, as_student
):
    results = answered(as_student, "")
    where = re.findall(
        r'href="(/attempts/[^"]+/questions/\d+/objection)"', as_student.get(results).text
    )
    named = queue.removesuffix("/objections")
    for each in ("choice", "number", "typed", "verdict", "response", "gaps", "pairs", "order"):
        marks = {"by_key": "full", "reason": "Unclear."}
        as_teacher.post(f"{named}/questions/{each}/marks", data=marks)
    assert as_student.get(where[0]).location.startswith("/answers/")
    sent = {"challenge_id": str(uuid4()), "kind": "key"}
    assert as_student.post(where[0], data=sent).status_code == 303
    assert "There is nothing to object to here" in as_student.get(results).text
