"""The process of one job: a line of JSON comes in, lines of JSON go out, and it ends.

``python -m quizapp.jobs.process_worker MODULE SECONDS BYTES`` takes the limits that it sets itself.
It ends as well when whoever started it is gone, so that nothing computes for nobody.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from importlib import import_module
from typing import Any

from quizapp.subprocesses import limit_resources, when_closed

_NICENESS = 10
"""Pages go before jobs wherever both want the processor."""


def main(module: str, seconds: int, memory: int) -> None:
    """Compute what the line on standard input asks for."""
    limit_resources(seconds, memory)
    if sys.platform != "win32":
        os.nice(_NICENESS)
    # A library that prints must not be taken for the result.
    answer, sys.stdout = sys.stdout.buffer, sys.stderr

    def say(**said: Any) -> None:
        answer.write(json.dumps(said).encode() + b"\n")
        answer.flush()

    def report(done: int, total: int, words: str) -> None:
        say(progress=(done, total, words))

    given = json.loads(sys.stdin.buffer.readline())
    when_closed(sys.stdin.buffer, os.abort)
    try:
        # The name is one of our own handlers', never of a job.
        computed = import_module(module).compute(given, report)
    except MemoryError:
        say(fault="memory", detail="")
    except Exception:
        say(fault="fault", detail=traceback.format_exc())
    else:
        say(computed=computed)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
