"""Item analysis by parts: what is counted later equals what is counted anew, whatever happened."""

from dataclasses import replace
from random import Random
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from quizapp.accounts.models import Role, User
from quizapp.answering.regrading import regrade
from quizapp.answering.trials import remove_trials
from quizapp.banks.models import Question, QuestionVersion
from quizapp.db import db, transaction
from quizapp.domain.answers import Chosen, Typed
from quizapp.domain.rulings import Basis
from quizapp.jobs.upkeep import QuizUpkeep
from quizapp.memory.log import Learner
from quizapp.quizzes import analysis_parts, item_analysis
from quizapp.quizzes.analysis_models import AnalysisPart
from quizapp.quizzes.item_analysis import analysis_of, quizzes_to_count
from quizapp.quizzes.item_responses import count
from quizapp.quizzes.models import Attempt, Response
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.answered import hand_in_all
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen
from tests.studies import Studies, bank

__all__ = ["bank"]
pytestmark = [both_databases, pytest.mark.usefixtures("quiz")]
PLACE, KEEPER, HEIGHT = "place-short", "keeper-choice", "height-number"


@pytest.fixture
def quiz(bank, make_user, clock, monkeypatch):
    # Of three questions each, so that a part is three learners.
    monkeypatch.setattr(analysis_parts, "ANSWERS_IN_PART", 9)
    clara = make_user("Clara", Role.TEACHER)
    build(clara.id, bank, *chosen(bank, PLACE, KEEPER, HEIGHT), now=clock())


def every_answer(rng):
    return {
        PLACE: rng.choice([None, Typed("Arnholm"), Typed("Hamburg")]),
        KEEPER: rng.choice([None, *(Chosen((each,)) for each in ("right", "place", "other"))]),
        HEIGHT: rng.choice([None, Typed("42 m"), Typed("7 m")]),
    }


def answers(rng):
    given = every_answer(rng)
    if rng.random() < 0.1:
        # Now and then somebody is asked less, and not all share three questions any more.
        del given[rng.choice([PLACE, HEIGHT])]
    return given


class Class:
    """What a class, its teacher and the server do, by chance."""

    def __init__(self, bank, clock, rng):
        self.bank, self.clock, self.rng = bank, clock, rng

    def somebody(self):
        with_any = select(Attempt.user_id).where(Attempt.quiz_id == QUIZ).distinct()
        found = self.rng.choice(sorted(db.session.scalars(with_any)))
        db.session.remove()
        return found

    def versions(self, slug):
        found = select(QuestionVersion.id).join(Question).where(Question.slug == slug)
        return db.session.scalars(found.order_by(QuestionVersion.id)).all()

    def come(self):
        everybody = [answers(self.rng) for _ in range(self.rng.randrange(1, 6))]
        hand_in_all(QUIZ, everybody, self.clock())

    def take_again(self):
        user_id, attempt_id = self.somebody(), uuid4()
        with transaction() as session:
            learner = Learner.of(session.get_one(User, user_id))
            start_quiz(session, attempt_id, QUIZ, user_id=user_id, now=self.clock())
        person = Studies(learner, self.bank, self.clock)
        person.hand_in(attempt_id, person.forms(attempt_id))

    def rule(self):
        version = self.rng.choice(self.versions(self.rng.choice([PLACE, KEEPER])))
        basis = self.rng.choice(list(Basis))
        with transaction() as session:
            regrade(session, version, version, "Ruled.", None, self.clock(), basis=basis)

    def mend(self):
        mended = replace(builders.choice(), key="other", fact="closed")
        with transaction() as session:
            builders.load(session, builders.with_question(mended), self.clock())
        old, new = self.versions(KEEPER)[0], self.versions(KEEPER)[-1]
        if self.rng.random() < 0.5:
            with transaction() as session:
                regrade(session, old, new, "Mended.", None, self.clock())

    def remove(self):
        tester = self.somebody()
        with transaction() as session:
            everything = session.scalars(select(Question.id)).all()
            remove_trials(session, everything, [tester])

    def move(self):
        one, other = self.somebody(), self.somebody()
        with transaction() as session:
            item_analysis.answers_moved(session, [one])
            for table in (Attempt, Response):
                theirs = update(table).where(table.user_id == one)
                session.execute(theirs.values(user_id=other))

    def go_on(self):
        has_any = db.session.scalar(select(Attempt.id).limit(1)) is not None
        db.session.remove()
        deeds = (self.take_again, self.rule, self.mend, self.remove, self.move)
        self.rng.choice([self.come, self.come, *(deeds if has_any else ())])()
        self.clock.advance(minutes=3)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_counted_later_equals_what_is_counted_anew(bank, clock, seed):
    rng = Random(seed)
    everybody = Class(bank, clock, rng)
    for _ in range(12):
        for _ in range(rng.randrange(1, 3)):
            everybody.go_on()
        while QuizUpkeep().work_once():
            pass
        shown = analysis_of(db.session(), QUIZ)
        assert shown.counted_at is not None
        assert shown.analysis == count(db.session(), QUIZ)
        db.session.remove()


