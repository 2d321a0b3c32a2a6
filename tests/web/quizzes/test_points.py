"""Giving points to the questions of a quiz, and where they are read."""

import csv
import io
from uuid import uuid4

import pytest

from tests.web.quizzes.making import start

RIGHT = {"q1-text": "Arnholm", "q2-text": "42 metres"}
HALF = RIGHT | {"q1-text": "Nowhere"}


@pytest.fixture
def made(maker):
    maker.pick("place-short", "height-number")
    maker.draw(2)
    return maker


def points_of(maker):
    return [each.points for each in maker.now.design.items]


def weigh(maker, *typed, **more):
    given = {f"points-{place}": each for place, each in enumerate(typed, start=1)}
    return maker.send("items", **given, **more)


def test_each_question_is_worth_one_point_until_it_is_given_others(made):
    assert points_of(made) == [1, 1, 1]
    assert weigh(made, "2", "0", "2.5").status_code == 303
    assert points_of(made) == [2, 0, 2.5]
    page = made.page()
    assert 'name="points-3" value="2.5"' in page
    assert "4 questions, 7 points" in page


@pytest.mark.parametrize(
    ("typed", "points"), [("0", 0), (" 3 ", 3), ("0,5", 0.5), ("100", 100), ("7.0", 7)]
)
def test_points_are_whole_or_halves(made, typed, points):
    assert weigh(made, typed).status_code == 303
    assert points_of(made) == [points, 1, 1]


@pytest.mark.parametrize(
    "typed",
    ["", "-1", "100.5", "101", "0.25", "NaN", "inf", "1e1", "two", "9" * 500, "½", "٣", "1\x00"],
)
def test_what_is_no_points_is_refused_and_nothing_typed_is_lost(made, typed):
    weigh(made, "2", "3", "4")
    number = made.now.number
    response = weigh(made, "5", typed, "6", **{"place-1": "3"})
    assert response.status_code == 422
    assert "Points go from 0 to 100, in halves" in response.text
    assert 'href="#points-2"' in response.text
    for kept in ('name="points-1" value="5"', 'name="points-3" value="6"', 'value="3"'):
        assert kept in response.text
    assert (points_of(made), made.now.number) == ([2, 3, 4], number)


def test_points_and_order_are_saved_together(made):
    weigh(made, "2", "3", "4", **{"place-3": "1"})
    assert points_of(made) == [4, 2, 3]


def test_a_form_without_points_leaves_them_as_they_are(made):
    weigh(made, "2", "3", "4")
    made.send("items", **{"place-1": "2"})
    assert points_of(made) == [3, 2, 4]
    made.send("items", remove="1")
    assert points_of(made) == [2, 4]


def test_what_was_typed_is_kept_when_a_question_is_taken_out(made):
    weigh(made, "2", "3", "4", remove="2", **{"place-3": "1"})
    assert points_of(made) == [4, 2]
    weigh(made, "5", "2.3", remove="1")
    assert points_of(made) == [2]
    assert "The points typed in place 2 were not saved." in made.page()


def test_the_same_form_twice_is_once_and_an_old_one_is_refused(made):
    old = str(made.now.number)
    weigh(made, "2", version=old)
    number = made.now.number
    weigh(made, "2", version=old)
    assert made.now.number == number
    weigh(made, "9", version=old)
    assert points_of(made) == [2, 1, 1]
    assert "changed in another tab" in made.told()


def test_what_is_picked_later_is_worth_one_point(made):
    weigh(made, "2", "3", "4")
    made.pick("keeper-choice")
    assert points_of(made) == [2, 3, 4, 1]


@pytest.fixture
def published(maker):
    maker.pick("place-short", "height-number")
    weigh(maker, "3", "0.5")
    maker.send("publish")
    return maker


@pytest.mark.parametrize("way", ["page", "single"])
def test_a_learner_sees_what_each_question_is_worth(published, as_student, way):
    published.set(way=way)
    assert "2, 3.5 points in all" in as_student.get(published.front).text
    start(as_student, published, attempt_id := uuid4())
    assert "· 3 points" in as_student.get(f"/attempts/{attempt_id}", follow_redirects=True).text


def test_beside_others_one_point_is_said_too(maker, as_student):
    maker.pick("place-short", "height-number")
    weigh(maker, "3", "1")
    maker.send("publish")
    start(as_student, maker, attempt_id := uuid4())
    assert "· 1 point" in as_student.get(f"/attempts/{attempt_id}").text


def test_results_grade_table_and_preview_count_points(published, as_student):
    start(as_student, published, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data=HALF)
    published.browser.post(f"{published.home}/preview", data={"attempt_id": str(tried := uuid4())})
    published.browser.post(f"/attempts/{tried}", data=HALF)
    for page in (
        as_student.get(f"/attempts/{attempt_id}/results").text,
        published.browser.get(f"/attempts/{tried}/results").text,
    ):
        for said in (
            "<h1>0.5 of 3.5 points</h1>",
            "1 of 2 answers",
            "0 of 3<",
            "0.5 of 0.5<",
            "0.5 of 3.5 (14 %)",
        ):
            assert said in page
    assert "Your grade: 0.5 of 3.5 (14 %)" in as_student.get(published.front).text
    assert "0.5 of 3.5 points (14 %)" in published.page(f"/attempts/{attempt_id}")
    assert "0.5 of 3.5" in published.page("/attempts")
    assert "0.5 of 3.5" in as_student.get("/progress").text
    table = published.browser.get(f"{published.home}/attempts.csv").data.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(table))
    assert (row["points"], row["possible"], row["questions"]) == ("0.5", "3.5", "2")
    assert (row["grade_points"], row["grade_possible"]) == ("0.5", "3.5")
    own = as_student.get("/account/data/quizapp.json").json["attempts"][0]["questions"]
    assert [each["worth"] for each in own] == [3, 0.5]
    assert "0 of 3." in as_student.get("/account/data/quizapp.html").text


def test_results_after_each_question_count_points_too(published, as_student):
    published.set(way="at-once")
    start(as_student, published, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}/1", data={"q1-text": "Arnholm", "check": "1"})
    as_student.post(f"/attempts/{attempt_id}/2", data={"q2-text": "1 metre", "check": "1"})
    assert "3 of 3.5 points" in as_student.get(f"/attempts/{attempt_id}/results").text


def test_paper_says_points_where_they_are_not_all_one(published):
    page = published.page("/paper")
    for said in ("of 3.5</span>", ">3 points<", ">0.5 points<", "(3 points)"):
        assert said in page
    weigh(published, "1", "1")
    assert "points" not in published.page("/paper").lower()


def test_where_each_question_is_worth_one_point_nothing_is_said_of_it(maker, as_student):
    maker.pick("place-short", "height-number")
    maker.send("publish")
    assert "in all" not in as_student.get(maker.front).text
    start(as_student, maker, attempt_id := uuid4())
    assert "1 point" not in as_student.get(f"/attempts/{attempt_id}").text


def test_what_is_worth_nothing_is_not_counted_among_the_right_ones(made, as_student):
    weigh(made, "2", "0", "0")
    made.send("publish")
    start(as_student, made, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data=RIGHT | {"sure": "1"})
    page = as_student.get(f"/attempts/{attempt_id}/results").text
    assert "<strong>100 %</strong>. 1 of 1 answers are fully right. 3 questions are worth" in page
    assert "does not count any more" not in page
    assert "1 of 1 answers are fully right." in made.page(f"/attempts/{attempt_id}")
