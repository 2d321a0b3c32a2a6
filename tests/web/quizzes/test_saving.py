"""Answers of a quiz that is not handed in yet: saved at once, shown again, changed."""

import re

import pytest
from sqlalchemy import func, select

from quizapp.db import db
from quizapp.quizzes.models import Response
from tests import builders
from tests.databases import both_databases

SCRIPT = {"Accept": "application/json"}


def count(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Response))


def seen(walk, attempt_id):
    """What each question of a page says that it shows."""
    page = walk.page(f"/attempts/{attempt_id}")
    return dict(re.findall(r'name="q(\d+)-seen" value="([^"]+)"', page))


@pytest.mark.parametrize(
    ("go", "leads_to"),
    [
        *(("next", 4), ("back", 2), ("1", 1), ("5", 5), ("", 4), ("0", 1), ("999", 5)),
        *(("10000", 4), ("-1", 4), ("²", 4), ("elsewhere", 4)),
    ],
)
def test_every_button_takes_the_answer_along(app, walk, go, leads_to):
    attempt_id = walk.start(layout="single", length="5")
    response = walk.answer(attempt_id, 3, walk.answers(attempt_id)[3], go=go)
    assert response.location == f"/attempts/{attempt_id}/{leads_to}"
    assert count(app) == 1


def test_before_the_first_and_after_the_last_question_there_is_none(walk):
    attempt_id = walk.start(layout="single", length="5")
    assert walk.answer(attempt_id, 1, {}, go="back").location.endswith("/1")
    assert walk.answer(attempt_id, 5, {}, go="next").location.endswith("/5")


def test_one_by_one_shows_what_was_answered_and_lets_it_be_changed(walk):
    attempt_id = walk.start(layout="single")
    kinds = walk.kinds(attempt_id)
    for position, fields in walk.answers(attempt_id, builders.wrong_fields).items():
        walk.answer(attempt_id, position, fields)
    at = f"/attempts/{attempt_id}"
    assert walk.page(f"{at}/{kinds['multiple_choice']}").count('" checked>') == 1
    assert walk.page(f"{at}/{kinds['ordering']}").count(" selected") == 3
    assert re.search(r'name="q\d-text" value="[^"]', walk.page(f"{at}/{kinds['numeric']}"))
    for position, fields in walk.answers(attempt_id).items():
        walk.answer(attempt_id, position, fields, go="back")
    walk.answer(attempt_id, 8, {}, go="hand-in")
    assert "8 of 8 points" in walk.page(f"{at}/results")


def test_one_by_one_the_last_answer_goes_with_the_hand_in(walk):
    attempt_id = walk.start(layout="single", length="5")
    answers = walk.answers(attempt_id)
    for position in range(1, 5):
        walk.answer(attempt_id, position, answers[position])
    response = walk.answer(attempt_id, 5, answers[5], go="hand-in", ask="1")
    assert response.location == f"/attempts/{attempt_id}/results"
    assert "5 of 5 points" in walk.page(response.location)


def test_one_by_one_asks_about_empty_answers_and_keeps_the_last_one(app, walk):
    attempt_id = walk.start(layout="single", length="5")
    at = f"/attempts/{attempt_id}"
    assert 'name="ask" value="1"' in walk.page(f"{at}/5")
    answers = walk.answers(attempt_id)
    walk.answer(attempt_id, 2, answers[2])
    response = walk.answer(attempt_id, 5, answers[5], go="hand-in", ask="1")
    page = walk.asked_about(response)
    assert "3 questions are not answered yet" in page
    assert re.findall(rf'<li><a href="{at}/(\d)"', page) == ["1", "3", "4"]
    assert 'name="ask"' not in page
    assert count(app) == 2
    assert walk.answer(attempt_id, 5, {}, go="hand-in").location == f"{at}/results"
    assert "2 of 5 points" in walk.page(f"{at}/results")


def test_page_is_saved_without_being_handed_in(walk):
    attempt_id = walk.start()
    right = walk.answers(attempt_id)
    walk.save(attempt_id, walk.answers(attempt_id, builders.wrong_fields))
    response = walk.save(attempt_id, {1: right[1], 2: right[2]})
    assert (response.status_code, response.location) == (303, f"/attempts/{attempt_id}")
    page = walk.page(response.location)
    assert "Saved. You can go on later" in page
    assert page.count(" selected") == 5
    walk.hand_in(attempt_id, {})
    assert "2 of 8 points" in walk.page(f"/attempts/{attempt_id}/results")


@both_databases
def test_script_saves_and_is_told_in_json(app, walk):
    attempt_id = walk.start()
    short = walk.kinds(attempt_id)["short_answer"]
    saved = walk.save(attempt_id, walk.answers(attempt_id), headers=SCRIPT)
    assert saved.status_code == 200
    assert saved.json["seen"] == seen(walk, attempt_id)
    assert len(saved.json["seen"]) == 8
    other = 1 if short != 1 else 2
    refused = walk.save(attempt_id, {short: {"text": ["x" * 501]}, other: {}}, headers=SCRIPT)
    assert (refused.status_code, list(refused.json["seen"])) == (422, [str(other)])
    assert list(refused.json["problems"]) == [str(short)]
    assert "501 letters" in refused.json["problems"][str(short)]
    assert count(app) == 8
    walk.hand_in(attempt_id, {})
    late = walk.save(attempt_id, {short: {"text": ["late"]}}, headers=SCRIPT)
    assert (late.status_code, list(late.json)) == (409, ["problem"])
    assert "7 of 8 points" in walk.page(f"/attempts/{attempt_id}/results")


