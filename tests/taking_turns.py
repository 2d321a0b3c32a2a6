"""Two transactions of which one waits for the other, after it has read what that one changes."""

import re
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from quizapp.db import db, transaction
from tests.statements import watched

LONGEST = 60
_WAITS_FOR_ME = text(
    "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)


def wait_for_a_follower(session: Session, ended: threading.Event) -> None:
    """Wait on PostgreSQL until another transaction waits for this one, or ``ended`` is set."""
    if session.get_bind().dialect.name == "postgresql":
        while not session.execute(_WAITS_FOR_ME).first() and not ended.wait(0.01):
            pass


def overtake(
    app: Flask,
    first: Callable[[Session], object],
    read: Callable[[Session], Any],
    then: Callable[[Session, Any], object],
) -> Exception | None:
    """Store ``first`` after ``then`` has read, and before it writes; return what ``then`` raises.

    On PostgreSQL ``first`` is stored when ``then`` waits for it, or has ended without that. On
    SQLite a transaction begins when the one before has ended, so ``then`` reads before it begins,
    as pages do that look at a thing and change it afterwards.
    """
    held, has_read, ended = threading.Event(), threading.Event(), threading.Event()
    raised: dict[str, Exception] = {}

    def lead() -> None:
        with transaction() as session:
            first(session)
            held.set()
            assert has_read.wait(LONGEST)
            wait_for_a_follower(session, ended)

    def follow() -> None:
        assert held.wait(LONGEST)
        early = db.engine.dialect.name == "sqlite"
        found = read(db.session()) if early else None
        if early:
            has_read.set()
        with transaction() as session:
            found = found if early else read(session)
            has_read.set()
            then(session, found)

    def run(name: str, act: Callable[[], None], *done: threading.Event) -> None:
        with ExitStack() as stack:
            # Whoever fails keeps nobody waiting.
            for event in done:
                stack.callback(event.set)
            stack.enter_context(app.app_context())
            try:
                act()
            except Exception as error:
                raised[name] = error

    threads = [
        threading.Thread(target=run, args=given)
        for given in (("lead", lead, held), ("follow", follow, has_read, ended))
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join(2 * LONGEST)
    if "lead" in raised:
        raise raised["lead"]
    return raised.get("follow")


_TAKES_A_LOCK = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE)\b|\bFOR (?:NO KEY )?UPDATE\b|\bpg_advisory_"
)
_Given = TypeVar("_Given")


def meet(
    app: Flask,
    first: Callable[[_Given], Any],
    second: Callable[[_Given], Any],
    given: _Given,
    step: int,
) -> tuple[Any, Any] | None:
    """Do two things on PostgreSQL, of which the second begins in the middle of the first.

    It begins when the first is about to take its lock number ``step``; the first goes on when the
    second waits for it, or is done. Return what both return, or raise what one raises; None where
    the first takes fewer locks.
    """
    me, taken, ended = threading.get_ident(), 0, threading.Event()

    def follow() -> Any:
        try:
            with app.app_context():
                return second(given)
        finally:
            ended.set()

    with ThreadPoolExecutor(1) as pool, app.app_context():
        following: list[Future[Any]] = []

        def stop(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
            nonlocal taken
            if threading.get_ident() != me or not _TAKES_A_LOCK.search(statement):
                return
            taken += 1
            if taken == step:
                following.append(pool.submit(follow))
                while not connection.execute(_WAITS_FOR_ME).first() and not ended.wait(0.01):
                    pass

        with watched(app, stop):
            found = first(given)
        return (found, following[0].result(LONGEST)) if following else None
