"""Draws that take easy or hard questions first, or what is about to be forgotten."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.banks.models import Bank, MemberRole, Membership, Question, QuestionVersion
from quizapp.db import db, transaction
from quizapp.domain.difficulty import ENOUGH, Difficulty
from quizapp.domain.rulings import Basis
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.classes import class_recall
from quizapp.memory.log import Learner
from quizapp.quizzes.design_models import Preference
from quizapp.quizzes.designs import Item
from quizapp.quizzes.difficulties import difficulties
from quizapp.quizzes.models import Score
from quizapp.quizzes.starting import start_quiz
from tests import statements
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, asked, build
from tests.studies import Studies

pytestmark = both_databases
ALONE = ("keeper-choice", "place-short", "height-number")


@pytest.fixture
def teacher(make_user, bank):
    """The id of the teacher whose quizzes they are."""
    teacher = make_user("Clara", Role.TEACHER).id
    with transaction() as session:
        session.add(
            Membership(
                bank_id=bank,
                user_id=teacher,
                role=MemberRole.OWNER.value,
                created_at=session.get_one(Bank, bank).created_at,
            )
        )
    return teacher


@pytest.fixture
def people(make_user, bank, clock):
    """Six learners."""
    return [
        Studies(Learner(make_user(f"L{number}").id, learner_calendar("UTC")), bank, clock)
        for number in range(6)
    ]


def levels(bank):
    slugs = select(QuestionVersion.id, Question.slug).join(QuestionVersion.question)
    names = dict(db.session.execute(slugs.where(QuestionVersion.is_current)).all())
    return {names[version]: level for version, level in difficulties(db.session(), bank).items()}


def begin(person, attempt_id=None, **more):
    attempt_id = attempt_id or uuid4()
    with transaction() as session:
        start_quiz(
            session,
            attempt_id,
            QUIZ,
            user_id=person.learner.id,
            now=person.clock(),
            **{"recall": class_recall} | more,
        )
    return attempt_id


def answer_all(people, name, right):
    for number, person in enumerate(people):
        person.study(name, right=number < right)


def test_the_first_answers_of_enough_people_tell_how_hard_a_question_is(people, bank):
    answer_all(people, "keeper-choice", right=6)
    answer_all(people, "place-short", right=3)
    answer_all(people, "height-number", right=1)
    answer_all(people[:4], "height-verdict", right=4)
    assert levels(bank) == {
        "keeper-choice": Difficulty.EASY,
        "place-short": Difficulty.MEDIUM,
        "height-number": Difficulty.HARD,
    }


def test_a_later_answer_says_nothing_of_how_hard_it_was(people, bank, clock):
    answer_all(people, "keeper-choice", right=0)
    for _ in range(3):
        clock.advance(days=1)
        answer_all(people, "keeper-choice", right=6)
    assert levels(bank) == {"keeper-choice": Difficulty.HARD}


def test_what_was_struck_out_tells_nothing(people, bank):
    answer_all(people, "keeper-choice", right=0)
    with transaction() as session:
        session.scalars(select(Score).limit(1)).one().basis = Basis.STRUCK.value
    assert levels(bank)["keeper-choice"] is Difficulty.HARD
    with transaction() as session:
        for score in session.scalars(select(Score)):
            score.basis = Basis.STRUCK.value
    assert levels(bank) == {}


@pytest.mark.parametrize(
    ("prefers", "taken"), [(Preference.HARD, "height-number"), (Preference.EASY, "keeper-choice")]
)
def test_a_draw_takes_what_it_prefers_first(people, bank, teacher, clock, prefers, taken):
    answer_all(people, "keeper-choice", right=6)
    answer_all(people, "height-number", right=0)
    build(teacher, bank, Item(bank, prefers=prefers), now=clock())
    assert {tuple(asked(begin(each))) for each in people} == {(taken,)}


def test_a_draw_is_no_shorter_where_little_is_as_it_prefers(people, bank, teacher, clock):
    answer_all(people, "height-number", right=0)
    build(teacher, bank, Item(bank, count=3, prefers=Preference.HARD), now=clock())
    found = asked(begin(people[0]))
    assert len(found) == 3
    assert "height-number" in found


def test_what_is_known_to_be_otherwise_is_taken_last(people, bank, teacher, clock):
    for name in ("keeper-choice", "place-short"):
        answer_all(people, name, right=6)
    build(teacher, bank, Item(bank, count=2, prefers=Preference.HARD), now=clock())
    for person in people:
        assert not {"keeper-choice", "place-short"} & set(asked(begin(person)))


def test_what_the_class_is_about_to_forget_comes_first(people, bank, teacher, clock):
    build(teacher, bank, Item(bank, prefers=Preference.FORGOTTEN), now=clock())
    for person in people[:ENOUGH]:
        begin(person)
    answer_all(people[:ENOUGH], "keeper-choice", right=ENOUGH)
    clock.advance(days=3)
    for _ in range(4):
        answer_all(people[:ENOUGH], "place-short", right=ENOUGH)
        clock.advance(days=3)
    # Whoever takes no quiz of the teacher's does not count.
    people[ENOUGH].study("height-number")
    clock.advance(days=30)
    for _ in range(3):
        begin_anew = begin(people[ENOUGH])
        assert asked(begin_anew) == ["keeper-choice"]
        people[ENOUGH].hand_in(begin_anew, {})


@pytest.mark.parametrize(("learners", "is_told"), [(1, False), (ENOUGH - 1, False), (ENOUGH, True)])
def test_what_only_a_few_have_learned_is_not_told_of_them(
    people, bank, teacher, clock, learners, is_told
):
    build(teacher, bank, Item(bank, prefers=Preference.FORGOTTEN), now=clock())
    for person in people:
        begin(person)
    answer_all(people[:learners], "keeper-choice", right=learners)
    # All of the class have learned something else: what counts is who learned this very fact.
    answer_all(people, "place-short", right=len(people))
    told = class_recall(db.session(), teacher, bank, clock())
    assert (people[0].fact("keeper") in told) is is_told
    assert people[0].fact("place") in told


def test_what_only_one_has_learned_is_drawn_no_sooner_than_the_rest(people, bank, teacher, clock):
    build(teacher, bank, Item(bank, prefers=Preference.FORGOTTEN), now=clock())
    first = begin(people[0])
    people[0].hand_in(first, {})
    people[0].study("keeper-choice")
    clock.advance(days=60)
    drawn = set()
    for seed in range(12):
        attempt_id = begin(people[1], attempt_id=UUID(int=seed, version=4))
        drawn.add(tuple(asked(attempt_id)))
        people[1].hand_in(attempt_id, {})
    assert len(drawn) > 1


def test_the_mean_is_over_those_who_learned_a_fact(people, bank, teacher, clock):
    build(teacher, bank, Item(bank, prefers=Preference.FORGOTTEN), now=clock())
    for person in people:
        begin(person)
    first, last = people[:ENOUGH], people[ENOUGH]
    answer_all(first, "keeper-choice", right=ENOUGH)
    clock.advance(days=3)
    before = class_recall(db.session(), teacher, bank, clock())
    assert list(before) == [last.fact("keeper")]
    last.study("keeper-choice")
    after = class_recall(db.session(), teacher, bank, clock())
    assert after[last.fact("keeper")] == pytest.approx(
        (1 + ENOUGH * before[last.fact("keeper")]) / (ENOUGH + 1)
    )


def test_later_more_is_forgotten(people, bank, teacher, clock):
    build(teacher, bank, Item(bank, prefers=Preference.FORGOTTEN), now=clock())
    for person in people:
        begin(person)
    answer_all(people, "keeper-choice", right=len(people))
    now = class_recall(db.session(), teacher, bank, clock())
    clock.advance(days=20)
    later = class_recall(db.session(), teacher, bank, clock())
    assert later[people[0].fact("keeper")] < now[people[0].fact("keeper")]


def test_those_whom_a_bank_is_shared_with_count_and_teachers_do_not(people, bank, teacher, clock):
    answer_all(people, "keeper-choice", right=len(people))
    own = Studies(Learner(teacher, learner_calendar("UTC")), bank, clock)
    own.study("height-number")
    assert class_recall(db.session(), teacher, bank, clock()) == {}
    with transaction() as session:
        for person in people:
            session.add(
                Membership(
                    bank_id=bank,
                    user_id=person.learner.id,
                    role=MemberRole.VIEWER.value,
                    created_at=clock(),
                )
            )
    assert list(class_recall(db.session(), teacher, bank, clock())) == [people[0].fact("keeper")]


@pytest.mark.parametrize(
    ("role", "knows"),
    [(None, False), (MemberRole.VIEWER, False), (MemberRole.EDITOR, True)],
)
def test_those_whom_others_share_a_bank_with_are_nobody_elses_class(
    make_user, people, bank, teacher, clock, role, knows
):
    other = make_user("Doris", Role.TEACHER).id
    answer_all(people, "keeper-choice", right=len(people))
    viewers = {each.learner.id: MemberRole.VIEWER for each in people}
    shared = viewers | ({} if role is None else {other: role})
    with transaction() as session:
        for user_id, each in shared.items():
            session.add(
                Membership(bank_id=bank, user_id=user_id, role=each.value, created_at=clock())
            )
    assert bool(class_recall(db.session(), other, bank, clock())) is knows
    assert class_recall(db.session(), teacher, bank, clock())


def test_practice_in_the_bank_makes_nobody_one_of_the_class(people, bank, teacher, clock):
    for person in people:
        person.hand_in(person.quiz(), {})
    answer_all(people, "keeper-choice", right=len(people))
    build(teacher, bank, Item(bank), now=clock())
    assert class_recall(db.session(), teacher, bank, clock()) == {}


def test_where_nobody_has_learned_anything_it_is_drawn_as_ever(people, bank, teacher, clock):
    build(teacher, bank, Item(bank, count=3, prefers=Preference.FORGOTTEN), now=clock())
    assert len(asked(begin(people[0]))) == 3


def test_a_draw_does_not_pass_over_that_nobody_can_tell_what_is_forgotten(
    people, bank, teacher, clock
):
    build(teacher, bank, Item(bank, prefers=Preference.FORGOTTEN), now=clock())
    with pytest.raises(ValueError, match="forgotten"):
        begin(people[0], recall=None)


def test_other_draws_ask_nobody_what_is_recalled(people, bank, teacher, clock):
    build(teacher, bank, Item(bank), Item(bank, prefers=Preference.HARD), now=clock())
    assert len(asked(begin(people[0], recall=None))) == 2


def test_draws_that_differ_in_their_kind_only_read_once_what_there_is(
    app, people, bank, teacher, clock
):
    items = [Item(bank), Item(bank, kind="numeric"), Item(bank), Item(bank, topic="history")]
    build(teacher, bank, *items, now=clock())
    with statements.noted(app) as sent:
        attempt_id = begin(people[0])
    assert len(asked(attempt_id)) == 4
    # All of the bank, and of a topic.
    assert len([each for each in sent if "question_part" in each]) == 2


@pytest.mark.parametrize("prefers", [Preference.HARD, Preference.FORGOTTEN])
def test_many_draws_of_a_bank_read_once_what_its_learners_have_done(
    app, people, bank, teacher, clock, prefers
):
    reads = []

    def recall(*given):
        reads.append("recall")
        return class_recall(*given)

    items = [Item(bank, prefers=prefers), Item(bank), Item(bank, prefers=prefers)]
    build(teacher, bank, *items, now=clock())
    with statements.noted(app) as sent:
        begin(people[0], recall=recall)
    reads += ["difficulty" for each in sent if "row_number" in each]
    assert reads == ["recall" if prefers is Preference.FORGOTTEN else "difficulty"]
