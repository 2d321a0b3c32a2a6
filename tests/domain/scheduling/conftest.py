"""Builders of reviews, shared by the tests of scheduling."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from quizapp.domain.scheduling import Rating, Review

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ReviewBuilder = Callable[..., Review]


@pytest.fixture(scope="session")
def review() -> ReviewBuilder:
    def build(
        number: int = 1,
        rating: Rating = Rating.GOOD,
        *,
        days: float = 0.0,
        guess: float = 0.0,
    ) -> Review:
        return Review(UUID(int=number), NOON + timedelta(days=days), rating, guess)

    return build
