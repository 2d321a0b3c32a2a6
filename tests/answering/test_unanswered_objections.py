"""Objecting to a question that was left unanswered: its key may be wrong all the same."""

from dataclasses import replace
from uuid import UUID, uuid4, uuid5

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import Role
from quizapp.answering.challenge_decisions import accept, decline
from quizapp.answering.challenge_queue import groups_of, open_challenges
from quizapp.answering.challenges import challenge_unanswered, kinds_for
from quizapp.answering.errors import AlreadyDecided, NothingToObject, UnknownObjection
from quizapp.answering.models import Challenge, ChallengeKind
from quizapp.answering.remarking import MarkBy, mark_again
from quizapp.db import db, transaction
from quizapp.domain.answers import Outcome
from quizapp.domain.questions import QuestionKind
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Attempt, Feedback, Layout, Response, Score
from quizapp.quizzes.previews import start_preview
from quizapp.quizzes.report import reported_attempt
from quizapp.quizzes.results import results
from quizapp.quizzes.starting import start_quiz
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen

pytestmark = both_databases
ANSWER, KEY, UNCLEAR, PROOF = ChallengeKind


@pytest.fixture
def clara(make_user):
    return make_user("Clara", Role.TEACHER)


@pytest.fixture
def left_out(ana):
    """Hand in a practice quiz with nothing entered; return its id."""
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, {})
    return attempt_id


def take_out(person, attempt_id):
    """Enter something everywhere, and take it out again."""
    person.save(attempt_id, person.forms(attempt_id))
    person.save(attempt_id, {position: {"text": [""]} for position in person.forms(attempt_id)})


def object_to(person, attempt_id, clock, kind=KEY, position=1, challenge_id=None):
    clock.advance(seconds=1)
    with transaction() as session:
        return challenge_unanswered(
            session,
            person.learner.id,
            attempt_id,
            position,
            challenge_id or uuid4(),
            kind,
            "It is another.",
            clock(),
        ).id


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


SAYABLE = {
    Outcome.RIGHT: (UNCLEAR, PROOF),
    Outcome.WRONG: (ANSWER, UNCLEAR, PROOF),
    Outcome.PARTLY: (ANSWER, UNCLEAR, PROOF),
    Outcome.BLANK: (KEY, UNCLEAR, PROOF),
    Outcome.MALFORMED: (KEY, UNCLEAR, PROOF),
    Outcome.OVERSIZED: (KEY, UNCLEAR, PROOF),
    Outcome.STRUCK: (),
    Outcome.WAITING: (),
}


@pytest.mark.usefixtures("database_kind")
def test_what_can_be_said_follows_what_became_of_the_answer():
    assert {each: kinds_for(each) for each in Outcome} == SAYABLE
    assert kinds_for(Outcome.PARTLY, QuestionKind.ESSAY) == (UNCLEAR,)


@pytest.mark.parametrize("kind", [KEY, UNCLEAR, PROOF])
def test_it_waits_for_a_teacher_like_any_other_and_changes_no_mark(
    ana, left_out, clock, kind, clara
):
    before = results(db.session(), left_out, ana.learner.id)
    made = object_to(ana, left_out, clock, kind)
    assert open_challenges(db.session(), [ana.bank]) == {ana.bank: 1}
    [group] = groups_of(db.session(), ana.bank)
    assert (group.ids, group.kind, group.texts) == ((made,), kind, ("It is another.",))
    after = results(db.session(), left_out, ana.learner.id)
    assert [(each.outcome, each.points) for each in after] == [
        (each.outcome, each.points) for each in before
    ]
    assert count(Score) == 0
    assert ana.reviews() == []
    with transaction() as session:
        accept(session, ana.bank, made, "Mended.", clara.id, clock(), based_on=group.version)
    assert groups_of(db.session(), ana.bank) == []


def test_what_was_taken_out_again_is_unanswered_too(ana, clock):
    attempt_id = ana.quiz()
    take_out(ana, attempt_id)
    ana.hand_in(attempt_id, {})
    taken_out = [each.position for each, _ in ana.places(attempt_id) if each.is_blank]
    stored = count(Response)
    object_to(ana, attempt_id, clock, position=taken_out[0])
    assert count(Response) == stored


