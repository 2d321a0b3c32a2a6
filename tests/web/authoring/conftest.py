"""The small bank in the database."""

import pytest
from flask import Flask

from quizapp.web.authoring import drafting
from tests import teaching
from tests.articles import BANK, keep, made


@pytest.fixture
def rivers(app: Flask, clock) -> str:
    """The bank; returns the address under which its pages are taught."""
    teaching.load(app, clock())
    return f"/teach/banks/{teaching.SLUG}"


@pytest.fixture
def stub(monkeypatch):
    """Let articles be drafted without being read, and count how often."""
    asked = []

    def drafted(source, known, model):
        asked.append((source, tuple(known), model))
        return made(source=made().source)

    monkeypatch.setattr(drafting, "draft_article", drafted)
    return asked


@pytest.fixture
def drafts(app, cast, clock):
    """Three drafts of an article; returns the address of their review."""
    with app.app_context():
        keep(cast.teacher.id, clock())
    return f"/teach/banks/{BANK}/articles/atlas"
