"""Practice in the browser: the result after each question, and no key before it."""

import re

import pytest

from quizapp.db import db
from quizapp.quizzes.models import Attempt
from tests import builders

CHECK = {"check": "1"}


@pytest.fixture
def practice(walk):
    """The id of a quiz of everything that shows its results after each question."""
    return walk.start(layout="at-once")


def check(walk, attempt_id, position, fields, **more):
    return walk.answer(attempt_id, position, fields, **CHECK, **more)


def test_a_checked_answer_is_shown_with_its_mark_and_its_proof(walk, practice):
    at = walk.kinds(practice)["short_answer"]
    answered = check(walk, practice, at, {"text": ["Nowhere"]})
    assert (answered.status_code, answered.location) == (303, f"/attempts/{practice}/{at}")
    page = walk.page(answered.location)
    for said in ("Wrong", "Nowhere", "Right answer", "1 of 8 done, 0 right", "<mark>"):
        assert said in page
    assert 'name="check"' not in page


def test_who_does_not_know_is_shown_what_is_right_without_an_answer(walk, practice):
    for position in range(1, 9):
        assert check(walk, practice, position, {}, forgot="1").status_code == 303
        page = walk.page(f"/attempts/{practice}/{position}")
        assert "You did not know it" in page
        assert "Your answer" not in page


def test_nothing_entered_is_asked_again_and_says_what_to_do(walk, practice):
    for position, fields in ((1, {}), (2, {"text": ["  "]}), (3, {"took": ["20"]})):
        again = check(walk, practice, position, fields)
        assert again.status_code == 422
        assert "Answer first, or choose “I do not know”." in again.text
    assert "0 of 8 done" in walk.page(f"/attempts/{practice}/1")


def test_what_cannot_be_read_is_asked_again_with_what_was_typed(walk, practice):
    at = walk.kinds(practice)["numeric"]
    again = check(walk, practice, at, {"text": ["about so many"]})
    assert again.status_code == 422
    assert 'value="about so many"' in again.text
    assert "could not be read" in again.text


def test_another_answer_to_a_checked_question_is_not_taken_and_said_so(walk, practice):
    wrong, right = walk.answers(practice, builders.wrong_fields), walk.answers(practice)
    check(walk, practice, 1, wrong[1])
    for more in (CHECK, {"go": "next"}):
        answered = walk.answer(practice, 1, right[1], **more)
        assert "checked already" in walk.page(answered.location)
    assert "1 of 8 done, 0 right" in walk.page(f"/attempts/{practice}/1")
    by_script = walk.save(practice, {1: right[1]}, headers={"Accept": "application/json"})
    assert by_script.status_code == 422
    assert "checked already" in by_script.json["problems"]["1"]


def test_buttons_that_lead_elsewhere_keep_an_answer_without_checking_it(walk, practice):
    at = walk.kinds(practice)["short_answer"]
    there = walk.answer(practice, at, {"text": ["Nowhere"]}, **CHECK, go="8")
    assert there.location == f"/attempts/{practice}/8"
    page = walk.page(f"/attempts/{practice}/{at}")
    assert 'value="Nowhere"' in page
    assert "0 of 8 done" in page


def test_going_on_leads_to_what_was_not_checked_yet(walk, practice):
    right = walk.answers(practice)
    check(walk, practice, 8, right[8])
    assert f'data-show href="/attempts/{practice}/1"' in walk.page(f"/attempts/{practice}/8")
    walk.answer(practice, 1, right[1], go="2")
    # What is entered and was not checked is still to be done.
    assert walk.client.get(f"/attempts/{practice}").location == f"/attempts/{practice}/1"


def test_the_last_check_hands_in_and_its_result_can_still_be_seen(app, walk, practice):
    for position, fields in walk.answers(practice).items():
        check(walk, practice, position, fields)
    with app.app_context():
        assert db.session.get_one(Attempt, practice).finished_at is not None
    page = walk.page(f"/attempts/{practice}/8")
    assert "8 of 8 done, 8 right" in page
    assert f"/attempts/{practice}/results" in page
    assert "8 of 8 points" in walk.page(f"/attempts/{practice}")


