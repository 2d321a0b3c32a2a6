"""The teacher's pages of what everybody did with a quiz."""

import csv
import html
import io
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.banks.models import Bank, Visibility
from quizapp.db import db, transaction
from quizapp.quizzes.models import Response, Score
from tests import statements
from tests.web.quizzes.making import start


@pytest.fixture
def published(maker):
    maker.pick("place-short", "height-number")
    maker.set(minutes="30")
    maker.send("publish")
    return maker


@pytest.fixture
def taken(published, as_student):
    """Hand in one right and one wrong answer; return the id of the attempt."""
    attempt_id = uuid4()
    start(as_student, published, attempt_id)
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": "Nowhere", "q2-text": "42 metres"})
    return attempt_id


def rows_of(browser, maker):
    response = browser.get(f"{maker.home}/attempts.csv")
    assert response.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"))))


def test_before_anybody_began_it_says_what_will_be_here(published):
    maker, link = published, f"http://localhost{published.front}"
    page = maker.page("/attempts")
    assert "Nobody has begun it yet" in page
    assert link in page
    assert "This address only works on this computer: localhost" in page
    maker.send("withdraw")
    page = maker.page("/attempts")
    assert "It is a draft." in page
    assert link not in page
    assert "only works on this computer" not in page


def test_each_attempt_says_who_when_and_how_it_went(published, taken):
    page = published.page("/attempts")
    for said in ("Ana", "2 March 2026, 09:00", "2 of 2", "1 of 2", "50 %", "1 learner;"):
        assert said in page
    assert "automatically" not in page
    assert f"{published.home}/attempts/{taken}" in page


def test_one_under_way_says_how_much_time_is_left(published, as_student, clock):
    start(as_student, published, attempt_id := uuid4())
    clock.advance(minutes=10)
    page = published.page("/attempts")
    assert "Under way, 20 minutes left" in page
    assert f"/attempts/{attempt_id}" not in page
    clock.advance(minutes=20)
    assert "about to be handed in" in published.page("/attempts")
    response = published.browser.get(f"{published.home}/attempts/{attempt_id}")
    assert response.location == f"{published.home}/attempts"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"minutes": "30"}, "the time was up"),
        ({"minutes": "", "closes_at": "2026-03-02T09:20"}, "the quiz closed"),
    ],
)
def test_what_was_handed_in_automatically_says_so(published, as_student, clock, given, said):
    published.set(**given)
    start(as_student, published, attempt_id := uuid4())
    clock.advance(hours=1)
    as_student.get(f"/attempts/{attempt_id}")
    assert f"automatically, {said}" in published.page("/attempts")


@pytest.mark.usefixtures("taken")
def test_the_order_is_kept_from_page_to_page_and_nonsense_is_the_newest(published):
    page = published.page("/attempts?order=name")
    assert 'order=name" aria-current="true"' in page
    assert 'order=newest" aria-current="true"' in published.page("/attempts?order=sideways")


def test_the_teacher_sees_the_answers_and_what_is_right(published, taken):
    page = published.page(f"/attempts/{taken}")
    for said in ("Ana", "1 of 2 points (50 %)", "Nowhere", "Arnholm", "Their answer"):
        assert said in page
    assert "Your answer" not in page
    assert "You will see these facts again" not in page


def test_the_key_is_there_for_the_teacher_also_where_the_learner_may_not_see_it_yet(
    published, taken, as_student
):
    published.set(release="never")
    assert "Arnholm" not in as_student.get(f"/attempts/{taken}/results").text
    assert "Arnholm" in published.page(f"/attempts/{taken}")
    assert "1 of 2" in published.page("/attempts")


def test_questions_of_a_bank_that_is_not_shared_any_more_are_not_shown(app, published, taken):
    with app.app_context(), transaction() as session:
        session.scalars(db.select(Bank)).one().visibility = Visibility.PRIVATE.value
    page = published.page(f"/attempts/{taken}")
    assert "1 of 2 points" in page
    assert "2 questions are of a bank that is not shared with you any more" in page
    assert "Arnholm" not in page
    assert "Nowhere" not in page


@pytest.mark.usefixtures("taken")
def test_an_attempt_at_another_quiz_is_not_there(published, as_student, walk):
    walk.client = as_student
    practice = walk.start()
    for attempt_id in (practice, uuid4()):
        assert published.browser.get(f"{published.home}/attempts/{attempt_id}").status_code == 404


