"""What the students of a course remember of a bank, as those who teach it are told."""

from dataclasses import replace
from datetime import timedelta
from statistics import fmean
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role, User
from quizapp.assignments.models import Assignment
from quizapp.assignments.services import Setting, What, assign
from quizapp.banks.models import (
    Bank,
    Fact,
    FactVersion,
    MemberRole,
    Membership,
    Question,
    Visibility,
)
from quizapp.clock import new_id
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import make_course
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Goal, Window
from quizapp.domain.facts import FactStatus
from quizapp.domain.rulings import Basis
from quizapp.domain.scheduling import learner_calendar, recall_chance
from quizapp.memory.class_memory import banks_remembered, class_memory
from quizapp.memory.log import Learner, undo
from quizapp.memory.mixed_up import mixed_up
from quizapp.memory.models import Memory
from quizapp.memory.queries import value_of
from quizapp.memory.weakest import MOST, quiz_of_weakest, weakest
from quizapp.quizzes.designs import latest_design
from quizapp.quizzes.errors import UnknownQuiz
from quizapp.quizzes.models import Attempt, Quiz, Score
from quizapp.quizzes.sealing import OPEN, Books
from tests import builders, statements
from tests.databases import both_databases
from tests.studies import Studies

pytestmark = both_databases


@pytest.fixture
def course(request, cast, clock):
    request.getfixturevalue("context")
    course_id = new_id()
    with transaction() as session:
        make_course(session, course_id, "Year 7", "Asia/Tokyo", by=cast.teacher.id, now=clock())
    return course_id


@pytest.fixture
def join(course, make_user, bank, clock):
    """Put a new student into the course, whose days are those of a time zone."""

    def joined(name, zone="UTC"):
        user = make_user(name)
        with transaction() as session:
            enrolling.enrol(session, course, user.id, CourseRole.STUDENT, clock())
            session.get_one(User, user.id).time_zone = zone
        return Studies(Learner(user.id, learner_calendar(zone)), bank, clock)

    return joined


@pytest.fixture
def ben(cast, bank, clock):
    """Somebody who learns the same and is in no course."""
    return Studies(Learner(cast.stranger.id, learner_calendar("UTC")), bank, clock)


@pytest.fixture
def seen(course, bank, clock):
    """What the class holds now, or so many days later, of each fact by its slug."""

    def read(days=0, books=OPEN):
        at = clock() + timedelta(days=days)
        return class_memory(db.session(), course, bank, at, books)

    return read


def by_slug(found):
    return {each.slug: each for each in found.facts}


def computed(people, slug, at):
    """Work out the chances one by one, as for a learner."""
    wanted = [each.learner.id for each in people]
    zones = {each.learner.id: each.learner.calendar for each in people}
    rows = db.session.scalars(
        select(Memory)
        .join(Fact, Fact.id == Memory.fact_id)
        .where(Fact.slug == slug, Memory.user_id.in_(wanted))
    )
    return [recall_chance(value_of(row), at, calendar=zones[row.user_id]) for row in rows]


@pytest.mark.parametrize("days", [0, 1, 40])
def test_figures_are_those_of_each_memory_by_its_learners_days(join, seen, clock, days):
    people = [join("Finn"), join("Gita", "Pacific/Kiritimati"), join("Hugo", "Pacific/Pago_Pago")]
    for number, person in enumerate(people):
        person.study("keeper-choice", right=number > 0)
        clock.advance(days=2, hours=7)
    people[0].study("place-short")
    found = by_slug(seen(days))
    for slug, learned in (("keeper", 3), ("place", 1)):
        chances = computed(people, slug, clock() + timedelta(days=days))
        assert found[slug].figures.learned == len(chances) == learned
        assert found[slug].figures.recall == pytest.approx(fmean(chances))
        assert found[slug].figures.likely == sum(each >= 0.9 for each in chances)
    assert seen().students == 3


def test_a_topic_has_the_figures_of_all_its_facts(join, seen, clock):
    one, other = join("Finn"), join("Gita")
    for person, name in ((one, "keeper-choice"), (other, "keeper-choice"), (one, "place-short")):
        person.study(name)
    clock.advance(days=3)
    topics = {each.topic.slug: each for each in seen().topics}
    chances = [
        *computed([one, other], "keeper", clock()),
        *computed([one, other], "place", clock()),
    ]
    tower = topics["tower"]
    # The walls, the light, the height and the nickname are asked for, and nobody has met them.
    assert (tower.facts, tower.figures.learned) == (6, 3)
    assert tower.figures.recall == pytest.approx(fmean(chances))
    assert (topics["history"].facts, topics["history"].figures.learned) == (3, 0)