def read_by():
    """By which counting each part was read, in order."""
    rows = select(AnalysisPart.counted).order_by(AnalysisPart.first_id)
    found = list(db.session.scalars(rows))
    db.session.remove()
    return found


def a_class(number, clock):
    given = {PLACE: Typed("Arnholm"), KEEPER: Chosen(("right",)), HEIGHT: None}
    hand_in_all(QUIZ, [given] * number, clock())
    QuizUpkeep().work_once()


def of_part(place):
    """A response to the first question in a part."""
    first, last = db.session.execute(
        select(AnalysisPart.first_id, AnalysisPart.last_id)
        .order_by(AnalysisPart.first_id)
        .offset(place)
    ).first()
    return db.session.execute(
        select(Response.id, Response.user_id, Attempt.id.label("attempt_id"))
        .join(Attempt)
        .where(Attempt.id.between(first, last), Response.position == 1)
    ).first()


def test_a_class_is_counted_in_parts(clock):
    a_class(10, clock)
    assert read_by() == [1, 1, 1, 1]


def test_only_the_part_with_whoever_hands_in_again_is_read(clock):
    a_class(10, clock)
    chosen_one = of_part(2)
    with transaction() as session:
        attempt = session.get_one(Attempt, chosen_one.attempt_id)
        attempt.awaits_analysis = True
    clock.advance(minutes=1)
    QuizUpkeep().work_once()
    assert read_by() == [1, 1, 2, 1]


def test_only_the_part_that_lost_somebody_is_read(clock):
    a_class(10, clock)
    with transaction() as session:
        item_analysis.answers_removed(session, [of_part(1).user_id])
    assert quizzes_to_count(db.session(), clock()) == []
    clock.advance(minutes=1)
    QuizUpkeep().work_once()
    assert read_by() == [1, 2, 1, 1]


def test_what_is_removed_while_a_worker_counts_is_counted_the_next_time(clock):
    a_class(10, clock)
    gone = of_part(3).user_id
    with transaction() as session:
        item_analysis.answers_removed(session, [gone])
        number = item_analysis.begin(session, QUIZ, clock())
    counting = analysis_parts.count_on(db.session(), QUIZ)
    db.session.remove()
    with transaction() as session:
        item_analysis.answers_removed(session, [gone])
    with transaction() as session:
        item_analysis.keep(session, QUIZ, number, counting, clock(), 1)
    assert read_by() == [1, 1, 1, 2]
    clock.advance(minutes=1)
    assert QuizUpkeep().work_once()
    assert read_by() == [1, 1, 1, 3]


def test_all_parts_are_read_where_not_all_share_a_question_any_more(clock):
    rng = Random(2)
    hand_in_all(QUIZ, [every_answer(rng) for _ in range(9)], clock())
    QuizUpkeep().work_once()
    clock.advance(minutes=1)
    hand_in_all(QUIZ, [{KEEPER: Chosen(("right",)), HEIGHT: Typed("42 m")}], clock())
    QuizUpkeep().work_once()
    assert set(read_by()) == {2}
    shown = analysis_of(db.session(), QUIZ).analysis
    assert shown.quiz.common == 2
    assert shown.quiz.alpha is not None
    assert shown == count(db.session(), QUIZ)