@pytest.mark.parametrize("path", ["", ".csv", "/{taken}"])
def test_it_is_for_the_owner_alone(published, taken, make_user, log_in, cast, path):
    address = f"{published.home}/attempts{path.format(taken=taken)}"
    assert published.browser.get(address).status_code == 200
    for person in (cast.admin, make_user("Tom", Role.TEACHER)):
        assert log_in(person).get(address).status_code == 404


@pytest.mark.usefixtures("taken")
def test_an_administrator_who_may_change_it_is_not_led_to_its_attempts(published, cast, log_in):
    page = log_in(cast.admin).get(published.home)
    assert page.status_code == 200
    assert "/attempts" not in page.text
    assert f"{published.home}/attempts" in published.page()


def test_the_table_has_a_line_for_each_attempt(published, taken, as_stranger):
    start(as_stranger, published)
    names, first, second = rows_of(published.browser, published)
    found = dict(zip(names, first, strict=True))
    assert found["name"] == "Ana"
    assert found["attempt_id"] == str(taken)
    assert (found["started_at"], found["handed_in_at"]) == ("2026-03-02T09:00:00+00:00",) * 2
    assert (found["handed_in_by"], found["answered"], found["questions"]) == ("learner", "2", "2")
    assert (found["points"], found["percent"]) == ("1", "50")
    grade = found["grade_points"], found["grade_possible"], found["grade_percent"]
    assert grade == ("1", "2", "50")
    found = dict(zip(names, second, strict=True))
    assert (found["name"], found["handed_in_at"], found["points"], found["percent"]) == (
        "Ben",
        "",
        "",
        "",
    )


def test_the_table_says_how_many_questions_were_struck_out(app, published, taken):
    with app.app_context(), transaction() as session:
        mark = session.scalars(select(Score).join(Response).where(Response.attempt_id == taken))
        mark.first().outcome = "struck"
    names, row = rows_of(published.browser, published)
    found = dict(zip(names, row, strict=True))
    said = found["answered"], found["questions"], found["struck_out"]
    assert said == ("2", "1", "1")


def test_a_name_that_is_a_formula_does_nothing_in_a_spreadsheet(published, make_user, log_in):
    start(log_in(make_user("=1+1")), published)
    assert rows_of(published.browser, published)[1][0] == "'=1+1"


def test_guests_are_told_apart(published, client, app):
    start(client, published)
    start(app.test_client(), published)
    names = [row[0] for row in rows_of(published.browser, published)[1:]]
    assert all(name.startswith("Guest ") for name in names)
    assert len(set(names)) == 2
    assert names[0] in html.unescape(published.page("/attempts"))


@pytest.mark.usefixtures("taken")
def test_the_list_of_quizzes_leads_to_the_attempts(published):
    page = published.browser.get("/teach/quizzes").text
    assert f'href="{published.home}/attempts"' in page


@pytest.mark.usefixtures("taken")
def test_more_attempts_take_no_more_statements(app, published):
    def count(path):
        published.browser.get(path)
        with statements.noted(app) as sent:
            assert published.browser.get(path).status_code == 200
        return len(sent)

    paths = [f"{published.home}/attempts", f"{published.home}/attempts.csv"]
    before = [count(path) for path in paths]
    for _ in range(5):
        start(app.test_client(), published)
    assert [count(path) for path in paths] == before
    # One of them counts in how many attempts the time runs, whichever page of the list is shown;
    # one asks whether the look is noted already.
    assert max(before) <= 11


def test_more_attempts_than_are_allowed_are_kept_and_said(
    published, taken, as_student, cast, clock
):
    assert taken
    clock.advance(minutes=1)
    start(as_student, published, second := uuid4())
    clock.advance(hours=1)
    as_student.get(f"/attempts/{second}")
    assert "All are kept" not in published.page("/attempts")
    published.set(minutes="30", attempts_allowed="1")
    page = published.page("/attempts")
    assert "2 attempts, 1 allowed" in page
    assert "All are kept and count for the grade; no further one can be begun." in page
    page = published.page(f"/learners/{cast.student.id}")
    assert "2 attempts, and 1 is allowed" in page
    # The last one was ended by the time: one more attempt has to be one beyond both.
    assert 'name="attempts" type="number" value="2"' in page
    assert "You have used all your attempts." in as_student.get(published.front).text
    published.set(minutes="30", attempts_allowed="2")
    assert "All are kept" not in published.page("/attempts")