def test_the_weakest_come_first_and_what_nobody_learned_last(join, seen, clock):
    person = join("Finn")
    person.study("keeper-choice")
    clock.advance(days=20)
    person.study("place-short")
    clock.advance(days=2)
    found = seen()
    slugs = [each.slug for each in found.facts]
    assert slugs[:2] == ["keeper", "place"]
    # The rest stands as in the bank; the nickname is asked for by a card.
    assert slugs[2:] == ["height", "begun", "lit", "closed", "walls", "light", "nickname"]
    assert [each.topic.slug for each in found.topics] == ["tower", "history"]


def test_those_who_have_left_and_those_of_other_courses_do_not_count(
    join, seen, ben, course, cast, bank, clock
):
    stays, leaves = join("Finn"), join("Gita")
    own = Studies(Learner(cast.teacher.id, learner_calendar("UTC")), bank, clock)
    for person in (stays, leaves, ben, own):
        person.study("keeper-choice")
    other = new_id()
    with transaction() as session:
        enrolling.leave(session, course, leaves.learner.id, clock())
        make_course(session, other, "Year 8", "UTC", by=cast.teacher.id, now=clock())
        enrolling.enrol(session, other, ben.learner.id, CourseRole.STUDENT, clock())
    assert seen().students == 1
    assert by_slug(seen())["keeper"].figures.learned == 1


def test_a_class_that_has_learned_nothing_sees_what_there_is_to_learn(join, seen):
    join("Finn")
    found = seen()
    assert len(found.facts) == 9
    assert {each.figures.recall for each in found.facts} == {None}


def test_what_is_not_approved_any_more_is_left_out(join, seen):
    person = join("Finn")
    person.study("keeper-choice")
    with transaction() as session:
        session.get_one(Fact, person.fact("keeper")).status = FactStatus.RETIRED.value
    assert "keeper" not in by_slug(seen())


def test_a_fact_that_was_worded_anew_stands_there_once_as_it_is_worded_now(
    join, seen, course, bank, clock
):
    person = join("Finn")
    take_place_for_keeper(person)
    changed = replace(builders.FACTS[1], relation="the keeper of its light")
    with transaction() as session:
        builders.load(session, builders.with_fact(changed), clock(), loaded_hash="2")
        wordings = session.scalars(
            select(FactVersion).where(FactVersion.fact_id == person.fact("keeper"))
        ).all()
        assert len(wordings) == 2
    assert [each.slug for each in seen().facts].count("keeper") == 1
    assert len(mixed_up(db.session(), course, bank, OPEN)) == 1


def test_what_is_learned_stays_when_no_question_asks_for_it_any_more(join, seen):
    person = join("Finn")
    person.study("keeper-choice")
    with transaction() as session:
        for question in session.scalars(select(Question)):
            question.status = "retired"
    assert list(by_slug(seen())) == ["keeper"]


def test_what_is_closed_to_whoever_looks_is_left_out(join, seen, ben):
    person = join("Finn")
    person.study("keeper-choice")
    attempt = ben.quiz(fact="keeper", length=1)
    assert "keeper" not in by_slug(seen(books=Books((attempt,))))


def test_statements_do_not_grow_with_students_or_facts(app, join, seen, course, bank):
    def count():
        with statements.noted(app) as sent:
            seen()
            mixed_up(db.session(), course, bank, OPEN)
        return len([each for each in sent if each.startswith("SELECT")])

    join("Finn").study("keeper-choice")
    before = count()
    for number in range(5):
        person = join(f"L{number}")
        for name in ("keeper-choice", "place-short", "height-number"):
            person.study(name)
    assert count() == before == 4


# Banks.


@pytest.mark.parametrize(
    ("visibility", "role", "sees"),
    [
        (Visibility.EVERYONE, None, True),
        (Visibility.PRIVATE, None, False),
        (Visibility.PRIVATE, MemberRole.VIEWER, True),
    ],
)
def test_only_banks_that_somebody_may_see_are_offered(
    join, course, bank, make_user, clock, visibility, role, sees
):
    colleague = make_user("Ceyda", Role.TEACHER)
    join("Finn").study("keeper-choice")
    with transaction() as session:
        session.get_one(Bank, bank).visibility = visibility.value
        if role is not None:
            member = {"bank_id": bank, "user_id": colleague.id, "role": role.value}
            session.add(Membership(**member, created_at=clock()))
    offered = banks_remembered(db.session(), course, builders.visitor_of(colleague))
    assert [each.bank.id for each in offered] == ([bank] if sees else [])


