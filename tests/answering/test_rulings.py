"""Full marks for all and striking out: everybody who was asked, and back as it was."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import Role
from quizapp.answering.affected import affected
from quizapp.answering.errors import NoRuling
from quizapp.answering.remarking import MarkBy, changes_in, mark_again, would_change
from quizapp.banks.models import Question
from quizapp.db import db, transaction
from quizapp.memory import log, progress
from quizapp.quizzes.models import Feedback, Layout, Response, Score
from quizapp.quizzes.previews import start_preview
from quizapp.quizzes.queries import attempts_of
from quizapp.quizzes.report import reported_attempt
from quizapp.quizzes.results import results, study_result
from quizapp.quizzes.sealing import OPEN
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen

pytestmark = both_databases
REASON = "Two of the options were right."
CARD = "nickname-card"


def question_id(name="keeper-choice"):
    return db.session.scalars(select(Question.id).where(Question.slug == name)).one()


def again(way, by, clock, name="keeper-choice"):
    clock.advance(hours=1)
    with transaction() as session:
        return mark_again(session, question_id(name), way, REASON, by.learner.id, clock())


def counted(remarked):
    found = [each.regraded for each in remarked]
    return [(each.responses, each.gained, each.lost, each.learners) for each in found]


def current(response_id):
    return db.session.scalars(
        select(Score).where(Score.response_id == response_id, Score.is_current)
    ).one()


@pytest.fixture
def given(ana, make_user, clock):
    """Let somebody take a quiz that a teacher made of the choice alone."""
    clara = make_user("Clara", Role.TEACHER)
    build(clara.id, ana.bank, *chosen(ana.bank, "keeper-choice"), now=clock())

    def take(person, fields=None):
        attempt_id = uuid4()
        with transaction() as session:
            start_quiz(session, attempt_id, QUIZ, user_id=person.learner.id, now=clock())
        person.hand_in(attempt_id, {} if fields is None else person.forms(attempt_id, fields))
        return attempt_id

    take.teacher = clara
    return take


def test_full_marks_are_for_everybody_who_was_asked_whatever_they_answered(ana, ben, given, clock):
    right, wrong = given(ana, builders.right_fields), given(ana, builders.wrong_fields)
    blank = given(ben)
    assert counted(again(MarkBy.FULL, ben, clock)) == [(3, 2, 0, 2)]
    for person, attempt_id in ((ana, right), (ana, wrong), (ben, blank)):
        [found] = results(db.session(), attempt_id, person.learner.id)
        assert (found.points, found.outcome, found.score.reason) == (1, "right", REASON)
    assert counted(again(MarkBy.FULL, ben, clock)) == []


def test_what_is_struck_out_counts_for_nobody(ana, ben, given, clock):
    attempts = [(ana, given(ana, builders.wrong_fields)), (ben, given(ben))]
    again(MarkBy.STRUCK, ben, clock)
    for person, attempt_id in attempts:
        [found] = results(db.session(), attempt_id, person.learner.id)
        assert (found.points, found.outcome) == (0, "struck")
        [(_, points, _, counts, *_)] = attempts_of(
            db.session(), person.learner.id, clock(), books=OPEN
        )
        assert (points, counts) == (0, 0)
        seen = reported_attempt(db.session(), QUIZ, attempt_id)
        assert (seen.length, seen.counted, seen.points, seen.percent) == (1, 0, 0, None)


@pytest.mark.parametrize("way", [MarkBy.FULL, MarkBy.STRUCK])
def test_it_can_be_taken_back_and_nothing_is_deleted(ana, ben, given, clock, way):
    attempts = [(ana, given(ana, builders.wrong_fields)), (ben, given(ben))]
    before, scores = ana.memories(), db.session.scalar(select(func.count()).select_from(Score))
    again(way, ben, clock)
    assert ana.memories() != before
    again(MarkBy.ASKED, ben, clock)
    assert [
        [(each.points, each.outcome) for each in results(db.session(), attempt_id, who.learner.id)]
        for who, attempt_id in attempts
    ] == [[(0, "wrong")], [(0, "blank")]]
    assert ana.memories() == before
    assert ben.memories() == {}
    # Ben's blank answer had no score at first, and has two by now; Ana's has two more.
    assert db.session.scalar(select(func.count()).select_from(Score)) == scores + 4
    assert db.session.scalar(select(func.count()).select_from(Response)) == 2
    assert counted(again(MarkBy.CURRENT, ben, clock)) == []


@pytest.mark.parametrize("fields", [None, builders.wrong_fields], ids=["blank", "wrong"])
def test_a_preview_is_ruled_on_by_nobody(ana, given, clock, fields):
    teacher, attempt_id = given.teacher.id, uuid4()
    maker = replace(ana, learner=replace(ana.learner, id=teacher))
    with transaction() as session:
        start_preview(session, attempt_id, QUIZ, user_id=teacher, now=clock())
    maker.hand_in(attempt_id, {} if fields is None else maker.forms(attempt_id, fields))
    assert counted(again(MarkBy.FULL, ana, clock)) == []


def test_who_gave_nothing_has_not_given_up(ana, ben, clock):
    practice = {"layout": Layout.SINGLE, "feedback": Feedback.AT_ONCE}
    attempt_id = ana.quiz(**practice)
    ana.hand_in(attempt_id, {})
    asked = [found.asked.id for found in results(db.session(), attempt_id, ana.learner.id)]
    name = next(each for each in asked if each != CARD)
    again(MarkBy.FULL, ben, clock, name)
    again(MarkBy.ASKED, ben, clock, name)
    [found] = [
        each for each in results(db.session(), attempt_id, ana.learner.id) if each.asked.id == name
    ]
    assert (found.outcome, found.score.was_given) == ("blank", False)
    assert ana.reviews() == []


def test_a_draft_of_an_answer_that_was_not_checked_yet_is_left_alone(ana, ben, clock):
    practice = {"layout": Layout.SINGLE, "feedback": Feedback.AT_ONCE}
    attempt_id = ana.quiz(**practice)
    ana.save(attempt_id, ana.forms(attempt_id))
    for place, asked in ana.places(attempt_id):
        assert place.is_answered
        assert counted(again(MarkBy.FULL, ben, clock, asked.question.id)) == []


def test_what_is_not_answered_yet_is_left_alone_while_its_quiz_goes_on(ana, ben, clock):
    attempt_id = ana.quiz()
    for _, asked in ana.places(attempt_id):
        assert counted(again(MarkBy.STRUCK, ben, clock, asked.question.id)) == []


def test_a_wrong_answer_is_forgotten_and_a_right_one_still_known_where_all_have_full_marks(
    ana, ben, clock
):
    ana.study("keeper-choice", right=False)
    ben.study("keeper-choice")
    known = ben.memories()
    again(MarkBy.FULL, ben, clock)
    assert ana.memories() == {}
    assert ben.memories() == known
    for person in (ana, ben):
        # It says nothing about how often somebody is right.
        assert (
            progress.accuracy_by_topic(db.session(), person.learner.id, ana.bank, ana.clock(), OPEN)
            == []
        )
        with transaction() as session:
            log.replay_all(session, person.learner)
    assert ben.memories() == known
    again(MarkBy.STRUCK, ben, clock)
    assert ben.memories() == {}


def test_the_result_of_a_card_says_that_it_was_struck_out(ana, clock):
    response_id = ana.study("keeper-choice", right=False)
    again(MarkBy.STRUCK, ana, clock)
    found = study_result(db.session(), response_id, ana.learner.id, ana.bank)
    assert (found.outcome, found.score.reason, found.score.scored_at) == ("struck", REASON, clock())


@pytest.mark.parametrize("way", [MarkBy.FULL, MarkBy.STRUCK])
def test_what_learners_judge_themselves_is_ruled_by_nobody(ana, clock, way):
    with pytest.raises(NoRuling):
        again(way, ana, clock, CARD)
    with pytest.raises(NoRuling):
        would_change(db.session(), question_id(CARD), way, clock())


def test_the_teacher_of_a_quiz_reads_names_and_nobody_elses(ana, ben, given, clock, make_user):
    given(ana, builders.wrong_fields)
    given(ben, builders.right_fields)
    ben.study("keeper-choice", right=False)
    found = changes_in(would_change(db.session(), question_id(), MarkBy.FULL, clock()))
    assert len(found) == 2

    def told(user):
        return affected(db.session(), question_id(), found, builders.visitor_of(user))

    mine = told(given.teacher)
    assert [
        (each.name, each.quiz, each.change.before, each.change.after) for each in mine.named
    ] == [("Ana", "Test", 0, 1)]
    assert (len(mine.others), mine.gained, mine.lost) == (1, 1, 0)
    for other in (make_user("Cleo", Role.TEACHER), make_user("Dora", Role.ADMIN)):
        assert told(other).named == ()
        assert len(told(other).others) == 2


def test_whoever_teaches_no_more_reads_no_names(ana, given, clock):
    given(ana, builders.wrong_fields)
    found = changes_in(would_change(db.session(), question_id(), MarkBy.FULL, clock()))
    person = replace(builders.visitor_of(given.teacher), role=Role.STUDENT)
    assert affected(db.session(), question_id(), found, person).named == ()
