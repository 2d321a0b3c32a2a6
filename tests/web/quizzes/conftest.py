"""The tiny bank so that one quiz asks every kind."""

import pytest

from tests import builders
from tests.web.conftest import Walk


@pytest.fixture
def walk(walk, load_bank) -> Walk:
    """A newcomer's browser, with the tiny bank of which a quiz asks everything."""
    load_bank(builders.every_kind())
    return walk
