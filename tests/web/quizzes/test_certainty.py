"""How sure a learner is: asked beside each answer, shown again on resume and with the results."""

import html
import re
from uuid import UUID, uuid4

import pytest

from quizapp.db import db
from quizapp.quizzes.models import Response
from tests import builders, statements
from tests.web.quizzes.making import JSON, start

CHECKED = re.compile(r'<input type="radio" name="(q\d+)-certainty" value="(\w*)" checked>')
SAID = re.compile(r"You said: (?:a )?([a-z ]+)\.")


@pytest.fixture
def quiz(maker):
    """A published quiz of two questions that asks how sure."""
    maker.pick("place-short", "height-number")
    maker.set(asks_certainty="y")
    maker.send("publish")
    return maker


def begin(browser, quiz) -> str:
    attempt_id = uuid4()
    start(browser, quiz, attempt_id)
    return f"/attempts/{attempt_id}"


def shown(page):
    """What is said of each answer; where nothing is, that is chosen, too."""
    return {name: said for name, said in CHECKED.findall(page) if said}


def test_a_quiz_asks_only_where_its_teacher_wants_it(maker, as_student):
    maker.pick("place-short")
    maker.set()
    maker.send("publish")
    assert "How sure" not in as_student.get(maker.front).text
    attempt = begin(as_student, maker)
    assert "How sure are you?" not in as_student.get(attempt).text
    as_student.post(attempt, data={"q1-text": "Arnholm", "q1-certainty": "sure"})
    assert "You said" not in as_student.get(f"{attempt}/results").text


def test_a_teacher_sets_it_and_learners_are_told_on_the_first_page(quiz, as_student):
    assert quiz.now.design.asks_certainty
    assert re.search(r'<input[^>]* checked[^>]* name="asks_certainty"', quiz.page("/settings"))
    assert "asks how sure" in quiz.page()
    assert "it changes no mark" in as_student.get(quiz.front).text
    quiz.set()
    assert not quiz.now.design.asks_certainty


def test_it_is_saved_by_the_script_with_the_answer_and_shown_on_resume(quiz, as_student):
    attempt = begin(as_student, quiz)
    assert shown(as_student.get(attempt).text) == {}
    sent = {"q1-text": "Arnholm", "q1-certainty": "sure", "q2-certainty": "guess"}
    saved = as_student.post(f"{attempt}/responses", data=sent, headers=JSON)
    assert saved.status_code == 200
    page = as_student.get(attempt).text
    assert shown(page) == {"q1": "sure", "q2": "guess"}
    # What the page shows now is what it says to show when it is sent.
    for position, digest in saved.get_json()["seen"].items():
        assert f'name="q{position}-seen" value="{digest}"' in page


@pytest.mark.parametrize("way", ["page", "single"])
def test_it_is_saved_without_a_script_by_the_buttons_of_the_page(quiz, as_student, way):
    quiz.set(asks_certainty="y", way=way)
    attempt = begin(as_student, quiz)
    sent = {"q1-text": "Arnholm", "q1-certainty": "fairly"}
    to, go = (attempt + "/responses", "") if way == "page" else (attempt + "/1", "next")
    assert as_student.post(to, data=sent | {"go": go}).status_code == 303
    there = attempt if way == "page" else f"{attempt}/1"
    assert shown(as_student.get(there).text) == {"q1": "fairly"}


@pytest.mark.parametrize("headers", [{}, JSON])
def test_what_was_said_can_be_taken_back(quiz, as_student, headers):
    attempt = begin(as_student, quiz)
    page = as_student.get(attempt).text
    assert dict(CHECKED.findall(page)) == {"q1": "", "q2": ""}
    sent = {"q1-text": "Arnholm", "q1-certainty": "sure"}
    as_student.post(f"{attempt}/responses", data=sent)
    seen = re.search(r'name="q1-seen" value="([^"]+)"', as_student.get(attempt).text)[1]
    back = {"q1-text": "Arnholm", "q1-certainty": "", "q1-seen": seen}
    assert as_student.post(f"{attempt}/responses", data=back, headers=headers).status_code in (
        200,
        303,
    )
    page = as_student.get(attempt).text
    assert dict(CHECKED.findall(page)) == {"q1": "", "q2": ""}
    assert 'value="Arnholm"' in page
    as_student.post(attempt)
    assert "You said: " not in as_student.get(f"{attempt}/results").text


def test_what_cannot_be_read_keeps_how_sure_its_learner_was(quiz, as_student):
    attempt = begin(as_student, quiz)
    sent = {"q2-text": "high", "q2-certainty": "sure"}
    refused = as_student.post(f"{attempt}/responses", data=sent)
    assert refused.status_code == 422
    assert shown(refused.text) == {"q2": "sure"}


def test_results_show_what_was_said_of_each_answer(quiz, as_student):
    attempt = begin(as_student, quiz)
    sent = {"q1-text": "Nowhere", "q1-certainty": "sure", "q2-text": "42", "q2-certainty": "guess"}
    as_student.post(attempt, data=sent)
    page = html.unescape(as_student.get(f"{attempt}/results").text)
    assert SAID.findall(page) == ["sure", "guess"]
    assert "1 of 2 points" in page
    attempt_id = UUID(attempt.removeprefix("/attempts/"))
    told = quiz.page(f"/attempts/{attempt_id}")
    assert "They said: sure." in told
    assert "They said: a guess." in told


