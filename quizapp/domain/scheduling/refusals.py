"""What the scheduler refuses: settings out of range and reviews it cannot place."""

from __future__ import annotations

from quizapp.domain.errors import DomainError


class InvalidSetting(DomainError):
    """A setting of the scheduler is out of its range."""


class UnknownTimeZone(InvalidSetting):
    """The name is not one of the time zone database, such as "Asia/Tokyo"."""


class InvalidReview(DomainError):
    """A review whose time or guess chance makes no sense."""


class LateReview(DomainError):
    """A review is older than what the memory already holds: replay the whole log instead."""


class ConflictingReviews(DomainError):
    """Two reviews share an id and differ, so no order of arrival could settle which holds."""
