"""Cards of the tiny bank that are answered, objected to and decided about."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import Role
from quizapp.answering.challenge_decisions import accept, decline
from quizapp.answering.challenge_queue import groups_of
from quizapp.answering.challenges import challenge
from quizapp.answering.models import Challenge, ChallengeKind
from quizapp.banks.models import Question, QuestionVersion
from quizapp.db import db, transaction
from quizapp.quizzes.models import Score
from tests import builders

SHORT, NUMBER, GAPS = "place-short", "height-number", "light-cloze"
ANSWER, _, UNCLEAR, PROOF = ChallengeKind


@pytest.fixture
def worded(bank, clock):
    """Word the questions so that every check lets them be published."""
    named = {each.id: each for each in builders.QUESTIONS}
    named[SHORT] = replace(named[SHORT], stem="On which island does the lighthouse stand?")
    named[GAPS] = replace(
        named[GAPS], text="The {{a}} walls of the lighthouse carry a {{b}} light."
    )
    assert bank
    with transaction() as session:
        builders.load(session, builders.bank(questions=tuple(named.values())), clock())


@pytest.fixture
def clara(make_user):
    return make_user("Clara", Role.TEACHER)


def typed(person, text, name=SHORT, at=None):
    """Answer a card with these words; return the response's id."""
    response_id = uuid4()
    form = {"text": [text]} if isinstance(text, str) else text
    assert person.send(person.asked(name), response_id, form, at=at)
    return response_id


def object_to(person, response_id, clock, kind=ANSWER, text="", challenge_id=None):
    clock.advance(seconds=1)
    with transaction() as session:
        return challenge(
            session,
            person.learner.id,
            response_id,
            challenge_id or uuid4(),
            kind,
            text,
            clock(),
        ).id


def take(person, challenge_id, clock, teacher, reason="It is right.", **how):
    clock.advance(hours=1)
    given = {"based_on": 1, "parts": ["text"]}
    if found := groups(person):
        given["based_on"] = found[0].version
    given |= how
    with transaction() as session:
        return accept(session, person.bank, challenge_id, reason, teacher.id, clock(), **given)


def refuse(person, challenge_id, clock, teacher, reason="It is another island."):
    clock.advance(hours=1)
    with transaction() as session:
        return decline(session, person.bank, challenge_id, reason, teacher.id, clock())


def groups(person):
    db.session.expire_all()
    return groups_of(db.session(), person.bank)


def state(challenge_id):
    found = db.session.get(Challenge, challenge_id, populate_existing=True)
    return found.state, found.reason


def points(response_id):
    current = Score.response_id == response_id, Score.is_current
    return db.session.scalars(select(Score.points).where(*current)).one()


def versions(name=SHORT):
    return db.session.scalar(
        select(func.count())
        .select_from(QuestionVersion)
        .join(QuestionVersion.question)
        .where(Question.slug == name)
    )
