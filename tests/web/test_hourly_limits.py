"""What one person may ask for in an hour: the page that says so, and what is kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts import throttle
from quizapp.accounts.counters import Limit
from quizapp.authoring.models import PendingArticle
from quizapp.banks.models import MemberRole
from quizapp.db import db, transaction
from quizapp.queue.models import Job
from quizapp.quizzes import services
from tests import teaching
from tests.builders import join
from tests.web.authoring.article_pages import COMET, ask, read

TIGHT = Limit(free=2, longest=timedelta(minutes=15), shortest=timedelta(minutes=1))


def assert_told(answer, said, seconds):
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, seconds)
    assert "<h1>That is enough for now</h1>" in answer.text
    assert said in answer.text
    assert "What you did before is safe." in answer.text


def test_a_guest_who_begins_quiz_after_quiz_is_told_to_wait(walk, monkeypatch, clock):
    monkeypatch.setattr(services, "STARTS_AN_HOUR", 3)
    for _ in range(3):
        walk.start()
    clock.advance(minutes=10)
    form = {"attempt_id": str(uuid4()), "length": "20", "layout": "page"}
    answer = walk.client.post("/banks/arnholm/quiz", data=form)
    assert_told(answer, "You have begun 3 quizzes within an hour. Wait 50 minutes", "3000")
    assert walk.client.get("/").status_code == 200
    clock.advance(minutes=51)
    assert walk.client.post("/banks/arnholm/quiz", data=form).status_code == 303


def test_a_teacher_sends_in_so_many_articles_and_lists(app, as_teacher, cast, clock, monkeypatch):
    monkeypatch.setattr(throttle, "UPLOADS", TIGHT)
    teaching.load(app, clock())
    with app.app_context(), transaction() as session:
        join(session, teaching.SLUG, cast.teacher, clock(), MemberRole.EDITOR)
    assert read(as_teacher, COMET).status_code == 303
    form = {"text": "mitosis - division", "separator": "", "form_id": str(uuid4())}
    terms = f"/teach/banks/{teaching.SLUG}/terms"
    assert as_teacher.post(terms, data=form).status_code == 303
    said = "2 articles and lists were sent in by you within an hour. Wait 60 seconds"
    assert_told(read(as_teacher, COMET + " More."), said, "60")
    assert_told(as_teacher.post(terms, data=form), said, "60")
    clock.advance(minutes=2)
    assert read(as_teacher, COMET + " More.").status_code == 303


def test_an_article_beyond_the_limit_is_kept_as_it_was_typed_and_not_read(
    app, as_teacher, clock, monkeypatch
):
    monkeypatch.setattr(throttle, "DRAFTINGS", TIGHT)

    def give(title):
        text = f"{COMET}\n\n{title} of these is the last sentence."
        where = read(as_teacher, text).location
        return where, ask(as_teacher, text, where, title=title, bank_title=title)

    for title in ("One", "Two"):
        assert give(title)[1].location.endswith("/progress")
    where, answer = give("Three")
    assert_told(answer, "2 articles were given to be read by you", "60")
    with app.app_context():
        titles = {row.content["title"] for row in db.session.scalars(select(PendingArticle))}
        assert titles >= {"One", "Two", "Three"}
        assert len(db.session.scalars(select(Job)).all()) == 2
    assert "Three" in as_teacher.get(where).text
    clock.advance(minutes=2)
    assert give("Three")[1].location.endswith("/progress")


@pytest.mark.usefixtures("cast")
def test_sending_an_article_again_that_is_being_read_counts_once(as_teacher, monkeypatch):
    monkeypatch.setattr(throttle, "DRAFTINGS", TIGHT)
    where = read(as_teacher, COMET).location
    for _ in range(5):
        assert ask(as_teacher, where=where, title="One", bank_title="One").status_code == 303
