"""Marking earlier answers again after a key was mended: first what would change, then it does."""

import re
from uuid import UUID, uuid4

import pytest
from lxml import html

from quizapp.db import db
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.queries import asked_in, slots
from tests.databases import both_databases
from tests.web.authoring.pages import fields

REASON = "The river was measured anew."


@pytest.fixture
def number(rivers) -> str:
    """The address of a question with a number for its key, which is 1,094 exactly."""
    return f"{rivers}/questions/number"


@pytest.fixture
def answered(app, rivers, as_student):
    """Answer the number in a quiz that is handed in; returns the address of the results."""

    def answered(text, *, hand_in=True):
        attempt_id = str(uuid4())
        given = {"attempt_id": attempt_id, "length": "40", "layout": "page"}
        assert as_student.post("/banks/rivers/quiz", data=given).status_code == 303
        with app.app_context():
            session = db.session()
            attempt = session.get_one(Attempt, UUID(attempt_id))
            places = slots(session, attempt.id, attempt.user_id)
            position = next(
                each.position for each in asked_in(session, places) if each.prompt.kind == "numeric"
            )
        where = f"/attempts/{attempt_id}" + ("" if hand_in else "/responses")
        sent = as_student.post(where, data={f"q{position}-text": text})
        assert sent.status_code == 303
        return f"/attempts/{attempt_id}/results"

    assert rivers
    return answered


def mend(client, url, **changed):
    """Change the key, which makes a second version."""
    sent = fields(client.get(url).text) | changed
    assert client.post(url, data=sent).status_code == 303


def remark(client, url, by_key="current", reason=REASON):
    return client.post(f"{url}/marks", data={"by_key": by_key, "reason": reason})


def numbers(page):
    """The cells of the tables of what would change."""
    return [int(each) for each in re.findall(r'class="number" data-label="[^"]+">(\d+)<', page)]


def test_a_mended_key_marks_earlier_answers_again_and_says_why(
    number, answered, as_teacher, as_student
):
    results = answered("1100")
    assert "0 of " in as_student.get(results).text
    mend(as_teacher, number, tolerance="10")
    assert f"{number}/marks" in as_teacher.get(number).text

    page = as_teacher.get(f"{number}/marks").text
    assert numbers(page) == [1, 1, 1, 0]
    assert "0 of " in as_student.get(results).text

    for said in ("1 answer was marked again: 1 with more points", "marked so already"):
        assert remark(as_teacher, number).status_code == 303
        assert said in as_teacher.get(number).text
    page = as_student.get(results).text
    assert "<h1>1 of " in page
    assert f"Marked again on 2 March 2026: {REASON}" in page


def test_a_key_that_no_check_has_let_pass_is_warned_of(number, answered, as_teacher):
    answered("1100")
    warning = "no check has let it pass"
    mend(as_teacher, number, tolerance="10")
    assert warning not in as_teacher.get(f"{number}/marks").text
    mend(as_teacher, number, value="7")
    page = as_teacher.get(f"{number}/marks").text
    assert ">draft<" in as_teacher.get(number).text
    assert warning in page
    assert warning not in as_teacher.get(f"{number}/marks?by_key=full").text


def test_it_can_be_taken_back_with_a_reason_of_its_own(number, answered, as_teacher, as_student):
    results = answered("1100")
    mend(as_teacher, number, tolerance="10")
    remark(as_teacher, number)
    assert numbers(as_teacher.get(f"{number}/marks?by_key=asked").text) == [1, 1, 0, 1]
    remark(as_teacher, number, "asked", "That was wrong.")
    page = as_student.get(results).text
    assert "<h1>0 of " in page
    assert "Marked again on 2 March 2026: That was wrong." in page
    assert numbers(as_teacher.get(f"{number}/marks").text) == [1, 1, 1, 0]


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 301])
def test_without_a_reason_nothing_is_marked_again(number, answered, as_teacher, as_student, reason):
    results = answered("1100")
    mend(as_teacher, number, tolerance="10")
    refused = remark(as_teacher, number, reason=reason)
    assert refused.status_code == 422
    assert "Nothing was marked again yet" in refused.text
    assert "Marked again" not in as_student.get(results).text


@both_databases
def test_what_nobody_can_see_in_a_reason_is_left_out(number, answered, as_teacher, as_student):
    results = answered("1094.5")
    assert remark(as_teacher, number, "full", "It is\0 am\u200bbiguous.").status_code == 303
    assert "It is ambiguous." in as_student.get(results).text
    assert remark(as_teacher, number, "asked", "\0").status_code == 422


