"""A teacher lets hard questions be drawn first, or what the class is about to forget."""

import pytest

from quizapp.quizzes.design_models import Preference
from tests.web.conftest import Walk
from tests.web.quizzes.making import start


@pytest.mark.parametrize(
    ("prefers", "about", "note"),
    [
        ("hard", "those that are hard first", "No question is known to be hard"),
        ("easy", "those that are easy first", "the first answers of 5 people or more"),
        (
            "forgotten",
            "what your class is about to forget first",
            "has learned any of it yet: until then it is drawn at random.",
        ),
    ],
)
def test_a_draw_says_what_it_takes_first_and_where_nothing_is_known_yet(
    maker, prefers, about, note
):
    assert maker.draw(2, prefers=prefers).status_code == 303
    assert maker.now.design.items[0].prefers is Preference(prefers)
    page = maker.page()
    assert about in page
    assert note in page


def test_a_draw_that_prefers_nothing_says_nothing_of_it(maker):
    maker.draw(2)
    assert maker.now.design.items[0].prefers is Preference.NONE
    page = maker.page()
    assert " first</span>" not in page
    assert "drawn at random." not in page


def test_a_preference_that_there_is_not_is_refused(maker):
    assert maker.draw(2, prefers="nicest").status_code == 422
    assert maker.now.design.items == ()


def test_a_draw_of_more_than_there_is_is_refused_as_ever(maker):
    refused = maker.draw(99, prefers="hard")
    assert refused.status_code == 422
    assert "to draw beside the other questions" in refused.text


def test_it_is_taken_tried_and_printed_and_says_how_much_was_learned(
    app, maker, as_student, as_teacher
):
    maker.draw(2, prefers="forgotten")
    maker.send("publish")
    assert as_teacher.post(f"{maker.home}/preview").status_code == 303
    assert "On paper" in as_teacher.get(f"{maker.home}/paper").text
    taker = Walk(app, as_student)
    there = start(as_student, maker).location
    assert taker.client.get(there).status_code == 200
    taker.study(taker.card_of("place-short"), text="Arnholm")
    assert "Only 1 of them asks for what somebody has learned" in maker.page()
