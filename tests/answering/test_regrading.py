"""Marking again under a corrected key: new scores, new reviews, and a log that only grows."""

import threading
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.services import create_guest
from quizapp.answering.errors import OtherQuestion
from quizapp.answering.regrading import regrade
from quizapp.banks.models import Bank
from quizapp.db import db, transaction
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory import log, progress
from quizapp.memory.models import Review
from quizapp.quizzes.models import Attempt, Feedback, Layout, Mark, Response, Score
from quizapp.quizzes.queries import attempts_of
from quizapp.quizzes.results import results, study_result
from quizapp.quizzes.sealing import OPEN
from tests import builders
from tests.databases import both_databases
from tests.studies import Studies

pytestmark = both_databases
REASON = "The key named the wrong person."
CORRECTED = replace(builders.choice(), key="other", fact="closed")
"""The same question with another right option, which another fact states."""


@pytest.fixture
def correct(ana, clock):
    """Correct the key of the choice, and return the old version's id and the new one's."""

    def correct(question=CORRECTED):
        old = ana.asked(question.id).version_id
        with transaction() as session:
            builders.load(session, builders.with_question(question), clock())
        return old, ana.asked(question.id).version_id

    return correct


def again(versions, by, clock, **more):
    with transaction() as session:
        return regrade(session, *versions, REASON, by.learner.id, clock(), **more)


def counted(regraded):
    """How many responses were marked again, how many with other points, and whose they are."""
    return regraded.responses, regraded.gained + regraded.lost, regraded.learners


def quiz_with_the_choice(person, fields, **settings):
    """Start a quiz that asks the choice; return its id and the choice answered as given."""
    while True:
        attempt_id = person.quiz(**settings)
        for place, asked in person.places(attempt_id):
            if asked.question.id == CORRECTED.id:
                form = {place.position: fields(asked.question, place.seed)}
                return attempt_id, form


def scores(response_id):
    statement = select(Score).where(Score.response_id == response_id).order_by(Score.scored_at)
    return db.session.scalars(statement).all()


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_every_final_response_gets_a_new_score_and_the_old_one_stays(ana, ben, correct, clock):
    right, wrong = ana.study("keeper-choice"), ben.study("keeper-choice", right=False)
    attempt_id, form = quiz_with_the_choice(ana, builders.right_fields)
    ana.hand_in(attempt_id, form)
    versions = correct()
    clock.advance(days=2)
    # Of two wrong options one is right by now.
    gains = db.session.get_one(Response, wrong).content["options"] == ["other"]
    assert counted(again(versions, ben, clock)) == (3, 2 + gains, 2)
    assert scores(wrong)[-1].points == gains
    first, second = scores(right)
    assert (first.is_current, first.points, first.reason) == (False, 1, "")
    assert (second.is_current, second.points, second.reason) == (True, 0, REASON)
    assert (second.key_version_id, second.scored_by_id) == (versions[1], ben.learner.id)
    assert second.scored_at == clock()
    assert {len(scores(each)) for each in (right, wrong)} == {2}
    [(_, earned, *_)] = attempts_of(db.session(), ana.learner.id, ana.clock(), books=OPEN)
    assert earned == 0


def test_what_was_asked_stays_and_the_key_shown_is_the_new_one(ana, correct, clock):
    attempt_id, form = quiz_with_the_choice(ana, builders.right_fields)
    ana.hand_in(attempt_id, form)
    response_id = ana.study("keeper-choice")
    versions = correct(replace(CORRECTED, stem="Who lived there?"))
    again(versions, ana, clock)
    session = db.session()
    quiz = next(each for each in results(session, attempt_id, ana.learner.id) if each.score)
    for found in (quiz, study_result(session, response_id, ana.learner.id, ana.bank)):
        assert (found.asked.stem, found.asked_version_id) == (
            "Who kept the lighthouse?",
            versions[0],
        )
        assert (found.key.version_id, found.key.question.key) == (versions[1], "other")
        assert (found.outcome, found.score.reason) == ("wrong", REASON)
        assert found.marks[0].expected == builders.choice().option("other").text


def test_memories_follow_and_the_log_is_only_added_to(ana, correct, clock):
    ana.study("keeper-choice")
    answered = clock()
    clock.advance(days=3)
    ana.study("keeper-choice")
    before = {each.id: (each.at, each.day, each.rating, each.fact_id) for each in ana.reviews()}
    versions = correct()
    clock.advance(days=3)
    again(versions, ana, clock)
    after = {each.id: (each.at, each.day, each.rating, each.fact_id) for each in ana.reviews()}
    assert {each: after[each] for each in before} == before
    fresh = [row for each, row in after.items() if each not in before]
    # At the moments and on the days of the old ones, about the fact of the new key.
    assert sorted(row[:2] for row in fresh) == sorted(row[:2] for row in before.values())
    assert {row[2:] for row in fresh} == {(1, ana.fact("closed"))}
    assert min(row[0] for row in fresh) == answered
    memories = ana.memories()
    assert memories.keys() == {"closed"}
    with transaction() as session:
        log.replay_all(session, ana.learner)
    assert ana.memories() == memories
    [topic] = progress.accuracy_by_topic(db.session(), ana.learner.id, ana.bank, ana.clock(), OPEN)
    assert (topic.right, topic.answered) == (0, 2)


