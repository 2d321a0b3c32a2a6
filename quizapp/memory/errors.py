"""What memory refuses."""

from __future__ import annotations


class MemoryFault(Exception):
    """The base of what this feature raises on purpose."""


class UnknownResponse(MemoryFault):
    """There is no such response of this learner that could be taken back."""
