"""The small bank in the database."""

import pytest
from flask import Flask

from tests import teaching


@pytest.fixture
def rivers(app: Flask, clock) -> str:
    """The bank; returns the address under which its pages are taught."""
    teaching.load(app, clock())
    return f"/teach/banks/{teaching.SLUG}"
