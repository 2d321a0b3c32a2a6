"""What was ruled about marks reaches every hand-in after it, and so does its reversal."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import Role
from quizapp.answering.final_responses import asked_learners, attempts_going
from quizapp.answering.mark_news import first_look, news_of
from quizapp.answering.overdue import hand_in_overdue
from quizapp.answering.remarking import MarkBy, mark_again, stands_so
from quizapp.answering.trials import remove_trials
from quizapp.authoring.deletion import delete_questions
from quizapp.banks.models import Question, QuestionVersion
from quizapp.db import db, transaction
from quizapp.memory import log
from quizapp.quizzes.models import Feedback, Layout, Score
from quizapp.quizzes.previews import start_preview
from quizapp.quizzes.results import results
from quizapp.quizzes.ruling_models import Ruling
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen

pytestmark = both_databases
REASON = "Two of the options were right."
CHOICE = "keeper-choice"
MENDED = replace(builders.choice(), key="other", fact="closed")
AT_ONCE = {"layout": Layout.SINGLE, "feedback": Feedback.AT_ONCE}


def question_id(name=CHOICE):
    return db.session.scalars(select(Question.id).where(Question.slug == name)).one()


def rule(way, by, clock, reason=REASON, **how):
    clock.advance(minutes=1)
    with transaction() as session:
        return mark_again(session, question_id(), way, reason, by.learner.id, clock(), **how)


def result_of(person, attempt_id, name=CHOICE):
    db.session.expire_all()
    found = results(db.session(), attempt_id, person.learner.id)
    [one] = [each for each in found if each.asked.id == name]
    return one


def earned(person, attempt_id):
    found = result_of(person, attempt_id)
    return found.points, found.outcome, found.score.reason if found.score else None


def rulings():
    return db.session.scalar(select(func.count()).select_from(Ruling))


@pytest.fixture
def begun(bank, make_user, clock):
    """Begin a quiz that asks the choice alone: begun(ana)."""
    clara = make_user("Clara", Role.TEACHER)
    build(clara.id, bank, *chosen(bank, CHOICE), now=clock(), minutes=300)

    def begin(person):
        attempt_id = uuid4()
        with transaction() as session:
            start_quiz(session, attempt_id, QUIZ, user_id=person.learner.id, now=clock())
        return attempt_id

    begin.teacher = clara
    return begin


@pytest.fixture
def practised(ana):
    """Begin a practice quiz that asks the choice among others; return its id and the place."""

    def begin(**settings):
        while True:
            attempt_id = ana.quiz(**settings)
            for place, asked in ana.places(attempt_id):
                if asked.question.id == CHOICE:
                    return attempt_id, place

    return begin


def mend(clock):
    with transaction() as session:
        builders.load(session, builders.with_question(MENDED), clock())


RULED = {
    MarkBy.FULL: (1, "right", REASON),
    MarkBy.STRUCK: (0, "struck", REASON),
}
BY_LATER = {**RULED, MarkBy.CURRENT: (0, "wrong", REASON)}


@pytest.mark.parametrize("way", BY_LATER)
def test_who_hands_in_after_a_ruling_has_the_mark_of_those_before(ana, ben, begun, clock, way):
    before, after = begun(ana), begun(ben)
    ana.hand_in(before, ana.forms(before))
    mend(clock)
    rule(way, ben, clock)
    ben.hand_in(after, ben.forms(after))
    assert earned(ben, after) == earned(ana, before) == BY_LATER[way]


@pytest.mark.parametrize("way", RULED)
def test_a_ruling_reaches_what_was_left_blank_and_what_is_begun_later(ana, begun, clock, way):
    blank = begun(ana)
    rule(way, ana, clock)
    ana.hand_in(blank, {})
    assert earned(ana, blank) == RULED[way]
    assert result_of(ana, blank).score.was_given is False
    later = begun(ana)
    ana.hand_in(later, ana.forms(later, builders.wrong_fields))
    assert earned(ana, later) == RULED[way]


@pytest.mark.parametrize("way", RULED)
def test_a_ruling_that_nobody_had_answered_before_stands_all_the_same(ana, begun, clock, way):
    assert rule(way, ana, clock) == []
    attempt_id = begun(ana)
    ana.hand_in(attempt_id, ana.forms(attempt_id, builders.wrong_fields))
    assert earned(ana, attempt_id) == RULED[way]


def test_what_the_time_ends_follows_the_ruling_too(ana, begun, clock):
    answered = begun(ana)
    ana.save(answered, ana.forms(answered, builders.wrong_fields))
    rule(MarkBy.FULL, ana, clock)
    clock.advance(hours=6)
    with transaction() as session:
        assert hand_in_overdue(session, clock(), 10).done == 1
    assert earned(ana, answered) == RULED[MarkBy.FULL]


@pytest.mark.parametrize("way", RULED)
def test_what_is_marked_at_once_follows_the_ruling_at_once(ana, practised, clock, way):
    attempt_id, place = practised(**AT_ONCE)
    rule(way, ana, clock)
    asked = ana.asked(CHOICE)
    ana.check(attempt_id, place.position, builders.wrong_fields(asked.question, place.seed))
    assert earned(ana, attempt_id) == RULED[way]
    assert "keeper" not in ana.memories()


def test_a_question_of_practice_that_is_left_out_is_struck_out_at_the_end(ana, practised, clock):
    for settings in (AT_ONCE, {"layout": Layout.SINGLE}, {}):
        attempt_id, _ = practised(**settings)
        rule(MarkBy.STRUCK, ana, clock)
        ana.hand_in(attempt_id, {})
        assert earned(ana, attempt_id) == RULED[MarkBy.STRUCK]


def test_memory_is_fed_by_the_ruling_and_not_by_the_key(ana, ben, begun, clock):
    before, after = begun(ana), begun(ben)
    ana.hand_in(before, ana.forms(before, builders.wrong_fields))
    rule(MarkBy.FULL, ana, clock)
    ben.hand_in(after, ben.forms(after, builders.wrong_fields))
    assert ana.memories() == ben.memories() == {}
    with transaction() as session:
        log.replay_all(session, ben.learner)
    assert ben.memories() == {}
    right = begun(ben)
    ben.hand_in(right, ben.forms(right))
    assert set(ben.memories()) == {"keeper"}


@pytest.mark.parametrize("way", RULED)
def test_taking_a_ruling_back_reaches_both_and_what_comes_later(ana, ben, begun, clock, way):
    before, after = begun(ana), begun(ben)
    ana.hand_in(before, ana.forms(before, builders.wrong_fields))
    known = ana.memories()
    rule(way, ana, clock)
    ben.hand_in(after, ben.forms(after, builders.wrong_fields))
    rule(MarkBy.ASKED, ana, clock, "That was wrong.")
    for person, attempt_id in ((ana, before), (ben, after)):
        assert earned(person, attempt_id) == (0, "wrong", "That was wrong.")
    assert ana.memories() == known
    assert set(ben.memories()) == set(known)
    later = begun(ben)
    ben.hand_in(later, ben.forms(later, builders.wrong_fields))
    assert earned(ben, later) == (0, "wrong", "")


def test_a_version_that_comes_after_a_ruling_is_marked_by_its_own_key(ana, begun, clock):
    rule(MarkBy.STRUCK, ana, clock)
    mend(clock)
    attempt_id = begun(ana)
    ana.hand_in(attempt_id, ana.forms(attempt_id))
    assert earned(ana, attempt_id) == (1, "right", "")


def test_a_key_that_was_edited_and_not_ruled_on_marks_nobody_who_was_asked_before(
    ana, begun, clock
):
    attempt_id = begun(ana)
    fields = ana.forms(attempt_id)
    mend(clock)
    ana.hand_in(attempt_id, fields)
    assert earned(ana, attempt_id) == (1, "right", "")
    assert rulings() == 0


def test_what_keeps_rulings_leaves_full_marks_for_those_to_come(ana, begun, clock):
    attempt_id = begun(ana)
    rule(MarkBy.FULL, ana, clock)
    mend(clock)
    rule(MarkBy.CURRENT, ana, clock, "Another.", keeps_rulings=True)
    ana.hand_in(attempt_id, ana.forms(attempt_id, builders.wrong_fields))
    assert earned(ana, attempt_id) == RULED[MarkBy.FULL]


@pytest.mark.parametrize("way", MarkBy)
def test_ruled_twice_is_ruled_once(ana, clock, way):
    assert stands_so(db.session(), question_id(), way) == (way not in RULED)
    rule(MarkBy.FULL, ana, clock)
    rule(way, ana, clock)
    assert stands_so(db.session(), question_id(), way)
    made = rulings()
    rule(way, ana, clock, "In other words.")
    assert rulings() == made == (1 if way is MarkBy.FULL else 2)


def test_handed_in_twice_it_is_ruled_on_once(ana, begun, clock):
    attempt_id = begun(ana)
    rule(MarkBy.FULL, ana, clock)
    forms = ana.forms(attempt_id, builders.wrong_fields)
    ana.hand_in(attempt_id, forms)
    scores = db.session.scalar(select(func.count()).select_from(Score))
    ana.hand_in(attempt_id, forms)
    assert db.session.scalar(select(func.count()).select_from(Score)) == scores == 2


def test_it_is_no_news_to_whoever_has_just_handed_in(ana, begun, clock):
    attempt_id = begun(ana)
    rule(MarkBy.FULL, ana, clock)
    clock.advance(minutes=1)
    ana.hand_in(attempt_id, ana.forms(attempt_id, builders.wrong_fields))
    assert not first_look(db.session(), ana.learner.id).has_news
    assert news_of(db.session(), ana.learner.id, clock()) is None


def test_a_preview_is_marked_by_the_key_that_it_shows(ana, begun, clock):
    rule(MarkBy.FULL, ana, clock)
    attempt_id = uuid4()
    maker = replace(ana, learner=replace(ana.learner, id=begun.teacher.id))
    with transaction() as session:
        start_preview(session, attempt_id, QUIZ, user_id=begun.teacher.id, now=clock())
    maker.hand_in(attempt_id, maker.forms(attempt_id, builders.wrong_fields))
    assert earned(maker, attempt_id) == (0, "wrong", "")


def test_whoever_is_at_it_is_held_with_those_who_have_answered(ana, ben, begun):
    done = begun(ana)
    ana.hand_in(done, ana.forms(done))
    begun(ben)
    assert asked_learners(db.session(), question_id()) == {ana.learner.id, ben.learner.id}
    assert attempts_going(db.session(), question_id()) == 1
    other = question_id("place-short")
    assert (asked_learners(db.session(), other), attempts_going(db.session(), other)) == (set(), 0)


def test_a_ruling_keeps_no_question_from_being_removed(ana, clock):
    ana.study(CHOICE, right=False)
    rule(MarkBy.FULL, ana, clock)
    number = question_id()
    with transaction() as session:
        remove_trials(session, [number], {ana.learner.id})
        delete_questions(session, [number])
    left = (
        select(func.count())
        .select_from(QuestionVersion)
        .where(QuestionVersion.question_id == number)
    )
    assert (db.session.scalar(left), rulings()) == (0, 0)
