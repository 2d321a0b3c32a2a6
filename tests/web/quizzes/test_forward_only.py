"""Quizzes that go forward only, on their pages: said before, kept to, and nothing shown early."""

import re
from uuid import uuid4

import pytest

from quizapp.answering.overdue import hand_in_overdue
from quizapp.db import transaction
from tests import builders
from tests.web.conftest import Walk
from tests.web.quizzes.making import JSON, start

CHOSEN = "keeper-choice", "place-short", "height-number"


@pytest.fixture
def taker(app, as_student):
    """The browser of a learner."""
    return Walk(app, as_student)


@pytest.fixture
def begin(maker, taker):
    """Begin a quiz of three questions that goes forward only; return the attempt's id."""

    def begin(way="forward", **settings):
        maker.pick(*CHOSEN)
        assert maker.set(way=way, **settings).status_code == 303
        maker.send("publish")
        attempt_id = uuid4()
        start(taker.client, maker, attempt_id)
        return attempt_id

    return begin


def at(attempt_id, position):
    return f"/attempts/{attempt_id}/{position}"


def save(taker, attempt_id, position, fields):
    sent = builders.prefixed(fields, position)
    return taker.client.post(f"/attempts/{attempt_id}/responses", data=sent, headers=JSON)


def test_it_is_said_before_the_start_and_before_going_on(maker, begin, taker):
    attempt_id = begin()
    assert "Forward only: once you have gone on" in taker.page(maker.front)
    page = taker.page(at(attempt_id, 1))
    assert "Once you go on, you can neither see this question again" in page
    taker.answer(attempt_id, 1, taker.answers(attempt_id)[1])
    taker.answer(attempt_id, 2, taker.answers(attempt_id)[2])
    # The last one is not gone on from.
    assert "Once you go on" not in taker.page(at(attempt_id, 3))


def test_the_teacher_reads_how_it_is_asked(maker, begin):
    begin()
    assert "at the end, one by one, forward only" in maker.page()
    assert maker.now.design.is_linear
    maker.set(way="single")
    assert not maker.now.design.is_linear


def test_its_pages_offer_no_way_back_nor_to_a_question_that_is_to_come(begin, taker):
    attempt_id = begin()
    taker.answer(attempt_id, 1, taker.answers(attempt_id)[1])
    page = taker.page(f"/attempts/{attempt_id}")
    assert "Question 2 of 3" in page
    for absent in (">Back<", 'aria-label="Questions"', ">Flag<", "data-next", "data-previous"):
        assert absent not in page


@pytest.mark.parametrize(
    ("asked_for", "said"), [(1, "You have gone on from question 1"), (3, "comes later")]
)
def test_the_address_of_another_question_leads_to_where_the_learner_is(
    begin, taker, asked_for, said
):
    attempt_id = begin()
    taker.answer(attempt_id, 1, taker.answers(attempt_id)[1])
    response = taker.client.get(at(attempt_id, asked_for))
    assert (response.status_code, response.location) == (302, at(attempt_id, 2))
    page = taker.page(at(attempt_id, asked_for))
    assert said in page
    assert "Question 2 of 3" in page


def test_going_on_by_whatever_button_leads_to_where_the_learner_is(begin, taker):
    attempt_id = begin()
    answers = taker.answers(attempt_id)
    assert taker.answer(attempt_id, 1, answers[1]).location == at(attempt_id, 2)
    for go in ("back", "1", "3", "2"):
        assert taker.answer(attempt_id, 2, answers[2], go=go).location == at(attempt_id, 2)


def test_an_answer_of_a_page_that_is_old_is_not_taken_and_said_so(begin, taker):
    attempt_id = begin()
    wrong = taker.answers(attempt_id, builders.wrong_fields)
    taker.answer(attempt_id, 1, taker.answers(attempt_id)[1])
    late = taker.answer(attempt_id, 1, wrong[1])
    assert (late.status_code, late.location) == (303, at(attempt_id, 2))
    assert "You have gone on from question 1" in taker.page(late.location)
    by_script = save(taker, attempt_id, 1, wrong[1])
    assert by_script.status_code == 409
    assert "You have gone on from question 1" in by_script.json["problem"]
    without = taker.save(attempt_id, {1: wrong[1]})
    assert (without.status_code, without.location) == (303, at(attempt_id, 2))
    handed_in = taker.hand_in(attempt_id, {1: wrong[1]})
    assert (handed_in.status_code, handed_in.location) == (303, at(attempt_id, 2))
    assert save(taker, attempt_id, 3, wrong[3]).status_code == 409


