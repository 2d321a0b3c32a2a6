"""Writing new questions in the browser."""

import pytest
from sqlalchemy import select

from quizapp.banks.models import Fact, FactVersion, Question
from quizapp.db import db
from quizapp.domain.questions import QuestionKind
from tests.databases import both_databases
from tests.teaching import question_row, questions
from tests.web.authoring.pages import fields

BY_HAND = {
    "multiple_choice": {
        "stem": "Which animal guards the gate of Meissen?",
        "options-0-text": "a lion",
        "options-1-text": "a horse",
        "key": "a",
    },
    "true_false": {"stem": "A lion guards the gate of Meissen.", "key": "true"},
    "short_answer": {"stem": "Which animal guards the gate of Meissen?", "accepted": "a lion"},
    "numeric": {
        "stem": "How many lions guard the gate of Meissen?",
        "value": "2",
        "statement": "The gate of Meissen is guarded by 2 lions.",
    },
    "flashcard": {"stem": "Which animal guards the gate of Meissen?", "back": "a lion"},
}


def write(client, rivers, kind, **changed):
    url = f"{rivers}/new-question/{kind}"
    sent = fields(client.get(url).text)
    sent.update({"topic": "mouths", **changed})
    return client.post(url, data=sent)


@pytest.mark.parametrize("kind", BY_HAND)
def test_a_question_without_an_article_gets_an_unsourced_fact_and_can_be_published(
    app, rivers, as_teacher, kind
):
    answer = write(as_teacher, rivers, kind, **BY_HAND[kind])
    assert answer.status_code == 303, answer.text
    page = as_teacher.get(answer.location).text
    assert "Saved as a draft" in page
    assert "No article proves what this question asks for" in page
    published = as_teacher.post(f"{answer.location}/publish", follow_redirects=True)
    assert "Published." in published.text
    with app.app_context():
        row = question_row(answer.location.rsplit("/", 1)[1])
        assert (row.status, row.origin, row.kind) == ("published", "hand", kind)


@pytest.mark.parametrize(
    ("stem", "accepted"),
    [
        ("In which year was the gate of Meissen built?", "1471"),
        ("Since which year has the porcelain been made?", "about 1710"),
        ("How many lions guard the gate of Meissen?", "two"),
        ("How many steps lead up to the gate?", "160 steps"),
        ("Who built the gate of Meissen?", "Arnold of Westphalia"),
        ("When was the gate of Meissen built?", "1471"),
        ("What was built in Meissen first?", "the gate"),
    ],
)
def test_plain_questions_with_plain_answers_can_be_published(rivers, as_teacher, stem, accepted):
    answer = write(as_teacher, rivers, "short_answer", stem=stem, accepted=accepted)
    published = as_teacher.post(f"{answer.location}/publish", follow_redirects=True)
    assert "Published." in published.text


@pytest.mark.parametrize(
    ("stem", "accepted"),
    [
        ("In which year was the gate of Meissen built?", "a long time ago"),
        ("How many lions guard the gate of Meissen?", "old ones"),
    ],
)
def test_an_answer_of_another_sort_than_the_question_word_is_not_published(
    rivers, as_teacher, stem, accepted
):
    answer = write(as_teacher, rivers, "short_answer", stem=stem, accepted=accepted)
    refused = as_teacher.post(f"{answer.location}/publish", follow_redirects=True)
    assert "Choose the question word that fits the answer." in refused.text


@both_databases
@pytest.mark.parametrize("kind", BY_HAND)
def test_a_new_question_sent_twice_is_one_question_of_one_fact(app, rivers, as_teacher, kind):
    first, second = (write(as_teacher, rivers, kind, **BY_HAND[kind]) for _ in range(2))
    assert first.location == second.location
    with app.app_context():
        asked = len(questions()) + 1
        assert len(db.session.scalars(select(Question)).all()) == asked
        assert len(db.session.scalars(select(Fact)).all()) == 7


def test_another_question_with_the_same_words_gets_an_id_of_its_own(rivers, as_teacher):
    first = write(as_teacher, rivers, "flashcard", **BY_HAND["flashcard"])
    second = write(
        as_teacher, rivers, "flashcard", stem=BY_HAND["flashcard"]["stem"], back="a griffin"
    )
    assert second.status_code == 303
    assert second.location == f"{first.location}-2"


def test_a_question_may_ask_for_a_fact_of_the_bank(app, rivers, as_teacher):
    url = f"{rivers}/new-question/short_answer?fact=weser-mouth"
    sent = fields(as_teacher.get(url).text)
    weser = "The Weser reaches the sea at Bremerhaven."
    assert (sent["fact"], sent["topic"]) == ([weser], ["mouths"])
    sent |= {"stem": "At which city does the Weser reach the sea?", "accepted": "Bremerhaven"}
    answer = as_teacher.post(url, data=sent | {"topic": "mouths"})
    assert answer.status_code == 303
    with app.app_context():
        assert len(db.session.scalars(select(FactVersion)).all()) == 6
    assert "The Weser reaches the sea at Bremerhaven." in as_teacher.get(answer.location).text


def test_the_words_that_prove_the_fact_stand_beside_the_new_question(rivers, as_teacher):
    url = f"{rivers}/new-question/short_answer?fact=weser-mouth"
    asked = as_teacher.get(url).text
    checked = as_teacher.post(
        url,
        data=fields(asked)
        | {"stem": "Which town stands at the mouth of the Weser?", "accepted": "Bremerhaven"}
        | {"action": "check"},
    ).text
    for page in (asked, checked):
        assert "<mark>" in page.split("Who says so?")[1]
    assert "Every check passes. It is not saved yet." in checked


def test_a_sentence_without_the_answer_is_refused_beside_its_field(rivers, as_teacher):
    answer = write(
        as_teacher,
        rivers,
        "flashcard",
        stem="Which animal guards the gate?",
        back="a lion",
        statement="There is a gate.",
    )
    assert answer.status_code == 422
    assert 'id="statement-error"' in answer.text
    assert 'value="There is a gate."' in answer.text


def test_a_sentence_that_is_far_too_long_is_refused_beside_its_field(rivers, as_teacher):
    long = BY_HAND["flashcard"] | {"statement": "a lion " + "x" * 50_000}
    answer = write(as_teacher, rivers, "flashcard", **long)
    assert answer.status_code == 422
    assert "It is too long." in answer.text


def test_a_false_sentence_needs_to_be_told_what_is_true(rivers, as_teacher):
    answer = write(
        as_teacher, rivers, "true_false", stem="A horse guards it.", key="false", correction="lion"
    )
    assert answer.status_code == 422
    assert 'id="statement-error"' in answer.text


@pytest.mark.parametrize("kind", QuestionKind)
def test_every_kind_can_be_begun_and_an_empty_form_comes_back(app, rivers, as_teacher, kind):
    assert str(kind) in as_teacher.get(f"{rivers}/new-question").text
    answer = as_teacher.post(f"{rivers}/new-question/{kind}", data={})
    assert answer.status_code == 422
    assert "Mend what is marked below" in answer.text
    with app.app_context():
        assert len(db.session.scalars(select(Question)).all()) == len(questions())


def test_checking_a_new_question_saves_nothing(app, rivers, as_teacher):
    answer = write(as_teacher, rivers, "flashcard", **BY_HAND["flashcard"], action="check")
    assert "As a learner sees it" in answer.text
    with app.app_context():
        assert len(db.session.scalars(select(Question)).all()) == len(questions())


def test_an_unknown_kind_is_nowhere(rivers, as_teacher):
    assert as_teacher.get(f"{rivers}/new-question/riddle").status_code == 404
