"""What students are told of their marks: what became of them, and never before they may see it."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.accounts.news import note_news
from quizapp.accounts.queries import visitor_by_id
from quizapp.answering.challenge_decisions import decline
from quizapp.answering.challenges import challenge
from quizapp.answering.mark_news import first_look
from quizapp.answering.models import Challenge, ChallengeKind
from quizapp.answering.overdue import hand_in_overdue
from quizapp.answering.remarking import MarkBy, mark_again
from quizapp.answering.supervising import Why, hand_in_for
from quizapp.assignments.marks import set_mark
from quizapp.banks.models import Bank, Membership, QuestionVersion
from quizapp.db import db, transaction
from quizapp.domain.notices import KEPT, Kind
from quizapp.memory.held import feed_released
from quizapp.notices import services
from quizapp.notices.models import NoticeChoice, NoticeRead
from quizapp.notices.queries import new_notices
from quizapp.privacy.deletion import erase_due
from quizapp.privacy.personal_data import personal_data
from quizapp.quizzes import building
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.designs import latest_design
from quizapp.quizzes.models import Attempt, Response
from quizapp.quizzes.results import results
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ

pytestmark = both_databases
MARKED, AGAIN = Kind.MARKED, Kind.MARKED_AGAIN


@pytest.fixture(autouse=True)
def told_of_the_course(request, cast, clock):
    """Whoever is in the course knows that; what follows is about their marks."""
    request.getfixturevalue("giving")
    read_all(cast.student, clock)
    clock.advance(minutes=1)


def read_all(user, clock):
    with transaction() as session:
        services.read_all(session, user.id, clock())


def becomes(clock, **settings):
    """Change how the quiz is taken and shown, from now on."""
    with transaction() as session:
        latest = latest_design(session, QUIZ)
        design = replace(latest.design, **settings)
        building.change_quiz(session, QUIZ, design, after=latest.number, now=clock())


def run_jobs(clock):
    """Hand in what is overdue and let go what was kept back, as the job of deadlines does."""
    with transaction() as session:
        hand_in_overdue(session, clock(), 10)
        feed_released(session, clock(), 10)


def take(giving, user, fields=builders.wrong_fields):
    """Take the quiz and hand it in."""
    attempt, studies = giving.start(user), giving.studies(user)
    studies.hand_in(attempt, studies.forms(attempt, fields))
    return attempt


def full_marks(user, attempt, teacher, clock, reason="Unclear."):
    """Give everybody full marks for what somebody got wrong in an attempt."""
    with transaction() as session:
        for found in results(session, attempt, user.id):
            question_id = session.get_one(QuestionVersion, found.asked_version_id).question_id
            mark_again(session, question_id, MarkBy.FULL, reason, teacher.id, clock())


def test_who_saw_their_results_at_the_hand_in_is_told_nothing(giving, new, cast, clock):
    giving.quiz_is(-1, 9, 9)
    take(giving, cast.student)
    clock.advance(hours=1)
    run_jobs(clock)
    assert new(cast.student) == []


def test_results_are_told_when_they_may_be_seen_and_not_before(giving, new, cast, biology, clock):
    biology.enrol(cast.stranger)
    becomes(clock, release=Release.CLOSING, closes_at=giving.day(2))
    row = giving.quiz_is(-1, 2, 2)
    giving.exempt(row, cast.stranger, due_at=giving.day(3), closes_at=giving.day(3))
    attempt = take(giving, cast.student)
    clock.advance(hours=1)
    # A mark that changes, or is set by hand, tells no more than the results themselves.
    full_marks(cast.student, attempt, cast.teacher, clock)
    with transaction() as session:
        given = {"reason": "Oral.", "by": cast.teacher.id, "after": None, "now": clock()}
        set_mark(session, uuid4(), biology.id, row.id, cast.student.id, 0.9, **given)
    for days in (0, 1, 1, 0.9):
        clock.advance(days=days)
        run_jobs(clock)
        # Somebody else may take it still.
        assert new(cast.student) == [], days
    clock.advance(days=0.1, minutes=5)
    run_jobs(clock)
    told = new(cast.student)
    assert told[0] == MARKED
    assert set(told) <= {MARKED, AGAIN}
    assert MARKED not in new(cast.stranger)


def test_results_that_are_never_shown_are_never_told(giving, new, cast, clock):
    becomes(clock, release=Release.NEVER)
    giving.quiz_is(-1, 2, 2)
    attempt = take(giving, cast.student)
    full_marks(cast.student, attempt, cast.teacher, clock)
    for _ in range(3):
        clock.advance(days=2)
        run_jobs(clock)
        assert new(cast.student) == []


def test_what_was_shown_and_is_kept_back_again_is_not_told_any_more(giving, new, cast, clock):
    becomes(clock, release=Release.CLOSING, closes_at=giving.day(1))
    giving.quiz_is(-1, 1, 1)
    take(giving, cast.student)
    clock.advance(days=1, minutes=5)
    run_jobs(clock)
    assert new(cast.student) == [MARKED]
    becomes(clock, release=Release.NEVER)
    assert new(cast.student) == []


@pytest.mark.parametrize("by", ["time", "teacher"])
def test_who_did_not_hand_in_themselves_is_told(giving, new, cast, biology, clock, by):
    becomes(clock, minutes=10)
    row = giving.quiz_is(-1, 9, 9)
    attempt = giving.start(cast.student)
    clock.advance(minutes=5)
    assert new(cast.student) == []
    if by == "teacher":
        with transaction() as session:
            hand_in_for(
                session, biology.id, row.id, attempt, Why.LEFT, by=giving.teacher, now=clock()
            )
    else:
        clock.advance(minutes=30)
        run_jobs(clock)
    assert new(cast.student) == [MARKED]


def test_what_was_marked_again_is_told_of_each_attempt_once(giving, new, cast, biology, clock):
    biology.enrol(cast.stranger)
    read_all(cast.stranger, clock)
    giving.quiz_is(-1, 9, 9)
    attempt = take(giving, cast.student)
    clock.advance(hours=1)
    full_marks(cast.student, attempt, cast.teacher, clock)
    assert new(cast.student) == [AGAIN]
    # It was told where Today tells it, too: one reads both.
    read_all(cast.student, clock)
    assert new(cast.student) == []
    assert first_look(db.session(), cast.student.id).has_news is False
    assert AGAIN not in new(cast.stranger)


@pytest.mark.parametrize("way", ["taken", "declined"])
def test_what_became_of_an_objection_is_told_to_whoever_made_it(giving, new, cast, clock, way):
    giving.quiz_is(-1, 9, 9)
    attempt = take(giving, cast.student)
    with transaction() as session:
        response = session.scalars(
            select(Response.id).where(Response.attempt_id == attempt, ~Response.is_blank)
        ).first()
        made = challenge(
            session, cast.student.id, response, uuid4(), ChallengeKind.UNCLEAR, "", clock()
        ).id
    clock.advance(hours=1)
    assert new(cast.student) == []
    with transaction() as session:
        given = (session, giving.bank, made, "Because.", cast.teacher.id, clock())
        if way == "declined":
            decline(*given)
        else:
            row = session.get_one(Challenge, made)
            row.state, row.reason, row.decided_at = "accepted", "Because.", clock()
            row.decided_by_id = cast.teacher.id
            note_news(session, [cast.student.id], clock())
    assert new(cast.student) == [Kind.DECIDED]
    with transaction() as session:
        services.read_about(session, cast.student.id, [attempt], clock())
    assert new(cast.student) == []


def test_a_mark_by_hand_is_told_until_it_is_taken_back(giving, new, cast, biology, clock):
    row = giving.quiz_is(-1, 9, 9)
    take(giving, cast.student)
    clock.advance(hours=1)
    change_id = uuid4()
    for share, after, expected in ((0.9, None, [MARKED]), (None, change_id, [])):
        with transaction() as session:
            given = {"reason": "Oral.", "by": cast.teacher.id, "after": after, "now": clock()}
            key = uuid4() if after else change_id
            set_mark(session, key, biology.id, row.id, cast.student.id, share, **given)
        assert new(cast.student) == expected


def test_after_ninety_days_nothing_is_told(giving, new, cast, clock):
    becomes(clock, minutes=10)
    giving.quiz_is(-1, 900, 900)
    giving.start(cast.student)
    clock.advance(minutes=30)
    run_jobs(clock)
    clock.advance(days=89)
    assert new(cast.student) == [MARKED]
    clock.advance(days=1)
    assert new(cast.student) == []


def test_what_waits_for_a_teacher_is_counted_where_they_want_it(giving, new, cast, clock):
    giving.quiz_is(-1, 9, 9)
    attempt = take(giving, cast.student)
    clock.advance(hours=1)
    with transaction() as session:
        session.get_one(Attempt, attempt).waiting = 2
        response = session.scalars(
            select(Response.id).where(Response.attempt_id == attempt, ~Response.is_blank)
        ).first()
        challenge(session, cast.student.id, response, uuid4(), ChallengeKind.UNCLEAR, "", clock())
        giving_bank = session.get_one(Bank, giving.bank)
        session.add(
            Membership(
                bank_id=giving_bank.id,
                user_id=cast.teacher.id,
                role="editor",
                created_at=clock(),
            )
        )
    assert new(cast.teacher) == []
    with transaction() as session:
        for user in (cast.teacher, cast.student):
            wanted = dict.fromkeys((Kind.ESSAYS, Kind.OBJECTIONS), True)
            services.choose(session, user.id, wanted)
    assert set(new(cast.teacher)) == {Kind.ESSAYS, Kind.OBJECTIONS}
    # Whoever is no teacher is told nothing of it, whatever they sent.
    assert new(cast.student) == []
    person = visitor_by_id(db.session(), cast.teacher.id, clock())
    told = {each.kind: each.number for each in new_notices(db.session(), person, clock())}
    assert told == {Kind.ESSAYS: 2, Kind.OBJECTIONS: 1}


def test_what_was_read_is_forgotten_with_what_is_told_no_more(cast, clock):
    with transaction() as session:
        services.read_about(session, cast.student.id, [QUIZ], clock())
    clock.advance(days=KEPT.days, seconds=-1)
    for rows in (0, 1, 0):
        with transaction() as session:
            assert services.forget_old(session, clock()) == rows
        clock.advance(seconds=1)


def test_an_erased_account_leaves_nothing_of_it(cast, clock):
    with transaction() as session:
        services.read_about(session, cast.student.id, [QUIZ], clock())
        services.choose(session, cast.student.id, {MARKED: False})
    kept = personal_data(db.session(), cast.student.id, clock())["notices"]
    assert kept["chosen"] == {"marked": False}
    assert [each["about"] for each in kept["read"]] == [str(QUIZ)]
    with transaction() as session:
        session.get_one(User, cast.student.id).leaves_at = clock()
    with transaction() as session:
        assert erase_due(session, clock()) == 1
    for model in (NoticeChoice, NoticeRead):
        assert db.session.scalars(select(model)).all() == []
