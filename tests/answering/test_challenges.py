"""Objecting to a result, deciding about it, and what everybody is told."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.errors import HourIsFull
from quizapp.accounts.models import Role, User
from quizapp.accounts.services import create_guest
from quizapp.answering import challenges, learners, trials
from quizapp.answering.challenge_decisions import accept, decline
from quizapp.answering.challenge_queue import groups_of, open_challenges
from quizapp.answering.challenges import challenge, kinds_for
from quizapp.answering.errors import (
    AlreadyDecided,
    NothingToAccept,
    NothingToObject,
    QuestionChanged,
    UnknownObjection,
)
from quizapp.answering.mark_news import first_look, news_of, note_seen
from quizapp.answering.models import Challenge, ChallengeKind
from quizapp.answering.remarking import MarkBy, mark_again
from quizapp.authoring.errors import ChecksFailed
from quizapp.banks.models import Question, QuestionVersion
from quizapp.db import db, transaction
from quizapp.memory import log
from quizapp.privacy import deletion
from quizapp.privacy.learning import learning_data
from quizapp.quizzes import building
from quizapp.quizzes.designs import Design
from quizapp.quizzes.models import Feedback, Layout, Release, Response, Score
from quizapp.quizzes.previews import start_preview
from quizapp.quizzes.results import results, study_result
from quizapp.quizzes.sealing import books_of
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen

pytestmark = both_databases
SHORT, NUMBER, GAPS = "place-short", "height-number", "light-cloze"
ANSWER, _, UNCLEAR, PROOF = ChallengeKind


@pytest.fixture(autouse=True)
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


def test_everybody_affected_is_told_until_they_have_seen_it(ana, ben, clara, clock):
    clock.advance(minutes=5)
    mine, same, other = typed(ana, "Skerry"), typed(ben, "Skerry"), typed(ben, "Nowhere")
    made = object_to(ana, mine, clock)
    assert not first_look(db.session(), ana.learner.id).has_news
    take(ana, made, clock, clara, "It is right.")
    session = db.session()
    for person in (ana, ben):
        assert first_look(session, person.learner.id).has_news
    told = news_of(session, ana.learner.id, clock())
    [marked], [answered] = told.marked, told.answered
    assert (marked.place.response_id, marked.answers) == (mine, 1)
    assert (answered.place.bank, answered.state, answered.reason) == (
        "arnholm",
        "accepted",
        "It is right.",
    )
    bens = news_of(session, ben.learner.id, clock())
    # The answer that is as wrong as before is no news.
    assert [each.place.response_id for each in bens.marked] == [same]
    assert other not in {each.place.response_id for each in bens.marked}
    assert bens.answered == []
    with transaction() as session:
        note_seen(session, ana.learner.id, told.until)
        note_seen(session, ana.learner.id, told.until - timedelta(days=1))
    assert news_of(db.session(), ana.learner.id, clock()) is None
    assert not first_look(db.session(), ana.learner.id).has_news
    assert first_look(db.session(), ana.learner.id).started
    assert first_look(db.session(), ben.learner.id).has_news
    later = object_to(ana, typed(ana, "Elsewhere"), clock)
    refuse(ana, later, clock, clara)
    [declined] = news_of(db.session(), ana.learner.id, clock()).answered
    assert declined.state == "declined"


def test_whoever_has_answered_nothing_has_not_started(ana, ben):
    ben.study(SHORT)
    assert not first_look(db.session(), ana.learner.id).started
    assert first_look(db.session(), ben.learner.id).started


def test_what_was_marked_again_twice_is_one_answer(ana, clara, clock):
    mine = typed(ana, "Skerry")
    question_id = db.session.get_one(QuestionVersion, ana.asked(SHORT).version_id).question_id
    for way in (MarkBy.FULL, MarkBy.ASKED):
        clock.advance(hours=1)
        with transaction() as session:
            mark_again(session, question_id, way, "Unclear.", clara.id, clock())
    [marked] = news_of(db.session(), ana.learner.id, clock()).marked
    assert marked.answers == 1
    made = object_to(ana, mine, clock)
    assert [each.ids for each in groups(ana)] == [(made,)]


def test_several_answers_of_one_quiz_are_told_as_one(ana, clara, clock):
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, ana.forms(attempt_id, builders.wrong_fields))
    changed = 0
    clock.advance(hours=1)
    with transaction() as session:
        for found in results(session, attempt_id, ana.learner.id)[:2]:
            question_id = session.get_one(QuestionVersion, found.asked_version_id).question_id
            changed += found.points < 1
            mark_again(session, question_id, MarkBy.FULL, "Unclear.", clara.id, clock())
    [marked] = news_of(db.session(), ana.learner.id, clock()).marked
    assert (marked.place.attempt_id, marked.answers) == (attempt_id, changed)


def test_of_results_that_are_not_shown_nothing_is_told(ana, clara, clock):
    build(clara.id, ana.bank, *chosen(ana.bank, SHORT), now=clock(), release=Release.NEVER)
    attempt_id = uuid4()
    with transaction() as session:
        start_quiz(session, attempt_id, QUIZ, user_id=ana.learner.id, now=clock())
    ana.hand_in(attempt_id, {1: {"text": ["Skerry"]}})
    clock.advance(hours=1)
    with transaction() as session:
        question_id = session.get_one(QuestionVersion, ana.asked(SHORT).version_id).question_id
        mark_again(session, question_id, MarkBy.FULL, "Unclear.", clara.id, clock())
    assert news_of(db.session(), ana.learner.id, clock()) is None


def test_what_was_decided_is_kept_back_with_its_results(ana, clara, clock):
    items = chosen(ana.bank, SHORT)
    number = build(clara.id, ana.bank, *items, now=clock())
    attempt_id = uuid4()
    with transaction() as session:
        start_quiz(session, attempt_id, QUIZ, user_id=ana.learner.id, now=clock())
    ana.hand_in(attempt_id, {1: {"text": ["Skerry"]}})
    made = object_to(ana, db.session.scalars(select(Response.id)).one(), clock)
    refuse(ana, made, clock, clara)
    assert len(news_of(db.session(), ana.learner.id, clock()).answered) == 1
    assert len(learning_data(db.session(), ana.learner.id, clock())["objections"]) == 1
    never = Design("Test", items=items, release=Release.NEVER)
    with transaction() as session:
        building.change_quiz(session, QUIZ, never, after=number, now=clock())
    assert news_of(db.session(), ana.learner.id, clock()) is None
    assert learning_data(db.session(), ana.learner.id, clock())["objections"] == []


def test_during_a_quiz_with_closed_book_no_news_tells_what_is_right(ana, clara, clock):
    mine = typed(ana, "Skerry")
    take(ana, object_to(ana, mine, clock), clock, clara, "“Skerry” is right, too.")
    items = chosen(ana.bank, SHORT)
    build(clara.id, ana.bank, *items, now=clock(), is_closed_book=True)
    attempt_id = uuid4()
    with transaction() as session:
        start_quiz(session, attempt_id, QUIZ, user_id=ana.learner.id, now=clock())

    def told():
        session = db.session()
        books = books_of(session, ana.learner.id, clock())
        [answered] = news_of(session, ana.learner.id, clock(), books).answered
        kept = learning_data(session, ana.learner.id, clock())["objections"]
        return answered.state, answered.reason, len(kept)

    assert told() == ("", "", 0)
    ana.hand_in(attempt_id, {})
    assert told() == ("accepted", "“Skerry” is right, too.", 1)


def test_whoever_left_it_empty_is_told_of_a_ruling_too(ana, clara, clock):
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, {})
    clock.advance(hours=1)
    with transaction() as session:
        [(place, _), *_] = ana.places(attempt_id)
        question_id = session.get_one(QuestionVersion, place.version_id).question_id
        mark_again(session, question_id, MarkBy.FULL, "Unclear.", clara.id, clock())
    [marked] = news_of(db.session(), ana.learner.id, clock()).marked
    assert (marked.place.attempt_id, marked.place.position) == (attempt_id, place.position)


def test_what_a_guest_objected_to_is_the_accounts_afterwards(ana, clara, clock):
    with transaction() as session:
        guest = builders.visitor_of(create_guest(session, clock()))
    someone = replace(ana, learner=replace(ana.learner, id=guest.id))
    made = object_to(someone, typed(someone, "Skerry"), clock)
    refuse(someone, made, clock, clara)
    assert not first_look(db.session(), ana.learner.id).has_news
    with transaction() as session:
        assert learners.add_guest(session, guest, ana.learner.id)
    assert db.session.get(Challenge, made, populate_existing=True).user_id == ana.learner.id
    assert first_look(db.session(), ana.learner.id).has_news
    assert len(news_of(db.session(), ana.learner.id, clock()).answered) == 1


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
