"""Cards of study: an answer is stored, scored and counted as reviews of its facts, once."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.answering.errors import UnknownCard, UnreadableAnswer
from quizapp.answering.study import answer_card
from quizapp.db import db, transaction
from quizapp.domain.answers import TYPED_LIMIT, Malformed, Oversized
from quizapp.memory.models import Review
from quizapp.quizzes.models import Mark, Response, Score
from tests import builders
from tests.databases import both_databases

ALL = [question.id for question in builders.QUESTIONS]
PARTS = {each.id: len(each.parts) for each in builders.QUESTIONS}


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def score_of(response_id):
    return db.session.scalars(select(Score).where(Score.response_id == response_id)).one()


def marks_of(response_id):
    score = score_of(response_id)
    statement = select(Mark).where(Mark.score_id == score.id).order_by(Mark.position)
    return db.session.scalars(statement).all()


@both_databases
@pytest.mark.parametrize("name", ALL)
def test_right_answer_is_stored_with_marks_reviews_and_memories(ana, name):
    answer_id = ana.study(name)
    stored, score = db.session.get_one(Response, answer_id), score_of(answer_id)
    assert (score.points, score.outcome, stored.attempt_id) == (1, "right", None)
    assert (score.is_current, score.reason, score.scored_by_id) == (True, "", None)
    assert score.key_version_id == stored.question_version_id
    assert score.grader == ("learner" if name == "nickname-card" else "program")
    marks = marks_of(answer_id)
    assert [(mark.is_right, mark.is_answered) for mark in marks] == [(True, True)] * PARTS[name]
    reviews = ana.reviews()
    assert {review.fact_id for review in reviews} == {mark.fact_id for mark in marks}
    assert {review.rating for review in reviews} == {3}
    assert sorted(review.guess for review in reviews) == sorted(mark.guess for mark in marks)
    assert len(ana.memories()) == PARTS[name]


@pytest.mark.parametrize("name", ALL)
def test_wrong_answer_is_a_lapse_of_every_fact_that_was_not_known(ana, name):
    answer_id = ana.study(name, right=False)
    assert score_of(answer_id).points == 0
    assert [mark.is_right for mark in marks_of(answer_id)] == [False] * PARTS[name]
    ratings = sorted(review.rating for review in ana.reviews())
    # Of three items in order but for one, that one was not known.
    assert ratings == ([1, 3, 3] if name == "years-order" else [1] * PARTS[name])


@pytest.mark.parametrize("name", ALL)
def test_giving_up_counts_as_not_knowing_every_part(ana, name):
    asked, answer_id = ana.asked(name), uuid4()
    form = builders.right_fields(asked.question, str(answer_id))
    assert ana.send(asked, answer_id, form, gave_up=True)
    assert score_of(answer_id).outcome == "blank"
    assert [mark.is_answered for mark in marks_of(answer_id)] == [False] * PARTS[name]
    assert [review.rating for review in ana.reviews()] == [1] * PARTS[name]


@pytest.mark.parametrize("name", ALL)
def test_blank_answer_to_a_card_is_not_stored(ana, name):
    assert not ana.send(ana.asked(name), uuid4(), {})
    assert (count(Response), count(Review)) == (0, 0)


@pytest.mark.parametrize("rating", [1, 2, 3, 4])
def test_flashcard_keeps_the_grade_that_was_given(ana, rating):
    answer_id = uuid4()
    ana.send(ana.asked("nickname-card"), answer_id, {"rating": [str(rating)]})
    assert [(review.rating, review.guess) for review in ana.reviews()] == [(rating, 0)]
    assert score_of(answer_id).points == (rating > 1)


@both_databases
def test_part_left_empty_says_nothing_about_memory(ana):
    asked, answer_id = ana.asked("light-cloze"), uuid4()
    ana.send(asked, answer_id, {"gap-1": ["granite"], "gap-2": [""]})
    assert score_of(answer_id).points == 0.5
    assert ana.memories().keys() == {"walls"}


@both_databases
def test_wrong_option_is_noted_with_the_fact_it_is_true_of(ana):
    asked, answer_id = ana.asked("keeper-choice"), uuid4()
    form = builders.wrong_fields(asked.question, str(answer_id))
    ana.send(asked, answer_id, form)
    mark = marks_of(answer_id)[0]
    assert mark.confused_with == {"Arnholm": "place", "Jon Lund": ""}[mark.given]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("keeper-choice", {"choice": ["9"]}),
        ("keeper-choice", {"choice": ["1", "2"]}),
        ("tower-response", {"choices": ["1", "1"]}),
        ("height-verdict", {"verdict": ["perhaps"]}),
        ("place-short", {"text": ["one", "two"]}),
        ("place-short", {"text": ["a\0b"]}),
        ("light-cloze", {"gap-7": ["red"]}),
        ("years-match", {"match-1": ["9"]}),
        ("years-order", {"order": ["1,1,1"]}),
        ("nickname-card", {"rating": ["5"]}),
    ],
)
def test_malformed_answer_is_refused_and_nothing_is_stored(ana, name, form):
    with pytest.raises(UnreadableAnswer) as refused:
        ana.send(ana.asked(name), uuid4(), form)
    assert isinstance(refused.value.fault, Malformed)
    assert (count(Response), count(Review)) == (0, 0)


@pytest.mark.parametrize(
    ("name", "field"),
    [("place-short", "text"), ("height-number", "text"), ("light-cloze", "gap-1")],
)
def test_oversized_answer_is_refused_and_nothing_is_stored(ana, name, field):
    with pytest.raises(UnreadableAnswer) as refused:
        ana.send(ana.asked(name), uuid4(), {field: ["x" * (TYPED_LIMIT + 1)]})
    assert isinstance(refused.value.fault, Oversized)
    assert count(Response) == 0


@both_databases
def test_card_sent_twice_counts_once(ana):
    asked, answer_id = ana.asked("place-short"), uuid4()
    for text in ("Arnholm", "something else"):
        assert ana.send(asked, answer_id, {"text": [text]})
    assert (count(Response), count(Review)) == (1, 1)
    assert score_of(answer_id).points == 1


@both_databases
def test_answer_id_of_another_learner_is_refused(ana, ben):
    answer_id = ana.study("place-short")
    with pytest.raises(UnknownCard):
        ben.send(ben.asked("place-short"), answer_id, {"text": ["Arnholm"]})
    assert ben.reviews() == []


@both_databases
def test_answer_id_of_another_card_is_refused(ana):
    answer_id = ana.study("place-short")
    with pytest.raises(UnknownCard):
        ana.send(ana.asked("height-number"), answer_id, {"text": ["42"]})


@both_databases
def test_unknown_and_withdrawn_cards_are_refused(ana, clock):
    asked = ana.asked("place-short")
    with transaction() as session:
        builders.load(session, builders.without("place-short"), clock())
    with pytest.raises(UnknownCard):
        ana.send(asked, uuid4(), {"text": ["Arnholm"]})
    with transaction() as session, pytest.raises(UnknownCard):
        answer_card(session, ana.learner, ana.bank, 999, uuid4(), {}, clock())


@both_databases
def test_card_that_was_edited_meanwhile_is_marked_as_it_was_shown(ana, clock):
    asked = ana.asked("place-short")
    with transaction() as session:
        changed = builders.ShortAnswer(
            id="place-short",
            topic="tower",
            stem="Which harbour?",
            fact="place",
            accepted=("Elsewhere",),
            status=builders.PUBLISHED,
        )
        builders.load(session, builders.with_question(changed), clock())
    answer_id = uuid4()
    ana.send(asked, answer_id, {"text": ["Arnholm"]})
    assert (score_of(answer_id).key_version_id, score_of(answer_id).points) == (asked.version_id, 1)
