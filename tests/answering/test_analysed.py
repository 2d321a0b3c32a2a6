"""What changes or removes answers is counted again in the analysis of their quiz."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Role
from quizapp.accounts.queries import visitor_by_token
from quizapp.accounts.services import create_guest
from quizapp.answering import learners
from quizapp.answering.regrading import regrade
from quizapp.answering.trials import remove_trials, remove_tried_quizzes
from quizapp.banks.models import Question
from quizapp.db import db, transaction
from quizapp.domain.answers import Chosen, Typed
from quizapp.domain.questions import Option
from quizapp.domain.statistics.flags import Flag, flags_of
from quizapp.jobs.upkeep import QuizUpkeep
from quizapp.memory.log import Learner
from quizapp.privacy.guests import purge_guests
from quizapp.quizzes.analysis_models import ItemAnalysis, QuizAnalysis
from quizapp.quizzes.designs import Item
from quizapp.quizzes.item_analysis import quizzes_to_count
from quizapp.quizzes.item_responses import count
from quizapp.quizzes.starting import start_quiz
from quizapp.security import token_hash
from tests import builders
from tests.answered import hand_in_all
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen
from tests.studies import Studies

pytestmark = both_databases


@pytest.fixture
def clara(make_user):
    return make_user("Clara", Role.TEACHER)


@pytest.fixture
def guest(bank, clock):
    with transaction() as session:
        row = create_guest(session, clock())
        token = start_login(session, row.id, "", clock())
    found = visitor_by_token(db.session().connection(), token_hash(token), clock())
    return found, Studies(Learner.of(found), bank, clock)


def take_and_count(person, owner_id, clock):
    build(owner_id, person.bank, Item(person.bank, count=3), now=clock())
    attempt_id = uuid4()
    with transaction() as session:
        start_quiz(session, attempt_id, QUIZ, user_id=person.learner.id, now=clock())
    person.hand_in(attempt_id, person.forms(attempt_id))
    assert QuizUpkeep().work_once()
    assert waiting(clock) == []


def waiting(clock):
    return quizzes_to_count(db.session(), clock() + timedelta(hours=1))


def test_a_guest_who_becomes_an_account_is_counted_again(guest, ana, clara, clock):
    person, studies = guest
    take_and_count(studies, clara.id, clock)
    with transaction() as session:
        assert learners.add_guest(session, person, ana.learner.id)
    db.session.expire_all()
    assert waiting(clock) == [QUIZ]


def test_what_a_guest_left_goes_from_the_figures(guest, clara, clock):
    _, studies = guest
    take_and_count(studies, clara.id, clock)
    clock.advance(days=61)
    while True:
        with transaction() as session:
            if not purge_guests(session, clock(), timedelta(days=60)):
                break
    assert waiting(clock) == [QUIZ]
    QuizUpkeep().work_once()
    assert db.session.scalars(select(ItemAnalysis.learners)).all() == []


def test_trials_that_are_removed_take_their_figures_along(ana, clara, clock):
    take_and_count(ana, clara.id, clock)
    testers = [ana.learner.id, clara.id]
    with transaction() as session:
        everything = session.scalars(select(Question.id)).all()
        remove_trials(session, everything, testers)
    assert waiting(clock) == [QUIZ]
    assert db.session.scalars(select(ItemAnalysis.learners)).all() == []
    with transaction() as session:
        remove_tried_quizzes(session, ana.bank, testers)
    assert db.session.get(QuizAnalysis, QUIZ) is None


KNOWN = ["right", "place", "other"]
NEW_OPTION = Option("new", "Ada Falk")
CORRECTED = replace(builders.choice(), key="other", fact="closed")
REPLACED = replace(
    builders.choice(), options=(NEW_OPTION, *builders.choice().options[1:]), key="new"
)


@pytest.mark.parametrize(("mended", "right"), [(CORRECTED, {"other"}), (REPLACED, set())])
def test_what_is_right_is_what_the_key_of_now_says(ana, clara, clock, mended, right):
    old = ana.asked(mended.id).version_id
    build(clara.id, ana.bank, *chosen(ana.bank, mended.id, "place-short"), now=clock())
    hand_in_all(
        QUIZ,
        [{mended.id: Chosen((each,)), "place-short": Typed("Arnholm")} for each in KNOWN * 4],
        clock(),
    )
    with transaction() as session:
        builders.load(session, builders.with_question(mended), clock())
        regrade(session, old, ana.asked(mended.id).version_id, "Mended.", None, clock())
    item = count(db.session(), QUIZ).items[old]
    assert item.asked.right == right
    assert set(item.options) == set(KNOWN)
    assert Flag.KEY_DOUBTED not in {each.flag for each in flags_of(item)}
