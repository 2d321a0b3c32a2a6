"""Before results are shown, whoever was right reads the same everywhere as whoever was wrong."""

import html
import re
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role, User
from quizapp.answering.remarking import MarkBy, mark_again
from quizapp.banks.models import Question
from quizapp.db import db, transaction
from tests.clients import Client
from tests.web.conftest import Walk
from tests.web.quizzes.making import start

RIGHT, WRONG = ("Arnholm", "42 metres"), ("Nowhere", "43 metres")
# What differs between any two people, and what they typed themselves.
OWN = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|<[^>]*csrf[-_]token[^>]*>|nonce=\S+|\bGuest \d+|"
    + "|".join((*RIGHT, *WRONG))
)


@pytest.fixture
def rule(app, clock):
    """Mark the first question again for everybody."""

    def rule(by):
        with app.app_context(), transaction() as session:
            question = session.scalars(select(Question.id).where(Question.slug == "place-short"))
            teacher = db.session.scalars(select(User.id).where(User.role == Role.TEACHER.value))
            mark_again(session, question.one(), by, "Unclear.", teacher.first(), clock())

    return rule


def read_by(app, browser, attempt_id, *more):
    """All that somebody can open, without what is theirs."""
    for path in ("results", "time", "1", "1/objection"):
        more = (*more, f"/attempts/{attempt_id}/{path}")
    starts = "/", "/progress", "/banks/arnholm/study", "/banks/arnholm/quiz?mistakes=1"
    data = "/account/data/quizapp.json", "/account/data/quizapp.html"
    found = {}
    for path in (*more, *data):
        response = browser.get(path)
        found[path] = f"{response.status_code} {response.location} {response.text}"
    found |= Walk(app, browser).crawl(*starts)
    return {OWN.sub("", path): OWN.sub("", html.unescape(text)) for path, text in found.items()}


@pytest.mark.parametrize(
    ("books", "by"), [({}, None), ({}, MarkBy.FULL), ({"is_closed_book": "y"}, None)]
)
def test_nothing_tells_who_was_right(app, maker, clock, rule, books, by):
    maker.pick("place-short", "height-number")
    closes = {"release": "closing", "closes_at": "2026-03-09T10:00"}
    maker.set(pass_percent="50", grade_rule="average", **closes, **books)
    maker.send("publish")
    taken = []
    for answers in (RIGHT, WRONG):
        browser = app.test_client()
        assert isinstance(browser, Client)
        for _ in range(2):
            start(browser, maker, attempt_id := uuid4())
            sent = dict(zip(("q1-text", "q2-text"), answers, strict=True))
            browser.post(f"/attempts/{attempt_id}", data=sent)
        taken.append((browser, attempt_id))
    if by is not None:
        rule(by)
    right, wrong = (read_by(app, *each, maker.front) for each in taken)
    assert right.keys() == wrong.keys()
    assert [path for path, text in right.items() if text != wrong[path]] == []
    clock.advance(days=8)
    right, wrong = (read_by(app, *each, maker.front) for each in taken)
    # The same look sees it once it may be told.
    assert [path for path, text in right.items() if text != wrong.get(path)] != []
