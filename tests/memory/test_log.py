"""The review log: memories follow from it, whatever the order of arrival."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from quizapp.answering.errors import UnknownCard
from quizapp.answering.scoring import Given, score
from quizapp.db import db, transaction
from quizapp.domain import scheduling
from quizapp.domain.answer_forms import read_answer
from quizapp.domain.scheduling import Rating, learner_calendar, memory_key
from quizapp.memory import log
from quizapp.memory.errors import UnknownResponse
from quizapp.memory.log import Learner
from quizapp.memory.models import Review, ReviewUndo
from quizapp.quizzes.models import Attempt, ClockSource, Quiz, Response
from quizapp.quizzes.responses import Entered, Moment, add_responses
from tests import builders
from tests.databases import both_databases

pytestmark = both_databases
CARDS = ("keeper-choice", "height-number", "height-verdict", "light-cloze", "years-order")


def insert(studies, events):
    """Put answers into the log in the order given, each at its own moment."""
    with transaction() as session:
        for name, right, at, answer_id in events:
            asked = studies.asked(name)
            fields = builders.right_fields if right else builders.wrong_fields
            answer = read_answer(asked.question, "s", fields(asked.question, "s"))
            moment = Moment(at, at, ClockSource.SERVER)
            entered = Entered(answer_id, asked.version_id, answer, moment)
            add_responses(session, studies.learner.id, [entered])
            given = Given(answer_id, asked.version_id, answer, at)
            score(session, studies.learner, {asked.version_id: asked}, [given], at)


def events(seed, count=14):
    rng = Random(seed)
    began = datetime(2026, 1, 1, 12, tzinfo=UTC)
    return [
        (
            rng.choice(CARDS),
            rng.random() < 0.7,
            # Whole quarters of an hour, so that some fall together.
            began + timedelta(minutes=15 * rng.choice([0, 1, 40, 100, 400, 1000, 4000])),
            UUID(int=rng.getrandbits(128), version=4),
        )
        for _ in range(count)
    ]


def replayed(studies):
    """What the domain makes of the whole log, by fact id."""
    by_fact: dict[int, list[scheduling.Review]] = {}
    for row in studies.reviews():
        review = scheduling.Review(row.id, row.at, Rating(row.rating), row.guess, row.day)
        by_fact.setdefault(row.fact_id, []).append(review)
    return {
        fact: scheduling.replay(
            reviews,
            key=memory_key(studies.learner.id, fact),
            calendar=studies.learner.calendar,
        )
        for fact, reviews in by_fact.items()
    }


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_arrival_gives_the_memories_of_a_replay(ana, seed):
    happened = events(seed)
    Random(seed + 1000).shuffle(happened)
    insert(ana, happened)
    expected = replayed(ana)
    found = log.memories(db.session(), ana.learner.id, list(expected))
    assert found == expected
    before = ana.memories()
    with transaction() as session:
        log.replay_all(session, ana.learner)
    assert ana.memories() == before


@pytest.mark.parametrize("seed", range(3))
def test_merged_histories_are_the_union_of_both_logs(ana, ben, seed):
    happened = events(seed)
    attempt_id = ben.quiz()
    ben.hand_in(attempt_id, ben.forms(attempt_id))
    undone = ben.study("place-short")
    with transaction() as session:
        log.undo(session, ben.learner, undone, ben.clock())
    insert(ana, happened[::2])
    insert(ben, happened[1::2])
    with transaction() as session:
        log.merge_history(session, ben.learner.id, ana.learner)
    assert ben.memories() == {}
    for table in (Review, Response, Attempt):
        assert not db.session.scalars(select(table).where(table.user_id == ben.learner.id)).all()
    assert db.session.get_one(Attempt, attempt_id).user_id == ana.learner.id
    assert ana.learner.id in db.session.scalars(select(Quiz.owner_id)).all()
    assert ben.learner.id not in db.session.scalars(select(Quiz.owner_id)).all()
    after = ana.memories()
    with transaction() as session:
        log.replay_all(session, ana.learner)
    assert ana.memories() == after
    assert len(ana.reviews("place")) == 2
    assert after["place"][after_column("reps")] == 1


def after_column(name):
    columns = [column.name for column in log.Memory.__table__.c if column.name != "user_id"]
    return columns.index(name)


def test_merging_nobody_changes_nothing(ana, ben):
    ana.study("place-short")
    before = ana.memories()
    with transaction() as session:
        log.merge_history(session, ben.learner.id, ana.learner)
    assert ana.memories() == before


def test_two_parts_about_one_fact_are_two_reviews(ana, clock):
    twice = builders.Cloze(
        id="height-cloze",
        topic="tower",
        stem="Fill the gaps.",
        text="{{a}} or {{b}}",
        gaps=(
            builders.Gap("a", ("42 metres",), "height"),
            builders.Gap("b", ("138 feet",), "height"),
        ),
        status=builders.PUBLISHED,
    )
    with transaction() as session:
        builders.load(session, builders.with_question(twice), clock())
    ana.study("height-cloze")
    assert ana.memories()["height"][after_column("reps")] == 2
    clock.advance(days=1)
    ana.study("height-cloze")
    assert log.memories(db.session(), ana.learner.id, [ana.fact("height")]) == replayed(ana)


def test_undo_takes_answer_and_schedule_back_together(ana, clock):
    ana.study("place-short")
    before = ana.memories()
    clock.advance(days=3)
    answer_id = ana.study("place-short", right=False)
    assert ana.memories() != before
    with transaction() as session:
        log.undo(session, ana.learner, answer_id, clock())
    assert ana.memories() == before
    assert len(ana.reviews()) == 2


def test_undo_of_the_first_answer_leaves_a_new_fact(ana, clock):
    answer_id = ana.study("light-cloze")
    for _ in range(2):
        with transaction() as session:
            log.undo(session, ana.learner, answer_id, clock.advance(minutes=1))
        assert ana.memories() == {}
    assert len(db.session.scalars(select(ReviewUndo)).all()) == 1


def test_answer_taken_back_cannot_be_sent_again(ana, clock):
    asked, answer_id = ana.asked("place-short"), uuid4()
    ana.send(asked, answer_id, {"text": ["Arnholm"]})
    with transaction() as session:
        log.undo(session, ana.learner, answer_id, clock())
    with pytest.raises(UnknownCard):
        ana.send(asked, answer_id, {"text": ["Arnholm"]})


def test_undo_is_for_own_answers_in_study_only(ana, ben, clock):
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, ana.forms(attempt_id))
    in_quiz = db.session.scalars(select(Response.id)).first()
    in_study = ana.study("nickname-card")
    for learner, answer_id in (
        (ana.learner, in_quiz),
        (ben.learner, in_study),
        (ana.learner, uuid4()),
    ):
        with pytest.raises(UnknownResponse), transaction() as session:
            log.undo(session, learner, answer_id, clock())
    assert not db.session.scalars(select(ReviewUndo)).all()


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_other_time_zone_moves_what_is_due_and_leaves_the_past(ana, clock, zone):
    """A change of zone once counted days anew: a stability went from 54.63 to 51.18."""
    # Late in the evening and early in the morning: another zone has other days between them.
    for hours in (0, 19, 150, 17, 400, 20):
        clock.advance(hours=hours)
        ana.study("place-short")
    due, stability, day = map(after_column, ("due", "stability", "last_day"))
    before = ana.memories()["place"]
    assert before[due].hour == 4
    ana.learner = Learner(ana.learner.id, learner_calendar(zone, 6))
    with transaction() as session:
        log.replay_all(session, ana.learner)
    after = ana.memories()["place"]
    assert (after[stability], after[day]) == (before[stability], before[day])
    assert ana.learner.calendar.day(after[due]) == learner_calendar("UTC").day(before[due])
    assert after[due] == ana.learner.calendar.start(ana.learner.calendar.day(after[due]))
    assert log.memories(db.session(), ana.learner.id, [ana.fact("place")]) == replayed(ana)


def test_replay_of_nothing_is_harmless(ana):
    with transaction() as session:
        log.replay_all(session, ana.learner)
        log.record(session, ana.learner, [])
    assert ana.memories() == {}


def test_replay_goes_through_many_facts_in_stretches(ana, monkeypatch):
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, ana.forms(attempt_id))
    before = ana.memories()
    monkeypatch.setattr(log, "FACTS_AT_ONCE", 3)
    with transaction() as session:
        log.replay_all(session, ana.learner)
    assert ana.memories() == before
