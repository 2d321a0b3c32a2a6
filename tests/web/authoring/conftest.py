"""The small bank in the database."""

import pytest
from flask import Flask

from quizapp.banks.models import MemberRole
from quizapp.db import transaction
from tests import article_reader, teaching
from tests.articles import BANK, keep, made
from tests.builders import join, share_with_everyone


@pytest.fixture
def rivers(app: Flask, clock, cast) -> str:
    """The bank, which the teacher edits; returns the address under which its pages are taught."""
    teaching.load(app, clock())
    with app.app_context(), transaction() as session:
        join(session, teaching.SLUG, cast.teacher, clock(), MemberRole.EDITOR)
    return f"/teach/banks/{teaching.SLUG}"


@pytest.fixture
def open_to_all(app: Flask, drafts) -> str:
    """The drafts, in a bank that its owner has opened to everyone; returns their address."""
    with app.app_context(), transaction() as session:
        share_with_everyone(session, BANK)
    return drafts


@pytest.fixture
def stub(monkeypatch):
    """Let articles be drafted without being read, and count how often."""
    asked = []

    def read(source, known):
        asked.append((source, tuple(known)))
        return made(source=made().source)

    monkeypatch.setattr(article_reader, "read", read)
    return asked


@pytest.fixture
def drafts(app, cast, clock):
    """Three drafts of an article; returns the address of their review."""
    with app.app_context():
        keep(cast.teacher.id, clock())
    return f"/teach/banks/{BANK}/articles/atlas"
