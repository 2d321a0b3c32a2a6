"""The process that reads one file: its bytes come in, one line of JSON goes out, and it ends.

``python -m quizapp.importers.sandbox_worker SECONDS BYTES`` takes the limits that it sets itself.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.files import read_article
from quizapp.importers.record import written

_NO_MEMORY = 2
"""How lxml calls it: a file for which the memory did not suffice is not a damaged one."""


def main(seconds: int, memory: int) -> None:
    """Read the file on standard input; ends by a signal or an error where a limit is met."""
    limit(seconds, memory)
    answer, sys.stdout = sys.stdout.buffer, sys.stderr
    data = sys.stdin.buffer.read()
    try:
        record = written(read_article(data))
    except UnreadableArticle as error:
        if getattr(error.__cause__, "code", 0) == _NO_MEMORY:
            raise MemoryError from error
        record = written(error)
    answer.write(record)


def limit(seconds: int, memory: int) -> None:
    """Bound the processor time in seconds and the memory in bytes, as far as the system can."""
    if sys.platform != "win32":
        import resource

        # Whoever would end this process in time may itself be ended before.
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # macOS knows the limit of memory and takes none that is below what it has reserved.
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
