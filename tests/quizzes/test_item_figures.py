"""Figures of questions over the quizzes that somebody gave."""

from uuid import uuid4

import pytest

from quizapp.accounts.models import Role
from quizapp.accounts.queries import visitor_by_id
from quizapp.db import db
from quizapp.domain.answers import Chosen, Typed
from quizapp.domain.difficulty import Difficulty
from quizapp.domain.statistics.words import Telling
from quizapp.jobs.upkeep import QuizUpkeep
from quizapp.quizzes.item_figures import figures_beside
from tests.answered import hand_in_all
from tests.databases import both_databases
from tests.quizzes.designing import build, chosen
from tests.studies import ana, bank, every_kind

__all__ = ["ana", "bank", "every_kind"]
pytestmark = both_databases
NAMES = ("place-short", "keeper-choice")


@pytest.fixture
def clara(make_user):
    return make_user("Clara", Role.TEACHER)


@pytest.fixture
def given(bank, clock):
    """Give a quiz, let learners hand it in and count it: so many right in both, and in neither."""

    def given(teacher, right, wrong):
        quiz_id = uuid4()
        build(teacher.id, bank, *chosen(bank, *NAMES), now=clock(), quiz_id=quiz_id)
        knows = {"place-short": Typed("Arnholm"), "keeper-choice": Chosen(("right",))}
        guesses = {"place-short": Typed("Nowhere"), "keeper-choice": Chosen(("other",))}
        hand_in_all(quiz_id, [knows] * right + [guesses] * wrong, clock())
        clock.advance(minutes=1)
        while QuizUpkeep().work_once():
            pass

    return given


def beside(person, ana, clock):
    version = ana.asked("keeper-choice").version_id
    seen = None if person is None else visitor_by_id(db.session(), person.id, clock())
    return figures_beside(db.session(), seen, [version]).get(version)


def test_several_quizzes_of_one_teacher_are_put_together(given, clara, ana, clock):
    given(clara, 6, 2)
    given(clara, 2, 6)
    found = beside(clara, ana, clock)
    assert (found.learners, found.facility) == (16, pytest.approx(0.5))
    assert found.correlation == pytest.approx(1)
    assert (found.difficulty, found.telling) == (Difficulty.MEDIUM, Telling.VERY_WELL)


def test_fewer_than_five_learners_say_nothing(given, clara, ana, clock):
    given(clara, 2, 2)
    assert beside(clara, ana, clock) is None
    given(clara, 1, 0)
    assert beside(clara, ana, clock).learners == 5


@pytest.mark.parametrize("role", [Role.TEACHER, Role.ADMIN, Role.STUDENT, None])
def test_what_others_quizzes_did_with_it_is_theirs_alone(given, clara, ana, clock, make_user, role):
    given(clara, 6, 2)
    assert beside(None if role is None else make_user("Other", role), ana, clock) is None


@pytest.mark.usefixtures("ana")
def test_nothing_is_asked_for_nothing(clara, clock):
    seen = visitor_by_id(db.session(), clara.id, clock())
    assert figures_beside(db.session(), seen, []) == {}
