"""The process that reads one file: its bytes come in, one line of JSON goes out, and it ends.

``python -m quizapp.importers.sandbox_worker SECONDS BYTES [KIND]`` takes the limits that it sets
itself, and what kind of file its name says it is.
"""

from __future__ import annotations

import sys

from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.file_types import FileKind
from quizapp.importers.files import read_article
from quizapp.importers.record import written
from quizapp.subprocesses import limit_resources

_NO_MEMORY = 2
"""How lxml calls it: a file for which the memory did not suffice is not a damaged one."""


def main(seconds: str, memory: str, *promised: str) -> None:
    """Read the file on standard input; ends by a signal or an error where a limit is met."""
    limit_resources(int(seconds), int(memory))
    answer, sys.stdout = sys.stdout.buffer, sys.stderr
    data = sys.stdin.buffer.read()
    try:
        record = written(read_article(data, *map(FileKind, promised)))
    except UnreadableArticle as error:
        if getattr(error.__cause__, "code", 0) == _NO_MEMORY:
            raise MemoryError from error
        record = written(error)
    answer.write(record)


if __name__ == "__main__":
    main(*sys.argv[1:])
