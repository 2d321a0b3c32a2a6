"""An essay in a quiz: chosen by its teacher, written, handed in, and waiting to be marked."""

import csv
import html
import io
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.banks.candidates import draw_candidates
from quizapp.banks.models import Bank
from quizapp.db import db
from quizapp.domain.questions import Criterion, Level
from quizapp.memory.models import Review
from quizapp.quizzes.models import Response, Score
from tests import builders
from tests.essays import ESSAY, TEXT, bank
from tests.web.quizzes.making import JSON, Maker, start

RIGHT = {"q1-text": "Arnholm", "q2-text": TEXT}
WAITS = "Waiting for 1 answer to be marked by a person."


@pytest.fixture
def made(app, as_teacher, load_bank):
    """A published quiz of a short answer, worth one point, and an essay, worth six."""
    load_bank(bank())
    maker = Maker.begin(app, as_teacher)
    maker.pick("place-short", "light-essay")
    maker.send("publish")
    return maker


def rubric_of(*best):
    """The essay with a criterion for each of these points, which are those of its best level."""
    criteria = tuple(
        Criterion(f"c{at}", f"Criterion {at}", (Level("Yes", points), Level("No", Decimal(0))))
        for at, points in enumerate(map(Decimal, best), start=1)
    )
    return builders.with_question(replace(ESSAY, criteria=criteria))


@pytest.mark.parametrize(
    ("best", "points"), [(("3",), 3), (("2", "0.5"), 2.5), (("0.5", "0.5"), 1), (("90", "60"), 100)]
)
def test_it_comes_in_with_the_points_of_its_rubric_and_no_more_than_a_question_may_have(
    app, as_teacher, load_bank, best, points
):
    load_bank(rubric_of(*best))
    maker = Maker.begin(app, as_teacher)
    maker.pick("place-short", "light-essay", "height-number")
    # Chosen in the order of the bank, in which the essay is the last.
    assert [each.points for each in maker.now.design.items] == [1, 1, points]
    assert maker.slugs[-1] == "light-essay"


def test_its_teacher_gives_it_other_points_which_no_later_rubric_changes(made, load_bank):
    assert [each.points for each in made.now.design.items] == [1, 6]
    made.send("items", **{"points-2": "3.5"})
    load_bank(rubric_of("8"))
    made.pick("height-number")
    assert [each.points for each in made.now.design.items] == [1, 3.5, 1]


def test_where_it_is_worth_one_point_it_waits_for_up_to_one_point(made, as_student):
    made.send("items", **{"points-2": "1"})
    start(as_student, made, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data=RIGHT)
    page = as_student.get(f"/attempts/{attempt_id}/results").text
    assert "up to 1 point<" in page
    assert "1 of 2 points so far" in page


@pytest.fixture
def begun(made, as_student):
    """An attempt of a student's."""
    start(as_student, made, attempt_id := uuid4())
    return attempt_id


def save(browser, attempt_id, text, **more):
    sent = {"q2-text": text} | more
    return browser.post(f"/attempts/{attempt_id}/responses", data=sent, headers=JSON)


def stored(app):
    with app.app_context():
        return db.session.scalars(select(Response.content)).all()


def test_a_teacher_chooses_it_and_nothing_draws_it(app, made):
    assert made.slugs == ["place-short", "light-essay"]
    page = made.page("/questions")
    assert "Should the light stay lit?" in page
    assert '<option value="essay"' not in made.page()
    with app.app_context():
        bank_id = db.session.scalars(select(Bank.id)).one()
        kinds = {each.kind for each in draw_candidates(db.session(), [bank_id])}
    assert "essay" not in kinds


def test_by_themselves_nobody_is_asked_it(as_student, load_bank):
    load_bank(bank())
    sent = {"attempt_id": str(uuid4()), "length": "20", "layout": "page"}
    as_student.post("/banks/arnholm/quiz", data=sent)
    page = as_student.get(f"/attempts/{sent['attempt_id']}").text
    assert "Question 1" in page
    assert "<textarea" not in page
    assert "essay" not in as_student.get("/banks/arnholm/study").text


def test_its_page_says_how_long_and_for_what_and_has_one_large_field(as_student, begun):
    page = as_student.get(f"/attempts/{begun}").text
    assert "5 to 80 words." in page
    assert "A person marks it, for: " in page
    for title in ("Reasons", "Style"):
        assert title in page
    for level in ("Two", "Missing", "both follow"):
        assert level not in page
    assert '<textarea class="form-control essay" id="q2-text" name="q2-text"' in page


def test_it_is_saved_like_any_answer_and_shown_again_line_by_line(app, as_student, begun):
    assert save(as_student, begun, TEXT.replace("\n", "\r\n")).status_code == 200
    assert stored(app) == [{"type": "written", "text": TEXT}]
    page = as_student.get(f"/attempts/{begun}").text
    assert html.escape(TEXT) + "</textarea>" in page
    assert "<b>beautiful" not in page
    assert save(as_student, begun, "").status_code == 200
    assert stored(app) == [{"type": "blank"}]


