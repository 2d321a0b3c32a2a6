"""How sure and how right: a learner's own over all attempts, and everybody's by question."""

from datetime import timedelta
from uuid import uuid4

import pytest

from quizapp.accounts.models import Role
from quizapp.db import db, transaction
from quizapp.domain.answers import Outcome
from quizapp.domain.certainty import Certainty
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.log import Learner
from quizapp.quizzes.calibrations import calibration_by_question, own_calibration
from quizapp.quizzes.deadlines import GRACE
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.models import Feedback, Layout
from quizapp.quizzes.previews import start_preview
from quizapp.quizzes.sealing import OPEN, Books
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen
from tests.studies import Studies, ana, bank, ben, every_kind

__all__ = ["ana", "bank", "ben", "every_kind"]
pytestmark = both_databases
NAMES = ("place-short", "keeper-choice", "height-number")
HOUR = timedelta(hours=1)


@pytest.fixture
def clara(make_user):
    return make_user("Clara", Role.TEACHER)


@pytest.fixture
def quiz(clara, bank, clock):
    """Make a quiz of three questions that asks how sure."""

    def quiz(quiz_id=QUIZ, names=NAMES, **settings):
        given = {"asks_certainty": True} | settings
        build(clara.id, bank, *chosen(bank, *names), now=clock(), quiz_id=quiz_id, **given)

    return quiz


def take(person, said, wrong=(), quiz_id=QUIZ, hand_in=True):
    """Take a quiz: what is said of each place, and which of them are answered wrongly."""
    attempt_id = uuid4()
    with transaction() as session:
        start_quiz(session, attempt_id, quiz_id, user_id=person.learner.id, now=person.clock())
    rights = person.forms(attempt_id)
    wrongs = person.forms(attempt_id, builders.wrong_fields)
    forms = {
        each: (wrongs if each in wrong else rights)[each] | {"certainty": [word]}
        for each, word in said.items()
    }
    (person.hand_in if hand_in else person.save)(attempt_id, forms)
    return attempt_id


def own(person, books=OPEN):
    found = own_calibration(db.session(), person.learner.id, person.clock(), books)
    return {each.certainty.value: (each.right, each.not_right) for each in found.rows}


NOTHING = dict.fromkeys((each.value for each in Certainty), (0, 0))


def test_it_is_of_all_attempts_and_of_nobody_else(quiz, ana, ben):
    quiz()
    take(ana, {1: "sure", 2: "sure", 3: "guess"}, wrong=[2])
    take(ana, {1: "sure", 2: "fairly"}, wrong=[2])
    take(ben, {1: "guess"}, wrong=[1])
    assert own(ana) == {"sure": (2, 1), "fairly": (0, 1), "guess": (1, 0)}
    assert own(ben) == {"sure": (0, 0), "fairly": (0, 0), "guess": (0, 1)}


def test_an_attempt_under_way_does_not_count_before_its_hand_in(quiz, ana):
    quiz()
    attempt_id = take(ana, {1: "sure"}, hand_in=False)
    assert own(ana) == NOTHING
    ana.hand_in(attempt_id, {})
    assert own(ana)["sure"] == (1, 0)


def test_what_was_checked_at_once_counts_at_once(ana):
    at_once = {"layout": Layout.SINGLE, "feedback": Feedback.AT_ONCE}
    attempt_id = ana.quiz(asks_certainty=True, **at_once)
    ana.check(attempt_id, 1, ana.forms(attempt_id)[1] | {"certainty": ["sure"]})
    assert own(ana)["sure"] == (1, 0)


def test_withheld_results_do_not_count_before_they_may_be_seen(quiz, ana, clock):
    quiz(release=Release.CLOSING, closes_at=clock() + HOUR)
    take(ana, {1: "sure", 2: "guess"}, wrong=[1])
    assert own(ana) == NOTHING
    clock.advance(seconds=(HOUR + GRACE).total_seconds() + 1)
    assert own(ana) == {"sure": (0, 1), "fairly": (0, 0), "guess": (1, 0)}


def test_results_that_are_never_shown_never_count(quiz, ana, clock):
    quiz(release=Release.NEVER)
    take(ana, {1: "sure"}, wrong=[1])
    clock.advance(days=300)
    assert own(ana) == NOTHING


def test_what_a_closed_book_closes_does_not_count(quiz, ana):
    quiz()
    take(ana, {1: "sure"})
    other = uuid4()
    quiz(other, names=NAMES[:1], is_closed_book=True)
    under_way = take(ana, {1: "sure"}, quiz_id=other, hand_in=False)
    assert own(ana, Books((under_way,)))["sure"] == (0, 0)
    assert own(ana)["sure"] == (1, 0)


