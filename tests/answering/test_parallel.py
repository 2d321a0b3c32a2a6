"""The same request many times at once has one effect."""

import threading
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.services import create_guest
from quizapp.answering import quizzes as answering
from quizapp.answering.checking import check
from quizapp.answering.study import answer_card
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.db import db, transaction
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory import log
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory, Review, ReviewUndo
from quizapp.quizzes.models import Attempt, Feedback, Layout, Response, Score
from quizapp.quizzes.queries import slots
from quizapp.quizzes.services import QuizSettings, start_practice
from tests import builders
from tests.databases import both_databases

pytestmark = both_databases
TIMES = 6


@pytest.fixture
def story(app, clock):
    """A learner with a quiz of every kind, and the version of one card."""
    attempt_id = uuid4()
    with app.app_context(), transaction() as session:
        builders.load(session, builders.bank(), clock())
        bank = session.scalars(select(Bank.id)).one()
        learner = Learner(create_guest(session, clock()).id, learner_calendar("UTC"))
        start_practice(
            session,
            attempt_id,
            user_id=learner.id,
            bank_ids=[bank],
            settings=QuizSettings(length=20),
            now=clock(),
        )
        version = session.scalars(
            select(QuestionVersion.id)
            .join(QuestionVersion.question)
            .where(Question.slug == "place-short")
        ).one()
        short = next(
            place.position
            for place in slots(session, attempt_id, learner.id)
            if place.version_id == version
        )
    return Story(app, clock, learner, bank, attempt_id, version, short)


class Story:
    def __init__(self, app, clock, learner, bank, attempt_id, version, short):
        self.app, self.clock, self.learner, self.bank = app, clock, learner, bank
        self.attempt_id, self.version, self.short = attempt_id, version, short

    def at_once(self, act):
        """Let many threads act at the same moment, each in its own transaction."""
        faults, gate = [], threading.Barrier(TIMES)

        def run():
            try:
                with self.app.app_context():
                    gate.wait(10)
                    with transaction() as session:
                        act(session)
            except Exception as error:
                faults.append(error)

        threads = [threading.Thread(target=run) for _ in range(TIMES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert faults == []

    def counts(self):
        with self.app.app_context():
            return tuple(
                db.session.scalar(select(func.count()).select_from(table))
                for table in (Response, Score, Review, Memory)
            )

    def study(self, session, answer_id: UUID):
        form = {"text": ["Arnholm"]}
        answer_card(session, self.learner, self.bank, self.version, answer_id, form, self.clock())


def test_one_answer_of_a_quiz_saved_at_once(story):
    forms = {story.short: {"text": ["Arnholm"]}}

    def act(session):
        answering.save(session, story.learner, story.attempt_id, forms, story.clock())

    story.at_once(act)
    assert story.counts() == (1, 0, 0, 0)


def test_hand_in_sent_at_once(story):
    forms = {story.short: {"text": ["Arnholm"]}}

    def act(session):
        answering.hand_in(session, story.learner, story.attempt_id, forms, story.clock())

    story.at_once(act)
    assert story.counts() == (1, 1, 1, 1)
    with story.app.app_context():
        assert db.session.get_one(Attempt, story.attempt_id).finished_at == story.clock()


def test_one_answer_checked_at_once(story):
    attempt_id = uuid4()
    with story.app.app_context(), transaction() as session:
        settings = QuizSettings(20, layout=Layout.SINGLE, feedback=Feedback.AT_ONCE)
        start_practice(
            session,
            attempt_id,
            user_id=story.learner.id,
            bank_ids=[story.bank],
            settings=settings,
            now=story.clock(),
        )
        short = next(
            place.position
            for place in slots(session, attempt_id, story.learner.id)
            if place.version_id == story.version
        )
    found = []

    def act(session):
        # Half of them come from a page with another answer: the first to come counts.
        form = {"text": [("Arnholm", "Skarra")[len(found) % 2]]}
        found.append(None)
        check(session, story.learner, attempt_id, short, form, story.clock())

    story.at_once(act)
    assert story.counts() == (1, 1, 1, 1)


def test_one_card_sent_at_once(story):
    answer_id = uuid4()
    story.at_once(lambda session: story.study(session, answer_id))
    assert story.counts() == (1, 1, 1, 1)


def test_many_cards_about_one_fact_at_once_are_all_counted(story):
    story.at_once(lambda session: story.study(session, uuid4()))
    assert story.counts() == (TIMES, TIMES, TIMES, 1)
    with story.app.app_context():
        assert db.session.scalars(select(Memory.reps)).all() == [TIMES]


def test_undo_sent_at_once(story):
    answer_id = uuid4()
    with story.app.app_context(), transaction() as session:
        story.study(session, answer_id)
    story.at_once(lambda session: log.undo(session, story.learner, answer_id, story.clock()))
    assert story.counts() == (1, 1, 1, 0)
    with story.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ReviewUndo)) == 1