def test_one_that_is_too_long_is_not_taken_and_what_was_saved_stays(app, as_student, begun):
    save(as_student, begun, TEXT)
    refused = save(as_student, begun, "x" * 20_001)
    assert refused.status_code == 422
    assert "This answer has 20001 letters. Shorten it" in refused.json["problems"]["2"]
    assert stored(app) == [{"type": "written", "text": TEXT}]


def test_the_longest_that_is_taken_fits_into_a_request_in_any_script(app, as_student, begun):
    assert save(as_student, begun, "日" * 20_000).status_code == 200
    assert stored(app) == [{"type": "written", "text": "日" * 20_000}]


def test_ten_megabytes_are_refused_before_they_are_read(app, as_student, begun):
    assert save(as_student, begun, "x" * 10_000_000).status_code == 413
    assert stored(app) == []


def test_marks_that_nobody_sees_are_left_out(app, as_student, begun):
    save(as_student, begun, "One\x0bline\x00 and\x07 another\u2028one.")
    assert stored(app) == [{"type": "written", "text": "One\nline and another\none."}]


def test_without_script_it_is_kept_where_another_answer_cannot_be_read(as_student, begun):
    sent = {"q1-text": "x" * 501, "q2-text": TEXT}
    page = as_student.post(f"/attempts/{begun}", data=sent)
    assert page.status_code == 422
    assert html.escape(TEXT) in page.text


def test_before_the_hand_in_an_empty_one_is_named(as_student, begun):
    save(as_student, begun, "", **{"q1-text": "Arnholm"})
    page = as_student.get(f"/attempts/{begun}/summary").text
    assert "1 question is not answered" in page
    assert "Should the light stay lit?" in page
    save(as_student, begun, TEXT)
    assert "Everything is answered" in as_student.get(f"/attempts/{begun}/summary").text


def test_until_it_is_marked_the_result_says_that_it_waits(app, made, as_student, begun):
    made.set(pass_percent="50", **{"bands-from": "0", "bands-to": "100", "bands-text": "All."})
    as_student.post(f"/attempts/{begun}", data=RIGHT)
    with app.app_context():
        found = db.session.execute(select(Score.outcome, Score.points).order_by(Score.points))
        assert [tuple(row) for row in found] == [("waiting", 0), ("right", 1)]
        assert len(db.session.scalars(select(Review)).all()) == 1
    page = as_student.get(f"/attempts/{begun}/results").text
    assert "1 of 7 points so far" in page
    assert WAITS in page
    assert "Your grade waits for 1 answer to be marked" in page
    assert html.escape(TEXT) in page
    assert "<b>beautiful" not in page
    assert "Think of the ships" not in page
    for final in ("14 %", "Passed", "Not yet passed", "Something is wrong here: question 2"):
        assert final not in page
    front = as_student.get(made.front).text
    assert "1 of 7 so far" in front
    assert "Your grade waits for 1 answer" in front


def test_the_teacher_reads_how_many_are_to_be_marked(made, as_student, begun):
    made.set(pass_percent="50")
    as_student.post(f"/attempts/{begun}", data=RIGHT)
    page = made.page("/attempts")
    assert "1 to mark" in page
    assert "14 %</td>" not in page
    result = made.page(f"/attempts/{begun}")
    assert "1 of 7 points so far; 1 answer waits to be marked." in result
    assert "It should stay lit." in result
    table = made.browser.get(f"{made.home}/attempts.csv").text.removeprefix("\ufeff")
    [row] = csv.DictReader(io.StringIO(table))
    assert row["to_mark"] == "1"
    assert (row["points"], row["possible"]) == ("1", "7")
    assert row["percent"] == row["grade_percent"] == row["passed"] == ""


def test_one_left_empty_waits_for_nobody(as_student, begun):
    as_student.post(f"/attempts/{begun}", data={"q1-text": "Arnholm", "q2-text": " "})
    page = as_student.get(f"/attempts/{begun}/results").text
    assert "Waiting for" not in page
    assert "Not answered" in page
    assert "1 of 7 (14 %)" in page


def test_one_by_one_with_results_at_once_says_that_it_waits(made, as_student):
    made.set(way="at-once")
    start(as_student, made, attempt_id := uuid4())
    address = f"/attempts/{attempt_id}/2"
    assert as_student.post(address, data={"q2-text": TEXT, "check": "1"}).status_code == 303
    page = as_student.get(address).text
    assert "Waiting to be marked" in page
    assert "A person marks it later" in page
    assert html.escape(TEXT) in page
    assert "Question 2, waiting to be marked" in as_student.get(f"/attempts/{attempt_id}/1").text


def test_on_paper_there_are_lines_to_write_on_and_the_rubric_is_the_key(made):
    page = made.page("/paper")
    assert page.count("write-on row-of-page") == 8
    assert "5 to 80 words." in page
    assert "Reasons: 4 Two · 2 One · 1 Weak · 0 Missing" in page


def test_a_preview_shows_it_and_nobody_has_to_mark_it(made):
    made.browser.post(f"{made.home}/preview", data={"attempt_id": str(going := uuid4())})
    made.browser.post(f"/attempts/{going}", data=RIGHT)
    assert WAITS in made.browser.get(f"/attempts/{going}/results").text
    assert "1 to mark" not in made.page("/attempts")
