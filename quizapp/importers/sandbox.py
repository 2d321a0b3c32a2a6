"""A file that somebody sent, read in a process of its own: one that does not end is ended."""

from __future__ import annotations

import logging
import math
import os
import subprocess
import sys
from pathlib import Path

from quizapp.importers.article import RawArticle
from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.record import read_back

MEMORY_LIMIT = 512_000_000
"""The most bytes of memory that reading may take; articles take 50 to 120 MB."""

_STOPPED = (
    "The file took too long or too much memory to read, so reading was stopped. "
    "Copy the article's text and paste it instead."
)
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

_log = logging.getLogger(__name__)


def read_apart(data: bytes, seconds: float, memory: int = MEMORY_LIMIT) -> RawArticle:
    """Return the article that a file holds, like ``read_article``, within a time.

    Raises UnsupportedLanguage and UnreadableArticle: that, too, where ``seconds`` or ``memory`` in
    bytes do not suffice, or the process dies of the file.
    """
    limits = (str(math.ceil(seconds) + 1), str(memory))
    command = (sys.executable, "-P", "-m", "quizapp.importers.sandbox_worker", *limits)
    try:
        # The command has nothing of the file in it.
        done = subprocess.run(  # noqa: S603
            command,
            input=data,
            stdout=subprocess.PIPE,
            # What is said there may be words of the file, and more than memory holds.
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            env=_environment(),
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        _log.warning("A file was not read: %s", error)
        raise UnreadableArticle(_STOPPED) from None
    if done.returncode:
        _log.warning("A file was not read: its process ended with %s.", done.returncode)
        raise UnreadableArticle(_STOPPED)
    return read_back(done.stdout)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    # The child finds what this process finds, however this one was told where that is.
    places = os.pathsep.join(str(Path(place).absolute()) for place in sys.path)
    return kept | {"PYTHONPATH": places}