def test_the_same_page_sent_twice_is_no_fault(begin, taker):
    attempt_id = begin()
    right = taker.answers(attempt_id)
    for _ in range(2):
        assert taker.answer(attempt_id, 1, right[1]).location == at(attempt_id, 2)
        assert "You have gone on" not in taker.page(at(attempt_id, 2))
    assert save(taker, attempt_id, 1, right[1]).status_code == 200


def test_what_is_being_answered_is_saved_as_ever(begin, taker):
    attempt_id = begin()
    right = taker.answers(attempt_id)
    taker.answer(attempt_id, 1, right[1])
    assert save(taker, attempt_id, 2, right[2]).status_code == 200
    page = taker.page(f"/attempts/{attempt_id}")
    assert "Answer saved" in page
    assert 'value="Arnholm"' in page


def test_leaving_a_question_empty_is_asked_about_once(begin, taker):
    attempt_id = begin()
    asked = taker.answer(attempt_id, 1, {"text": [""]}, ask="1")
    assert asked.status_code == 422
    assert "press Next again to leave it so" in asked.text
    assert 'name="ask"' not in asked.text
    assert taker.answer(attempt_id, 1, {"text": [""]}).location == at(attempt_id, 2)


def test_what_is_left_tells_nothing_of_questions_to_come(begin, taker):
    attempt_id = begin()
    taker.answer(attempt_id, 1, {"text": [""]})
    page = taker.page(f"/attempts/{attempt_id}/summary")
    assert "On which island does it stand?" in page
    assert "How tall is it?" not in page
    assert "1 question is still to come" in page
    assert "You have gone on from 1 question that is not answered" in page
    assert re.findall(r'href="(/attempts/[^"]+/\d)"', page) == [at(attempt_id, 2)] * 2
    right = taker.answers(attempt_id)
    taker.answer(attempt_id, 2, right[2])
    done = taker.answer(attempt_id, 3, right[3], go="hand-in", ask="1")
    assert done.location == f"/attempts/{attempt_id}/results"
    assert "2 of 3 points" in taker.page(done.location)


def test_handing_in_before_the_end_is_asked_about_and_leads_on(begin, taker):
    attempt_id = begin()
    right = taker.answers(attempt_id)
    asked = taker.answer(attempt_id, 1, right[1], go="hand-in", ask="1")
    assert asked.location == f"/attempts/{attempt_id}/summary"
    page = taker.page(asked.location)
    assert "2 questions are still to come" in page
    assert ">Go on</a>" in page
    taker.hand_in(attempt_id, {})
    assert "1 of 3 points" in taker.page(f"/attempts/{attempt_id}/results")


def test_another_device_stands_at_the_same_question(begin, taker, cast, log_in):
    attempt_id = begin()
    taker.answer(attempt_id, 1, taker.answers(attempt_id)[1])
    other = log_in(cast.student)
    assert other.get(f"/attempts/{attempt_id}").location == at(attempt_id, 2)


def test_a_time_limit_ends_it_with_what_was_saved(begin, taker, clock, app):
    attempt_id = begin(minutes="30")
    right = taker.answers(attempt_id)
    taker.answer(attempt_id, 1, right[1])
    save(taker, attempt_id, 2, right[2])
    clock.advance(minutes=32)
    with app.app_context(), transaction() as session:
        hand_in_overdue(session, clock(), 10)
    page = taker.page(f"/attempts/{attempt_id}/results")
    assert "2 of 3 points" in page
    late = taker.answer(attempt_id, 2, right[2])
    assert late.location == f"/attempts/{attempt_id}/results"


def test_a_page_whose_clock_runs_out_hands_in_without_what_comes_out_of_turn(begin, taker, clock):
    attempt_id = begin(minutes="30")
    right, wrong = taker.answers(attempt_id), taker.answers(attempt_id, builders.wrong_fields)
    taker.answer(attempt_id, 1, right[1])
    clock.advance(minutes=30)
    done = taker.hand_in(attempt_id, {1: wrong[1]}, by_clock="1")
    assert done.location == f"/attempts/{attempt_id}/results"
    assert "1 of 3 points" in taker.page(done.location)


