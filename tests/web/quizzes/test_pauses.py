"""The teacher's buttons that stop the time of an attempt, and what its learner is told."""

from uuid import uuid4

import pytest

from quizapp.accounts.models import Role
from tests.web.quizzes.making import JSON, start


@pytest.fixture
def going(timed, as_student):
    """The id of an attempt under way."""
    start(as_student, timed, attempt_id := uuid4())
    return attempt_id


@pytest.fixture
def desk(timed, going, cast):
    return Desk(timed, going, f"/learners/{cast.student.id}")


class Desk:
    """The teacher's page of one learner."""

    def __init__(self, maker, attempt_id, path):
        self.maker, self.attempt_id, self.path = maker, attempt_id, path

    def page(self):
        return self.maker.page(self.path)

    def press(self, what, **given):
        response = self.maker.send(f"attempts/{self.attempt_id}/{what}", **given)
        assert response.status_code == 303
        assert response.location.endswith(self.path)
        return self.page()


@pytest.mark.parametrize("way", ["page", "single", "at-once"])
def test_the_learner_is_told_and_what_they_enter_is_saved(timed, as_student, cast, clock, way):
    timed.set(minutes="30", way=way)
    start(as_student, timed, attempt_id := uuid4())
    desk = Desk(timed, attempt_id, f"/learners/{cast.student.id}")
    clock.advance(minutes=10)
    page = desk.press("pause", reason="An alarm.")
    assert "The time stands still." in page
    assert "20 minutes are left." in page
    clock.advance(hours=2)
    address = f"/attempts/{attempt_id}"
    page = as_student.get(address, follow_redirects=True).text
    assert "data-timer-paused>Your teacher has stopped the time." in page
    assert 'data-timer="1200"' in page
    assert "An alarm." not in page
    saved = {"q2-text": "42 metres"}
    told = as_student.post(f"{address}/responses", data=saved, headers=JSON).get_json()
    assert (told["left"], told["paused"]) == (1200, True)
    page = desk.press("resume")
    assert "The time runs on" in page
    told = as_student.post(f"{address}/responses", data=saved, headers=JSON).get_json()
    assert (told["left"], told["paused"]) == (1200, False)
    page = as_student.get(address, follow_redirects=True).text
    assert "data-timer-paused hidden>" in page
    assert "42 metres" in as_student.get(f"{address}/2" if way != "page" else address).text


def test_a_page_whose_clock_runs_out_meanwhile_does_not_end_it(desk, going, as_student, clock):
    desk.press("pause", reason="An alarm.")
    clock.advance(hours=1)
    sent = {"q2-text": "42 metres", "by_clock": "1"}
    assert as_student.post(f"/attempts/{going}", data=sent).location == f"/attempts/{going}"
    assert "42 metres" in as_student.get(f"/attempts/{going}").text


def test_all_of_it_stands_on_the_page_with_who_and_why(desk):
    page = desk.page()
    assert "Stop the time</button>" in page
    assert "When the time was stopped" not in page
    page = desk.press("pause", reason="  An   alarm. ")
    for said in ("Stopped</strong>: ", "An alarm.", "Clara", "Let the time run on</button>"):
        assert said in page
    assert "Paused, 30 minutes left" in desk.maker.page("/attempts")
    assert "<strong>Ran on</strong>" in desk.press("resume")


def test_one_time_is_stopped_without_a_reason(desk):
    page = desk.press("pause", reason=" ")
    assert "30 minutes are left." in page
    assert "<strong>Stopped</strong>: no reason given <small" in page
    assert "<strong>Ran on</strong> <small" in desk.press("resume")


def test_a_pause_twice_is_once(desk):
    assert "does not stand still" in desk.press("resume")
    desk.press("pause", reason="An alarm.")
    page = desk.press("pause", reason="Another.")
    assert "No time runs in this attempt" in page
    assert "Another." not in page


def test_more_time_during_a_pause_says_what_is_left(desk):
    desk.press("pause", reason="An alarm.")
    response = desk.maker.browser.post(
        desk.maker.home + desk.path,
        data={"time": "50", "unit": "percent", "reason": "Reads slowly."},
    )
    assert response.status_code == 303
    assert "Of the attempt under way, 45 minutes are left once you let" in desk.page()


