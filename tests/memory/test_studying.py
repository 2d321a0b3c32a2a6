"""What to study next, what is coming, what is known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.banks.models import Fact, Question
from quizapp.db import db, transaction
from quizapp.domain.facts import FactStatus
from quizapp.domain.questions import QuestionStatus
from quizapp.domain.scheduling import Rating, Strength, learner_calendar
from quizapp.memory import cards, log, queries
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory
from quizapp.memory.progress import accuracy_by_topic, knowledge
from quizapp.memory.queries import StudyLoad
from quizapp.quizzes.sealing import OPEN
from tests import builders
from tests.databases import both_databases

pytestmark = both_databases
NEW = 10


def card(studies, new_per_day=NEW):
    return cards.next_card(
        db.session(), studies.learner, studies.bank, new_per_day, studies.clock(), OPEN
    )


def next_fact(studies, new_per_day=NEW):
    found = card(studies, new_per_day)
    return None if found is None else fact_name(found.fact_id)


def load(studies, new_per_day=NEW):
    return queries.study_load(
        db.session(), studies.learner, studies.bank, new_per_day, studies.clock()
    )


def fact_name(fact_id):
    return db.session.get_one(Fact, fact_id).slug


def set_memory(studies, name, **values):
    """Set what is remembered, where growing it answer by answer would take long."""
    with transaction() as session:
        row = session.get_one(Memory, (studies.learner.id, studies.fact(name)))
        for key, value in values.items():
            setattr(row, key, value)


def retire(table, name):
    with transaction() as session:
        session.scalars(select(table).where(table.slug == name)).one().status = "retired"


def test_new_facts_come_from_one_topic_after_the_other(ana):
    assert load(ana) == StudyLoad(due=0, new=9)
    assert next_fact(ana) == "place"
    found = card(ana)
    assert (found.memory, found.strength) == (None, Strength.NEW)
    topics = []
    while len(topics) < 3:
        found = card(ana)
        topics.append(db.session.get_one(Fact, found.fact_id).topic_id)
        ana.study(found.asked.question.id)
    assert topics[0] != topics[1]
    assert topics[0] == topics[2]


def test_only_the_daily_number_of_new_facts_is_brought(ana):
    assert load(ana, 2) == StudyLoad(0, 2)
    ana.study("place-short")
    assert load(ana, 2).new == 1
    ana.study("keeper-choice")
    assert load(ana, 2).new == 0
    assert card(ana, 2) is None


def test_no_new_facts_when_none_are_wanted(ana):
    assert load(ana, 0) == StudyLoad(0, 0)
    assert card(ana, 0) is None
    assert queries.next_due(db.session(), ana.learner.id, ana.bank) is None


def test_new_facts_come_back_when_the_learners_day_begins(ana, clock):
    clock.moment = datetime(2026, 3, 2, 23, tzinfo=UTC)
    ana.study("place-short")
    assert load(ana, 1).new == 0
    clock.moment = datetime(2026, 3, 3, 3, 59, tzinfo=UTC)
    assert load(ana, 1).new == 0
    clock.moment = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
    assert load(ana, 1).new == 1


def test_day_begins_where_the_learner_lives(ana, clock):
    ana.learner = Learner(ana.learner.id, learner_calendar("America/New_York"))
    clock.moment = datetime(2026, 3, 2, 23, tzinfo=UTC)
    ana.study("place-short")
    clock.moment = datetime(2026, 3, 3, 8, 59, tzinfo=UTC)
    assert load(ana, 1).new == 0
    clock.moment = datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert load(ana, 1).new == 1


def test_what_is_due_comes_before_what_is_new(ana, clock):
    ana.study("nickname-card")
    clock.advance(days=30)
    assert load(ana).due == 1
    assert next_fact(ana) == "nickname"


def test_what_is_due_longest_relative_to_its_strength_comes_first(ana, clock):
    for name in ("place-short", "nickname-card"):
        ana.study(name)
    due = clock.advance(days=10) - timedelta(days=1)
    set_memory(ana, "place", state=2, step=None, stability=100.0, due=due)
    set_memory(ana, "nickname", state=2, step=None, stability=1.0, due=due)
    assert next_fact(ana) == "nickname"


def test_nothing_left_says_when_the_next_comes(ana, clock):
    ana.study("place-short")
    due = clock.advance(days=1) + timedelta(days=3)
    set_memory(ana, "place", state=2, step=None, stability=50.0, due=due)
    assert card(ana, 0) is None
    assert queries.next_due(db.session(), ana.learner.id, ana.bank) == due
    assert queries.next_due(db.session(), ana.learner.id, ana.bank + 1) is None


@pytest.mark.parametrize(("table", "name"), [(Fact, "nickname"), (Question, "nickname-card")])
def test_what_can_no_longer_be_asked_is_not_due(ana, clock, table, name):
    ana.study("nickname-card")
    clock.advance(days=30)
    retire(table, name)
    session = db.session()
    assert load(ana, 0) == StudyLoad(0, 0)
    assert queries.due_count(session, ana.learner.id, clock()) == 0
    assert card(ana, 0) is None
    assert queries.next_due(session, ana.learner.id, ana.bank) is None
    assert sum(day.due for day in queries.forecast(session, ana.learner, clock())) == 0


def test_what_another_fact_superseded_is_asked_nowhere_and_its_history_stays(ana, clock):
    ana.study("height-number")
    before = ana.memories()
    clock.advance(days=30)
    ended = replace(builders.FACTS[2], status=FactStatus.SUPERSEDED, until="2026-03-02")
    with transaction() as session:
        builders.load(session, builders.with_fact(ended), clock())
    names = {asked.question.id for _, asked in ana.places(ana.quiz())}
    assert names.isdisjoint({"height-number", "height-verdict"})
    assert queries.due_count(db.session(), ana.learner.id, clock()) == 0
    assert len(ana.reviews("height")) == 1
    assert ana.memories() == before


def test_many_facts_that_can_no_longer_be_asked_hide_none_that_can(ana, clock, monkeypatch):
    monkeypatch.setattr(cards, "LOOK_AHEAD", 1)
    ana.study("nickname-card")
    clock.advance(minutes=1)
    ana.study("place-short")
    clock.advance(days=30)
    retire(Fact, "nickname")
    assert next_fact(ana, 0) == "place"


def test_weak_facts_are_recognised_and_strong_ones_recalled(ana, clock):
    ana.study("height-number")
    kinds = set()
    for reps in range(1, 9):
        set_memory(ana, "height", reps=reps, due=clock())
        kinds.add(card(ana).asked.question.kind.value)
    assert kinds == {"true_false"}
    set_memory(ana, "height", state=2, step=None, stability=30.0, due=clock())
    assert card(ana).asked.question.kind == "numeric"


def test_reload_shows_the_same_card(ana):
    ana.study("height-number")
    ana.clock.advance(days=9)
    assert len({card(ana).asked.version_id for _ in range(5)}) == 1


def test_question_about_one_fact_goes_before_one_about_several(ana, clock):
    alone = replace(
        builders.choice("walls-choice"),
        fact="walls",
        options=(builders.Option("a", "granite"), builders.Option("b", "brick")),
        key="a",
    )
    with transaction() as session:
        builders.load(session, builders.with_question(alone), clock())
    ana.study("light-cloze")
    clock.advance(days=30)
    set_memory(ana, "light", due=clock() + timedelta(days=9))
    assert card(ana).asked.question.id == "walls-choice"


def test_fact_without_a_published_question_is_not_new(ana):
    with transaction() as session:
        for row in session.scalars(select(Question).where(Question.slug != "nickname-card")):
            row.status = QuestionStatus.DRAFT.value
    assert load(ana) == StudyLoad(0, 1)
    assert next_fact(ana) == "nickname"


def test_what_was_missed_waits_for_its_step_even_when_nothing_else_is_left(ana, clock):
    ana.study("place-short", right=False)
    assert card(ana, 0) is None
    clock.advance(minutes=1)
    assert next_fact(ana, 0) == "place"


def test_what_was_missed_is_asked_again_however_long_the_backlog(ana, clock, monkeypatch):
    monkeypatch.setattr(cards, "LOOK_AHEAD", 1)
    ana.study("nickname-card")
    set_memory(ana, "nickname", state=2, step=None)
    clock.advance(days=30)
    ana.study("place-short", right=False)
    clock.advance(minutes=1)
    assert next_fact(ana, 0) == "place"


def test_questions_about_one_fact_take_turns(ana, clock):
    others = tuple(
        replace(builders.QUESTIONS[3], id=f"place-{at}", stem=f"Where, asked {at}?")
        for at in range(3)
    )
    with transaction() as session:
        builders.load(session, builders.bank(questions=(*builders.QUESTIONS, *others)), clock())
    ana.study("place-short")
    clock.advance(days=9)
    asked = []
    for reps in range(1, 9):
        set_memory(ana, "place", reps=reps, state=2, step=None, stability=30.0)
        asked.append(card(ana, 0).asked.question.id)
    assert all(one != other for one, other in pairwise(asked))
    assert len(set(asked)) == 4


def test_what_study_will_still_ask_is_counted(ana, clock):
    ana.study("place-short", right=False)
    assert load(ana, 0) == StudyLoad(0, 0, again=1, begun=1)
    assert load(ana, 0).total == 1
    clock.advance(minutes=1)
    assert load(ana, 0) == StudyLoad(1, 0, begun=1)
    set_memory(ana, "place", state=2, step=None, due=clock() + timedelta(minutes=1))
    assert load(ana, 0) == StudyLoad(0, 0, done=1)
    assert card(ana, 0) is None


def test_what_was_asked_today_is_counted_as_done_until_the_day_is_over(ana, clock):
    ana.study("nickname-card")
    set_memory(ana, "nickname", state=2, step=None, due=clock() + timedelta(days=3))
    assert load(ana, 0) == StudyLoad(0, 0, done=1)
    clock.advance(days=1)
    assert load(ana, 0) == StudyLoad(0, 0)


def test_previews_grow_with_the_grade(ana, clock):
    ana.study("nickname-card")
    clock.advance(days=1)
    memory = log.memories(db.session(), ana.learner.id, [ana.fact("nickname")])
    waits = cards.grade_previews(
        ana.learner, ana.fact("nickname"), memory[ana.fact("nickname")], clock()
    )
    assert list(waits) == list(Rating)
    assert sorted(waits.values()) == list(waits.values())
    assert waits[Rating.AGAIN] > timedelta(0)


def test_previews_stand_a_clock_that_was_set_back(ana, clock):
    ana.study("nickname-card")
    memory = log.memories(db.session(), ana.learner.id, [ana.fact("nickname")])
    before = clock() - timedelta(hours=1)
    waits = cards.grade_previews(
        ana.learner, ana.fact("nickname"), memory[ana.fact("nickname")], before
    )
    assert min(waits.values()) > timedelta(0)


def test_forecast_counts_each_day_and_overdue_today(ana, clock):
    for name in ("place-short", "keeper-choice", "nickname-card"):
        ana.study(name)
    day = timedelta(days=1)
    set_memory(ana, "place", due=clock() - 5 * day)
    set_memory(ana, "keeper", due=clock() + 2 * day)
    set_memory(ana, "nickname", due=clock() + 20 * day)
    found = queries.forecast(db.session(), ana.learner, clock())
    assert [load.due for load in found] == [1, 0, 1, *[0] * 11]


def test_knowledge_counts_every_approved_fact_once(ana, clock):
    ana.study("place-short")
    ana.study("nickname-card")
    session = db.session()
    words = knowledge(session, ana.learner, clock(), ana.bank, OPEN)
    assert (words[Strength.NEW], words[Strength.WEAK], sum(words.values())) == (7, 2, 9)
    retire(Fact, "nickname")
    words = knowledge(session, ana.learner, clock(), ana.bank, OPEN)
    assert (words[Strength.NEW], words[Strength.WEAK], sum(words.values())) == (7, 1, 8)


def test_knowledge_leaves_out_what_nobody_asks_for_unless_it_was_met(ana, clock):
    ana.study("place-short")
    for name in ("place-short", "nickname-card"):
        retire(Question, name)
    words = knowledge(db.session(), ana.learner, clock(), ana.bank, OPEN)
    assert (words[Strength.NEW], words[Strength.WEAK], sum(words.values())) == (7, 1, 8)


def test_accuracy_counts_answered_parts_that_were_not_taken_back(ana, clock):
    ana.study("place-short")
    ana.study("light-cloze", right=False)
    ana.study("years-order")
    undone = ana.study("height-number")
    with transaction() as session:
        log.undo(session, ana.learner, undone, clock())
    found = accuracy_by_topic(db.session(), ana.learner.id, ana.bank, ana.clock(), OPEN)
    assert [(row.topic, row.right, row.answered) for row in found] == [
        ("The tower", 1, 3),
        ("Its history", 3, 3),
    ]
    assert queries.answers_since(db.session(), ana.learner.id, clock() - timedelta(hours=1)) == 3


def test_accuracy_is_of_one_learner_only(ana, ben):
    ben.study("place-short")
    assert accuracy_by_topic(db.session(), ana.learner.id, ana.bank, ana.clock(), OPEN) == []


def test_why_a_fact_is_due_is_told_of_its_newest_answer(ana, clock):
    ana.study("keeper-choice")
    clock.advance(days=4)
    answer_id = ana.study("keeper-choice", right=False)
    session, fact = db.session(), ana.fact("keeper")
    assert queries.why_due(session, ana.learner, fact).rating == Rating.AGAIN
    with transaction() as rows:
        log.undo(rows, ana.learner, answer_id, clock())
    reason = queries.why_due(session, ana.learner, fact)
    assert (reason.rating, reason.recall_is_prior) == (Rating.GOOD, True)
    assert reason.guess == pytest.approx(1 / 3)
    assert queries.why_due(session, ana.learner, ana.fact("lit")) is None


def test_what_was_given_up_counts_as_not_right_and_a_graded_card_not_at_all(ana):
    ana.send(ana.asked("place-short"), uuid4(), {}, gave_up=True)
    ana.study("nickname-card")
    found = accuracy_by_topic(db.session(), ana.learner.id, ana.bank, ana.clock(), OPEN)
    assert [(row.right, row.answered) for row in found] == [(0, 1)]


def test_the_bar_of_study_moves_with_every_fact_that_is_begun_and_never_back(ana, clock):
    bars = [load(ana).progress]
    for asked in ("place-short", "nickname-card"):
        ana.study(asked)
        bars.append(load(ana).progress)
    assert bars == [0, 0.5, 1]
    everything = load(ana).done + load(ana).total
    clock.advance(minutes=1)
    assert (load(ana).progress, load(ana).done + load(ana).total) == (1, everything)
    set_memory(ana, "place", state=2, step=None, due=clock() + timedelta(days=1))
    assert load(ana).progress == 1.5
    clock.advance(days=1)
    assert load(ana).progress == 0
