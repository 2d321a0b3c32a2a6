"""Teachers who decide about one objection at the same moment decide once."""

import threading
from dataclasses import replace
from uuid import uuid4

from sqlalchemy import func, select

from quizapp.accounts.models import Role
from quizapp.accounts.services import create_guest
from quizapp.answering.challenge_decisions import accept, decline
from quizapp.answering.challenges import challenge
from quizapp.answering.errors import AlreadyDecided
from quizapp.answering.models import Challenge, ChallengeKind
from quizapp.banks.models import Bank, QuestionVersion
from quizapp.db import db, transaction
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.log import Learner
from quizapp.quizzes.models import Score
from tests import builders
from tests.databases import both_databases
from tests.studies import Studies

pytestmark = both_databases
NAME = "place-short"


def test_of_four_at_once_one_decides_and_the_others_are_told(app, clock, make_user):
    teachers = [make_user(f"Clara {number}", Role.TEACHER).id for number in range(4)]
    with app.app_context():
        ana, response_id, challenge_id = learner_in(clock), uuid4(), uuid4()
        assert ana.send(ana.asked(NAME), response_id, {"text": ["Skerry"]})
        with transaction() as session:
            kind = ChallengeKind.ANSWER
            challenge(session, ana.learner.id, response_id, challenge_id, kind, "", clock())
        number = db.session.get_one(QuestionVersion, ana.asked(NAME).version_id).number
    clock.advance(hours=1)
    decided, told, gate = [], [], threading.Barrier(4)

    def act(person_id, *, accepts):
        with app.app_context():
            gate.wait(10)
            try:
                with transaction() as session:
                    given = (session, ana.bank, challenge_id, "So it is.", person_id, clock())
                    if accepts:
                        accept(*given, based_on=number, parts=["text"])
                    else:
                        decline(*given)
            except AlreadyDecided as error:
                told.append(error.state)
            else:
                decided.append(accepts)

    threads = [
        threading.Thread(target=act, args=[each], kwargs={"accepts": at % 2 == 0})
        for at, each in enumerate(teachers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (len(decided), len(told)) == (1, 3)
    accepted = decided == [True]
    with app.app_context():
        assert db.session.scalar(select(Challenge.state)) == told[0]
        assert set(told) == {"accepted" if accepted else "declined"}
        scores = db.session.scalar(select(func.count()).select_from(Score))
        assert scores == 1 + accepted


def learner_in(clock):
    """A learner with the tiny bank in the app of this thread."""
    named = {each.id: each for each in builders.QUESTIONS}
    named[NAME] = replace(named[NAME], stem="On which island does the lighthouse stand?")
    with transaction() as session:
        builders.load(session, builders.bank(questions=tuple(named.values())), clock())
        bank = session.scalars(select(Bank.id)).one()
        learner = Learner(create_guest(session, clock()).id, learner_calendar("UTC"))
    return Studies(learner, bank, clock)
