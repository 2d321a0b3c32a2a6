"""Guests who come no more are removed with all they did, and nobody else is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import Login
from quizapp.accounts.services import create_guest
from quizapp.app import all_tables
from quizapp.db import db, transaction
from quizapp.privacy.guests import purge_guests
from quizapp.quizzes.accommodation_models import AttemptPause
from quizapp.quizzes.accommodations import Accommodation, add_accommodation
from quizapp.quizzes.marking_models import EssayMarking
from quizapp.quizzes.models import Attempt, Response
from quizapp.quizzes.progress_models import AttemptProgress
from tests import builders
from tests.databases import both_databases
from tests.web.conftest import Walk

pytestmark = both_databases
SIXTY = timedelta(days=60)
# What only a person leaves. All else is a bank's or the site's, and stays.
THEIRS = {
    "accommodation",
    "attempt",
    "attempt_pause",
    "attempt_progress",
    "attempt_question",
    "challenge",
    "essay_marking",
    "login",
    "mark",
    "memory",
    "quiz",
    "quiz_bank",
    "quiz_settings",
    "response",
    "review",
    "review_undo",
    "score",
    "user_account",
}


@pytest.fixture
def busy(walk):
    """A guest who did a quiz, left another, studied, took it back, objected, and was given time."""
    attempt = walk.start()
    walk.hand_in(attempt, walk.answers(attempt))
    walk.start(layout="single")
    card = walk.card_of("place-short")
    walk.study(card, text="Hamburg")
    objection = {"challenge_id": str(uuid4()), "kind": "answer"}
    walk.client.post(f"/answers/{card['answer_id']}/objection", data=objection)
    walk.client.post(f"/banks/arnholm/study/{card['answer_id']}/undo")
    with walk.app.app_context(), transaction() as session:
        done = session.get_one(Attempt, attempt)
        session.add(
            AttemptPause(
                id=uuid4(),
                attempt_id=attempt,
                is_pause=True,
                reason="An alarm.",
                by_id=done.user_id,
                at=done.started_at,
            )
        )
        session.add(AttemptProgress(attempt_id=attempt, position=2))
        session.add(
            EssayMarking(
                id=uuid4(),
                response_id=session.scalars(
                    select(Response.id).where(Response.attempt_id == attempt)
                ).first(),
                marker_id=done.user_id,
                is_current=True,
                decides=False,
                levels={},
                comment="Good.",
                marked_at=done.started_at,
            )
        )
        add_accommodation(
            session,
            uuid4(),
            done.quiz_id,
            done.user_id,
            Accommodation(extra_minutes=5),
            reason="Reads slowly.",
            by=done.user_id,
            now=done.started_at,
        )
    return walk


def purge(app, clock, **how):
    """Purge until nothing is left to do; return how many rows went each time."""
    removed = []
    while True:
        with app.app_context(), transaction() as session:
            removed.append(purge_guests(session, clock(), SIXTY, **how))
        if removed[-1] == 0:
            return removed[:-1]


def counts(app):
    with app.app_context():
        return {
            table.name: db.session.scalar(select(func.count()).select_from(table))
            for table in all_tables().sorted_tables
        }


def left_of_people(app):
    found = counts(app)
    return {name: found[name] for name in THEIRS if found[name]}


def test_a_guest_unused_for_sixty_days_goes_with_all_they_did(app, busy, clock):
    before = counts(app)
    assert THEIRS - {name for name, count in before.items() if count} == set()
    clock.advance(days=61)
    assert purge(app, clock)
    assert left_of_people(app) == {}
    after = counts(app)
    others = set(before) - THEIRS
    assert {name: after[name] for name in others} == {name: before[name] for name in others}
    assert purge(app, clock) == []
    assert busy.client.get("/account").status_code == 303


def test_a_guest_seen_within_sixty_days_stays(app, busy, clock):
    clock.advance(days=59)
    assert purge(app, clock) == []
    busy.client.get("/account")
    clock.advance(days=59)
    before = counts(app)
    assert purge(app, clock) == []
    assert counts(app) == before


def test_a_guest_who_did_nothing_goes_whole(app, clock):
    with app.app_context(), transaction() as session:
        create_guest(session, clock())
    clock.advance(days=59)
    assert purge(app, clock) == []
    clock.advance(days=2)
    assert purge(app, clock) == [1]
    assert counts(app)["user_account"] == 0


def test_a_guest_who_ended_their_login_stays_until_their_time(app, busy, clock):
    with app.app_context():
        login = db.session.scalars(select(Login.id)).one()
    busy.client.post(f"/account/logins/{login}/end")
    clock.advance(days=59)
    assert purge(app, clock) == []
    clock.advance(days=2)
    assert purge(app, clock)
    assert left_of_people(app) == {}


def test_a_guest_who_has_an_account_by_now_is_never_touched(app, busy, clock, password):
    busy.client.post("/signup", data={"name": "Eva", "password": password})
    before = counts(app)
    clock.advance(days=400)
    assert purge(app, clock) == []
    assert counts(app) == before


def test_what_a_merged_guest_did_is_the_accounts(app, busy, make_user, clock, password):
    make_user("Ana")
    busy.client.post("/login", data={"name": "Ana", "password": password})
    busy.client.post("/login/guest", data={"answer": "add"})
    before = counts(app)
    clock.advance(days=400)
    assert purge(app, clock) == []
    assert counts(app) == before


def test_work_is_done_in_pieces_and_each_leaves_the_database_whole(app, busy, clock):
    other = Walk(app, app.test_client())
    attempt = other.start()
    other.hand_in(attempt, other.answers(attempt, builders.wrong_fields))
    clock.advance(days=61)
    before = sum(left_of_people(app).values())
    pieces = purge(app, clock, guests=1, rows=3)
    assert len(pieces) > 10
    assert sum(pieces) == before
    assert left_of_people(app) == {}
    assert busy.client.get("/").status_code == 200


def test_stopped_at_any_moment_it_goes_on_the_next_time(app, busy, clock):
    def step(stopped):
        with app.app_context(), transaction() as session:
            removed = purge_guests(session, clock(), SIXTY, rows=4)
            if stopped:
                raise KeyboardInterrupt
            return removed

    clock.advance(days=61)
    done = removed = 1
    while removed:
        kept = counts(app)
        with pytest.raises(KeyboardInterrupt):
            step(stopped=True)
        assert counts(app) == kept
        removed = step(stopped=False)
        done += removed
    assert done > 20
    assert left_of_people(app) == {}
    assert busy.client.get("/").status_code == 200
