"""How long a request waits for the database, all its waits together.

A writer waits for the other writers of its process, for those of other processes and for SQLite
itself, and a page may write and read several times. Each wait with a limit of its own added up to
ten, twenty and more seconds, in which a thread of the server was held.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Patience:
    """A number of seconds that waits use up; work in between costs nothing."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._left = seconds
        self._clock = clock

    @property
    def left(self) -> float:
        """How many seconds may still be waited."""
        return max(self._left, 0.0)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count the time of the block as waited."""
        began = self._clock()
        try:
            yield
        finally:
            self._left -= self._clock() - began

    def spend(self, seconds: float) -> None:
        """Count seconds as waited that the database waited by itself."""
        self._left -= seconds
