"""The grade of several attempts, on the pages of the learner and of the teacher."""

import csv
import io
from uuid import uuid4

import pytest
from lxml import html

from quizapp.domain.grades import GradeRule
from tests.web.quizzes.making import start

RIGHT = {"q1-text": "Arnholm", "q2-text": "42 metres"}
HALF = RIGHT | {"q1-text": "Nowhere"}


@pytest.fixture
def published(maker):
    maker.pick("place-short", "height-number")
    maker.send("publish")
    return maker


def take(browser, maker, answers):
    start(browser, maker, attempt_id := uuid4())
    browser.post(f"/attempts/{attempt_id}", data=answers)
    return attempt_id


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("best", "Your grade: 2 of 2 (100 %), the best of 2 attempts"),
        ("last", "Your grade: 1 of 2 (50 %), the last of 2 attempts"),
        ("average", "Your grade: 1.5 of 2 (75 %), the average of 2 attempts"),
    ],
)
def test_the_learner_reads_the_grade_with_the_quiz_and_with_results(
    published, as_student, clock, rule, said
):
    published.set(grade_rule=rule)
    first = take(as_student, published, RIGHT)
    assert "Your grade: 2 of 2 (100 %)<" in as_student.get(published.front).text
    clock.advance(minutes=1)
    take(as_student, published, HALF)
    assert said in as_student.get(published.front).text
    assert said in as_student.get(f"/attempts/{first}/results").text


@pytest.mark.parametrize("way", ["page", "single"])
def test_before_the_results_are_shown_no_page_of_the_learner_has_a_grade(
    published, as_student, way
):
    published.set(way=way, release="never")
    attempt_id = take(as_student, published, RIGHT)
    for address in (published.front, f"/attempts/{attempt_id}/results"):
        page = as_student.get(address).text
        assert "Your grade" not in page
        assert "2 of 2 (" not in page
    assert "100 %" in published.page("/attempts")


def test_a_preview_has_the_grade_of_itself(published):
    published.browser.post(f"{published.home}/preview", data={"attempt_id": str(going := uuid4())})
    published.browser.post(f"/attempts/{going}", data=HALF)
    page = published.browser.get(f"/attempts/{going}/results").text
    assert "Your grade: 1 of 2 (50 %)<" in page


def test_practice_has_no_grade(walk):
    attempt_id = walk.start()
    walk.hand_in(attempt_id, {})
    assert "Your grade" not in walk.page(f"/attempts/{attempt_id}/results")


@pytest.mark.parametrize("sent", ["", "worst", "BEST", "best\x00", "1"])
def test_a_rule_that_there_is_not_is_refused(published, sent):
    assert published.set(grade_rule=sent).status_code == 422
    assert published.now.design.grade_rule is GradeRule.BEST


def test_a_form_from_before_there_were_rules_keeps_the_default(published):
    assert published.set().status_code == 303
    assert published.now.design.grade_rule is GradeRule.BEST


def test_the_same_form_sent_twice_makes_one_version(published):
    published.set(grade_rule="last")
    number = published.now.number
    published.set(grade_rule="last")
    assert published.now == (number, published.now.design)


def test_the_settings_say_that_the_rule_counts_at_once_and_who_sees_the_grade(published):
    page = published.page("/settings")
    assert "What you change here counts at once" in page
    assert "the best attempt counts" in published.page()
    published.set(grade_rule="average")
    assert "the average of all attempts counts" in published.page()


def test_the_front_page_says_which_attempt_counts_where_there_can_be_several(published, as_student):
    assert "The best attempt counts" in as_student.get(published.front).text
    published.set(attempts_allowed="1")
    assert "attempt counts" not in as_student.get(published.front).text
    assert "attempt counts" not in published.page()


def test_the_teacher_sees_a_row_for_each_learner_with_all_attempts_below(
    published, as_student, as_stranger, clock
):
    ids = []
    for answers in (RIGHT, HALF):
        ids.append(take(as_student, published, answers))
        clock.advance(minutes=1)
    take(as_stranger, published, HALF)
    page = published.page("/attempts")
    for said in ("2 learners;", "2 attempts<", "2 of 2 (100 %)", "1 of 2 (50 %)", "the best"):
        assert said in page
    assert all(page.count(f"/attempts/{each}") == 1 for each in ids)
    rows = list(csv.DictReader(io.StringIO(_csv(published))))
    assert [(row["name"], row["points"], row["grade_percent"]) for row in rows] == [
        ("Ana", "2", "100"),
        ("Ana", "1", "100"),
        ("Ben", "1", "50"),
    ]
    assert rows[0]["grade_points"] == rows[0]["grade_possible"] == "2"


