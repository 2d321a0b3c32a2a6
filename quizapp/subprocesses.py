"""Processes of our own that do one thing and end: what they may take, and what they are given."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import BinaryIO

if sys.platform != "win32":
    import resource

_KEPT = frozenset(
    {
        "DYLD_LIBRARY_PATH",
        "LD_LIBRARY_PATH",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONHOME",
        "PYTHONPYCACHEPREFIX",
        "SYSTEMROOT",
    }
)
"""What Python needs of the environment to start; the rest holds secrets."""


def bare_environment() -> dict[str, str]:
    """Return the environment for a process that is to know no setting and no secret."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    return kept | python_path()


def python_path() -> dict[str, str]:
    """Return the variable with which a child finds the modules that this process finds."""
    places = os.pathsep.join(str(Path(place).absolute()) for place in sys.path)
    return {"PYTHONPATH": places}


def limit_resources(seconds: int, memory: int) -> None:
    """Bound this process's processor time in seconds and memory in bytes, as the system can."""
    if sys.platform != "win32":
        # Whoever would end this process in time may itself be ended before.
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # macOS knows the limit of memory and takes none that is below what it has reserved.
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def when_closed(pipe: BinaryIO, act: Callable[[], None]) -> None:
    """Do something as soon as whoever holds the other end of a pipe is gone, however it ended."""
    descriptor = pipe.fileno()

    def wait() -> None:
        # Past the pipe's buffer: Python aborts where a thread still holds its lock at the end.
        while os.read(descriptor, 4_096):
            continue
        act()

    Thread(target=wait, name="lifeline", daemon=True).start()
