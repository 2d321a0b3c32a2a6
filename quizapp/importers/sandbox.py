"""A file that somebody sent, read in a process of its own: one that does not end is ended."""

from __future__ import annotations

import logging
import math
import subprocess
import sys

from quizapp.importers.article import RawArticle
from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.file_types import FileKind
from quizapp.importers.record import read_back
from quizapp.subprocesses import bare_environment

MEMORY_LIMIT = 512_000_000
"""The most bytes of memory that reading may take; articles take 50 to 120 MB."""

_STOPPED = (
    "The file took too long or too much memory to read, so reading was stopped. "
    "Copy the article's text and paste it instead."
)
_log = logging.getLogger(__name__)


def read_apart(
    data: bytes,
    seconds: float,
    memory: int = MEMORY_LIMIT,
    promised: FileKind | None = None,
) -> RawArticle:
    """Return the article that a file holds, like ``read_article``, within a time.

    Raises UnsupportedLanguage and UnreadableArticle: that, too, where ``seconds`` or ``memory`` in
    bytes do not suffice, or the process dies of the file.
    """
    given = (str(math.ceil(seconds) + 1), str(memory), *([promised] if promised else []))
    command = (sys.executable, "-P", "-m", "quizapp.importers.sandbox_worker", *given)
    try:
        # The command has nothing of the file in it.
        done = subprocess.run(  # noqa: S603 - no shell between
            command,
            input=data,
            stdout=subprocess.PIPE,
            # What is said there may be words of the file, and more than memory holds.
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            env=bare_environment(),
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        _log.warning("A file was not read: %s", error)
        raise UnreadableArticle(_STOPPED) from None
    if done.returncode:
        _log.warning("A file was not read: its process ended with %s.", done.returncode)
        raise UnreadableArticle(_STOPPED)
    return read_back(done.stdout)