def test_twice_is_once_and_back_is_as_it_was(ana, correct, clock):
    response_id = ana.study("keeper-choice")
    before = ana.memories()
    versions = correct()
    again(versions, ana, clock.advance(hours=1) and clock)
    memories = ana.memories()
    assert counted(again(versions, ana, clock)) == (0, 0, 0)
    assert (len(scores(response_id)), ana.memories()) == (2, memories)
    back = again((versions[0], versions[0]), ana, clock.advance(hours=1) and clock)
    assert counted(back) == (1, 1, 1)
    assert [each.points for each in scores(response_id)] == [1, 0, 1]
    assert [each.is_current for each in scores(response_id)] == [False, False, True]
    assert ana.memories() == before


def test_dry_run_counts_and_changes_nothing(ana, ben, correct, clock):
    ana.study("keeper-choice")
    ben.study("keeper-choice")
    versions = correct()
    before = count(Score), count(Mark), count(Review), ana.memories()
    assert counted(again(versions, ana, clock, dry_run=True)) == (2, 2, 2)
    assert (count(Score), count(Mark), count(Review), ana.memories()) == before
    assert counted(again(versions, ana, clock)) == (2, 2, 2)


def test_answers_that_are_not_handed_in_are_left_alone(ana, correct, clock):
    attempt_id, form = quiz_with_the_choice(ana, builders.right_fields)
    ana.save(attempt_id, form)
    versions = correct()
    assert counted(again(versions, ana, clock)) == (0, 0, 0)
    ana.hand_in(attempt_id, {})
    assert counted(again(versions, ana, clock)) == (1, 1, 1)
    assert db.session.get_one(Attempt, attempt_id).finished_at == clock()


def test_preview_of_a_quiz_stays_as_it_was_marked(ana, ben, correct, clock):
    attempt_id, form = quiz_with_the_choice(ana, builders.right_fields)
    ana.hand_in(attempt_id, form)
    with transaction() as session:
        session.get_one(Attempt, attempt_id).is_preview = True
    assert counted(again(correct(), ben, clock)) == (0, 0, 0)
    assert count(Score) == 1


def test_answer_that_was_taken_back_stays_taken_back(ana, correct, clock):
    response_id = ana.study("keeper-choice")
    with transaction() as session:
        log.undo(session, ana.learner, response_id, clock())
    again(correct(), ana, clock)
    assert len(scores(response_id)) == 2
    assert ana.memories() == {}


def test_giving_up_stays_not_knowing_and_flashcards_keep_their_grade(ana, correct, clock):
    asked, response_id = ana.asked("keeper-choice"), uuid4()
    ana.send(asked, response_id, {}, gave_up=True)
    again(correct(), ana, clock)
    assert [each.outcome for each in scores(response_id)] == ["blank", "blank"]
    assert {each.rating for each in ana.reviews("closed")} == {1}
    card = next(each for each in builders.QUESTIONS if each.id == "nickname-card")
    graded = uuid4()
    ana.send(ana.asked(card.id), graded, {"rating": ["4"]})
    again(correct(replace(card, back="Another")), ana, clock.advance(hours=1) and clock)
    first, second = scores(graded)
    assert (first.grader, second.grader, second.points) == ("learner", "learner", 1)
    name = next(part.fact for part in card.parts)
    assert {each.rating for each in ana.reviews(name)} == {4}


def test_what_was_checked_is_marked_again_while_its_quiz_goes_on(ana, ben, correct, clock):
    practice = {"layout": Layout.SINGLE, "feedback": Feedback.AT_ONCE}
    attempt_id, form = quiz_with_the_choice(ana, builders.right_fields, **practice)
    [(position, fields)] = form.items()
    ana.check(attempt_id, position, fields)
    given_up, form = quiz_with_the_choice(ben, builders.right_fields, **practice)
    ben.check(given_up, *form, {}, gave_up=True)
    versions = correct()
    clock.advance(hours=1)
    assert counted(again(versions, ana, clock)) == (2, 1, 2)
    ana.hand_in(attempt_id, {})
    assert counted(again(versions, ana, clock)) == (0, 0, 0)
    [found] = [each for each in results(db.session(), attempt_id, ana.learner.id) if each.score]
    assert (found.outcome, found.score.reason) == ("wrong", REASON)
    assert {each.rating for each in ben.reviews("closed")} == {1}


def test_key_of_another_question_and_no_reason_are_refused(ana, correct, clock):
    versions = correct()
    other = ana.asked("place-short").version_id
    for pair in ((versions[0], other), (other, versions[1]), (versions[0], 999), (999, 999)):
        with pytest.raises(OtherQuestion):
            again(pair, ana, clock)
    with transaction() as session, pytest.raises(ValueError, match="reason"):
        regrade(session, *versions, "  ", ana.learner.id, clock())


def test_marked_again_many_times_at_once_it_is_marked_once(app, clock):
    with app.app_context():
        ana = learner_in(clock)
        response_id = ana.study("keeper-choice")
        old = ana.asked("keeper-choice").version_id
        with transaction() as session:
            builders.load(session, builders.with_question(CORRECTED), clock())
        new = ana.asked("keeper-choice").version_id
    faults, gate = [], threading.Barrier(4)

    def act():
        try:
            with app.app_context():
                gate.wait(10)
                again((old, new), ana, clock)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []
    with app.app_context():
        assert len(scores(response_id)) == 2
        assert (count(Response), count(Review)) == (1, 2)


def learner_in(clock):
    """A learner with the tiny bank in the app of this thread."""
    with transaction() as session:
        builders.load(session, builders.bank(), clock())
        bank = session.scalars(select(Bank.id)).one()
        learner = log.Learner(create_guest(session, clock()).id, learner_calendar("UTC"))
    return Studies(learner, bank, clock)
