"""What the page on which an essay is marked says, and what it does not take."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.db import db
from quizapp.quizzes.marking_models import EssayMarking
from quizapp.quizzes.models import Response
from tests import builders
from tests.essays import BEST, ESSAY, MIDDLE, TEXT
from tests.web.quizzes.making import Maker, start
from tests.web.quizzes.marking.pages import current, give, page_of


def test_the_page_says_of_which_quiz_it_is_to_a_marker_too(made, handed_in, tom):
    _, essay = handed_in
    made.browser.post(f"{made.home}/marking/markers", data={"name": "Tom"})
    for browser in (made.browser, tom):
        page = page_of(made, essay, browser)[1]
        assert re.search(rf'<a href="{made.home}/marking"[^>]*>Light</a>', page)
        assert re.search(r"<title>Mark .*: Light", page)


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (None, None, "11 words."),
        (5, 80, "11 words; 5 to 80 were asked for."),
        (11, None, "11 words; at least 11 were asked for."),
        (None, 11, "11 words; at most 11 were asked for."),
        (11, 11, "11 words; 11 were asked for."),
        (12, 80, "11 words; <strong>too few</strong>, 12 to 80 were asked for."),
        (None, 10, "11 words; <strong>too many</strong>, at most 10 were asked for."),
    ],
)
def test_the_page_says_how_many_words_were_asked_for(
    app, as_teacher, as_student, load_bank, least, most, said
):
    essay = replace(ESSAY, least_words=least, most_words=most)
    load_bank(builders.with_question(essay))
    maker = Maker.begin(app, as_teacher)
    maker.pick("light-essay")
    maker.send("publish")
    start(as_student, maker, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": TEXT})
    with app.app_context():
        written = db.session.scalars(select(Response.id)).one()
    assert said in page_of(maker, written)[1]


def summed(page):
    """What is said of the levels together; nothing where the page hides it."""
    [(tag, words)] = re.findall(r"(<p [^>]*data-sum[^>]*>)([^<]*)</p>", page)
    return "" if " hidden" in tag else words


def test_the_points_of_the_levels_are_added_up(made, handed_in):
    _, essay = handed_in
    assert summed(page_of(made, essay)[1]) == ""
    refused = give(made, essay, {"reasons": 1})
    assert summed(refused.text) == "Chosen: 2 of 6 points so far"
    give(made, essay, MIDDLE)
    assert summed(page_of(made, essay)[1]) == "Saved: 4 of 6 points"


def test_where_the_quiz_gives_other_points_they_are_said_too(app, made, as_student):
    made.send("items", **{"points-2": "3"})
    start(as_student, made, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": "Arnholm", "q2-text": TEXT})
    with app.app_context():
        essay = db.session.scalars(select(Response.id).where(Response.position == 2)).one()
    give(made, essay, MIDDLE)
    assert summed(page_of(made, essay)[1]) == "Saved: 4 of 6 points, 2 of 3 in this quiz"


def test_earlier_comments_are_offered_and_added_with_one_tick(
    app, made, as_student, handed_in, clock
):
    _, essay = handed_in
    give(made, essay, BEST, "Name your source.")
    clock.advance(minutes=1)
    start(as_student, made, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data={"q2-text": "Another."})
    with app.app_context():
        wanted = select(Response.id).where(Response.position == 2, Response.id != essay)
        second = db.session.scalars(wanted).one()
    _, page = page_of(made, second)
    assert 'name="again" value="Name your source."' in page
    give(made, second, BEST, "Well done.", again="Name your source.")
    with app.app_context():
        comment = db.session.scalars(
            select(EssayMarking.comment).where(EssayMarking.response_id == second)
        ).one()
    assert comment == "Well done.\nName your source."


@pytest.mark.parametrize(
    "levels", [{}, {"reasons": 0}, {"reasons": 9, "style": 0}, {"reasons": "x", "style": 0}]
)
def test_every_criterion_needs_a_level(app, made, handed_in, levels):
    _, essay = handed_in
    refused = give(made, essay, levels, "Kept.")
    assert refused.status_code == 422
    assert "Choose a level for: " in refused.text
    assert "Kept." in refused.text
    assert current(app, essay) == ("waiting", 0)


def test_a_comment_has_an_end_and_no_control_characters(app, made, handed_in):
    _, essay = handed_in
    assert give(made, essay, BEST, "x" * 2_001).status_code == 422
    assert give(made, essay, BEST, "a\x00b\x07").status_code == 303
    with app.app_context():
        assert db.session.scalars(select(EssayMarking.comment)).all() == ["ab"]
