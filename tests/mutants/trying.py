"""A plugin for pytest that runs the tests once, then again for each mutation in a forked child.

The parent has imported everything and parsed every sentence, so that a child takes no longer than
the tests that reach its mutation.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import coverage
import pytest

from tests.mutants.mutations import Mutation

ROOT = Path(__file__).resolve().parents[2]
SURVIVED, NOTICED, BROKEN = range(3)
_CACHED = type(cache(lambda: None))
LONGEST = 10
"""A mutant that takes so many times longer than its tests, and a minute, runs for ever."""


class Trial:
    """Runs the tests for each mutation and tells whether one of them failed."""

    def __init__(
        self,
        chosen: Sequence[Mutation],
        workers: int,
        tell: Callable[[Mutation, bool], None],
    ) -> None:
        self._chosen = chosen
        self._workers = workers
        self._tell = tell
        self._took: dict[str, float] = defaultdict(float)
        self._context = ""
        self._measuring = False
        self._coverage = coverage.Coverage(
            data_file=None,
            config_file=False,
            include=sorted({str(ROOT / each.module) for each in chosen}),
        )
        # Some tests get to none of the modules; their mutations are simply not noticed.
        self._coverage.set_option("run:disable_warnings", ["no-data-collected"])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all tests as they are, and those that reach it for each mutation."""
        self._coverage.start()
        self._measuring = True
        _run(session, session.items)
        self._measuring = False
        self._coverage.stop()
        if session.testsfailed:
            raise session.Failed("the tests fail without any mutation")
        # What the children share stays where it is: looking through it would copy it for each.
        gc.collect()
        gc.freeze()
        self._try_all(session)
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        with_context = self._within(item.nodeid)
        next(with_context)
        result = yield
        next(with_context, None)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        """Count what a fixture of many tests reaches as reached by each of them."""
        if fixturedef.scope == "function":
            return (yield)
        with_context = self._within(_fixture(fixturedef.argname))
        next(with_context)
        result = yield
        next(with_context, None)
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._took[report.nodeid] += report.duration

    def _within(self, context: str) -> Iterator[None]:
        before, self._context = self._context, context
        if self._measuring:
            self._coverage.switch_context(context)
        yield
        self._context = before
        if self._measuring:
            self._coverage.switch_context(before)

    def _try_all(self, session: pytest.Session) -> None:
        reaching = self._reaching(session)
        running: dict[int, tuple[Mutation, float]] = {}  # Until when each child may run.
        waiting = list(reversed(self._chosen))
        while waiting or running:
            while waiting and len(running) < self._workers:
                mutation = waiting.pop()
                tests = reaching(mutation)
                if not tests:
                    self._tell(mutation, False)
                    continue
                most = 60 + LONGEST * sum(self._took[test.nodeid] for test in tests)
                running[_start(session, mutation, tests)] = (mutation, time.monotonic() + most)
            for child, (mutation, until) in list(running.items()):
                ended, status = os.waitpid(child, os.WNOHANG)
                late = not ended and time.monotonic() > until
                if late:
                    os.kill(child, signal.SIGKILL)
                    os.waitpid(child, 0)
                elif not ended:
                    continue
                elif (code := os.waitstatus_to_exitcode(status)) not in {SURVIVED, NOTICED}:
                    raise session.Failed(f"{mutation} could not be tried: {code}")
                del running[child]
                self._tell(mutation, late or code == NOTICED)
            time.sleep(0.02)

    def _reaching(self, session: pytest.Session) -> Callable[[Mutation], list[pytest.Item]]:
        """Return what finds the tests that run a line of a mutation, the fastest first."""
        data = self._coverage.get_data()
        contexts = {
            each.module: data.contexts_by_lineno(str(ROOT / each.module)) for each in self._chosen
        }
        items = sorted(session.items, key=lambda item: self._took[item.nodeid])
        names = {
            item.nodeid: {item.nodeid, *map(_fixture, getattr(item, "fixturenames", ()))}
            for item in items
        }

        def reaching(mutation: Mutation) -> list[pytest.Item]:
            first, last = mutation.lines
            by_line = contexts[mutation.module]
            reached = {name for line in range(first, last + 1) for name in by_line.get(line, ())}
            return [item for item in items if not reached.isdisjoint(names[item.nodeid])]

        return reaching


def _fixture(name: str) -> str:
    return f"fixture {name}"


def _run(session: pytest.Session, items: Sequence[pytest.Item], *, stop: bool = False) -> None:
    for item, following in zip_longest(items, items[1:]):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if stop and session.testsfailed:
            return


def _start(session: pytest.Session, mutation: Mutation, tests: Sequence[pytest.Item]) -> int:
    """Fork a child that ends with 0 where no test fails, and return its id."""
    child = os.fork()
    if child:
        return child
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        mutate(mutation)
        _run(session, tests, stop=True)
        os._exit(NOTICED if session.testsfailed else SURVIVED)
    finally:
        os._exit(BROKEN)


def mutate(mutation: Mutation) -> None:
    """Put the mutated code into the function of this process, wherever it is already known."""
    path = ROOT / mutation.module
    changed = compile(mutation.applied(path.read_bytes()), str(path), "exec")
    module = importlib.import_module(mutation.module.removesuffix(".py").replace("/", "."))
    function: Any = module
    for name in mutation.function.split("."):
        function = vars(function)[name]
    plain = _plain(function)
    plain.__code__ = next(_codes(changed, mutation.function, plain.__code__.co_firstlineno))
    for cached in gc.get_objects():
        if isinstance(cached, _CACHED) and cached.__module__.startswith("quizapp.domain"):
            cached.cache_clear()


def _plain(function: Any) -> FunctionType:
    """Return the function below what decorates it."""
    while not isinstance(function, FunctionType) or hasattr(function, "__wrapped__"):
        if isinstance(function, property):
            function = function.fget
        elif isinstance(function, cached_property):
            function = function.func
        else:
            function = function.__wrapped__
    return function


def _codes(code: CodeType, name: str, line: int) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            if part.co_qualname == name and part.co_firstlineno == line:
                yield part
            yield from _codes(part, name, line)
