"""What the students of a course remember of a bank, as those who teach it are told."""

from dataclasses import replace
from datetime import timedelta
from statistics import fmean

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
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
from quizapp.domain.scheduling import learner_calendar, recall_chance
from quizapp.memory.class_memory import banks_remembered
from quizapp.memory.log import Learner
from quizapp.memory.mixed_up import mixed_up
from quizapp.memory.models import Memory
from quizapp.memory.queries import value_of
from quizapp.quizzes.sealing import OPEN, Books
from tests import builders, statements
from tests.databases import both_databases
from tests.memory.lessons import by_slug, take_place_for_keeper
from tests.studies import Studies

pytestmark = both_databases


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


@pytest.mark.parametrize("wrong", ["keeper", "height", "lit"])
def test_on_the_day_of_a_quiz_what_will_be_forgotten_first_comes_first(join, seen, clock, wrong):
    questions = {"keeper": "keeper-choice", "height": "height-number", "lit": "years-order"}
    person = join("Finn")
    for fact, question in questions.items():
        person.study(question, right=fact != wrong)
    found = seen()
    # What was just shown is recalled just now, whether it was known or not.
    learned = [each for each in found.facts if each.figures.learned]
    assert {each.figures.recall for each in learned} == {1}
    assert found.is_of_the_day
    weak = {"lit", "begun", "closed"} if wrong == "lit" else {wrong}
    assert {each.slug for each in found.facts[: len(weak)]} == weak
    assert found.topics[0].topic.slug == ("history" if wrong == "lit" else "tower")
    assert not seen(1).is_of_the_day
    clock.advance(days=1)
    join("Gita").study("place-short")
    assert not seen().is_of_the_day


def test_those_who_have_left_and_those_of_other_courses_do_not_count(
    join, seen, outsider, course, cast, bank, clock
):
    stays, leaves = join("Finn"), join("Gita")
    own = Studies(Learner(cast.teacher.id, learner_calendar("UTC")), bank, clock)
    for person in (stays, leaves, outsider, own):
        person.study("keeper-choice")
    other = new_id()
    with transaction() as session:
        enrolling.leave(session, course, leaves.learner.id, clock())
        make_course(session, other, "Year 8", "UTC", by=cast.teacher.id, now=clock())
        enrolling.enrol(session, other, outsider.learner.id, CourseRole.STUDENT, clock())
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


def test_what_is_closed_to_whoever_looks_is_left_out(join, seen, outsider):
    person = join("Finn")
    person.study("keeper-choice")
    attempt = outsider.quiz(fact="keeper", length=1)
    assert "keeper" not in by_slug(seen(books=Books((attempt,))))


@pytest.mark.parametrize(("days", "number"), [(0, 7), (1, 5)])
def test_statements_do_not_grow_with_students_or_facts(app, join, seen, course, bank, days, number):
    def count():
        with statements.noted(app) as sent:
            seen(days)
            mixed_up(db.session(), course, bank, OPEN)
        return len([each for each in sent if each.startswith(("SELECT", "WITH"))])

    join("Finn").study("keeper-choice")
    before = count()
    for each in range(5):
        person = join(f"L{each}")
        for question in ("keeper-choice", "place-short", "height-number"):
            person.study(question)
    assert count() == before == number


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


def test_a_bank_that_nobody_has_learned_from_is_not_offered(join, course, cast, outsider):
    join("Finn")
    outsider.study("keeper-choice")
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
