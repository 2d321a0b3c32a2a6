"""Answers of a quiz and of study: marked, stored and counted as reviews, once."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.db import db, transaction
from quizapp.domain.answers import TYPED_LIMIT, Malformed, Oversized
from quizapp.memory import services
from quizapp.memory.errors import UnknownCard, UnreadableAnswers
from quizapp.memory.models import Review
from quizapp.quizzes.errors import AttemptFinished, UnknownAttempt
from quizapp.quizzes.models import Answer, Attempt, Mark
from tests import builders
from tests.databases import both_databases

ALL = [question.id for question in builders.QUESTIONS]
PARTS = {each.id: len(each.parts) for each in builders.QUESTIONS}


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def marks_of(answer_id):
    statement = select(Mark).where(Mark.answer_id == answer_id).order_by(Mark.position)
    return db.session.scalars(statement).all()


def answer_one(person, attempt_id, position, form):
    with transaction() as session:
        return services.answer_in_quiz(
            session, person.learner, attempt_id, position, form, person.clock()
        )


@both_databases
@pytest.mark.parametrize("name", ALL)
def test_right_answer_is_stored_with_marks_reviews_and_memories(ana, name):
    answer_id = ana.study(name)
    stored = db.session.get_one(Answer, answer_id)
    assert (stored.points, stored.outcome, stored.attempt_id) == (1, "right", None)
    marks = marks_of(answer_id)
    assert [(mark.is_right, mark.is_answered) for mark in marks] == [(True, True)] * PARTS[name]
    reviews = ana.reviews()
    assert {review.fact_id for review in reviews} == {mark.fact_id for mark in marks}
    assert {review.rating for review in reviews} == {3}
    assert sorted(review.guess for review in reviews) == sorted(mark.guess for mark in marks)
    assert len(ana.memories()) == PARTS[name]


@pytest.mark.parametrize("name", ALL)
def test_wrong_answer_is_a_lapse_of_every_fact_asked(ana, name):
    answer_id = ana.study(name, right=False)
    assert db.session.get_one(Answer, answer_id).points == 0
    assert [mark.is_right for mark in marks_of(answer_id)] == [False] * PARTS[name]
    assert [review.rating for review in ana.reviews()] == [1] * PARTS[name]


@pytest.mark.parametrize("name", ALL)
def test_giving_up_counts_as_not_knowing_every_part(ana, name):
    asked, answer_id = ana.asked(name), uuid4()
    form = builders.right_fields(asked.question, str(answer_id))
    assert ana.send(asked, answer_id, form, gave_up=True)
    assert db.session.get_one(Answer, answer_id).outcome == "blank"
    assert [mark.is_answered for mark in marks_of(answer_id)] == [False] * PARTS[name]
    assert [review.rating for review in ana.reviews()] == [1] * PARTS[name]


@pytest.mark.parametrize("name", ALL)
def test_blank_answer_to_a_card_is_not_stored(ana, name):
    assert not ana.send(ana.asked(name), uuid4(), {})
    assert (count(Answer), count(Review)) == (0, 0)


@pytest.mark.parametrize("rating", [1, 2, 3, 4])
def test_flashcard_keeps_the_grade_that_was_given(ana, rating):
    answer_id = uuid4()
    ana.send(ana.asked("nickname-card"), answer_id, {"rating": [str(rating)]})
    assert [(review.rating, review.guess) for review in ana.reviews()] == [(rating, 0)]
    assert db.session.get_one(Answer, answer_id).points == (rating > 1)


@both_databases
def test_part_left_empty_says_nothing_about_memory(ana):
    asked, answer_id = ana.asked("light-cloze"), uuid4()
    ana.send(asked, answer_id, {"gap-1": ["granite"], "gap-2": [""]})
    assert db.session.get_one(Answer, answer_id).points == 0.5
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
    with pytest.raises(UnreadableAnswers) as refused:
        ana.send(ana.asked(name), uuid4(), form)
    assert isinstance(refused.value.faults[0][1], Malformed)
    assert (count(Answer), count(Review)) == (0, 0)


@pytest.mark.parametrize(
    ("name", "field"),
    [("place-short", "text"), ("height-number", "text"), ("light-cloze", "gap-1")],
)
def test_oversized_answer_is_refused_and_nothing_is_stored(ana, name, field):
    with pytest.raises(UnreadableAnswers) as refused:
        ana.send(ana.asked(name), uuid4(), {field: ["x" * (TYPED_LIMIT + 1)]})
    assert isinstance(refused.value.faults[0][1], Oversized)
    assert count(Answer) == 0


@both_databases
def test_card_sent_twice_counts_once(ana):
    asked, answer_id = ana.asked("place-short"), uuid4()
    for text in ("Arnholm", "something else"):
        assert ana.send(asked, answer_id, {"text": [text]})
    assert (count(Answer), count(Review)) == (1, 1)
    assert db.session.get_one(Answer, answer_id).points == 1


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
        services.answer_in_study(session, ana.learner, ana.bank, 999, uuid4(), {}, clock())


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
    stored = db.session.get_one(Answer, answer_id)
    assert (stored.question_version_id, stored.points) == (asked.version_id, 1)


# Quizzes.


@both_databases
@pytest.mark.usefixtures("every_kind")
def test_quiz_handed_in_whole(ana, clock):
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, ana.forms(attempt_id))
    assert db.session.get_one(Attempt, attempt_id).finished_at == clock()
    stored = db.session.scalars(select(Answer).where(Answer.attempt_id == attempt_id)).all()
    assert sorted(answer.position for answer in stored) == list(range(1, 9))
    assert {(answer.points, answer.user_id) for answer in stored} == {(1, ana.learner.id)}
    assert count(Mark) == count(Review) == sum(PARTS.values()) - 1
    assert len(ana.memories()) == len(builders.FACTS + builders.TOLD_AGAIN) - 1


@both_databases
def test_what_is_blank_stays_unanswered(ana):
    attempt_id = ana.quiz()
    forms = ana.forms(attempt_id)
    ana.hand_in(attempt_id, {1: forms[1], 2: {}, 99: {"text": ["x"]}})
    answered = db.session.scalars(select(Answer.position)).all()
    assert answered == [1]


@both_databases
def test_handing_in_twice_changes_nothing(ana, clock):
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, {})
    ended = clock()
    clock.advance(hours=1)
    ana.hand_in(attempt_id, ana.forms(attempt_id))
    assert count(Answer) == 0
    db.session.expire_all()
    assert db.session.get_one(Attempt, attempt_id).finished_at == ended


@both_databases
@pytest.mark.usefixtures("every_kind")
def test_one_unreadable_answer_stores_nothing_and_ends_nothing(ana):
    attempt_id = ana.quiz()
    forms = ana.forms(attempt_id)
    place = next(
        place.position for place, asked in ana.places(attempt_id) if asked.question.kind == "cloze"
    )
    forms[place] = {"gap-1": ["x" * 501]}
    with pytest.raises(UnreadableAnswers) as refused:
        ana.hand_in(attempt_id, forms)
    assert [position for position, _ in refused.value.faults] == [place]
    assert count(Answer) == 0
    assert db.session.get_one(Attempt, attempt_id).finished_at is None


@both_databases
@pytest.mark.usefixtures("every_kind")
def test_answers_one_by_one_count_and_hand_in_keeps_them(ana):
    attempt_id = ana.quiz()
    forms = ana.forms(attempt_id)
    taken = answer_one(ana, attempt_id, 1, forms[1])
    assert (taken.position, taken.length, taken.is_blank, taken.is_new) == (1, 8, False, True)
    ana.hand_in(attempt_id, ana.forms(attempt_id, builders.wrong_fields))
    points = {row.position: row.points for row in db.session.scalars(select(Answer))}
    assert points[1] == 1
    assert {points[position] for position in range(2, 9)} == {0}


@both_databases
def test_first_answer_counts_when_another_is_sent(ana):
    attempt_id = ana.quiz()
    answer_one(ana, attempt_id, 1, ana.forms(attempt_id)[1])
    again = answer_one(ana, attempt_id, 1, ana.forms(attempt_id, builders.wrong_fields)[1])
    assert not again.is_new
    assert db.session.scalars(select(Answer.points)).all() == [1]


@both_databases
def test_blank_answer_of_a_quiz_can_be_given_later(ana):
    attempt_id = ana.quiz()
    assert answer_one(ana, attempt_id, 1, {}).is_blank
    assert count(Answer) == 0
    assert answer_one(ana, attempt_id, 1, ana.forms(attempt_id)[1]).is_new


@both_databases
def test_answer_after_hand_in_is_refused(ana):
    attempt_id = ana.quiz()
    forms = ana.forms(attempt_id)
    answer_one(ana, attempt_id, 1, forms[1])
    ana.hand_in(attempt_id, {})
    with pytest.raises(AttemptFinished):
        answer_one(ana, attempt_id, 2, forms[2])
    assert not answer_one(ana, attempt_id, 1, forms[1]).is_new
    assert count(Answer) == 1


@both_databases
def test_unreadable_answer_of_a_quiz_is_refused(ana):
    attempt_id = ana.quiz()
    with pytest.raises(UnreadableAnswers):
        answer_one(
            ana,
            attempt_id,
            1,
            {
                name: ["x" * 501]
                for name in ("choice", "verdict", "text", "gap-1", "match-1", "order")
            }
            | {"choices": ["x"]},
        )
    assert count(Answer) == 0


@both_databases
def test_attempt_of_somebody_else_is_unknown(ana, ben):
    attempt_id = ana.quiz()
    with pytest.raises(UnknownAttempt):
        answer_one(ben, attempt_id, 1, {})
    with pytest.raises(UnknownAttempt):
        ben.hand_in(attempt_id, {})
    assert db.session.get_one(Attempt, attempt_id).finished_at is None
    with pytest.raises(UnknownAttempt):
        answer_one(ana, attempt_id, 9, {})
