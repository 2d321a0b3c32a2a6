"""What a teacher does in the list of a quiz that runs, by its forms."""

import re
from uuid import uuid4

import pytest
from lxml import html

from quizapp.assignments.services import What
from quizapp.courses import services
from quizapp.courses.models import CourseRole
from quizapp.quizzes.designs import Item
from quizapp.quizzes.models import EndedBy
from tests.assignments.conftest import attempt
from tests.databases import both_databases
from tests.quizzes.designing import build
from tests.web.live.conftest import Desk

ACTS = ("more-time", "pause", "resume", "hand-in")


def more(desk, user, minutes="5", **more):
    """Press the button of the open row."""
    page = desk.page(open=user.id)
    form = next(each for each in page.split("<form") if "more-time" in each)
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return desk.send(f"{user.id}/more-time", **(hidden | {"minutes": minutes} | more))


@both_databases
def test_a_row_opens_and_gives_more_time(desk, mine, cast):
    ends = attempt(mine).deadline_at
    answer = more(desk, cast.student)
    assert (answer.status_code, answer.location.endswith(f"#s-{cast.student.id}")) == (303, True)
    assert (attempt(mine).deadline_at - ends).total_seconds() == 300
    # Where the browser comes back to, and nowhere else.
    page = html.fromstring(desk.browser.get(answer.location).text)
    assert [
        bool(said.xpath(f"ancestor::tr[@data-open='{cast.student.id}']"))
        for said in page.xpath("//*[@class='notice success']")
    ] == [True]


def test_an_open_row_says_what_was_given_already(desk, cast):
    assert "Given already" not in desk.page(open=cast.student.id)
    for minutes, closes in (("10", "10:10"), ("5", "10:15")):
        more(desk, cast.student, minutes)
        page = desk.page(open=cast.student.id)
        assert re.search(rf"Given already, beyond what everybody has: closes [^.]*{closes}", page)
    assert "Given already" not in desk.page()


def test_before_somebody_begins_the_minutes_that_they_were_given_are_said(desk, cast):
    giving, quiz_id = desk.giving, uuid4()
    item = Item(giving.bank, count=2)
    build(giving.teacher, giving.bank, item, now=giving.day(0), quiz_id=quiz_id, minutes=30)
    timed = Desk(giving, giving.quiz_is(-1, 7, 9, what=What(quiz_id=quiz_id)), desk.browser)
    for minutes, said in (("10", "10 more minutes"), ("5", "15 more minutes")):
        more(timed, cast.student, minutes)
        page = timed.page(open=cast.student.id)
        assert f"Given already, beyond what everybody has: {said}." in page
    assert "Given already" not in desk.page(open=cast.student.id)


def test_what_is_done_for_somebody_who_is_not_in_the_list_is_said_on_top(desk, cast):
    more(desk, cast.student, "0")
    page = html.fromstring(desk.page(open="999"))
    said = page.xpath("//*[@class='notice error']")
    assert [each.text for each in said] == ["Give a number of minutes from 1 to 600."]


@pytest.mark.parametrize("minutes", ["", "0", "-5", "601", "99999", "five", "²", "1e3"])
def test_what_is_no_number_of_minutes_gives_nothing(desk, mine, cast, minutes):
    ends = attempt(mine).deadline_at
    more(desk, cast.student, minutes)
    assert "Give a number of minutes from 1 to 600." in desk.page()
    assert attempt(mine).deadline_at == ends


def test_a_form_that_was_overtaken_says_so(desk, mine, cast):
    more(desk, cast.student)
    ends = attempt(mine).deadline_at
    more(desk, cast.student, override=str(uuid4()))
    assert "Something else was given meanwhile." in desk.page(open=cast.student.id)
    assert attempt(mine).deadline_at == ends


def test_the_time_of_one_and_of_all_is_stopped_and_runs_on(desk, mine, cast):
    one = cast.student.id
    for stop, go in ((f"{one}/pause", f"{one}/resume"), ("pause", "resume")):
        assert desk.send(stop, reason="An alarm.").status_code == 303
        assert "The time stands still" in desk.page()
        assert [row[0] for row in desk.rows().values()] == ["paused"]
        desk.send(stop)
        assert "No time runs" in desk.page()
        desk.send(go)
        assert "The time runs on" in desk.page()
        desk.send(go)
        assert re.search("does not stand still|stands still in no attempt", desk.page())
    assert attempt(mine).paused_left is None


def test_it_is_handed_in_for_somebody_after_asking_once(desk, mine, cast, as_student):
    address = f"{desk.path}/{cast.student.id}/hand-in"
    page = desk.browser.get(address).text
    assert "0 of 2 questions are answered" in page
    assert desk.send(f"{cast.student.id}/hand-in", attempt_id=str(mine)).location == address
    assert attempt(mine).finished_at is None
    for said in ("It is handed in, with what was saved.", "It was handed in already."):
        desk.send(f"{cast.student.id}/hand-in", attempt_id=str(mine), why="left")
        assert said in desk.page()
    assert attempt(mine).ended_by == EndedBy.TEACHER
    assert "by a teacher" in desk.page()
    assert (
        "by your teacher, with what was saved" in as_student.get(f"/attempts/{mine}/results").text
    )
    # There is nothing to ask any more.
    assert desk.browser.get(address).status_code == 303


def test_an_assistant_sees_it_and_cannot_act(desk, mine, cast, log_in, make_user, as_student):
    assistant = make_user("Ada")
    desk.giving.course.enrol(assistant, CourseRole.ASSISTANT)
    page = log_in(assistant).get(f"{desk.path}?open={cast.student.id}").text
    assert "Ana" in page
    assert "/live/" not in page
    for browser in (log_in(assistant), as_student):
        for each in ACTS:
            answer = browser.post(f"{desk.path}/{cast.student.id}/{each}", data={"minutes": "5"})
            assert answer.status_code == 403, each
        assert browser.post(f"{desk.path}/pause").status_code == 403
    assert attempt(mine).paused_left is None


def test_nobody_acts_in_an_archived_course(desk, mine, cast):
    desk.giving.course.do(services.archive)
    assert "Everybody’s time" not in desk.page(open=cast.student.id)
    answer = desk.browser.post(f"{desk.path}/{cast.student.id}/pause", follow_redirects=True)
    assert "The time stands still" not in answer.text
    assert attempt(mine).paused_left is None


def test_what_is_of_nobody_here_is_not_acted_upon(desk, cast):
    assert "more-time" not in desk.page(open="999")
    assert "more-time" not in desk.page(open="nonsense")
    assert desk.browser.get(f"{desk.path}/{cast.stranger.id}/hand-in").status_code == 404
    sent = {"attempt_id": str(uuid4()), "why": "left"}
    assert desk.send(f"{cast.student.id}/hand-in", **sent).status_code == 404
