"""A teacher says of each question whether learners see what is right."""

import html
import re
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.answering.challenge_decisions import decline
from quizapp.answering.models import Challenge
from quizapp.banks.models import Bank
from quizapp.db import db, transaction
from quizapp.quizzes.models import Response
from tests.web.answering.steps import HIDDEN, OBJECTION, tap
from tests.web.quizzes.making import start

HIDES = "Your teacher does not show the right answer."
TICKS = {"tells_keys": "1"}
MISSED = {"q1-text": "Nowhere", "q2-text": "7 m"}


@pytest.fixture
def made(maker):
    maker.pick("place-short", "height-number")
    maker.draw(2)
    return maker


def shown(maker):
    return [each.shows_key for each in maker.now.design.items]


def ticked(page):
    """The places of the boxes that are ticked."""
    boxes = re.findall(r"<input[^>]*type=\"checkbox\"[^>]*>", page)
    return [int(re.search(r'name="key-(\d+)"', each)[1]) for each in boxes if " checked" in each]


def tick(maker, *places, **more):
    return maker.send("items", **TICKS, **{f"key-{each}": "on" for each in places}, **more)


def test_right_answers_are_shown_until_the_box_is_cleared(made):
    assert shown(made) == [True, True, True]
    assert ticked(made.page()) == [1, 2, 3]
    assert "not shown" not in made.page()
    assert tick(made, 1).status_code == 303
    assert shown(made) == [True, False, False]
    page = made.page()
    assert ticked(page) == [1]
    assert "right answers of 3 questions not shown" in page
    assert "Right answer seen by learners: 2 drawn at random" in page


def test_one_button_is_for_all_and_keeps_what_else_was_typed(made):
    tick(made, 1, 2, 3, keys="none", **{"points-2": "4", "place-3": "1"})
    assert shown(made) == [False, False, False]
    assert [each.points for each in made.now.design.items] == [1, 1, 4]
    page = made.page()
    assert "· right answers not shown" in page
    assert "Show them for all questions" in page
    assert ">Show none<" not in page
    made.pick("keeper-choice")
    assert shown(made) == [False] * 4
    tick(made, keys="all")
    assert shown(made) == [True] * 4
    assert "Show them for all questions" not in made.page()


@pytest.mark.parametrize("keys", ["", "some", "ALL"])
def test_another_word_for_all_counts_as_the_boxes_do(made, keys):
    tick(made, 2, keys=keys)
    assert shown(made) == [False, True, False]


def test_a_form_without_boxes_leaves_them_as_they_are(made):
    tick(made, 2)
    made.send("items", **{"place-2": "1"})
    assert shown(made) == [True, False, False]
    made.send("items", remove="1")
    assert shown(made) == [False, False]


def test_other_buttons_of_the_table_keep_the_boxes(made):
    tick(made, 1, 3, remove="2")
    assert shown(made) == [True, True]
    made.send("items/another", replace="1", **TICKS)
    assert shown(made) == [False, False]


def test_what_is_refused_is_shown_with_the_boxes_as_they_were_left(made):
    response = tick(made, 2, **{"points-1": "many"})
    assert response.status_code == 422
    assert ticked(response.text) == [2]
    assert shown(made) == [True, True, True]


@pytest.fixture
def published(maker):
    maker.pick("place-short", "height-number")
    tick(maker, 2)
    maker.send("publish")
    return maker


def taken(browser, maker, answers=MISSED, **more):
    start(browser, maker, attempt_id := uuid4())
    browser.post(f"/attempts/{attempt_id}", data=answers | {"sure": "1"} | more)
    return attempt_id


def rows_of(browser, attempt_id):
    page = html.unescape(browser.get(f"/attempts/{attempt_id}/results").text)
    return page.split('<article class="result ')[1:]


def test_results_show_the_mark_and_the_own_answer_and_not_what_is_right(published, as_student):
    hidden, open_one = rows_of(as_student, taken(as_student, published))
    for said in ("Wrong", "0 of 1", "Nowhere", HIDES):
        assert said in hidden
    for absent in ("Arnholm", "<blockquote", "Right answer", "/banks/", "The proof"):
        assert absent not in hidden
    assert HIDES not in open_one
    assert "It is 42 metres tall" in html.unescape(open_one)


def test_who_was_right_reads_that_and_no_more(published, as_student):
    hidden, _ = rows_of(as_student, taken(as_student, published, {"q1-text": "isle of Arnholm"}))
    assert "Right" in hidden
    assert "isle of Arnholm" in hidden
    for absent in (HIDES, "<blockquote", "lighthouse stands"):
        assert absent not in hidden


def test_parts_say_which_were_right_and_not_what_would_have_been(maker, as_student):
    maker.pick("light-cloze", "tower-response")
    tick(maker)
    maker.send("publish")
    answers = {"q2-gap-1": "granite", "q2-gap-2": "blue", "q1-choices": ["1", "2", "3"]}
    ticks, cloze = rows_of(as_student, taken(as_student, maker, answers))
    assert "Partly right" in cloze
    marks = re.findall(r'data-label="Mark">.*?data-outcome="(\w+)"', cloze)
    assert marks == ["right", "wrong"]
    assert "blue" in cloze
    assert ">red<" not in cloze
    assert "Right answer" not in cloze + ticks
    assert ticks.count(" · ") == 2
    assert "Wrongly ticked" not in ticks


