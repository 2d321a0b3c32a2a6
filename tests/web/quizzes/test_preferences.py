"""A teacher lets hard questions be drawn first, or what the class is about to forget."""

from uuid import UUID

import pytest

from quizapp.quizzes.design_models import Preference
from tests.quizzes.designing import asked
from tests.web.conftest import Walk
from tests.web.quizzes.making import Maker, start


@pytest.mark.parametrize(
    ("prefers", "about", "note"),
    [
        ("hard", "those that are hard first", "No question is known to be hard"),
        ("easy", "those that are easy first", "the first answers of 5 people or more"),
        (
            "forgotten",
            "what your class is about to forget first",
            "Fewer than 5 people of those who have begun",
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


def test_it_is_taken_tried_and_printed_and_says_how_much_was_learned(app, maker, as_teacher):
    maker.draw(2, prefers="forgotten")
    maker.send("publish")
    assert as_teacher.post(f"{maker.home}/preview").status_code == 303
    assert "On paper" in as_teacher.get(f"{maker.home}/paper").text
    learn(app, maker, "place-short", 4)
    assert "Only 1 of them" not in maker.page()
    assert "Fewer than 5 people" in maker.page()
    learn(app, maker, "place-short", 1)
    assert "Only 1 of them asks for what 5 people or more have learned" in maker.page()


def test_an_administrator_does_not_read_what_a_class_knows(app, maker, as_admin):
    for prefers in ("forgotten", "hard"):
        maker.draw(1, prefers=prefers)
    maker.send("publish")
    notes = "Fewer than 5 people", "No question is known to be hard"
    assert all(note in maker.page() for note in notes)
    keeper = Maker(app, as_admin, maker.quiz_id)
    page = keeper.page()
    assert "what your class is about to forget first" in page
    assert not any(note in page for note in notes)


def test_what_an_administrator_tries_or_prints_does_not_show_what_a_class_forgets(
    app, maker, as_admin
):
    maker.draw(1, prefers="forgotten")
    maker.send("publish")
    learn(app, maker, "place-short", 5)
    keeper = Maker(app, as_admin, maker.quiz_id)

    def tried(whose, seed):
        attempt_id = UUID(int=seed, version=4)
        assert whose.send("preview", attempt_id=str(attempt_id)).status_code == 303
        with app.app_context():
            return tuple(asked(attempt_id))

    assert {tried(maker, seed) for seed in range(6)} == {("place-short",)}
    assert len({tried(keeper, seed) for seed in range(10, 22)}) > 1


def learn(app, maker, name, people):
    """Let so many guests more begin the quiz and answer a question in study."""
    for _ in range(people):
        guest = Walk(app, app.test_client())
        there = start(guest.client, maker).location
        assert guest.client.get(there).status_code == 200
        guest.study(guest.card_of(name), text="Arnholm")
