"""What a teacher says of a whole attempt: setting it, and where it is read."""

import csv
import io
from uuid import uuid4

import pytest

from quizapp.domain.feedback_bands import Band
from tests.web.quizzes.making import start

LOW, HIGH = Band(0, 49, "Read the article again."), Band(80, 100, "Well done.")
JSON, HTML = "/account/data/quizapp.json", "/account/data/quizapp.html"
RIGHT = {"q1-text": "Arnholm", "q2-text": "42 metres"}
HALF = RIGHT | {"q1-text": "Nowhere"}


def sent(*rows):
    """What the form sends for rows that were typed."""
    columns = zip(*rows, strict=True)
    return dict(zip(("bands-from", "bands-to", "bands-text"), map(list, columns), strict=True))


ROWS = sent(("0", "49", LOW.text), ("80", "100", HIGH.text), ("", "", ""))


@pytest.fixture
def published(maker):
    maker.pick("place-short", "height-number")
    maker.send("publish")
    return maker


def take(browser, maker, answers):
    start(browser, maker, attempt_id := uuid4())
    browser.post(f"/attempts/{attempt_id}", data=answers)
    return attempt_id


def test_bands_are_set_shown_again_and_kept_in_order(published):
    rows = sent(("80 %", " 100%", HIGH.text), ("", "", " "), ("0", "49", f" {LOW.text}\r\n"))
    assert published.set(**rows).status_code == 303
    assert published.now.design.bands == (LOW, HIGH)
    page = published.page("/settings")
    for said in ('value="49"', 'value="80"', LOW.text, HIGH.text):
        assert said in page
    number = published.now.number
    published.set(**rows)
    assert published.now.number == number
    published.set()
    assert published.now.design.bands == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("0", "49", "")], "Band 1: say what learners read."),
        ([("", "49", "x")], "Band 1: per cent go from 0 to 100."),
        ([("0", "", "x")], "Band 1: per cent go from 0 to 100."),
        ([("NaN", "49", "x")], "Band 1: per cent go from 0 to 100."),
        ([("-1", "49", "x")], "Band 1: per cent go from 0 to 100."),
        ([("0", "101", "x")], "Band 1: per cent go from 0 to 100."),
        ([("0", "49.5", "x")], "Band 1: per cent go from 0 to 100."),
        ([("0", "9" * 5000, "x")], "Band 1: per cent go from 0 to 100."),
        ([("0", "²", "x")], "Band 1: per cent go from 0 to 100."),
        ([("50", "49", "x")], "Band 1: it ends below where it begins."),
        ([("0", "49", "x"), ("", "", ""), ("49", "60", "y")], "Band 2: it overlaps with 0 to 49"),
        ([("0", "49", "x" * 501)], "Band 1: stay within 500 letters."),
        ([(str(each), str(each), "x") for each in range(11)], "Band 11: there are 10 bands at"),
    ],
)
def test_what_is_no_band_is_refused_and_kept_in_the_form(published, rows, said):
    published.set(**ROWS)
    response = published.set(**sent(*rows))
    assert response.status_code == 422
    assert said in response.text
    assert f">\n{rows[0][2]}</textarea>" in response.text
    assert published.now.design.bands == (LOW, HIGH)


def test_columns_of_different_lengths_are_refused(published):
    given = {"bands-from": ["0", "50"], "bands-to": ["49"], "bands-text": ["x"]}
    assert published.set(**given).status_code == 422
    assert published.set(**{"bands-text": ["x"]}).status_code == 422


def test_of_far_more_rows_than_any_page_has_no_more_are_looked_at_than_it_takes(published):
    published.set(**ROWS)
    response = published.set(**sent(*[("x", "x", "y")] * 400, *[("0", "0", "y")] * 400))
    assert response.status_code == 422
    assert "Band 11: there are 10 bands at most." in response.text
    assert "Band 12" not in response.text
    assert response.text.count('name="bands-from"') == 11
    assert published.now.design.bands == (LOW, HIGH)


def test_ten_bands_leave_no_empty_row(published):
    published.set(**sent(*((str(each), str(each), "x") for each in range(10))))
    assert len(published.now.design.bands) == 10
    assert published.page("/settings").count('name="bands-from"') == 10


@pytest.mark.parametrize(("answers", "said"), [({}, LOW.text), (HALF, ""), (RIGHT, HIGH.text)])
def test_learner_teacher_preview_table_and_own_data_have_the_words_of_the_band(
    published, as_student, answers, said
):
    published.set(**ROWS)
    attempt_id = take(as_student, published, answers)
    published.browser.post(f"{published.home}/preview", data={"attempt_id": str(tried := uuid4())})
    published.browser.post(f"/attempts/{tried}", data=answers)
    for page in (
        as_student.get(f"/attempts/{attempt_id}/results").text,
        published.browser.get(f"/attempts/{tried}/results").text,
        published.page(f"/attempts/{attempt_id}"),
        as_student.get(JSON).text,
        as_student.get(HTML).text,
    ):
        assert [each for each in (LOW.text, HIGH.text) if each in page] == [said] * bool(said)
    table = published.browser.get(f"{published.home}/attempts.csv").data.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(table))
    assert row["feedback"] == said


def test_before_the_results_are_shown_nothing_is_said(published, as_student):
    published.set(**ROWS, release="never")
    attempt_id = take(as_student, published, RIGHT)
    for path in (published.front, f"/attempts/{attempt_id}/results", JSON, HTML):
        response = as_student.get(path)
        assert response.status_code == 200
        assert HIGH.text not in response.text


def test_words_are_text_wherever_they_stand(published, as_student):
    evil = "<script>alert(1)</script> & {{ 7*7 }}"
    published.set(**sent(("0", "100", evil)))
    attempt_id = take(as_student, published, RIGHT)
    for page in (
        as_student.get(f"/attempts/{attempt_id}/results").text,
        published.browser.get(f"{published.home}/settings").text,
        published.browser.get(f"{published.home}/attempts/{attempt_id}").text,
        as_student.get(HTML).text,
    ):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ 7*7 }}" in page


def test_words_that_are_a_formula_do_nothing_in_a_spreadsheet(published, as_student):
    published.set(**sent(("0", "100", "=1+1")))
    take(as_student, published, RIGHT)
    table = published.browser.get(f"{published.home}/attempts.csv").data.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(table))
    assert row["feedback"] == "'=1+1"