def test_the_preview_shows_what_a_learner_will_see(published):
    published.browser.post(f"{published.home}/preview", data={"attempt_id": str(tried := uuid4())})
    published.browser.post(f"/attempts/{tried}", data=MISSED)
    hidden, open_one = rows_of(published.browser, tried)
    assert HIDES in hidden
    assert "Arnholm" not in hidden
    assert HIDES not in open_one


def test_it_is_said_before_the_start(published, as_student):
    said = "; whether you were right, of some questions not what is right"
    assert said in as_student.get(published.front).text
    tick(published)
    assert "; whether you were right, not what is right" in as_student.get(published.front).text
    published.set(release="never")
    assert "whether you were right" not in as_student.get(published.front).text
    tick(published, 1, 2)
    published.set(release="end")
    assert "whether you were right" not in as_student.get(published.front).text


def test_facts_of_what_is_hidden_are_not_told_where_they_come_back(published, as_student):
    attempt_id = taken(as_student, published)
    page = as_student.get(f"/attempts/{attempt_id}/results").text
    assert "1 fact</summary>" in page
    assert "It is 42 metres tall." in page
    assert "The lighthouse stands on Arnholm." not in page
    assert "Read what is right" not in page


def test_the_others_say_no_more_than_what_proves_them(published, as_student):
    published.pick("keeper-choice", "years-match")
    tick(published, 2, 3, 4)
    published.set(way="at-once")
    start(as_student, published, attempt_id := uuid4())
    at = f"/attempts/{attempt_id}"
    for place, fields in enumerate(({"q1-text": "Nowhere"}, {"q2-text": "7 m"}), start=1):
        as_student.post(f"{at}/{place}", data=fields | {"check": "1"})
    page = html.unescape(as_student.get(f"{at}/3").text)
    token = re.search(r'name="q3-choice" value="(\d)"[^>]*>\s*(?:<[^>]*>\s*)*Arnholm<', page)[1]
    as_student.post(f"{at}/3", data={"q3-choice": token, "check": "1"})
    as_student.post(f"{at}/4", data={"forgot": "1", "check": "1"})
    pages = [as_student.get(f"{at}/{place}").text for place in (2, 3, 4)]
    pages.append(as_student.get(f"{at}/results").text)
    pages += [as_student.get(url).text for url, _ in OBJECTION.findall(pages[-1])]
    pages += [as_student.get(url).text for url in re.findall(r'href="(/answers/[^"]+)"', pages[-1])]
    for page in pages:
        assert "is true of something else" not in page
        assert "The lighthouse stands on Arnholm" not in page
    assert sum("<mark>It is 42 metres tall.</mark>" in page for page in pages) >= 2


def test_own_data_have_the_answer_and_the_mark_and_not_what_is_right(published, as_student):
    taken(as_student, published)
    [attempt] = as_student.get("/account/data/quizapp.json").json["attempts"]
    hidden, open_one = attempt["questions"]
    assert (hidden["right_answer_shown"], open_one["right_answer_shown"]) == (False, True)
    [mark] = hidden["response"]["scores"][0]["marks"]
    assert (mark["given"], mark["is_right"], mark["expected"]) == ("Nowhere", False, "")
    assert open_one["response"]["scores"][0]["marks"][0]["expected"]
    page = as_student.get("/account/data/quizapp.html").text
    assert "not right; the teacher does not show what is" in page
    assert "right answer: 42" in page


def test_of_what_is_not_shown_nobody_says_that_it_is_wrong(app, published, as_student):
    attempt_id = taken(as_student, published)
    results = f"/attempts/{attempt_id}/results"
    url, form = next(
        (url, form)
        for url, form in OBJECTION.findall(as_student.get(results).text)
        if "question 1" in form
    )
    page = html.unescape(as_student.get(url).text)
    for said in ("My answer is right", "The question is unclear", "Nowhere", HIDES):
        assert said in page
    for absent in ("The proof does not say that", "Who says so?", "Arnholm</", "<blockquote"):
        assert absent not in page
    sent = dict(HIDDEN.findall(form))
    assert as_student.post(url, data=sent | {"kind": "proof"}).status_code == 303
    assert "There is nothing to object to here" in as_student.get(results).text
    with app.app_context():
        assert not db.session.query(Response).filter(Response.is_challenged).count()


def test_why_an_objection_was_declined_is_not_told(app, cast, published, as_student, clock):
    attempt_id = taken(as_student, published, MISSED | {"q2-text": "42 m"})
    results = f"/attempts/{attempt_id}/results"
    url = tap(as_student, results)
    sent = {"challenge_id": str(uuid4()), "kind": "answer"}
    clock.advance(minutes=1)
    why = "Only Arnholm is right."
    with app.app_context(), transaction() as session:
        made = session.scalars(select(Challenge)).one()
        bank_id = session.scalars(select(Bank.id)).one()
        decline(session, bank_id, made.id, why, cast.teacher.id, clock())
    page = as_student.get("/").text
    assert "Your objection was declined. <a" in page
    row = rows_of(as_student, attempt_id)[0]
    assert "<strong>Declined</strong> on 2 March 2026. " in row
    as_student.post(url, data=sent)
    told = as_student.get(results).text
    assert "A teacher has decided on this already." in told
    for where in ("/account/data/quizapp.json", "/account/data/quizapp.html"):
        assert why not in as_student.get(where).text
    assert why not in page + row + told