def test_results_after_each_question_are_seen_until_one_goes_on(begin, taker):
    attempt_id = begin(way="at-once-forward")
    right = taker.answers(attempt_id)
    assert "The quiz goes forward only" in taker.page(at(attempt_id, 1))
    checked = taker.answer(attempt_id, 1, right[1], check="1")
    assert checked.location == at(attempt_id, 1)
    page = taker.page(f"/attempts/{attempt_id}")
    assert 'role="status"' in page
    assert 'name="go" value="next"' in page
    assert 'aria-label="Questions"' not in page
    assert taker.client.get(at(attempt_id, 2)).location == at(attempt_id, 1)
    gone = taker.client.post(at(attempt_id, 1), data={"go": "next", "ask": "1"})
    assert gone.location == at(attempt_id, 2)
    assert taker.client.get(at(attempt_id, 1)).location == at(attempt_id, 2)
    # Ended early, it tells what is left without leading there.
    asked = taker.client.post(at(attempt_id, 2), data={"go": "hand-in", "ask": "1"})
    page = taker.page(asked.location)
    assert "2 questions are not answered yet" in page
    assert 'value="3"' not in page
    taker.answer(attempt_id, 2, right[2], check="1")
    taker.client.post(at(attempt_id, 2), data={"go": "next"})
    taker.answer(attempt_id, 3, right[3], check="1")
    assert "3 of 3 points" in taker.page(f"/attempts/{attempt_id}/results")
    # It is over: every result may be seen again.
    assert taker.client.get(at(attempt_id, 1)).status_code == 200


def test_practice_of_ones_own_does_not_offer_it(walk):
    assert "forward only" not in walk.page("/banks/arnholm/quiz")
    given = {"attempt_id": str(uuid4()), "length": "5", "layout": "forward"}
    assert walk.client.post("/banks/arnholm/quiz", data=given).status_code == 422


def test_a_copy_of_what_one_did_tells_nothing_of_questions_to_come(begin, taker):
    attempt_id = begin()
    taker.answer(attempt_id, 1, taker.answers(attempt_id)[1])
    copy = taker.client.get("/account/data/quizapp.json").text
    assert "On which island does it stand?" in copy
    assert "How tall is it?" not in copy
    taker.hand_in(attempt_id, {})
    assert "How tall is it?" in taker.client.get("/account/data/quizapp.json").text


def test_an_attempt_under_way_keeps_the_way_in_which_it_was_begun(begin, maker, taker):
    attempt_id = begin(way="single")
    assert "1 under way keeps what it was begun with" in maker.page("/settings")
    maker.set(way="forward")
    taker.answer(attempt_id, 1, taker.answers(attempt_id)[1])
    assert taker.client.get(at(attempt_id, 1)).status_code == 200
    assert "Once you go on" not in taker.page(at(attempt_id, 1))


@pytest.mark.parametrize("position", [1, 2])
def test_a_hand_in_that_cannot_be_read_shows_no_question_but_the_one_in_turn(
    begin, taker, position
):
    attempt_id = begin()
    for each in range(1, position):
        taker.answer(attempt_id, each, taker.answers(attempt_id)[each])
    refused = taker.hand_in(attempt_id, {position: {"choice": ["none"], "text": ["x" * 20_000]}})
    assert refused.status_code == 422
    assert f"Question {position} of 3" in refused.text
    stems = "Who kept the lighthouse?", "On which island does it stand?", "How tall is it?"
    assert [stem in refused.text for stem in stems] == [
        each == position for each in range(1, len(stems) + 1)
    ]


def test_objecting_shows_a_result_again_only_once_the_quiz_is_over(begin, taker):
    attempt_id = begin(way="at-once-forward")
    taker.answer(attempt_id, 1, taker.answers(attempt_id, builders.wrong_fields)[1], check="1")
    there = taker.client.get(f"/attempts/{attempt_id}/questions/1/objection").location
    stem = "Who kept the lighthouse?"
    form = taker.page(there)
    assert stem in form
    taker.client.post(at(attempt_id, 1), data={"go": "next"})
    assert taker.client.get(there).location == at(attempt_id, 2)
    page = taker.page(there)
    assert stem not in page
    assert "You have gone on from question 1" in page
    sent = dict(re.findall(r'<input[^>]*name="(challenge_id)"[^>]*value="([^"]*)"', form))
    unread = taker.client.post(there, data=sent | {"kind": "none"})
    assert (unread.status_code, unread.location) == (303, at(attempt_id, 2))
    taker.client.post(f"/attempts/{attempt_id}")
    assert stem in taker.page(there)
