"""A quiz of what a course remembers least."""

from uuid import UUID

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.banks.models import (
    Question,
)
from quizapp.db import db, transaction
from quizapp.memory.weakest import MOST, quiz_of_weakest, weakest
from quizapp.quizzes.designs import latest_design
from quizapp.quizzes.errors import UnknownQuiz
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.sealing import OPEN, Books
from tests.databases import both_databases
from tests.memory.lessons import by_slug

pytestmark = both_databases


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


def test_what_is_closed_to_its_teacher_is_not_asked(join, make_quiz, seen, outsider):
    person = join("Finn")
    for name in ("keeper-choice", "place-short"):
        person.study(name)
    attempt = outsider.quiz(fact="keeper", length=1)
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