def test_a_bank_that_nobody_has_learned_from_is_not_offered(join, course, cast, ben):
    join("Finn")
    ben.study("keeper-choice")
    assert not banks_remembered(db.session(), course, builders.visitor_of(cast.teacher))


def test_a_bank_that_the_course_has_to_study_is_offered_until_it_is_taken_back(
    course, cast, bank, clock
):
    def offered():
        found = banks_remembered(db.session(), course, builders.visitor_of(cast.teacher))
        return [each.bank.id for each in found]

    given = new_id()
    window = Window(*(clock() + timedelta(days=days) for days in (0, 7, 9)))
    with transaction() as session:
        assign(
            session,
            given,
            course,
            What(bank_id=bank),
            Setting(window, goal=Goal.READY_BY),
            by=cast.teacher.id,
            now=clock(),
        )
    assert offered() == [bank]
    with transaction() as session:
        session.get_one(Assignment, given).removed_at = clock()
    assert offered() == []


# What is mixed up.


def picked(asked, seed, *names):
    """What a browser sends for these options of a question."""
    shown = asked.question.shown(str(seed))
    tokens = [str(at) for at, option in enumerate(shown, 1) if option.id in names]
    return {"choice": tokens, "choices": tokens}


def take_place_for_keeper(person, **how):
    asked, answer_id = person.asked("keeper-choice"), uuid4()
    person.send(asked, answer_id, picked(asked, answer_id, "place"), **how)
    return answer_id


@pytest.fixture
def pairs(course, bank):
    """What the class mixes up: slugs, how often, by how many."""

    def read(books=OPEN):
        found = mixed_up(db.session(), course, bank, books)
        return [({each.one[0], each.other[0]}, each.times, each.students) for each in found]

    return read


def test_a_pair_is_counted_by_how_often_and_by_how_many(join, pairs, clock, ben):
    one, other = join("Finn"), join("Gita")
    for person in (one, other, ben):
        take_place_for_keeper(person)
    clock.advance(days=1)
    take_place_for_keeper(one)
    assert pairs() == [({"keeper", "place"}, 3, 2)]


def test_both_facts_of_a_pair_are_named_with_what_they_say(join, course, bank):
    take_place_for_keeper(join("Finn"))
    (pair,) = mixed_up(db.session(), course, bank, OPEN)
    assert dict([pair.one, pair.other]) == {
        "keeper": "Its keeper was Ida Berg.",
        "place": "The lighthouse stands on Arnholm.",
    }


def test_an_answer_that_was_taken_back_mixes_nothing_up(join, pairs, clock):
    person = join("Finn")
    answer_id = take_place_for_keeper(person)
    with transaction() as session:
        undo(session, person.learner, answer_id, clock())
    assert pairs() == []


def test_what_was_ruled_on_mixes_nothing_up(join, pairs):
    take_place_for_keeper(join("Finn"))
    with transaction() as session:
        session.scalars(select(Score)).one().basis = Basis.FULL.value
    assert pairs() == []


def test_what_is_kept_back_mixes_nothing_up_yet(join, pairs):
    person = join("Finn")
    attempt = person.quiz()
    place, asked = next(
        each for each in person.places(attempt) if each[1].question.id == "keeper-choice"
    )
    person.hand_in(attempt, {place.position: picked(asked, place.seed, "place")})
    assert pairs() == [({"keeper", "place"}, 1, 1)]
    with transaction() as session:
        session.get_one(Attempt, attempt).is_held = True
    assert pairs() == []


def test_a_preview_mixes_nothing_up(join, pairs):
    person = join("Finn")
    attempt = person.quiz()
    place, asked = next(
        each for each in person.places(attempt) if each[1].question.id == "keeper-choice"
    )
    person.hand_in(attempt, {place.position: picked(asked, place.seed, "place")})
    with transaction() as session:
        session.get_one(Attempt, attempt).is_preview = True
    assert pairs() == []


