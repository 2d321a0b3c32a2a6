"""The page on which a teacher gives one learner more, and what the learner sees of it."""

import re
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import Role
from quizapp.db import db
from quizapp.quizzes.accommodation_models import QuizAccommodation
from quizapp.quizzes.models import Attempt
from tests.databases import both_databases
from tests.web.quizzes.making import JSON, start


@pytest.fixture
def published(timed):
    timed.set(minutes="30", attempts_allowed="1")
    return timed


@pytest.fixture
def going(published, as_student):
    """The address of an attempt under way."""
    start(as_student, published, attempt_id := uuid4())
    return f"/attempts/{attempt_id}"


@pytest.fixture
def desk(published, cast):
    return Desk(published, cast.student.id)


class Desk:
    """The teacher's page of one learner."""

    def __init__(self, maker, user_id):
        self.browser = maker.browser
        self.path = f"/learners/{user_id}"
        self.address = maker.home + self.path
        self.maker = maker

    def page(self, query=""):
        return self.maker.page(self.path + query)

    def give(self, **given):
        hidden = dict(
            re.findall(r'name="(form_id|after)"[^>]*value="([^"]*)"', self.page("?name=Ana"))
        )
        sent = {"name": "Ana", "unit": "percent", "reason": "Reads slowly."} | hidden | given
        return self.browser.post(self.address, data=sent)

    def told(self, **given):
        response = self.give(**given)
        assert response.status_code == 303, response.text
        return self.page("?name=Ana")


def count(app, table=QuizAccommodation):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table))


def test_the_learner_in_the_list_leads_to_what_they_may_be_given(published, going, desk):
    assert f'href="{desk.address}"' in published.page("/attempts")
    page = desk.page()
    assert "30 minutes, 1 attempt, never closes" in page
    assert "Under way, 30 minutes left" in page
    assert f'href="{going}"' not in page


def test_the_student_has_more_time_at_the_next_save_and_page(going, desk, as_student, clock):
    clock.advance(minutes=10)
    page = desk.told(time="50")
    assert "The attempt under way ends 2 March 2026, 09:45 now" in page
    assert "45 minutes, 1 attempt, never closes" in page
    told = as_student.post(
        f"{going}/responses", data={"q2-text": "42 metres"}, headers=JSON
    ).get_json()
    assert told["left"] == 35 * 60
    clock.advance(minutes=21)
    page = as_student.get(going).text
    assert 'data-timer="840"' in page
    assert "42 metres" in page


def test_an_attempt_without_a_limit_says_that_nothing_is_left_to_count(published, as_student):
    published.set(minutes="", attempts_allowed="")
    start(as_student, published, attempt_id := uuid4())
    told = as_student.post(f"/attempts/{attempt_id}/responses", data={}, headers=JSON).get_json()
    assert told["left"] is None


@pytest.mark.parametrize("way", ["page", "single", "at-once"])
def test_a_page_whose_time_ran_out_goes_on_where_there_is_more(
    published, as_student, desk, clock, way
):
    published.set(minutes="30", way=way)
    start(as_student, published, attempt_id := uuid4())
    going = f"/attempts/{attempt_id}"
    desk.told(time="10", unit="minutes")
    clock.advance(minutes=30)
    place = going if way == "page" else f"{going}/2"
    sent = {"q2-text": "42 metres", "go": "hand-in", "by_clock": "1"}
    answer = as_student.post(place, data=sent)
    assert (answer.status_code, answer.location) == (303, place)
    page = as_student.get(place).text
    assert "You have been given more time." in page
    assert "42 metres" in page
    assert 'data-timer="600"' in page
    clock.advance(minutes=10)
    assert as_student.post(place, data=sent).location == f"{going}/results"


def test_more_attempts_and_a_later_closing_time_are_there_on_the_first_page(
    app, published, as_student, as_stranger, desk, clock
):
    published.set(minutes="30", attempts_allowed="1", closes_at="2026-03-02T10:00")
    clock.advance(hours=2)
    assert "This quiz is closed." in as_student.get(published.front).text
    page = desk.told(attempts="1", closes_at="2026-03-02T12:00")
    assert "It counts from the first attempt." in page
    page = as_student.get(published.front).text
    for said in ("2 of 2 left", "2 March 2026, 12:00", "you were given more", ">Start</button>"):
        assert said in page
    assert "This quiz is closed." in as_stranger.get(published.front).text
    start(as_student, published)
    assert count(app, Attempt) == 1


def test_what_was_handed_in_by_the_clock_stays_and_another_attempt_is_filled_in(
    published, going, desk, as_student, clock
):
    as_student.post(f"{going}/responses", data={"q2-text": "42 metres"})
    clock.advance(hours=1)
    as_student.get(going)
    page = desk.page()
    assert "The last attempt was handed in automatically" in page
    assert re.search(r'name="attempts"[^>]*value="1"', page)
    page = desk.told(time="50", attempts="1")
    assert "What was handed in stays as it is. Ana can begin another attempt." in page
    assert "handed in automatically, and no attempt" not in page
    assert start(as_student, published, another := uuid4()).location == f"/attempts/{another}"
    assert "1 of 2 points" in as_student.get(f"{going}/results").text


def test_more_time_without_an_attempt_left_says_that_it_counts_for_nothing(going, desk, as_student):
    as_student.post(going, data={})
    page = desk.page()
    assert "handed in automatically" not in page
    assert "Ana has no attempt left" in desk.told(time="50")


