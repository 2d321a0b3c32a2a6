"""Progress, and a history that follows its learner to an account."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts.queries import user_by_name
from quizapp.db import db, transaction
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory import log
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory
from tests import builders
from tests.databases import both_databases
from tests.web.conftest import Walk

SENTENCE = "a short sentence"


def memories(app, user_id):
    with app.app_context():
        table = Memory.__table__
        rows = db.session.execute(
            select(table).where(table.c.user_id == user_id).order_by(table.c.fact_id)
        )
        return [tuple(row) for row in rows]


def replayed(app, user_id, zone, hour=4):
    with app.app_context():
        with transaction() as session:
            log.replay_all(session, Learner(user_id, learner_calendar(zone, hour)))
        return memories(app, user_id)


def test_newcomer_is_told_how_to_begin(walk):
    assert "Nothing here yet" in walk.page("/progress")


@both_databases
def test_guest_learns_signs_up_and_finds_everything(walk, load_bank):
    load_bank(builders.every_kind())
    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    card = walk.card("/banks/arnholm/study")
    walk.study(card, forgot="1")
    before = walk.page("/progress")
    assert "You are a guest" in before
    answer = walk.client.post("/signup", data={"name": "Eva", "password": SENTENCE})
    assert answer.status_code == 303
    page = walk.page("/progress")
    assert "You are a guest" not in page
    assert re.search("You have met 1[34] of 14 facts", page)
    assert "8 points" in walk.page(f"/attempts/{attempt_id}/results")
    assert "Eva" in page


@both_databases
def test_progress_draws_what_is_due_known_and_right(walk, load_bank, clock):
    load_bank(builders.every_kind())
    attempt_id = walk.start()
    answers = walk.answers(attempt_id)
    answers[walk.kinds(attempt_id)["matching"]] = builders.wrong_fields(
        builders.apart(builders.QUESTIONS[6]), f"{attempt_id}/{walk.kinds(attempt_id)['matching']}"
    )
    walk.hand_in(attempt_id, answers)
    page = walk.page("/progress")
    assert "You answered 8 questions today" in page
    assert "100 % of 8" in page
    assert "60 % of 5" in page
    assert "Monday 2 March" in page
    assert page.count("As a table") == 3
    clock.advance(days=25)
    page = walk.page("/progress")
    assert "13 facts are due now" in page
    assert "You answered 0 questions today" in page


def test_an_answer_that_cannot_be_read_is_asked_again_and_not_counted(walk):
    assert walk.study(walk.card_of("height-number"), text="no number").status_code == 422
    attempt_id = walk.start(fact="height")
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    assert "You answered 2 questions today" in walk.page("/progress")


def test_bank_not_begun_is_offered(walk, load_bank):
    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    load_bank(builders.bank(id="second", title="Second bank"))
    assert "Not begun" in walk.page("/progress")


@both_databases
def test_guest_who_logs_in_brings_their_history_along(
    app, walk, make_user, log_in, password, clock
):
    account = make_user("Ana")
    at_home = Walk(app, log_in(account))
    first = at_home.start()
    at_home.hand_in(first, at_home.answers(first, builders.wrong_fields))
    clock.advance(days=2)
    second = walk.start()
    walk.hand_in(second, walk.answers(second))
    answer = walk.client.post("/login", data={"name": "Ana", "password": password})
    assert answer.location.startswith("/login/guest")
    assert walk.client.post(answer.location, data={"answer": "add"}).status_code == 303
    page = walk.page("/progress")
    assert page.count(">Results<") == 2
    assert "5 of 5 points" in walk.page(f"/attempts/{second}/results")
    with app.app_context():
        users = db.session.scalars(select(Memory.user_id).distinct()).all()
    assert users == [account.id]
    assert memories(app, account.id) == replayed(app, account.id, "UTC")


@both_databases
@pytest.mark.usefixtures("walk")
def test_new_time_zone_and_day_move_what_is_due(app, make_user, log_in, clock):
    account = make_user("Ana")
    reader = Walk(app, log_in(account))
    for _ in range(4):
        attempt_id = reader.start()
        reader.hand_in(attempt_id, reader.answers(attempt_id))
        clock.advance(days=5)
    before = memories(app, account.id)
    settings = {"time_zone": "Asia/Tokyo", "day_starts_at": "6", "new_per_day": "10"}
    assert reader.client.post("/account", data=settings).status_code == 303
    after = memories(app, account.id)
    assert after != before
    assert after == replayed(app, account.id, "Asia/Tokyo", 6)


@pytest.mark.usefixtures("walk")
def test_new_daily_number_replays_nothing(app, make_user, log_in, monkeypatch):
    reader = log_in(make_user("Ana"))

    def refuse(*_arguments):
        raise AssertionError("nothing moved")

    monkeypatch.setattr("quizapp.answering.learners.replay_all", refuse)
    settings = {"time_zone": "UTC", "day_starts_at": "4", "new_per_day": "3"}
    assert reader.post("/account", data=settings).status_code == 303
    assert "Study: 3 new" in Walk(app, reader).page("/banks/arnholm")


@both_databases
def test_guest_who_signs_up_from_elsewhere_gets_the_days_of_that_place(app, walk, clock):
    for _ in range(4):
        attempt_id = walk.start()
        walk.hand_in(attempt_id, walk.answers(attempt_id))
        clock.advance(days=5)
    data = {"name": "Eva", "password": SENTENCE, "time_zone": "Asia/Tokyo"}
    assert walk.client.post("/signup", data=data).status_code == 303
    with app.app_context():
        user = user_by_name(db.session(), "Eva")
    assert user.time_zone == "Asia/Tokyo"
    assert memories(app, user.id) == replayed(app, user.id, "Asia/Tokyo")


def test_days_are_said_in_words(walk, clock):
    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    page = walk.page("/progress")
    first = clock() + timedelta(days=1)
    assert first.day == 3
    assert "Tuesday 3 March" in page
    assert re.search(r"2 March 2026, 09:00", page)


def test_days_have_their_weekday_and_the_first_its_month(walk):
    walk.study(walk.card_of("place-short"), text="Arnholm")
    chart = walk.page("/progress").split("</figure>")[0]
    words = re.findall(r"<text[^>]*>([^<]+)</text>", chart)
    assert [each for each in words if each != "1"][:6] == ["Mo", "2", "Mar", "Tu", "3", "We"]


def test_what_is_known_best_begins_the_bar_at_the_left(walk, app):
    walk.study(walk.card_of("place-short"), text="Arnholm")
    with app.app_context(), transaction() as session:
        memory = session.scalars(select(Memory)).one()
        memory.state, memory.step, memory.stability = 2, None, 200.0
    bar = walk.page("/progress").split("Facts known")[1].split("</svg>")[0]
    assert re.search(r'class="step-4" x="0(\.0)?%"', bar)


@pytest.mark.parametrize(
    ("stability", "words"),
    [
        (1.0, "A fact grows strong over days"),
        (5.0, "1 of them holds for days already."),
        (50.0, "1 of them is strong or sure."),
    ],
)
def test_progress_encourages_with_what_is_true(walk, app, stability, words):
    walk.study(walk.card_of("place-short"), text="Arnholm")
    with app.app_context(), transaction() as session:
        memory = session.scalars(select(Memory)).one()
        memory.state, memory.step, memory.stability = 2, None, stability
    assert f"You have met 1 of 9 facts. {words}" in walk.page("/progress")
