"""The tiny bank so that one quiz asks every kind, and a teacher who makes quizzes of it."""

import pytest

from tests import builders
from tests.web.conftest import Walk
from tests.web.quizzes.making import Maker


@pytest.fixture
def walk(walk, load_bank) -> Walk:
    """A newcomer's browser, with the tiny bank of which a quiz asks everything."""
    load_bank(builders.every_kind())
    return walk


@pytest.fixture
def maker(app, as_teacher, load_bank) -> Maker:
    """A teacher with a draft of the tiny bank."""
    load_bank(builders.bank())
    return Maker.begin(app, as_teacher)


@pytest.fixture
def timed(maker) -> Maker:
    """A teacher with a published quiz of two questions and half an hour."""
    maker.pick("place-short", "height-number")
    maker.set(minutes="30")
    maker.send("publish")
    return maker
