"""Before the hand-in: flags, what is left, and what was answered elsewhere meanwhile."""

import re

import pytest

from tests import builders

SCRIPT = {"Accept": "application/json"}


def send(walk, attempt_id, **fields):
    return walk.client.post(f"/attempts/{attempt_id}/responses", data=fields)


def by_script(walk, attempt_id, answers, **fields):
    sent = dict(fields)
    for position, given in answers.items():
        sent |= builders.prefixed(given, position)
    at = f"/attempts/{attempt_id}/responses"
    return walk.client.post(at, data=sent, headers=SCRIPT)


def as_of(page):
    return re.search(r'name="as_of" value="(\d+)"', page)[1]


@pytest.mark.parametrize("layout", ["page", "single"])
def test_a_flag_takes_the_answers_of_its_page_along_and_leads_back(walk, layout):
    attempt_id = walk.start(layout=layout)
    right = walk.answers(attempt_id)
    at = f"/attempts/{attempt_id}"
    there = f"{at}#q3-question" if layout == "page" else f"{at}/3"
    answered = send(walk, attempt_id, flag="3", **builders.prefixed(right[3], 3))
    assert (answered.status_code, answered.location) == (303, there)
    page = walk.page(f"{at}/3" if layout == "single" else at)
    assert re.search(r'name="unflag" value="3"', page)
    assert page.count("Answer saved") == 1
    summary = walk.page(f"{at}/summary")
    assert "7 questions are not answered yet" in summary
    assert "1 question is flagged" in summary
    send(walk, attempt_id, unflag="3")
    assert "flagged" not in walk.page(f"{at}/summary")


def test_the_numbers_of_the_questions_say_which_are_flagged(walk):
    attempt_id = walk.start(layout="single")
    send(walk, attempt_id, flag="2")
    page = walk.page(f"/attempts/{attempt_id}/1")
    assert 'aria-label="Question 2, not answered, flagged"' in page
    assert page.count(", flagged") == 1


@pytest.mark.parametrize("position", ["", "0", "-1", "x", "1.5", "\u0661", "1000", "9" * 400, "44"])
def test_an_odd_flag_flags_nothing(walk, position):
    attempt_id = walk.start()
    assert send(walk, attempt_id, flag=position).status_code == 303
    assert "flagged" not in walk.page(f"/attempts/{attempt_id}/summary")


def test_a_flag_beside_an_answer_that_cannot_be_read_is_kept(walk):
    attempt_id = walk.start(layout="single")
    at = walk.kinds(attempt_id)["numeric"]
    given = builders.prefixed({"text": ["so many"]}, at)
    refused = send(walk, attempt_id, flag=str(at), **given)
    assert refused.status_code == 422
    assert 'value="so many"' in refused.text
    assert "could not be read" in refused.text
    assert "1 question is flagged" in walk.page(f"/attempts/{attempt_id}/summary")


def test_practice_with_results_at_once_offers_no_flag_and_has_no_summary(walk):
    attempt_id = walk.start(layout="at-once")
    page = walk.page(f"/attempts/{attempt_id}/1")
    assert 'name="flag"' not in page
    assert "What is left" not in page
    led = walk.client.get(f"/attempts/{attempt_id}/summary")
    assert led.location == f"/attempts/{attempt_id}"


@pytest.mark.parametrize("layout", ["page", "single"])
def test_the_summary_is_reached_with_what_was_entered_and_hands_in(walk, layout):
    attempt_id = walk.start(layout=layout)
    right = walk.answers(attempt_id)
    at = f"/attempts/{attempt_id}"
    given = builders.prefixed(right[1], 1) | {"go": ["summary"]}
    way = f"{at}/responses" if layout == "page" else f"{at}/1"
    led = walk.client.post(way, data=given)
    assert (led.status_code, led.location) == (303, f"{at}/summary")
    summary = walk.page(led.location)
    assert "7 questions are not answered yet" in summary
    assert "Hand in as it is" in summary
    assert walk.client.post(at).location == f"{at}/results"
    assert "1 of 8 points" in walk.page(f"{at}/results")
    assert walk.client.get(f"{at}/summary").location == at


def test_the_summary_names_a_text_with_a_gap_by_the_text(walk):
    summary = walk.page(f"/attempts/{walk.start()}/summary")
    assert "Its _____ walls carry a _____ light." in summary


def test_the_summary_of_a_quiz_that_is_all_answered_says_so(walk):
    attempt_id = walk.start()
    walk.save(attempt_id, walk.answers(attempt_id))
    summary = walk.page(f"/attempts/{attempt_id}/summary")
    assert "Everything is answered" in summary
    assert "as it is" not in summary


def test_flagged_answers_are_asked_about_once(walk):
    attempt_id = walk.start()
    send(walk, attempt_id, flag="8")
    page = walk.asked_about(walk.hand_in(attempt_id, walk.answers(attempt_id), ask="1"))
    assert "1 question is flagged" in page
    assert walk.hand_in(attempt_id, {}).location == f"/attempts/{attempt_id}/results"


def test_a_page_learns_at_its_next_save_what_was_answered_elsewhere(walk, clock):
    attempt_id = walk.start()
    at = f"/attempts/{attempt_id}"
    page = walk.page(at)
    right = walk.answers(attempt_id)
    clock.advance(minutes=1)
    by_script(walk, attempt_id, {2: right[2], 5: right[5]})
    clock.advance(minutes=1)
    told = by_script(walk, attempt_id, {1: right[1]}, as_of=as_of(page)).json
    assert told["newer"] == [2, 5]
    clock.advance(minutes=1)
    # What it was told of once, and what it has sent itself, is not news.
    told = by_script(walk, attempt_id, {3: right[3]}, as_of=told["as_of"]).json
    assert (told["newer"], told["replaced"]) == ([], [])
    told = by_script(walk, attempt_id, {}, as_of=as_of(walk.page(at))).json
    assert told["newer"] == []


@pytest.mark.parametrize("said", ["", "x", "-5", "\u0661", "9" * 30])
def test_a_page_that_does_not_say_of_when_it_is_is_told_of_nothing(walk, said):
    attempt_id = walk.start()
    told = by_script(walk, attempt_id, {1: walk.answers(attempt_id)[1]}, as_of=said)
    assert (told.status_code, told.json["newer"]) == (200, [])


@pytest.mark.parametrize("script", [True, False])
def test_who_replaces_an_answer_from_elsewhere_is_told(walk, script):
    attempt_id = walk.start(layout="single")
    at = walk.kinds(attempt_id)["short_answer"]
    page = walk.page(f"/attempts/{attempt_id}/{at}")
    seen = re.search(rf'name="q{at}-seen" value="(\w+)"', page)[1]
    by_script(walk, attempt_id, {at: {"text": ["Nowhere"]}})
    later = {"text": ["Arnholm"], "seen": [seen]}
    if script:
        assert by_script(walk, attempt_id, {at: later}).json["replaced"] == [at]
    else:
        led = walk.answer(attempt_id, at, later)
        assert f"Another answer was given elsewhere to question {at}." in walk.page(led.location)
    assert 'value="Arnholm"' in walk.page(f"/attempts/{attempt_id}/{at}")