def test_practice_can_be_ended_early_after_being_asked(walk, practice):
    right = walk.answers(practice)
    check(walk, practice, 3, right[3])
    page = walk.asked_about(walk.answer(practice, 3, {}, go="hand-in", ask="1"))
    assert "7 questions are not answered yet" in page
    done = walk.answer(practice, 3, {}, go="hand-in")
    assert done.location == f"/attempts/{practice}/results"
    assert "1 of 8 points" in walk.page(done.location)
    # What was never checked is not asked any more.
    assert walk.client.get(f"/attempts/{practice}/1").location == done.location
    assert walk.client.get(f"/attempts/{practice}/9").location == done.location
    late = check(walk, practice, 1, right[1])
    assert "handed in already" in walk.page(late.location)


def test_a_quiz_with_results_at_the_end_checks_no_single_question(walk):
    attempt_id = walk.start(layout="single")
    refused = check(walk, attempt_id, 1, walk.answers(attempt_id)[1])
    assert refused.status_code == 400


def test_practice_of_somebody_else_or_of_nobody_is_not_there(app, walk, practice):
    right = walk.answers(practice)
    stranger = app.test_client()
    stranger.post("/banks/arnholm/study", data=walk.card_of("place-short") | {"forgot": "1"})
    sent = builders.prefixed(right[1], 1) | CHECK
    assert stranger.post(f"/attempts/{practice}/1", data=sent).status_code == 404
    assert check(walk, practice, 9, right[1]).status_code == 404


@pytest.mark.parametrize("layout", ["", "exam", "at_once", "page "])
def test_results_can_be_shown_in_the_offered_ways_only(walk, layout):
    given = {"attempt_id": "0190f3a2-0000-7000-8000-000000000001", "length": "5", "layout": layout}
    assert walk.client.post("/banks/arnholm/quiz", data=given).status_code == 422


def test_what_is_partly_empty_is_asked_about_once_and_then_taken(walk, practice):
    at = walk.kinds(practice)["matching"]
    fields = walk.answers(practice)[at]
    one = dict([next(iter(fields.items()))])
    again = check(walk, practice, at, one, ask="1")
    assert again.status_code == 422
    assert "Some of it is empty" in again.text
    assert 'name="ask"' not in again.text
    assert "0 of 8 done" in again.text
    assert check(walk, practice, at, one).status_code == 303
    assert "1 of 8 done" in walk.page(f"/attempts/{practice}/{at}")


def test_practice_can_be_ended_from_a_question_that_is_not_checked(walk, practice):
    assert "End here" in walk.page(f"/attempts/{practice}/2")
    page = walk.asked_about(walk.answer(practice, 2, {}, check="1", go="hand-in", ask="1"))
    assert "8 questions are not answered yet" in page
    assert walk.answer(practice, 2, {}, check="1", go="hand-in").status_code == 303


def test_what_was_given_up_counts_as_done_in_every_list(walk, practice):
    at_end = walk.start(layout="single")
    walk.answer(at_end, 1, walk.answers(at_end)[1])
    walk.answer(at_end, 2, {"text": [" "]})
    for position in (1, 2, 3):
        check(walk, practice, position, {}, forgot="1")
    for path in ("/banks/arnholm", "/progress"):
        page = walk.page(path)
        assert sorted(re.findall(r">(\d) of 8</td>", page)) == ["1", "3"], path


def test_the_first_question_says_once_that_a_check_is_final(walk, practice):
    said = "an answer that was checked is final"
    assert said in walk.page(f"/attempts/{practice}/1")
    assert said not in walk.page(f"/attempts/{practice}/2")
    at_end = walk.start(layout="single")
    assert said not in walk.page(f"/attempts/{at_end}/1")
    check(walk, practice, 3, {}, forgot="1")
    assert said not in walk.page(f"/attempts/{practice}/1")


def test_results_tell_what_was_given_up_from_what_was_never_reached(walk, practice):
    check(walk, practice, 1, {}, forgot="1")
    walk.answer(practice, 1, {}, go="hand-in")
    page = walk.page(f"/attempts/{practice}/results")
    assert page.count("You did not know it") == 1
    # Among the marks at a glance, too.
    glance = page[page.index('aria-label="Your marks"') :].partition("</nav>")[0]
    assert glance.count("Not known") == 1
    assert "Not answered" in glance