def test_the_page_of_one_learner_has_their_grade(published, as_student):
    take(as_student, published, HALF)
    address = published.page("/attempts").split("/learners/")[1].split('"')[0]
    assert "Grade: 1 of 2 (50 %)" in published.page(f"/learners/{address}")


@pytest.mark.parametrize(
    ("mark", "said"),
    [("50", "Passed: 50 % are needed."), ("51", "Not yet passed: 51 % are needed.")],
)
def test_learner_preview_and_teacher_read_whether_the_grade_passes(
    published, as_student, mark, said
):
    published.set(pass_percent=mark)
    attempt_id = take(as_student, published, HALF)
    front = as_student.get(published.front).text
    assert f"<dt>Pass mark</dt><dd>{mark} %</dd>" in front
    learner = published.page("/attempts").split("/learners/")[1].split('"')[0]
    published.browser.post(f"{published.home}/preview", data={"attempt_id": str(tried := uuid4())})
    published.browser.post(f"/attempts/{tried}", data=HALF)
    for page in (
        front,
        as_student.get(f"/attempts/{attempt_id}/results").text,
        published.page(f"/learners/{learner}"),
        published.browser.get(f"/attempts/{tried}/results").text,
    ):
        assert said in page
    [row] = csv.DictReader(io.StringIO(_csv(published)))
    passed = mark == "50"
    assert row["passed"] == ("yes" if passed else "no")
    assert ('data-label="Passed">Passed<' in published.page("/attempts")) is passed


def test_without_a_pass_mark_nothing_says_passed(published, as_student):
    attempt_id = take(as_student, published, RIGHT)
    pages = as_student.get(published.front).text, as_student.get(f"/attempts/{attempt_id}/results")
    assert "assed" not in pages[0] + pages[1].text + published.page("/attempts")
    [row] = csv.DictReader(io.StringIO(_csv(published)))
    assert row["passed"] == ""


def test_before_the_results_are_shown_nobody_reads_whether_they_passed(published, as_student):
    published.set(pass_percent="50", release="never")
    attempt_id = take(as_student, published, RIGHT)
    for address in (published.front, f"/attempts/{attempt_id}/results"):
        assert "assed" not in as_student.get(address).text


def test_another_pass_mark_and_its_end_count_at_once(published, as_student):
    published.set(pass_percent="100")
    take(as_student, published, HALF)
    assert "Not yet passed" in as_student.get(published.front).text
    published.set(pass_percent="1")
    assert "Passed: 1 %" in as_student.get(published.front).text
    published.set(pass_percent="")
    assert "assed" not in as_student.get(published.front).text


@pytest.mark.parametrize(
    "sent",
    ["0", "-1", "101", "50.5", "NaN", "inf", "1e2", "fifty", "50 %", "9" * 30, "٥٠%", "\x00"],
)
def test_what_is_no_pass_mark_is_refused_and_kept_in_the_form(published, sent):
    published.set(pass_percent="60")
    response = published.set(pass_percent=sent)
    assert response.status_code == 422
    assert "Give a whole number from 1 to 100, or leave it empty." in response.text
    assert published.now.design.pass_percent == 60


@pytest.mark.parametrize("sent", ["1", " 60 ", "100"])
def test_a_pass_mark_is_a_whole_per_cent(published, sent):
    assert published.set(pass_percent=sent).status_code == 303
    assert published.now.design.pass_percent == int(sent)
    assert f"passed from {int(sent)} % on" in published.page()


def _csv(maker):
    return maker.browser.get(f"{maker.home}/attempts.csv").data.decode("utf-8-sig")


@pytest.mark.parametrize("address", ["/progress", "/banks/arnholm"])
def test_among_the_latest_quizzes_those_of_a_teacher_are_named(published, as_student, address):
    practice = {"attempt_id": str(uuid4()), "length": "5", "layout": "page"}
    assert as_student.post("/banks/arnholm/quiz", data=practice).status_code == 303
    take(as_student, published, RIGHT)
    latest = as_student.get(address).text.partition("Your latest quizzes</h2>")[2]
    rows = html.fromstring(f"<div>{latest}</div>").xpath("//tbody/tr/th")
    assert len(rows) == 2
    assert ["Light" in row.text_content() for row in rows].count(True) == 1
