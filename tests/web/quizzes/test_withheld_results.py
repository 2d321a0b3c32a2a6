"""Results that are not shown before the quiz is closed, or never, and no other page tells them."""

from uuid import uuid4

import pytest
from sqlalchemy.exc import OperationalError

from quizapp.db import transaction
from quizapp.memory.held import feed_released
from tests.web.quizzes.making import start

CLOSES = "2026-03-02T10:00"


@pytest.fixture
def taken(maker, as_student):
    """Hand in a quiz with one wrong and one right answer; return the address of the attempt."""

    def taken(**settings):
        maker.pick("place-short", "height-number")
        maker.set(**{"release": "closing", "closes_at": CLOSES} | settings)
        maker.send("publish")
        attempt_id = uuid4()
        start(as_student, maker, attempt_id)
        answers = {"q1-text": "Nowhere", "q2-text": "43 metres"}
        as_student.post(f"/attempts/{attempt_id}", data=answers)
        return f"/attempts/{attempt_id}"

    return taken


@pytest.fixture
def released(app, clock):
    """Let the results be shown, and the job see to it that memory learns of them."""

    def released():
        clock.advance(hours=2)
        with app.app_context(), transaction() as session:
            assert feed_released(session, clock(), 9) == 1

    return released


def test_memory_learns_of_results_when_they_are_opened_too(taken, as_student, clock):
    results = f"{taken()}/results"
    clock.advance(hours=2)
    page = as_student.get(results).text
    assert "comes back in Study" in page
    assert "Right answers by topic" in as_student.get("/progress").text


def test_results_are_shown_while_the_database_cannot_be_written(
    taken, as_student, clock, released, monkeypatch
):
    def locked(*_arguments):
        raise OperationalError("UPDATE", {}, Exception("database is locked"))

    results = f"{taken()}/results"
    clock.advance(hours=2)
    monkeypatch.setattr("quizapp.web.quizzes.views.feed_released", locked)
    page = as_student.get(results)
    assert page.status_code == 200
    assert "0 of 2 points" in page.text
    # Memory learns of it later.
    released()


def test_results_come_when_the_quiz_is_closed_and_its_grace_is_over(taken, as_student, clock):
    results = f"{taken()}/results"
    for seconds in (0, 3600, 10):
        clock.advance(seconds=seconds)
        page = as_student.get(results).text
        assert "You answered 2 of 2 questions." in page
        assert "2 March 2026, 10:00" in page
        assert "Arnholm" not in page
    clock.advance(seconds=1)
    page = as_student.get(results).text
    assert "0 of 2 points" in page
    assert "Arnholm" in page


def test_results_are_never_shown_where_the_teacher_says_so(taken, as_student, clock):
    results = f"{taken(release='never', closes_at='')}/results"
    clock.advance(days=3)
    page = as_student.get(results).text
    assert "The results of this quiz are not shown." in page
    assert "Arnholm" not in page


@pytest.mark.parametrize("path", ["/progress", "/banks/arnholm"])
def test_no_list_tells_the_points(taken, as_student, clock, path):
    taken()
    assert "0 of 2" not in as_student.get(path).text
    clock.advance(hours=2)
    assert "0 of 2" in as_student.get(path).text


def test_a_bank_is_not_said_to_be_unanswered_while_results_wait(taken, as_student, clock):
    taken()
    page = as_student.get("/progress").text
    assert "You have not answered anything" not in page
    assert "answered in a quiz whose results you may not see yet does not count here" in page
    clock.advance(hours=2)
    assert "whose results you may not see yet" not in as_student.get("/progress").text


def test_what_was_wrong_is_offered_as_a_mistake_afterwards_only(taken, as_student, clock):
    taken()
    assert "Practise my mistakes" not in as_student.get("/banks/arnholm").text
    clock.advance(hours=2)
    assert "Practise my mistakes: 2 facts" in as_student.get("/banks/arnholm").text


def test_the_file_with_ones_data_tells_no_mark_before(taken, as_student, released):
    taken()

    def scores():
        data = as_student.get("/account/data/quizapp.json").get_json()
        [attempt] = data["attempts"]
        marked = [each["response"]["scores"] for each in attempt["questions"]]
        return marked, data["reviews"], data["memories"]

    assert scores() == ([[], []], [], [])
    released()
    marked, reviews, memories = scores()
    assert all(marked)
    assert len(reviews) == len(memories) == 2


def test_no_topic_tells_how_much_was_right_before(taken, as_student, released):
    taken()
    assert "Right answers by topic" not in as_student.get("/progress").text
    released()
    assert "Right answers by topic" in as_student.get("/progress").text


def test_who_moves_the_closing_time_keeps_the_results_back_for_everybody(
    taken, maker, as_student, clock
):
    results = f"{taken()}/results"
    maker.set(release="closing", closes_at="2026-03-02T12:00")
    clock.advance(hours=2)
    assert "Arnholm" not in as_student.get(results).text
    maker.set(release="end", closes_at="")
    assert "Arnholm" in as_student.get(results).text


def test_practice_and_quizzes_that_show_results_at_once_withhold_nothing(taken, as_student):
    assert "Arnholm" in as_student.get(f"{taken(release='end')}/results").text


def test_results_after_each_question_are_not_withheld(maker, as_student):
    maker.pick("place-short")
    maker.set(way="at-once", release="never")
    assert maker.now.design.release == "end"
    maker.send("publish")
    assert "After each question" in as_student.get(maker.front).text


def test_what_was_marked_after_each_question_stays_seen(maker, as_student):
    maker.pick("place-short")
    maker.set(way="at-once")
    maker.send("publish")
    attempt_id = uuid4()
    start(as_student, maker, attempt_id)
    as_student.post(f"/attempts/{attempt_id}/1", data={"check": "1", "q1-text": "Nowhere"})
    maker.set(way="page", release="never")
    assert "0 of 1 points" in as_student.get(f"/attempts/{attempt_id}/results").text


def test_results_after_closing_need_a_closing_time(maker):
    response = maker.set(release="closing")
    assert response.status_code == 422
    assert "Say below when it closes." in response.text
    assert maker.set(release="sideways").status_code == 422


def test_the_first_page_says_when_results_are_shown(taken, maker, as_stranger):
    taken()
    assert "When the quiz is closed" in as_stranger.get(maker.front).text
    maker.set(release="never")
    assert "Not shown" in as_stranger.get(maker.front).text


def test_who_keeps_results_back_later_reads_what_is_not_taken_back(taken, maker, as_student):
    results = f"{taken(release='end', closes_at='')}/results"
    assert "The results of 1 attempt may be seen already" in maker.page("/settings")
    assert "0 of 2 points" in as_student.get(results).text
    maker.set(release="closing", closes_at=CLOSES)
    assert "The results of 1 attempt could be seen until now" in maker.told()
    assert "0 of 2 points" not in as_student.get(results).text
    assert "may be seen already" not in maker.page("/settings")


def test_what_was_never_shown_is_not_said_to_be_seen(taken, maker):
    taken()
    assert "may be seen already" not in maker.page("/settings")
    maker.set(release="closing", closes_at="2026-03-02T12:00")
    assert "could be seen" not in maker.told()


def test_results_after_each_question_are_not_kept_back_again(taken, maker):
    taken(way="at-once", release="end", closes_at="")
    assert "may be seen already" not in maker.page("/settings")
    maker.set(release="never")
    assert "could be seen" not in maker.told()
