"""Trials are taken out whole, nothing of anybody else, nothing that was learnt elsewhere."""

from uuid import UUID

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import Role
from quizapp.answering.trials import remove_trials, remove_tried_quizzes
from quizapp.banks.models import Question, QuestionPart, QuestionVersion
from quizapp.db import db, transaction
from quizapp.memory.models import Review, ReviewUndo
from quizapp.quizzes.design_models import QuizDesign, QuizItem
from quizapp.quizzes.designs import Item
from quizapp.quizzes.models import Attempt, Mark, Quiz, Response, Score
from quizapp.quizzes.traces import bank_was_asked, was_asked
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build

pytestmark = both_databases


def ids_of(*names):
    return db.session.scalars(select(Question.id).where(Question.slug.in_(names))).all()


def asked_in_first(ana, attempt_id):
    """Return the question in the first place of a quiz, and the facts that it asks for."""
    place, _ = ana.places(attempt_id)[0]
    question = db.session.get_one(QuestionVersion, place.version_id).question_id
    facts = db.session.scalars(
        select(QuestionPart.fact_id).where(QuestionPart.question_version_id == place.version_id)
    )
    return question, set(facts)


def counts(user_id):
    db.session.expire_all()
    return {
        table.__name__: db.session.scalar(
            select(func.count()).select_from(table).where(table.user_id == user_id)
        )
        for table in (Attempt, Response, Review)
    }


def test_what_others_answered_to_the_same_questions_stays(ana, ben):
    for person in (ana, ben):
        attempt_id = person.quiz()
        person.hand_in(attempt_id, person.forms(attempt_id))
    before, memories = counts(ben.learner.id), ben.memories()
    with transaction() as session:
        remove_trials(session, session.scalars(select(Question.id)).all(), [ana.learner.id])
    assert counts(ana.learner.id) == {"Attempt": 0, "Response": 0, "Review": 0}
    assert ana.memories() == {}
    assert counts(ben.learner.id) == before
    assert ben.memories() == memories


def test_a_quiz_goes_whole_and_memories_of_its_other_facts_are_those_of_what_is_left(ana, clock):
    attempt_id = ana.quiz()
    forms = ana.forms(attempt_id)
    others = [asked for _, asked in ana.places(attempt_id)[1:]]
    for asked in others:
        ana.study(asked.question.id)
    without = ana.memories()
    clock.advance(days=2)
    ana.hand_in(attempt_id, forms)
    assert ana.memories() != without
    gone, facts = asked_in_first(ana, attempt_id)
    with transaction() as session:
        remove_trials(session, [gone], [ana.learner.id])
    assert ana.memories() == without
    assert not facts & set(db.session.scalars(select(Review.fact_id)))
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 0


def test_cards_and_what_was_taken_back_of_them_go_too(ana, clock):
    answer_id = ana.study("place-short")
    with transaction() as session:
        session.add(ReviewUndo(response_id=answer_id, at=clock()))
    with transaction() as session:
        remove_trials(session, ids_of("place-short"), [ana.learner.id])
    for table in (Response, Score, Mark, Review, ReviewUndo):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


@pytest.mark.parametrize("is_in_quiz", [True, False])
def test_whoever_does_not_count_was_not_asked(ana, ben, is_in_quiz):
    if is_in_quiz:
        ana.quiz()
    else:
        ana.study("place-short")
    questions = db.session.scalars(select(Question.id)).all()
    session = db.session()
    assert was_asked(session, questions)
    assert not was_asked(session, questions, besides=[ana.learner.id])
    assert was_asked(session, questions, besides=[ben.learner.id])
    assert not bank_was_asked(session, ana.bank, besides=[ana.learner.id, ben.learner.id])
    assert bank_was_asked(session, ana.bank, besides=[ben.learner.id])


def test_a_quiz_that_a_tester_made_for_others_goes_with_its_bank(ana, make_user, clock):
    tester, colleague = (make_user(name, Role.TEACHER).id for name in ("Clara", "Cleo"))
    build(tester, ana.bank, Item(ana.bank, count=2), now=clock(), minutes=5)
    other = UUID(int=QUIZ.int + 1)
    build(colleague, ana.bank, Item(ana.bank, count=2), now=clock(), quiz_id=other)
    with transaction() as session:
        remove_tried_quizzes(session, ana.bank, {tester})
    for table in (Quiz, QuizDesign, QuizItem):
        key = table.id if table is Quiz else table.quiz_id
        assert set(db.session.scalars(select(key))) == {other}