def test_who_waits_for_results_is_told_that_somebody_is_at_it_still(
    timed, as_student, as_stranger, clock, cast
):
    timed.set(minutes="30", release="closing", closes_at="2026-03-02T10:00")
    start(as_student, timed, paused := uuid4())
    start(as_stranger, timed, mine := uuid4())
    Desk(timed, paused, f"/learners/{cast.student.id}").press("pause", reason="Ill.")
    as_stranger.post(f"/attempts/{mine}", data={})
    assert "2 March 2026, 10:00" in as_stranger.get(f"/attempts/{mine}/results").text
    clock.advance(hours=2)
    page = as_stranger.get(f"/attempts/{mine}/results").text
    assert "once nobody takes the quiz any more" in page
    assert "Arnholm" not in page


def test_a_quiz_without_a_limit_offers_no_pause(timed, as_stranger, cast):
    timed.set(minutes="")
    start(as_stranger, timed)
    page = timed.page(f"/learners/{cast.stranger.id}")
    assert "Stop the time" not in page


def test_it_is_for_the_owner_alone(desk, cast, make_user, log_in):
    for person in (cast.admin, make_user("Tom", Role.TEACHER)):
        for what in ("pause", "resume"):
            address = f"{desk.maker.home}/attempts/{desk.attempt_id}/{what}"
            assert log_in(person).post(address, data={"reason": "x"}).status_code == 404
    assert "Stop the time</button>" in desk.page()


def test_an_attempt_at_another_quiz_is_not_there(desk):
    for what in ("pause", "resume"):
        address = f"attempts/{uuid4()}/{what}"
        assert desk.maker.send(address, reason="An alarm.").status_code == 404


def rows(page):
    return page.count("Paused, ")


def test_everybodys_time_is_stopped_and_runs_on_at_once(
    timed, going, as_student, as_stranger, clock
):
    start(as_stranger, timed, uuid4())
    clock.advance(minutes=10)
    page = timed.page("/attempts")
    assert "It runs in 2 attempts." in page
    assert "everybody’s time run on" not in page
    for said in ("The time stands still in 2 attempts.", "No time runs in any attempt"):
        assert timed.send("attempts/pause", reason="An alarm.").status_code == 303
        page = timed.page("/attempts")
        assert said in page
        assert rows(page) == 2
    assert "It stands still in 2 attempts." in page
    clock.advance(hours=2)
    told = as_student.get(f"/attempts/{going}/time").json
    assert told == {"left": 1200, "paused": True}
    for said in ("The time runs on in 2 attempts", "The time stands still in no attempt."):
        assert timed.send("attempts/resume").status_code == 303
        page = timed.page("/attempts")
        assert said in page
        assert rows(page) == 0
    assert as_student.get(f"/attempts/{going}/time").json == {"left": 1200, "paused": False}


@pytest.mark.parametrize("given", [{}, {"reason": "  "}])
def test_everybodys_time_is_stopped_without_a_reason(timed, going, given):
    assert going
    timed.send("attempts/pause", **given)
    page = timed.page("/attempts")
    assert "The time stands still in 1 attempt." in page
    assert rows(page) == 1


def test_the_forms_say_who_reads_the_reason(timed, desk, as_student):
    assert "Each learner finds the reason in the file of their own data" in timed.page("/attempts")
    assert "The learner finds the reason in the file of their own data" in desk.page()
    desk.press("pause", reason="A broken screen.")
    assert "A broken screen." in as_student.get("/account/data/quizapp.json").text


def test_where_no_time_runs_there_is_nothing_to_stop(maker, as_student):
    maker.pick("place-short")
    maker.send("publish")
    start(as_student, maker, attempt_id := uuid4())
    assert "Everybody’s time" not in maker.page("/attempts")
    assert as_student.get(f"/attempts/{attempt_id}/time").json == {"left": None, "paused": False}


def test_what_is_handed_in_has_no_time_and_what_is_anothers_is_not_there(
    going, as_student, as_stranger
):
    address = f"/attempts/{going}/time"
    assert as_student.get(address).json == {"left": 1800, "paused": False}
    assert as_stranger.get(address).status_code == 404
    assert as_student.get(f"/attempts/{uuid4()}/time").status_code == 404
    as_student.post(f"/attempts/{going}", data={"sure": "1"})
    assert as_student.get(address).json == {"left": None, "paused": False}