def test_more_time_at_a_closed_quiz_says_so(published, desk, clock):
    published.set(minutes="30", attempts_allowed="1", closes_at="2026-03-02T10:00")
    clock.advance(hours=2)
    assert "The quiz is closed for Ana" in desk.told(time="50")


def test_taking_it_back_leaves_the_attempt_under_way_its_time(going, desk, as_student):
    desk.told(time="50")
    page = desk.told(reason="By mistake.")
    assert "The attempt under way ends as before" in page
    assert "Nothing beyond what everybody has" in page
    assert 'data-timer="2700"' in as_student.get(going).text


def test_all_that_was_given_stands_there_with_who_when_and_why(desk, clock):
    desk.told(time="50", reason="Reads slowly.")
    clock.advance(hours=1)
    page = desk.told(attempts="2", reason="Was ill.")
    for said in ("50 % more time", "Reads slowly.", "2 more attempts", "Was ill.", "Clara"):
        assert said in page
    assert page.count("counts now") == 1
    assert page.index("Was ill.") < page.index("Reads slowly.")


def test_the_learner_is_not_told_why(published, going, desk, as_student):
    desk.told(time="50", reason="A secret of theirs.")
    for path in (published.front, going):
        assert "A secret" not in as_student.get(path).text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"time": "50", "reason": " "}, "Say why"),
        ({"time": "0"}, "Give a number from 1"),
        ({"time": "half"}, "Give a whole number"),
        ({"attempts": "-1"}, "Give a number from 1"),
        ({"attempts": "some"}, "Give a whole number"),
        ({"closes_at": "soon"}, "Give a day and a time"),
        ({"closes_at": "2026-03-02T12:00"}, "This quiz has no closing time."),
    ],
)
def test_what_makes_no_sense_is_refused_and_stays_in_the_form(app, desk, given, said):
    response = desk.give(**given)
    assert response.status_code == 422
    assert said in response.text
    assert "Reads slowly." in response.text or given.get("reason")
    assert count(app) == 0


@pytest.mark.parametrize("moment", ["2026-03-02T10:00", "2026-03-02T09:00"])
def test_a_closing_time_that_is_not_later_is_refused(published, desk, moment):
    published.set(minutes="30", attempts_allowed="1", closes_at="2026-03-02T10:00")
    response = desk.give(closes_at=moment)
    assert response.status_code == 422
    assert "It must be later than the quiz closes for everybody." in response.text


def test_a_double_click_gives_once_and_an_older_page_asks_again(app, desk):
    form_id = str(uuid4())
    for _ in range(2):
        assert desk.give(time="50", form_id=form_id).status_code == 303
    assert count(app) == 1
    response = desk.give(time="60", after="")
    assert response.status_code == 422
    assert "Something else was given meanwhile." in response.text
    after = re.search(r'name="after"[^>]*value="([^"]+)"', response.text)[1]
    assert after == form_id
    assert desk.give(time="60", after=after).status_code == 303
    assert count(app) == 2


def test_somebody_who_has_not_begun_is_found_by_the_whole_name(published, desk):
    browser = published.browser
    assert browser.get(desk.address).status_code == 404
    find = f"{published.home}/learners"
    assert browser.get(f"{find}?name=+aNA+").location.startswith(desk.address)
    assert "Has not begun this quiz yet." in desk.page("?name=Ana")
    for name in ("An", "", "Nobody"):
        assert browser.get(find, query_string={"name": name}).location.endswith("/attempts")
    assert "Nobody here is called “Nobody”." in published.page("/attempts")
    # Nobody walks through the ids of others to learn their names.
    assert browser.get(f"{desk.address}?name=Ben").status_code == 404
    assert browser.post(desk.address, data={"name": "Ben", "reason": "x"}).status_code == 404
    desk.told(time="50")
    assert "Ana" in desk.page()


@both_databases
@pytest.mark.parametrize("number", [2**31, 2**63])
def test_a_number_that_no_database_can_hold_is_nobodys(published, number):
    address = f"{published.home}/learners/{number}"
    assert published.browser.get(f"{address}?name=Ana").status_code == 404
    assert published.browser.post(address, data={"name": "Ana"}).status_code in {404, 405}


@both_databases
def test_what_nobody_can_see_in_a_name_is_left_out(published, desk):
    there = published.browser.get(f"{published.home}/learners?name=+A%00na%1B")
    assert there.location == f"{desk.address}?name=Ana"
    assert desk.browser.get(f"{desk.address}?name=A%00na").status_code == 200
    assert desk.give(name="A\0na", time="50", reason="Reads\0 slowly.").status_code == 303
    assert "Reads slowly." in desk.page()


@pytest.mark.usefixtures("going")
def test_it_is_for_the_owner_alone(app, published, desk, cast, make_user, log_in):
    assert desk.browser.get(desk.address).status_code == 200
    for person in (cast.admin, make_user("Tom", Role.TEACHER)):
        browser = log_in(person)
        for address in (desk.address, f"{published.home}/learners?name=Ana"):
            assert browser.get(address).status_code == 404
        given = {"time": "5", "unit": "percent", "reason": "x"}
        assert browser.post(desk.address, data=given).status_code == 404
    assert count(app) == 0