def test_results_that_are_withheld_tell_nothing_of_it(quiz, as_student):
    quiz.set(asks_certainty="y", release="never")
    attempt = begin(as_student, quiz)
    as_student.post(attempt, data={"q1-text": "Nowhere", "q1-certainty": "sure"})
    assert "You said" not in as_student.get(f"{attempt}/results").text


@pytest.mark.parametrize("asks", ["y", None])
def test_one_tap_answers_only_where_nothing_is_to_be_said_beside(walk, asks):
    given = {"asks_certainty": asks} if asks else {}
    practice = walk.start(layout="at-once", **given)
    at = walk.kinds(practice)["multiple_choice"]
    page = walk.page(f"/attempts/{practice}/{at}")
    assert ("data-one-tap" in page) == (asks is None)
    assert ("How sure are you?" in page) == (asks is not None)


def test_own_practice_asks_where_its_learner_wants_it(walk):
    practice = walk.start(layout="at-once", asks_certainty="y")
    answers = walk.answers(practice, builders.wrong_fields)
    sent = answers[1] | {"certainty": ["sure"]}
    checked = walk.answer(practice, 1, sent, check="1")
    assert "You said: sure." in walk.page(checked.location)
    # The next practice is as it is chosen, not as the last one was.
    page = walk.start()
    assert "How sure are you?" not in walk.page(f"/attempts/{page}")


def test_the_file_of_ones_own_data_has_it(app, quiz, as_student):
    attempt = begin(as_student, quiz)
    as_student.post(attempt, data={"q1-text": "Nowhere", "q1-certainty": "sure"})
    with app.app_context():
        assert [each.certainty for each in db.session.scalars(db.select(Response))] == ["sure"]
    said = as_student.get("/account/data/quizapp.json").get_json()
    told = said["attempts"][0]["questions"][0]["response"]
    assert told["certainty"] == "sure"


def test_results_compare_how_sure_and_how_right(quiz, as_student):
    attempt = begin(as_student, quiz)
    sent = {"q1-text": "Nowhere", "q1-certainty": "sure", "q2-text": "42", "q2-certainty": "guess"}
    as_student.post(attempt, data=sent)
    for path in (f"{attempt}/results", "/progress"):
        page = html.unescape(as_student.get(path).text)
        assert "You were sure of 1 answer, and it was not right." in page
        assert "0 of 1 right (0 %)" in page
        assert "1 of 1 right (100 %)" in page


def test_where_nothing_was_said_there_is_nothing_to_compare(quiz, as_student):
    attempt = begin(as_student, quiz)
    as_student.post(attempt, data={"q1-text": "Nowhere", "q2-certainty": "guess"})
    assert "there is nothing to compare" in as_student.get(f"{attempt}/results").text
    assert "Let a quiz ask you how sure you are" in as_student.get("/progress").text


@pytest.mark.parametrize("release", ["never", "closing"])
def test_nothing_compares_what_may_not_be_seen_yet(quiz, as_student, release):
    quiz.set(asks_certainty="y", release=release, closes_at="2026-03-02T10:00")
    attempt = begin(as_student, quiz)
    as_student.post(attempt, data={"q1-text": "Nowhere", "q1-certainty": "sure"})
    for path in (f"{attempt}/results", "/progress", "/", quiz.front, attempt):
        page = as_student.get(path, follow_redirects=True).text
        assert "You were sure" not in page
        assert "right (" not in page


def test_a_teacher_reads_which_questions_mislead_those_who_are_sure(app, quiz, as_student):
    assert "mislead" not in quiz.page("/attempts")
    attempt = begin(as_student, quiz)
    page = quiz.page("/attempts")
    assert "you see here which questions mislead those who are sure" in page
    sent = {"q1-text": "Nowhere", "q1-certainty": "sure", "q2-text": "42", "q2-certainty": "guess"}
    as_student.post(attempt, data=sent)
    page = quiz.page("/attempts")
    assert "No three learners who were sure gave the same wrong answer." in page
    assert "who was sure" not in page
    for _ in range(2):
        guest = app.test_client()
        guest.post(begin(guest, quiz), data=sent)
    page = quiz.page("/attempts")
    said = "3 of 3 who were sure were wrong.</strong> 3 gave the same answer."
    assert page.index(said) < page.index("Question by question")
    quiz.set()
    assert "who were sure" not in quiz.page("/attempts")


def test_a_quiz_that_does_not_ask_sends_its_teacher_no_statement_more(app, maker, as_student):
    maker.pick("place-short")
    maker.send("publish")
    as_student.post(begin(as_student, maker), data={"q1-text": "Nowhere"})
    sent = {}
    for asks in ("y", ""):
        maker.set(**({"asks_certainty": asks} if asks else {}))
        maker.page("/attempts")
        with statements.noted(app) as noted:
            maker.page("/attempts")
        sent[asks] = len(noted)
    assert sent[""] == sent["y"] - 1
