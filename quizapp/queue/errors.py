"""What the line of jobs refuses."""

from __future__ import annotations


class LostJob(Exception):
    """The job is no longer this worker's: it was taken over, ended, or removed."""