def test_an_unknown_key_is_refused(number, answered, as_teacher):
    answered("1100")
    mend(as_teacher, number, tolerance="10")
    assert remark(as_teacher, number, "another").status_code == 422


def test_where_nothing_is_to_be_marked_again_the_page_says_so(number, as_teacher):
    assert "Nothing to mark again" in as_teacher.get(f"{number}/marks").text
    for said in ("Those handed in from now on are marked so", "marked so already"):
        remark(as_teacher, number, "full")
        assert said in as_teacher.get(number).text
    assert "Nothing to mark again" in as_teacher.get(f"{number}/marks?by_key=full").text


def test_what_is_under_way_is_told_and_marked_by_the_ruling_when_it_is_handed_in(
    number, answered, as_teacher, as_student
):
    results = answered("1100", hand_in=False)
    mend(as_teacher, number, tolerance="10")
    page = as_teacher.get(f"{number}/marks").text
    assert "1 attempt is under way" in page
    assert numbers(page) == []
    remark(as_teacher, number)
    assert as_student.post(results.removesuffix("/results"), data={"sure": "1"}).status_code == 303
    page = as_student.get(results).text
    assert "<h1>1 of " in page
    assert f"Marked again on 2 March 2026: {REASON}" in page


def test_full_marks_and_striking_out_need_no_other_version(
    number, answered, as_teacher, as_student
):
    results = answered("1100")
    assert f"{number}/marks" in as_teacher.get(number).text
    page = as_teacher.get(f"{number}/marks?by_key=full").text
    assert numbers(page) == [1, 1, 1, 0]
    assert "1 mark of people who practised" in page
    assert "Ana" not in page
    remark(as_teacher, number, "full", "The question was unclear.")
    page = as_student.get(results).text
    assert "<h1>1 of " in page
    assert "Marked again on 2 March 2026: The question was unclear." in page

    count = int(re.search(r"<h1>1 of (\d+) ", page)[1])
    remark(as_teacher, number, "struck", "Nobody can know.")
    page = as_student.get(results).text
    assert f"<h1>0 of {count - 1} points" in page
    assert "1 question does not count any more" in page
    assert "Struck out" in page
    # Nothing of a question that does not count is shown but why.
    articles = re.findall(r"<article.*?</article>", page, re.DOTALL)
    [struck] = [each for each in articles if "Struck out" in each]
    assert "Nobody can know." in struck
    assert "1,094" not in struck
    assert "1100" not in struck
    assert f"0 of {count - 1}" in as_student.get("/progress").text


def test_a_card_can_be_ruled_on_by_nobody(rivers, as_teacher):
    card = f"{rivers}/questions/card"
    page = as_teacher.get(f"{card}/marks?by_key=struck").text
    assert "Strike it out" not in page
    assert "Full marks for all" not in page
    assert remark(as_teacher, card, "struck").status_code == 422


def test_those_who_took_the_quiz_of_the_teacher_are_named(rivers, as_teacher, as_student):
    quiz_id, attempt_id = str(uuid4()), str(uuid4())
    given = {"form_id": quiz_id, "title": "Lengths", "banks": "rivers"}
    assert as_teacher.post("/teach/quizzes/new", data=given).status_code == 303
    at = f"/teach/quizzes/{quiz_id}"
    chosen = {"version": "1", "bank": "rivers", "question": "number"}
    assert as_teacher.post(f"{at}/questions", data=chosen).status_code == 303
    assert as_teacher.post(f"{at}/publish").status_code == 303
    as_student.post(f"/quizzes/{quiz_id}", data={"attempt_id": attempt_id})
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": "1100"})
    page = as_teacher.get(f"{rivers}/questions/number/marks?by_key=full").text
    row = re.search(r"<tr[^>]*>(?=(?:(?!</tr>).)*Lengths)(.*?)</tr>", page, re.DOTALL)[1]
    cells = [re.sub("<[^>]+>", "", each) for each in re.findall(r"<t[hd].*?</t[hd]>", row)]
    assert cells == ["Ana", "Lengths", "2 March 2026, 09:00", "0", "1"]


def told(page):
    """What the page says on top, as a tree."""
    return html.fromstring(page).find_class("notice")


def test_a_mended_key_offers_at_once_to_mark_what_was_answered_before(number, answered, as_teacher):
    def offered():
        return [link.get("href") for each in told(as_teacher.get(number).text) for link in each]

    mend(as_teacher, number, tolerance="5")
    assert offered() == []
    answered("1100")
    mend(as_teacher, number, tolerance="10")
    assert offered() == [f"{number}/marks"]
    # What says the same is not saved, so nothing is offered.
    mend(as_teacher, number)
    assert offered() == []