def test_previews_do_not_count(quiz, ana, clock):
    quiz()
    attempt_id = uuid4()
    with transaction() as session:
        start_preview(session, attempt_id, QUIZ, user_id=ana.learner.id, now=clock())
    ana.hand_in(attempt_id, {1: ana.forms(attempt_id)[1] | {"certainty": ["sure"]}})
    assert own(ana) == NOTHING
    assert by_question(ana.bank) == []


def by_question(*bank_ids, quiz_id=QUIZ):
    found = calibration_by_question(db.session(), quiz_id, bank_ids)
    return [
        (each.words, each.calibration.sure.answers, each.calibration.sure.not_right)
        for each in found
    ]


def test_questions_that_mislead_those_who_are_sure_come_first(quiz, ana, ben, bank):
    quiz()
    for person in (ana, ben):
        take(person, {1: "guess", 2: "sure", 3: "sure"}, wrong=[3])
    take(ana, {1: "sure", 2: "sure", 3: "fairly"}, wrong=[1])
    stems = [ana.asked(name).question.stem for name in NAMES]
    assert by_question(bank) == [(stems[2], 2, 2), (stems[0], 1, 1), (stems[1], 3, 0)]


def misleading(bank):
    found = calibration_by_question(db.session(), QUIZ, [bank])
    return {each.words: each.alike for each in found if each.misleads}


@pytest.fixture
def people(make_user, bank, clock):
    return [
        Studies(Learner(make_user(f"L{number}").id, learner_calendar("UTC")), bank, clock)
        for number in range(4)
    ]


def test_a_question_misleads_once_several_learners_are_sure_of_the_same_wrong_answer(
    quiz, people, bank
):
    quiz(names=NAMES[:1])
    for person in people[:2]:
        take(person, {1: "sure"}, wrong=[1])
    # Who is wrong twice, who is not sure, and who is right make it no more.
    take(people[0], {1: "sure"}, wrong=[1])
    take(people[2], {1: "fairly"}, wrong=[1])
    take(people[2], {1: "sure"})
    assert misleading(bank) == {}
    take(people[3], {1: "sure"}, wrong=[1])
    assert misleading(bank) == {people[0].asked(NAMES[0]).question.stem: 3}


def test_several_wrong_answers_that_differ_mislead_nobody(quiz, people, bank):
    quiz(names=NAMES[:1])
    for number, person in enumerate(people[:3]):
        attempt_id = take(person, {}, hand_in=False)
        person.hand_in(attempt_id, {1: {"text": [f"Place {number}"], "certainty": ["sure"]}})
    ((_, sure, not_right),) = by_question(bank)
    assert (sure, not_right) == (3, 3)
    assert misleading(bank) == {}


@pytest.mark.usefixtures("every_kind")
def test_a_text_with_a_gap_is_named_by_its_text(quiz, ana, bank):
    quiz(names=["light-cloze"])
    take(ana, {1: "sure"})
    ((words, *_),) = by_question(bank)
    assert words == "Its _____ walls carry a _____ light."


def test_questions_of_other_banks_and_other_quizzes_are_left_out(quiz, ana, bank):
    quiz()
    take(ana, {1: "sure"})
    assert by_question() == by_question(bank + 1) == by_question(bank, quiz_id=uuid4()) == []


def test_what_is_under_way_is_not_reported(quiz, ana, bank):
    quiz(layout=Layout.SINGLE, feedback=Feedback.AT_ONCE)
    attempt_id = take(ana, {}, hand_in=False)
    ana.check(attempt_id, 1, ana.forms(attempt_id)[1] | {"certainty": ["sure"]})
    assert by_question(bank) == []
    ana.hand_in(attempt_id, {})
    assert len(by_question(bank)) == 1


def test_a_question_in_two_wordings_is_one(quiz, ana, bank, clock):
    quiz()
    take(ana, {2: "sure"})
    with transaction() as session:
        again = builders.choice(stem="Whose was the light?")
        builders.load(session, builders.with_question(again), clock())
    take(ana, {2: "sure"}, wrong=[2])
    assert by_question(bank) == [("Whose was the light?", 2, 1)]


def test_what_is_struck_out_counts_nowhere(quiz, ana, bank):
    quiz()
    take(ana, {1: "sure"}, wrong=[1])
    with transaction() as session:
        session.execute(db.text("UPDATE score SET outcome = :out"), {"out": Outcome.STRUCK.value})
    assert own(ana) == NOTHING
    assert by_question(bank) == []
