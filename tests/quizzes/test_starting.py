"""Starting a quiz: drawn once, whoever clicks twice."""

import threading
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.services import create_guest
from quizapp.banks.models import Bank, Fact, Question, QuestionVersion
from quizapp.db import db, transaction
from quizapp.domain.questions import QuestionKind, ShortAnswer
from quizapp.quizzes import queries
from quizapp.quizzes.errors import NothingToAsk, UnknownAttempt
from quizapp.quizzes.models import Attempt, AttemptQuestion, Layout, Quiz
from quizapp.quizzes.sealing import OPEN
from quizapp.quizzes.services import QuizSettings, finish, start_practice
from quizapp.quizzes.traces import bank_was_asked
from tests import builders
from tests.databases import both_databases

pytestmark = both_databases
ID = UUID("018f0000-0000-7000-8000-000000000001")


@pytest.fixture
def start(bank, person, clock):
    def start(attempt_id=ID, user_id=None, **settings):
        with transaction() as session:
            return start_practice(
                session,
                attempt_id,
                user_id=user_id or person,
                bank_ids=[bank],
                settings=QuizSettings(**settings),
                now=clock(),
            )

    return start


@pytest.fixture
def reload(request, clock):
    """Load the tiny bank anew, with other questions."""
    request.getfixturevalue("bank")

    def reload(content):
        with transaction() as session:
            builders.load(session, content, clock())

    return reload


def drawn(attempt_id=ID):
    """Slug and kind of each question of an attempt, in order."""
    statement = (
        select(Question.slug, Question.kind)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(AttemptQuestion, AttemptQuestion.question_version_id == QuestionVersion.id)
        .where(AttemptQuestion.attempt_id == attempt_id)
        .order_by(AttemptQuestion.position)
    )
    return [tuple(row) for row in db.session.execute(statement)]


def test_quiz_holds_every_kind_but_flashcards_and_essays(start, reload):
    reload(builders.every_kind())
    attempt = start(length=20)
    assert (attempt.length, attempt.finished_at, attempt.settings.layout) == (8, None, "page")
    kinds = {kind for _, kind in drawn()}
    assert kinds == {kind.value for kind in QuestionKind} - {"flashcard", "essay"}


def test_length_is_kept(start):
    assert start(length=5).length == 5
    assert len(drawn()) == 5


def test_settings_are_kept_with_the_attempt(start):
    attempt = start(length=5, topics=("history",), layout=Layout.SINGLE)
    kept = attempt.settings
    assert (kept.length, kept.topics, kept.fact) == (5, ["history"], "")
    assert (kept.number, kept.layout) == (1, "single")


def test_same_settings_are_one_version_and_others_the_next_one(start):
    first, second, third = uuid4(), uuid4(), uuid4()
    start(first, length=5)
    start(second, length=5)
    start(third, length=10, topics=("history",))
    quizzes = {start(each).quiz_id for each in (first, second, third)}
    assert len(quizzes) == 1
    assert [start(each).settings.number for each in (first, second, third)] == [1, 1, 2]
    # What was begun keeps what it was begun with.
    assert [start(each).settings.length for each in (first, second, third)] == [5, 5, 10]


def test_practice_of_each_learner_is_a_quiz_of_their_own(start, person, make_user):
    ben = make_user("Ben").id
    mine, other = start(), start(uuid4(), user_id=ben)
    assert mine.quiz_id != other.quiz_id
    owners = dict(db.session.execute(select(Quiz.id, Quiz.owner_id)).all())
    assert owners == {mine.quiz_id: person, other.quiz_id: ben}


def test_quiz_draws_from_several_banks(bank, person, clock):
    with transaction() as session:
        builders.load(session, replace(builders.bank(), id="second"), clock())
        banks = session.scalars(select(Bank.id).order_by(Bank.id)).all()
    assert len(banks) == 2
    with transaction() as session:
        both = start_practice(
            session,
            ID,
            user_id=person,
            bank_ids=[banks[1], banks[0], banks[1]],
            settings=QuizSettings(length=20),
            now=clock(),
        )
        alone = start_practice(
            session,
            uuid4(),
            user_id=person,
            bank_ids=[bank],
            settings=QuizSettings(length=20),
            now=clock(),
        )
    assert (both.length, alone.length) == (10, 5)
    assert both.quiz_id != alone.quiz_id
    session = db.session()
    seen = queries.banks_of(session, both.quiz_id, None)
    assert [each.bank.id for each in seen] == [banks[1], banks[0]]
    asked = select(Question.bank_id).join(QuestionVersion).join(AttemptQuestion)
    drawn_from = session.scalars(asked.where(AttemptQuestion.attempt_id == ID)).all()
    assert {each: drawn_from.count(each) for each in banks} == dict.fromkeys(banks, 5)
    assert {
        each.id for each, *_ in queries.attempts_of(session, person, clock(), banks[1], books=OPEN)
    } == {ID}
    assert queries.unfinished_attempt(session, person, banks[1]) == ID
    assert bank_was_asked(session, banks[1])


def test_started_twice_is_one_attempt(start):
    first = start(length=5)
    before = drawn()
    again = start(length=10, topics=("history",))
    assert (again.id, again.length) == (first.id, 5)
    assert drawn() == before
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1


