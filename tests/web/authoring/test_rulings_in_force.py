"""What holds now stands on the page that marks answers again, and what it is taken back with."""

import html
import re
from uuid import uuid4

from tests.web.answering.conftest import answered, queue
from tests.web.answering.steps import decide

__all__ = ["answered", "queue"]


def page_of(browser, address):
    return html.unescape(browser.get(address).text)


def hidden(page):
    """The hidden fields of a page, with what is in them."""
    return dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* type="hidden" value="([^"]*)"', page))


def rule(browser, marks, way, reason="Unclear."):
    sent = browser.post(marks, data={"by_key": way, "reason": reason})
    assert sent.status_code == 303


def test_a_question_that_nothing_was_decided_of_says_so(rivers, as_teacher):
    page = page_of(as_teacher, f"{rivers}/questions/typed/marks")
    assert "each answer is marked by the key that it was asked with" in page
    assert "Take it back" not in page


def test_what_was_decided_stands_there_with_who_and_why_and_is_taken_back(
    rivers, answered, as_teacher, as_student
):
    results, marks = answered(as_student), f"{rivers}/questions/typed/marks"
    before = re.findall("<h1>.*?</h1>", page_of(as_student, results))
    for way, said in (("struck", "Struck out"), ("full", "Full marks for all")):
        rule(as_teacher, marks, way)
        page = page_of(as_teacher, marks)
        assert re.search(f"<strong>{said}</strong>, answers to version 1:.*Unclear.*Clara", page)
    assert "<strong>Struck out" not in page
    [back] = re.findall(r'href="([^"]+)">Take it back', page)
    page = page_of(as_teacher, back)
    [reason] = re.findall(r'<textarea[^>]* name="reason"[^>]*>\s*([^<]+?)\s*</textarea>', page)
    rule(as_teacher, marks, "asked", reason)
    page = page_of(as_teacher, marks)
    assert "each answer is marked by the key that it was asked with" in page
    page = page_of(as_student, results)
    assert re.findall("<h1>.*?</h1>", page) == before
    assert reason in page


def test_full_marks_for_an_objection_lead_back_to_its_place_in_the_queue(
    rivers, queue, answered, as_teacher, as_student
):
    results = answered(as_student, "Nowhere")
    [say_more] = re.findall(r'href="(/answers/[^"]+/objection)"', as_student.get(results).text)
    as_student.post(say_more, data={"challenge_id": str(uuid4()), "kind": "unclear"})
    [link] = re.findall(r'href="([^"]+by_key=full[^"]*)"', page_of(as_teacher, queue))
    sent = hidden(as_teacher.get(link).text) | {"reason": "It is unclear."}
    there = as_teacher.post(f"{rivers}/questions/typed/marks", data=sent).location
    path, _, place = there.partition("#")
    assert path == queue
    page = page_of(as_teacher, queue)
    assert f'id="{place}"' in page
    assert "1 answer was marked again: 1 with more points, 0 with fewer." in page
    assert "still open: say below" in page
    # Once it is decided on, nothing leads back to it.
    assert decide(as_teacher, queue, "You have full marks.").status_code == 303
    again = as_teacher.post(f"{rivers}/questions/typed/marks", data=sent)
    assert again.location == f"{rivers}/questions/typed"


def test_an_objection_that_is_nonsense_leads_to_the_question(rivers, as_teacher):
    marks = f"{rivers}/questions/typed/marks"
    assert as_teacher.get(f"{marks}?objection=nonsense").status_code == 200
    for objection in ("nonsense", str(uuid4())):
        sent = {"by_key": "full", "reason": "Unclear.", "objection": objection}
        assert as_teacher.post(marks, data=sent).location == f"{rivers}/questions/typed"