def test_learners_who_left_it_out_are_told_together(ana, ben, clock, clara, bank):
    build(clara.id, bank, *chosen(bank, "keeper-choice"), now=clock())
    for person in (ana, ben):
        attempt_id = uuid4()
        with transaction() as session:
            start_quiz(session, attempt_id, QUIZ, user_id=person.learner.id, now=clock())
        person.hand_in(attempt_id, {})
        object_to(person, attempt_id, clock)
        assert reported_attempt(db.session(), QUIZ, attempt_id).answered == 0
    [group] = groups_of(db.session(), bank)
    assert (group.learners, len(group.ids)) == (2, 2)


def test_sent_twice_it_is_one_and_decided_it_stays_decided(ana, left_out, clock, clara):
    sent = uuid4()
    for challenge_id in (sent, sent, uuid4()):
        assert object_to(ana, left_out, clock, challenge_id=challenge_id) == sent
    assert count(Response) == 1
    with transaction() as session:
        decline(session, ana.bank, sent, "It is right.", clara.id, clock())
    with pytest.raises(AlreadyDecided):
        object_to(ana, left_out, clock)
    assert object_to(ana, left_out, clock, UNCLEAR) != sent


def test_what_nobody_answered_is_ruled_on_with_the_others_afterwards(ana, left_out, clock, clara):
    object_to(ana, left_out, clock)
    asked = results(db.session(), left_out, ana.learner.id)[0].asked.id
    [number] = {each.question.id for each in groups_of(db.session(), ana.bank)}
    with transaction() as session:
        mark_again(session, number, MarkBy.FULL, "Unclear.", clara.id, clock())
    [found] = [
        each for each in results(db.session(), left_out, ana.learner.id) if each.asked.id == asked
    ]
    assert (found.points, found.score.was_given) == (1, False)


def test_an_answer_cannot_be_called_right_where_none_was_given(ana, left_out, clock):
    with pytest.raises(NothingToObject):
        object_to(ana, left_out, clock, ANSWER)
    assert count(Response) == 0


@pytest.fixture
def hidden(ana, clock, clara):
    """Begin an attempt whose results may not be objected to, and hand it in where that can be."""

    def hidden(why):
        if why == "under way":
            return ana.quiz()
        if why == "at once":
            return ana.quiz(layout=Layout.SINGLE, feedback=Feedback.AT_ONCE)
        attempt_id, is_preview = uuid4(), why == "preview"
        items, release = chosen(ana.bank, "keeper-choice"), Release.NEVER
        build(clara.id, ana.bank, *items, now=clock(), release=release)
        taker = replace(ana, learner=replace(ana.learner, id=clara.id)) if is_preview else ana
        begin = start_preview if is_preview else start_quiz
        with transaction() as session:
            begin(session, attempt_id, QUIZ, user_id=taker.learner.id, now=clock())
        taker.hand_in(attempt_id, {})
        return attempt_id

    return hidden


@pytest.mark.parametrize("entered", [False, True], ids=["nothing", "taken out"])
@pytest.mark.parametrize("why", ["under way", "at once", "preview", "withheld"])
def test_what_may_not_be_seen_yet_or_counts_nowhere_cannot_be_objected_to(
    ana, clock, hidden, why, entered
):
    attempt_id = hidden(why)
    owner = db.session.get_one(Attempt, attempt_id).user_id
    taker = replace(ana, learner=replace(ana.learner, id=owner))
    going = db.session.get_one(Attempt, attempt_id)
    if entered and going.finished_at is None:
        take_out(taker, attempt_id)
    stored = count(Response)
    with pytest.raises(UnknownObjection):
        object_to(taker, attempt_id, clock)
    assert count(Response) == stored


@pytest.mark.parametrize("position", [0, 999, 10**9])
def test_a_place_that_is_not_there_is_unknown(ana, left_out, clock, position):
    with pytest.raises(UnknownAttempt):
        object_to(ana, left_out, clock, position=position)


def test_nobody_objects_for_somebody_else(ben, left_out, clock):
    with pytest.raises(UnknownAttempt):
        object_to(ben, left_out, clock)
    with pytest.raises(UnknownAttempt):
        object_to(ben, UUID(int=7), clock)


def test_an_answer_in_study_takes_nothing_from_what_was_left_out(ana, left_out, clock):
    # Whoever reckons out an id beforehand keeps nobody from objecting, nor themselves.
    taken = uuid5(UUID("5b1d7a86-2f43-4c09-8a3e-91f0c6d2e754"), f"{left_out}/1")
    asked = ana.asked("place-short")
    assert ana.send(asked, taken, {"text": ["Skerry"]})
    made = object_to(ana, left_out, clock)
    assert object_to(ana, left_out, clock) == made
    about = db.session.get_one(Challenge, made).response_id
    assert db.session.get_one(Response, about).position == 1