def test_id_of_another_learner_is_unknown(start, make_user):
    start()
    with pytest.raises(UnknownAttempt):
        start(user_id=make_user("Ben").id)


def test_same_id_draws_the_same_questions(start):
    start(length=5)
    before = drawn()
    with transaction() as session:
        session.execute(AttemptQuestion.__table__.delete())
        session.execute(Attempt.__table__.delete())
    db.session.expunge_all()
    start(length=5)
    assert drawn() == before


def test_topics_narrow_the_choice(start):
    start(length=20, topics=("history",))
    assert {name for name, _ in drawn()} <= {"years-match", "years-order"}


def test_who_asks_for_one_fact_gets_it_in_every_form(start):
    start(length=20, fact="height")
    assert {name for name, _ in drawn()} == {"height-verdict", "height-number"}


def test_questions_about_one_fact_share_no_other(start):
    start(length=20, fact="begun")
    assert len(drawn()) == 1


def test_no_fact_is_asked_twice_and_the_quiz_is_shorter_for_that(start):
    for number in range(5):
        attempt_id = uuid4()
        assert start(attempt_id, length=20).length == 5
        names = {name for name, _ in drawn(attempt_id)}
        for pair in ("height-verdict height-number", "years-match years-order"):
            assert not set(pair.split()) <= names, number


def test_a_question_that_names_the_answer_of_another_is_left_out_while_there_are_others(
    start, reload
):
    telling = replace(builders.choice("ida-leaves"), stem="When did Ida Berg leave?", fact="closed")
    keeper = ShortAnswer(
        id="keeper-short",
        topic="tower",
        stem="Who kept it?",
        fact="keeper",
        accepted=("Ida Berg",),
        status=builders.PUBLISHED,
    )
    reload(builders.bank(questions=(keeper, telling, *builders.QUESTIONS[2:4])))
    for _ in range(10):
        attempt_id = uuid4()
        start(attempt_id, length=3)
        assert len({"keeper-short", "ida-leaves"} & {name for name, _ in drawn(attempt_id)}) == 1


@pytest.mark.parametrize("chosen", [{"topics": ("sea",)}, {"fact": "nothing"}, {"fact": "\0"}])
def test_nothing_to_ask_is_said(start, chosen):
    with pytest.raises(NothingToAsk):
        start(**chosen)
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 0


def test_unpublished_questions_are_not_asked(start):
    with transaction() as session:
        for row in session.scalars(select(Question).where(Question.slug != "years-match")):
            row.status = "draft"
    start(length=20)
    assert drawn() == [("years-match", "matching")]


def test_questions_about_a_retired_fact_are_not_asked(start):
    with transaction() as session:
        session.scalars(select(Fact).where(Fact.slug == "lit")).one().status = "retired"
    start(length=20, topics=("history",))
    assert drawn() == [("years-match", "matching")]


def test_attempt_is_for_its_learner_only(start, person, make_user):
    start()
    other = make_user("Ben").id
    session = db.session()
    assert queries.attempt_of(session, ID, person).id == ID
    for read in (queries.attempt_of, queries.slots):
        with pytest.raises(UnknownAttempt):
            read(session, ID, other)
        with pytest.raises(UnknownAttempt):
            read(session, uuid4(), person)
    with pytest.raises(UnknownAttempt):
        queries.slot(session, ID, 1, other)
    for position in (0, 9, 2**70):
        with pytest.raises(UnknownAttempt):
            queries.slot(session, ID, position, person)


def test_finishing_twice_keeps_the_first_moment(start, clock):
    start()
    ended = clock.advance(minutes=5)
    with transaction() as session:
        finish(session, ID, ended)
    with transaction() as session:
        finish(session, ID, clock.advance(minutes=5))
    db.session.expire_all()
    assert db.session.get_one(Attempt, ID).finished_at == ended


def test_newest_attempts_come_first_with_their_counts(start, person, bank, clock):
    first, second = uuid4(), uuid4()
    start(first, length=5)
    clock.advance(minutes=1)
    start(second, length=10)
    session = db.session()
    found = queries.attempts_of(session, person, clock(), bank, books=OPEN)
    assert [(attempt.id, points, count) for attempt, points, count, *_ in found] == [
        (second, 0, 0),
        (first, 0, 0),
    ]
    assert len(queries.attempts_of(session, person, clock(), books=OPEN, limit=1)) == 1
    assert queries.attempts_of(session, person, clock(), bank + 1, books=OPEN) == []


def test_two_starts_at_once_are_one_attempt(app, clock):
    with app.app_context(), transaction() as session:
        builders.load(session, builders.bank(), clock())
        user_id = create_guest(session, clock()).id
        bank_id = session.scalars(select(Bank.id)).one()
    faults, gate = [], threading.Barrier(4)

    def start():
        try:
            with app.app_context():
                gate.wait(10)
                with transaction() as session:
                    start_practice(
                        session,
                        ID,
                        user_id=user_id,
                        bank_ids=[bank_id],
                        settings=QuizSettings(length=5),
                        now=clock(),
                    )
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1
        assert db.session.scalar(select(func.count()).select_from(AttemptQuestion)) == 5