def test_pairs_are_looked_for_among_the_marks_that_mix_something_up(app, pairs):
    with statements.noted(app) as sent:
        pairs()
    session = db.session()
    if session.get_bind().dialect.name != "sqlite":
        return
    number = sent[-1].count("?")
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sent[-1]}", (1,) * number)
    assert any("mark USING INDEX ix_mark_confused" in row.detail for row in plan)


@pytest.mark.parametrize("closed", ["keeper", "place"])
def test_a_pair_with_a_fact_that_is_closed_is_left_out(join, pairs, ben, closed):
    take_place_for_keeper(join("Finn"))
    attempt = ben.quiz(fact=closed, length=1)
    assert pairs(Books((attempt,))) == []


@pytest.mark.parametrize("gone", ["keeper", "place"])
def test_a_pair_with_a_fact_that_holds_no_more_is_left_out(join, pairs, gone):
    person = join("Finn")
    take_place_for_keeper(person)
    with transaction() as session:
        session.get_one(Fact, person.fact(gone)).status = FactStatus.SUPERSEDED.value
    assert pairs() == []


def test_the_list_of_pairs_is_bounded_and_begins_with_those_of_most_students(
    join, pairs, clock, monkeypatch
):
    one, other = join("Finn"), join("Gita")
    for person in (one, other):
        take_place_for_keeper(person)
    response = one.asked("tower-response")
    for _ in range(3):
        clock.advance(days=1)
        answer_id = uuid4()
        one.send(response, answer_id, picked(response, answer_id, "granite", "keeper"))
    assert [times for _, times, _ in pairs()] == [2, 3]
    monkeypatch.setattr("quizapp.memory.mixed_up.MOST_PAIRS", 1)
    assert pairs() == [({"keeper", "place"}, 2, 2)]


# A quiz of the weakest.

QUIZ = UUID(int=77, version=4)


@pytest.fixture
def make_quiz(seen, cast, bank, clock):
    def make(facts=None, owner=None, books=OPEN):
        with transaction() as session:
            return quiz_of_weakest(
                session,
                QUIZ,
                weakest(seen().facts) if facts is None else facts,
                books,
                owner_id=owner or cast.teacher.id,
                bank_id=bank,
                title="The weakest",
                now=clock(),
            )

    return make


def asked_in_quiz():
    names = dict(db.session.execute(select(Question.public_id, Question.slug)).all())
    found = latest_design(db.session(), QUIZ)
    return [names[each.question] for each in found.design.items]


def test_a_quiz_of_the_weakest_asks_for_each_fact_once(join, make_quiz):
    person = join("Finn")
    for name in ("keeper-choice", "height-number", "years-order", "nickname-card"):
        person.study(name)
    made = make_quiz()
    # A card is no question of a quiz; one question asks for all three years.
    assert (made.asked, made.missing) == (5, 1)
    assert sorted(asked_in_quiz()) == ["height-verdict", "keeper-choice", "years-order"]


def test_a_form_sent_again_changes_nothing(join, make_quiz):
    person = join("Finn")
    person.study("keeper-choice")
    assert make_quiz() is not None
    person.study("place-short")
    assert make_quiz() is None
    assert asked_in_quiz() == ["keeper-choice"]


def test_no_quiz_is_made_where_no_question_can_ask(join, make_quiz):
    join("Finn").study("nickname-card")
    made = make_quiz()
    assert (made.asked, made.missing) == (0, 1)
    assert db.session.get(Quiz, QUIZ) is None


def test_nobody_gets_the_quiz_of_somebody_else(join, make_quiz, make_user):
    join("Finn").study("keeper-choice")
    make_quiz()
    with pytest.raises(UnknownQuiz):
        make_quiz(owner=make_user("Ceyda", Role.TEACHER).id)


def test_what_is_closed_to_its_teacher_is_not_asked(join, make_quiz, seen, ben):
    person = join("Finn")
    for name in ("keeper-choice", "place-short"):
        person.study(name)
    attempt = ben.quiz(fact="keeper", length=1)
    facts = weakest(seen().facts)
    made = make_quiz(facts, books=Books((attempt,)))
    # One article proves both, so that both are closed.
    assert (made.asked, made.missing) == (0, 2)


def test_the_weakest_are_those_that_somebody_has_learned(join, seen):
    person = join("Finn")
    for name in ("keeper-choice", "place-short"):
        person.study(name)
    assert {each.slug for each in weakest(seen().facts)} == {"keeper", "place"}
    assert len(weakest([by_slug(seen())["keeper"]] * (MOST + 1))) == MOST
