"""The sentences that a question leans on are shown wherever it is asked, and after it was."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from quizapp.banks.models import Question
from quizapp.db import transaction
from tests import builders

BEFORE = "The lighthouse had stood empty for a decade."


@pytest.fixture
def leaning(walk, load_bank):
    """The tiny bank, each question of which leans on the same sentence."""
    kept = tuple(replace(builders.apart(each), context=BEFORE) for each in builders.QUESTIONS)
    load_bank(builders.every_kind(questions=kept))
    return walk


def test_a_quiz_shows_the_sentences_before_each_question_and_so_do_its_results(leaning):
    whole = leaning.start()
    answers = leaning.answers(whole)
    assert leaning.page(f"/attempts/{whole}").count(BEFORE) == len(answers)
    right = {place: fields for place, fields in answers.items() if place % 2}
    page = leaning.page(leaning.hand_in(whole, right).location)
    assert page.count(BEFORE) == len(answers)


@pytest.mark.parametrize("name", ["place-short", "nickname-card"])
def test_study_shows_them_before_the_answer(app, leaning, name):
    with app.app_context(), transaction() as session:
        for row in session.scalars(select(Question).where(Question.slug != name)):
            row.status = "draft"
    assert leaning.asked().count(BEFORE) == 1


def test_study_shows_them_beside_what_became_of_the_answer(leaning):
    answered = leaning.study(leaning.card_of("place-short"), text="nowhere")
    assert BEFORE in leaning.page(answered.location)


def test_own_data_tells_them_with_what_was_asked(leaning):
    whole = leaning.start()
    leaning.hand_in(whole, leaning.answers(whole))
    data = leaning.client.get("/account/data/quizapp.json")
    assert BEFORE in data.text


def test_a_sheet_of_paper_shows_them(maker, load_bank):
    leaning = tuple(replace(builders.apart(each), context=BEFORE) for each in builders.QUESTIONS)
    load_bank(builders.every_kind(questions=leaning))
    maker.pick("place-short", "light-cloze")
    assert maker.page("/paper?without_key=y").count(BEFORE) == 2