def test_save_after_hand_in_is_told(walk):
    attempt_id = walk.start()
    walk.hand_in(attempt_id, {})
    response = walk.save(attempt_id, walk.answers(attempt_id))
    assert (response.status_code, response.location) == (303, f"/attempts/{attempt_id}/results")
    page = walk.page(response.location)
    assert "handed in already" in page
    assert "0 of 8 points" in page


def test_page_that_cannot_be_read_whole_is_saved_in_part(walk):
    attempt_id = walk.start()
    answers = walk.answers(attempt_id)
    answers[walk.kinds(attempt_id)["short_answer"]] = {"text": ["y" * 600]}
    response = walk.save(attempt_id, answers)
    assert response.status_code == 422
    assert "y" * 600 in response.text
    walk.hand_in(attempt_id, {})
    assert "7 of 8 points" in walk.page(f"/attempts/{attempt_id}/results")


def test_answer_sent_again_is_one_answer(app, walk):
    attempt_id = walk.start(layout="single", length="5")
    for _ in range(2):
        assert walk.answer(attempt_id, 1, walk.answers(attempt_id)[1]).status_code == 303
    assert count(app) == 1


def test_form_without_any_field_of_its_question_takes_nothing_out(walk):
    attempt_id = walk.start(layout="single", length="5")
    walk.answer(attempt_id, 1, walk.answers(attempt_id)[1])
    assert walk.client.post(f"/attempts/{attempt_id}/1").status_code == 303
    assert "1 of 5 answered" in walk.page(f"/attempts/{attempt_id}/1")


def test_an_older_page_takes_out_nothing_that_was_answered_elsewhere_since(walk):
    attempt_id = walk.start()
    older = {
        int(at): {"seen": [shown], "answered": [""], "took": [""], "text": [""]}
        for at, shown in seen(walk, attempt_id).items()
    }
    walk.save(attempt_id, walk.answers(attempt_id))
    walk.save(attempt_id, older, headers=SCRIPT)
    assert walk.hand_in(attempt_id, older, ask="1").location == f"/attempts/{attempt_id}/results"
    assert "8 of 8 points" in walk.page(f"/attempts/{attempt_id}/results")


def test_a_page_with_a_fault_shows_what_was_answered_elsewhere_since(walk):
    attempt_id = walk.start()
    number, short = (walk.kinds(attempt_id)[kind] for kind in ("numeric", "short_answer"))
    older = {int(at): {"seen": [shown]} for at, shown in seen(walk, attempt_id).items()}
    walk.save(attempt_id, {short: walk.answers(attempt_id)[short]})
    kept = seen(walk, attempt_id)[str(short)]
    older[short] |= {"text": [""]}
    older[number] |= {"text": ["no number"]}
    refused = walk.hand_in(attempt_id, older)
    assert refused.status_code == 422
    # Both what is shown and what it is said to be: sent again, it still changes nothing.
    assert f'name="q{short}-seen" value="{kept}"' in refused.text
    assert re.search(rf'name="q{short}-text" value="[^"]', refused.text)
    assert 'value="no number"' in refused.text


def test_all_ticks_can_be_taken_out_again(walk):
    attempt_id = walk.start()
    at = walk.kinds(attempt_id)["multiple_response"]
    walk.save(attempt_id, {at: walk.answers(attempt_id)[at]})
    page = walk.page(f"/attempts/{attempt_id}")
    assert page.count('" checked>') == 2
    shown = seen(walk, attempt_id)[str(at)]
    walk.save(attempt_id, {at: {"seen": [shown], "answered": [""], "took": [""]}})
    assert '" checked>' not in walk.page(f"/attempts/{attempt_id}")


def test_clock_of_the_browser_says_when_it_was_answered(app, walk, clock):
    attempt_id = walk.start()
    number = walk.kinds(attempt_id)["numeric"]
    began = clock()
    clock.advance(minutes=10)
    milliseconds = str(int(began.timestamp() * 1000) + 60_000)
    fields = {"text": ["42"], "answered": [milliseconds], "took": ["4200"]}
    walk.save(attempt_id, {number: fields})
    with app.app_context():
        response = db.session.scalars(select(Response)).one()
    assert (response.answered_at - began).total_seconds() == 60
    assert response.received_at == clock()
    assert (response.clock, response.took_ms) == ("learner", 4200)
    # The time goes on from there when it is changed.
    assert f'name="q{number}-took" value="4200"' in walk.page(f"/attempts/{attempt_id}")


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/octet-stream"])
def test_what_is_no_form_is_not_said_to_be_saved(app, walk, kind):
    attempt_id = walk.start(layout="single", length="5")
    address = f"/attempts/{attempt_id}/responses"
    response = walk.client.post(address, data="q1-choice=1", content_type=kind, headers=SCRIPT)
    assert response.status_code == 415
    assert count(app) == 0
