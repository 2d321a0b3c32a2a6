"""The computation of a job, in a process that can be ended at any moment."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import Any

from quizapp.queue.execution import Progress
from quizapp.subprocesses import bare_environment

Record = dict[str, Any]
_END: Record = {}


class ProcessEnded(Exception):
    """The process ended without a result; says how."""


@dataclass(frozen=True, slots=True)
class Computed:
    """The result of a computation."""

    record: Record


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no result: ``kind`` is "memory", or "fault" with the trace in ``detail``."""

    kind: str
    detail: str


class JobProcess:
    """A process that computes ``module.compute(given, report)`` and ends; to be closed."""

    def __init__(self, module: str, given: Record, *, seconds: int, memory: int) -> None:
        command = (sys.executable, "-P", "-m", "quizapp.jobs.process_worker")
        # The command has nothing of the job in it but numbers and the name of our own module.
        self._process = subprocess.Popen(  # noqa: S603 - no shell between
            (*command, module, str(seconds + 1), str(memory)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What is said there may be words of an article, and more than memory holds.
            stderr=subprocess.DEVNULL,
            env=bare_environment(),
        )
        self._lines: queue.SimpleQueue[Record] = queue.SimpleQueue()
        self._talk = Thread(target=self._talk_to_it, args=(given,), daemon=True)
        self._talk.start()

    def message(self, seconds: float) -> Progress | Computed | Fault | None:
        """Return what the process says next; nothing where it says nothing for so long.

        Raises ProcessEnded when it has said all and there was no result.
        """
        try:
            said = self._lines.get(timeout=seconds)
        except queue.Empty:
            return None
        if "progress" in said:
            return Progress(*said["progress"])
        if "computed" in said:
            return Computed(said["computed"])
        if "fault" in said:
            return Fault(said["fault"], said["detail"])
        code = self._process.wait()
        raise ProcessEnded(f"signal {-code}" if code < 0 else f"exit code {code}")

    def close(self) -> None:
        """End the process, wherever it is, and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        self._talk.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()

    def _talk_to_it(self, given: Record) -> None:
        sent, said = self._process.stdin, self._process.stdout
        assert sent is not None  # noqa: S101 - both are pipes
        assert said is not None  # noqa: S101 - both are pipes
        # A process that ends before it has heard all says so by its end.
        with suppress(BrokenPipeError):
            sent.write(json.dumps(given).encode() + b"\n")
            sent.flush()
        for line in said:
            try:
                self._lines.put(json.loads(line))
            except ValueError:
                # The last line of a process that was killed while it wrote.
                break
        self._lines.put(_END)
