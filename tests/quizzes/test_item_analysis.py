"""The figures of a quiz: which answers they are of, and when a worker counts them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.answering.regrading import regrade
from quizapp.db import db, transaction
from quizapp.domain.rulings import Basis
from quizapp.jobs import upkeep
from quizapp.jobs.upkeep import QuizUpkeep
from quizapp.memory.log import Learner
from quizapp.quizzes import analysis_parts, building, item_analysis
from quizapp.quizzes.analysis_models import ItemAnalysis, QuizAnalysis
from quizapp.quizzes.analysis_parts import count_on
from quizapp.quizzes.item_analysis import analysis_of, quizzes_to_count
from quizapp.quizzes.item_responses import count
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.previews import start_preview
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen
from tests.studies import Studies, ana, bank, ben, every_kind

__all__ = ["ana", "bank", "ben", "every_kind"]
pytestmark = both_databases
NAMES = ("place-short", "keeper-choice", "height-number")
OTHER_QUIZ = uuid4()


@pytest.fixture
def clara(make_user):
    return make_user("Clara", Role.TEACHER)


@pytest.fixture
def quiz(clara, bank, clock):
    def quiz(quiz_id=QUIZ, names=NAMES, **settings):
        build(clara.id, bank, *chosen(bank, *names), now=clock(), quiz_id=quiz_id, **settings)

    return quiz


def begin(person, quiz_id=QUIZ):
    attempt_id = uuid4()
    with transaction() as session:
        start_quiz(session, attempt_id, quiz_id, user_id=person.learner.id, now=person.clock())
    return attempt_id


def take(person, *wrong, empty=(), quiz_id=QUIZ, **how):
    attempt_id = begin(person, quiz_id)
    forms = person.forms(attempt_id)
    wrongs = person.forms(attempt_id, builders.wrong_fields)
    given = {
        place: wrongs[place] if place in wrong else form
        for place, form in forms.items()
        if place not in empty
    }
    person.hand_in(attempt_id, given, **how)
    return attempt_id


def version(person, name):
    return person.asked(name).version_id


def facilities(person, names=NAMES):
    items = count(db.session(), QUIZ).items
    return [
        items[version(person, name)].facility if version(person, name) in items else None
        for name in names
    ]


def waiting(person):
    # Long enough for whatever rests.
    return quizzes_to_count(db.session(), person.clock() + timedelta(hours=1))


def test_what_everybody_earned_is_counted(quiz, ana, ben):
    quiz()
    take(ana, 1)
    take(ben, 1, 2)
    assert facilities(ana) == [0, 0.5, 1]
    found = count(db.session(), QUIZ)
    assert (found.quiz.learners, found.quiz.common) == (2, 3)
    assert found.quiz.mean == pytest.approx(0.5)


def test_what_was_left_empty_earned_nothing(quiz, ana):
    quiz()
    take(ana, empty=[2])
    item = count(db.session(), QUIZ).items[version(ana, "keeper-choice")]
    assert (item.learners, item.empty, item.facility) == (1, 1, 0)


def test_only_the_first_of_somebodys_attempts_counts(quiz, ana, clock):
    quiz()
    take(ana, 1, 2, 3)
    clock.advance(minutes=5)
    take(ana)
    assert facilities(ana) == [0, 0, 0]
    assert count(db.session(), QUIZ).quiz.learners == 1


def test_an_attempt_under_way_and_a_preview_do_not_count(quiz, ana, clara, clock):
    quiz()
    begin(ana)
    with transaction() as session:
        start_preview(session, uuid4(), QUIZ, user_id=clara.id, now=clock())
    preview = db.session.scalars(select(Attempt).where(Attempt.is_preview)).one()
    owner = Studies(Learner.of(clara), ana.bank, clock)
    owner.hand_in(preview.id, owner.forms(preview.id))
    assert not count(db.session(), QUIZ).items
    assert waiting(ana) == []


def test_what_was_ticked_and_what_is_right_is_known(quiz, ana, ben):
    quiz()
    take(ana)
    take(ben, 2)
    asked = ana.asked("keeper-choice").question
    item = count(db.session(), QUIZ).items[version(ana, "keeper-choice")]
    assert item.asked.right == {asked.key}
    assert item.asked.guess == 1 / len(asked.options)
    assert item.options[asked.key].learners == 1
    assert sum(use.learners for use in item.options.values()) == 2
    assert not count(db.session(), QUIZ).items[version(ana, "place-short")].options


def test_marks_that_change_change_the_figures(quiz, ana, ben, clock):
    quiz()
    take(ana, 1)
    take(ben, 1)
    asked = version(ana, "place-short")
    with transaction() as session:
        regrade(session, asked, asked, "Out.", None, clock(), basis=Basis.STRUCK)
    assert facilities(ana) == [None, 1, 1]
    assert count(db.session(), QUIZ).quiz.common == 2


def test_full_marks_for_everybody_say_nothing_of_a_question(quiz, ana, clock):
    quiz()
    take(ana, 1)
    asked = version(ana, "place-short")
    with transaction() as session:
        regrade(session, asked, asked, "For all.", None, clock(), basis=Basis.FULL)
    assert facilities(ana) == [None, 1, 1]


def test_a_hand_in_waits_until_a_worker_has_counted_it(quiz, ana, ben):
    quiz()
    assert waiting(ana) == []
    take(ana)
    assert waiting(ana) == [QUIZ]
    assert QuizUpkeep().work_once()
    assert waiting(ana) == []
    assert not QuizUpkeep().work_once()
    assert db.session.scalars(select(ItemAnalysis.facility)).all() == [1, 1, 1]
    take(ben, 1, 2, 3)
    assert waiting(ana) == [QUIZ]


def test_practice_is_nobodys_to_analyse(ana):
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, ana.forms(attempt_id))
    assert waiting(ana) == []


def test_a_quiz_rests_between_two_countings(quiz, ana, ben, clock):
    quiz()
    take(ana)
    QuizUpkeep().work_once()
    take(ben)
    assert quizzes_to_count(db.session(), clock()) == []
    assert quizzes_to_count(db.session(), clock() + item_analysis.REST) == [QUIZ]
    with transaction() as session:
        session.get_one(QuizAnalysis, QUIZ).took_ms = 10_000
    soon = clock() + timedelta(seconds=199)
    assert quizzes_to_count(db.session(), soon) == []
    assert quizzes_to_count(db.session(), soon + timedelta(seconds=1)) == [QUIZ]


def test_marks_that_change_are_counted_again(quiz, ana, clock):
    quiz()
    take(ana, 1)
    QuizUpkeep().work_once()
    asked = version(ana, "place-short")
    with transaction() as session:
        regrade(session, asked, asked, "Out.", None, clock(), basis=Basis.STRUCK)
    assert waiting(ana) == [QUIZ]
    clock.advance(minutes=1)
    QuizUpkeep().work_once()
    kept = db.session.scalars(select(ItemAnalysis.question_version_id))
    assert asked not in set(kept)


def test_answers_that_come_while_a_worker_counts_are_counted_the_next_time(
    quiz, ana, ben, monkeypatch
):
    quiz()
    take(ana)
    counting = analysis_parts.count_on

    def counted(session, quiz_id):
        found = counting(session, quiz_id)
        db.session.remove()
        take(ben, 1, 2, 3)
        return found

    monkeypatch.setattr(upkeep.analysis_parts, "count_on", counted)
    QuizUpkeep().work_once()
    assert waiting(ana) == [QUIZ]


def test_of_two_countings_the_later_one_is_kept(quiz, ana, clock):
    quiz()
    take(ana)
    with transaction() as session:
        first = item_analysis.begin(session, QUIZ, clock())
    before = count_on(db.session(), QUIZ)
    take(ana, 1, 2, 3)
    with transaction() as session:
        second = item_analysis.begin(session, QUIZ, clock())
        item_analysis.keep(session, QUIZ, second, before, clock(), 5)
    with transaction() as session:
        item_analysis.keep(session, QUIZ, first, before, clock(), 77)
    assert db.session.get(QuizAnalysis, QUIZ).took_ms == 5


def test_a_counting_that_was_lost_is_begun_again(quiz, ana, clock):
    quiz()
    take(ana)
    with transaction() as session:
        item_analysis.begin(session, QUIZ, clock())
    assert quizzes_to_count(db.session(), clock() + timedelta(minutes=4)) == []
    assert quizzes_to_count(db.session(), clock() + item_analysis.LOST_AFTER) == [QUIZ]


def test_a_quiz_that_cannot_be_counted_is_left_alone_for_a_while(quiz, ana, monkeypatch):
    quiz()
    take(ana)

    def broken(*_given):
        raise ValueError("broken")

    worker = QuizUpkeep()
    monkeypatch.setattr(upkeep.analysis_parts, "count_on", broken)
    assert worker.work_once()
    assert not worker.work_once()


def test_what_is_kept_is_shown_as_it_was_counted(quiz, ana, ben):
    quiz()
    take(ana, 1)
    take(ben)
    live = analysis_of(db.session(), QUIZ)
    assert (live.counted_at, live.follows) == (None, False)
    QuizUpkeep().work_once()
    kept = analysis_of(db.session(), QUIZ)
    assert kept.counted_at == ana.clock()
    assert kept.analysis == live.analysis


def test_a_small_quiz_is_counted_at_once_where_what_is_kept_is_old(quiz, ana, ben):
    quiz()
    take(ana)
    QuizUpkeep().work_once()
    take(ben, 1, 2, 3)
    shown = analysis_of(db.session(), QUIZ)
    assert shown.counted_at is None
    assert shown.analysis.quiz.learners == 2


def test_of_a_large_quiz_what_is_kept_is_shown_until_it_is_counted(quiz, ana, ben, monkeypatch):
    monkeypatch.setattr(item_analysis, "AT_ONCE", 2)
    quiz()
    take(ana)
    assert analysis_of(db.session(), QUIZ) is None
    QuizUpkeep().work_once()
    take(ben)
    shown = analysis_of(db.session(), QUIZ)
    assert shown.follows
    assert shown.analysis.quiz.learners == 1


def test_a_quiz_that_goes_takes_its_analysis_along(quiz, clock):
    quiz()
    with transaction() as session:
        number = item_analysis.begin(session, QUIZ, clock())
        item_analysis.keep(session, QUIZ, number, count_on(session, QUIZ), clock(), 1)
    with transaction() as session:
        assert building.remove_quiz(session, QUIZ)
    assert db.session.get(QuizAnalysis, QUIZ) is None


def test_answers_that_move_to_an_account_are_counted_again(quiz, ana):
    quiz()
    take(ana)
    QuizUpkeep().work_once()
    with transaction() as session:
        item_analysis.answers_moved(session, [ana.learner.id])
    assert waiting(ana) == [QUIZ]


def test_a_clock_that_was_put_back_holds_nothing_up(quiz, ana, ben, clock):
    quiz()
    take(ana)
    QuizUpkeep().work_once()
    take(ben)
    assert quizzes_to_count(db.session(), clock() - timedelta(hours=1)) == [QUIZ]
