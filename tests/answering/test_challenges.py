"""Objecting to a result, and deciding about it."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.errors import HourIsFull
from quizapp.accounts.models import Role, User
from quizapp.answering import challenges, trials
from quizapp.answering.challenge_decisions import decline
from quizapp.answering.challenge_queue import open_challenges
from quizapp.answering.challenges import kinds_for
from quizapp.answering.errors import (
    AlreadyDecided,
    NothingToAccept,
    NothingToObject,
    QuestionChanged,
    UnknownObjection,
)
from quizapp.answering.models import Challenge
from quizapp.answering.remarking import MarkBy, mark_again
from quizapp.authoring.errors import ChecksFailed
from quizapp.banks.models import QuestionVersion
from quizapp.db import db, transaction
from quizapp.memory import log
from quizapp.privacy import deletion
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.models import Feedback, Layout, Response
from quizapp.quizzes.previews import start_preview
from quizapp.quizzes.results import study_result
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.answering.objecting import (
    ANSWER,
    GAPS,
    NUMBER,
    PROOF,
    SHORT,
    UNCLEAR,
    clara,
    groups,
    object_to,
    points,
    refuse,
    state,
    take,
    typed,
    versions,
    worded,
)
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen

__all__ = ["clara", "worded"]

pytestmark = [both_databases, pytest.mark.usefixtures("worded")]


def test_accepted_words_are_right_from_now_on_and_everybody_is_marked_again(ana, ben, clara, clock):
    mine, same, other = typed(ana, "Skerry"), typed(ben, "skerry."), typed(ben, "Nowhere")
    first, second = object_to(ana, mine, clock), object_to(ben, same, clock)
    [group] = groups(ana)
    assert (group.ids, group.learners, group.missed) == ((first, second), 2, {"text": "Skerry"})
    done = take(ana, first, clock, clara, "“Skerry” is right, too.")
    assert done.challenges == 2
    assert [points(each) for each in (mine, same, other)] == [1, 1, 0]
    assert state(first) == state(second) == ("accepted", "“Skerry” is right, too.")
    assert ana.asked(SHORT).question.accepted[-1] == "Skerry"
    # Its first review stays in the log, and the new one is what memory is computed from.
    assert sorted(each.rating for each in ana.reviews("place")) == [1, 3]
    memories = ana.memories()
    with transaction() as session:
        log.replay_all(session, ana.learner)
    assert ana.memories() == memories
    assert groups(ana) == []


def test_declined_ones_read_why_and_nothing_else_changes(ana, clara, clock):
    mine = typed(ana, "Skerry")
    made = object_to(ana, mine, clock)
    refuse(ana, made, clock, clara)
    assert state(made) == ("declined", "It is another island.")
    assert (points(mine), versions()) == (0, 2)
    with pytest.raises(AlreadyDecided, match="declined"):
        object_to(ana, mine, clock)
    assert object_to(ana, mine, clock, UNCLEAR) != made


def test_a_number_is_accepted_once_the_key_was_mended(ana, clara, clock):
    mine = typed(ana, "44 metres", NUMBER)
    made = object_to(ana, mine, clock)
    with pytest.raises(NothingToAccept):
        take(ana, made, clock, clara)
    assert state(made)[0] == "open"
    number = ana.asked(NUMBER).question
    with transaction() as session:
        mended = replace(number, tolerance=number.tolerance + 5)
        builders.load(session, builders.with_question(mended), clock())
    assert versions(NUMBER) == 2
    assert groups(ana)[0].is_right_now
    with pytest.raises(QuestionChanged):
        take(ana, made, clock, clara, based_on=1)
    take(ana, made, clock, clara)
    assert (points(mine), versions(NUMBER)) == (1, 2)


def test_the_gaps_that_are_chosen_take_what_was_typed(ana, clara, clock):
    mine = typed(ana, {"gap-1": ["stone"], "gap-2": ["crimson"]}, GAPS)
    made = object_to(ana, mine, clock)
    missed = groups(ana)[0].missed
    assert missed == {"a": "stone", "b": "crimson"}
    with pytest.raises(NothingToAccept):
        take(ana, made, clock, clara, parts=[])
    take(ana, made, clock, clara, parts=["b"])
    assert points(mine) == 0.5
    assert [gap.accepted for gap in ana.asked(GAPS).question.gaps] == [
        ("granite",),
        ("red", "crimson"),
    ]


def test_what_a_check_would_take_out_of_the_bank_is_not_accepted(ana, clara, clock, monkeypatch):
    mine = typed(ana, "Skerry")
    made = object_to(ana, mine, clock)
    found = ("a finding",)
    monkeypatch.setattr("quizapp.authoring.services.findings_of", lambda *_: found)
    with pytest.raises(ChecksFailed):
        take(ana, made, clock, clara)
    assert (state(made)[0], points(mine), versions()) == ("open", 0, 2)


def test_a_ruling_for_everybody_stays_as_it_is(ana, ben, clara, clock):
    ruled = typed(ben, "Nowhere")
    clock.advance(hours=1)
    with transaction() as session:
        question_id = ana.asked(SHORT).version_id
        question_id = session.get_one(QuestionVersion, question_id).question_id
        mark_again(session, question_id, MarkBy.FULL, "Unclear.", clara.id, clock())
    mine = typed(ana, "Skerry")
    take(ana, object_to(ana, mine, clock), clock, clara)
    assert (points(ruled), points(mine)) == (1, 1)


def test_of_an_unclear_question_nobody_is_marked_again(ana, ben, clara, clock):
    mine, other = typed(ana, "Skerry"), typed(ben, "Nowhere")
    first = object_to(ana, mine, clock, UNCLEAR, "Which island?")
    object_to(ben, other, clock, UNCLEAR, "Which island?")
    object_to(ben, typed(ben, "Elsewhere"), clock, PROOF)
    unclear, proof = groups(ana)
    assert (len(unclear.ids), unclear.texts, unclear.missed) == (2, ("Which island?",), {})
    assert proof.kind is PROOF
    done = take(ana, first, clock, clara, "It says which by now.")
    assert (done.challenges, done.remarked) == (2, ())
    assert state(first) == ("accepted", "It says which by now.")


def test_two_teachers_at_once_decide_once(ana, clara, make_user, clock):
    mine = typed(ana, "Skerry")
    made = object_to(ana, mine, clock)
    take(ana, made, clock, clara)
    for act in (take, refuse):
        with pytest.raises(AlreadyDecided, match="accepted"):
            act(ana, made, clock, make_user(act.__name__, Role.TEACHER))
    assert (versions(), points(mine)) == (3, 1)


def test_a_bank_decides_about_its_own_alone(ana, clara, clock):
    made = object_to(ana, typed(ana, "Skerry"), clock)
    with transaction() as session:
        for bank_id, challenge_id in ((ana.bank + 1, made), (ana.bank, uuid4())):
            with pytest.raises(UnknownObjection):
                decline(session, bank_id, challenge_id, "No.", clara.id, clock())
    assert open_challenges(db.session(), [ana.bank]) == {ana.bank: 1}


def test_sent_twice_it_is_one_and_one_is_open_at_most(ana, ben, clock):
    mine, again = typed(ana, "Skerry"), uuid4()
    for _ in range(2):
        assert object_to(ana, mine, clock, challenge_id=again) == again
    assert object_to(ana, mine, clock, UNCLEAR) == again
    assert db.session.scalar(select(func.count()).select_from(Challenge)) == 1
    with pytest.raises(UnknownObjection):
        object_to(ben, typed(ben, "Skerry"), clock, challenge_id=again)


def test_only_ones_own_result_and_what_can_be_said_of_it(ana, ben, clock):
    wrong, right = typed(ana, "Skerry"), ana.study(SHORT)
    for person, response_id in ((ben, wrong), (ana, uuid4())):
        with pytest.raises(UnknownObjection):
            object_to(person, response_id, clock)
    with pytest.raises(NothingToObject):
        object_to(ana, right, clock)
    assert object_to(ana, right, clock, PROOF)
    assert kinds_for("struck") == ()
    assert ANSWER not in kinds_for("blank")


def test_nobody_objects_before_the_results_are_shown(ana, clara, clock):
    later = {"release": Release.CLOSING, "closes_at": clock() + timedelta(hours=1)}
    build(clara.id, ana.bank, *chosen(ana.bank, SHORT), now=clock(), **later)
    attempt_id = uuid4()
    with transaction() as session:
        start_quiz(session, attempt_id, QUIZ, user_id=ana.learner.id, now=clock())
    ana.save(attempt_id, {1: {"text": ["Skerry"]}})
    mine = db.session.scalars(select(Response.id)).one()
    with pytest.raises(UnknownObjection):
        object_to(ana, mine, clock)
    ana.hand_in(attempt_id, {})
    with pytest.raises(UnknownObjection):
        object_to(ana, mine, clock)
    clock.advance(hours=2)
    assert object_to(ana, mine, clock)


def test_of_a_preview_there_is_nothing_to_object_to(ana, clara, clock):
    build(clara.id, ana.bank, *chosen(ana.bank, SHORT), now=clock())
    maker, attempt_id = replace(ana, learner=replace(ana.learner, id=clara.id)), uuid4()
    with transaction() as session:
        start_preview(session, attempt_id, QUIZ, user_id=clara.id, now=clock())
    maker.hand_in(attempt_id, {1: {"text": ["Skerry"]}})
    with pytest.raises(UnknownObjection):
        object_to(maker, db.session.scalars(select(Response.id)).one(), clock)


def test_what_was_checked_can_be_objected_to_while_its_quiz_goes_on(ana, clock):
    practice = {"layout": Layout.SINGLE, "feedback": Feedback.AT_ONCE}
    attempt_id = ana.quiz(**practice)
    [(place, asked), *_] = ana.places(attempt_id)
    ana.check(attempt_id, place.position, builders.wrong_fields(asked.question, place.seed))
    mine = db.session.scalars(select(Response.id)).one()
    assert object_to(ana, mine, clock, UNCLEAR)


def test_an_hour_has_room_for_so_many(ana, ben, clock, monkeypatch):
    monkeypatch.setattr(challenges, "MOST_AN_HOUR", 2)
    answers = [typed(ana, f"Nowhere {number}") for number in range(3)]
    for each in answers[:2]:
        object_to(ana, each, clock)
        clock.advance(minutes=10)
    with pytest.raises(HourIsFull) as full:
        object_to(ana, answers[2], clock)
    assert full.value.seconds == 40 * 60 - 2
    object_to(ben, typed(ben, "Nowhere"), clock)
    clock.advance(minutes=40)
    object_to(ana, answers[2], clock)


def test_a_trial_goes_with_what_was_said_of_it(ana, ben, clara, clock):
    mine, other = typed(ana, "Skerry"), typed(ben, "Skerry")
    gone, stays = object_to(ana, mine, clock), object_to(ben, other, clock)
    question_id = db.session.get_one(QuestionVersion, ana.asked(SHORT).version_id).question_id
    with transaction() as session:
        trials.remove_trials(session, [question_id], [ana.learner.id])
    assert db.session.scalars(select(Challenge.id)).all() == [stays]
    with pytest.raises(UnknownObjection):
        refuse(ana, gone, clock, clara)


def test_the_result_shows_the_key_that_was_mended(ana, clara, clock):
    mine = typed(ana, "Skerry")
    take(ana, object_to(ana, mine, clock), clock, clara)
    found = study_result(db.session(), mine, ana.learner.id, ana.bank)
    assert (found.outcome, found.score.reason) == ("right", "It is right.")


def test_of_an_erased_account_no_words_are_left(ana, clock):
    made = object_to(ana, typed(ana, "Skerry"), clock, text="Ask Ana Lind about it.")
    with transaction() as session:
        session.get_one(User, ana.learner.id).leaves_at = clock()
        assert deletion.erase_due(session, clock()) == 1
    found = db.session.get(Challenge, made, populate_existing=True)
    assert (found.text, found.state) == ("", "open")
