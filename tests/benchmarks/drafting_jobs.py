"""Teachers who have articles read over HTTP while workers are killed, and what must come of it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.accounts.throttle import UPLOADS
from quizapp.authoring.models import Draft, GenerationRun, PendingArticle
from quizapp.banks.models import Source
from quizapp.db import transaction
from quizapp.queue.execution import MOST_LOSSES
from quizapp.queue.models import Job, JobState
from quizapp.queue.services import try_again
from quizapp.web.auth import COOKIE
from tests.benchmarks.browser import Browser, forms_of

PROGRAM = Path(sys.executable).with_name("quizapp")
NEW = "/teach/new-article"
# A worker needs about two seconds for an article: some are read whole, most are not.
WORKER_LIVES = (0.8, 8.0)
PAUSE = (1.0, 4.0)
REPEATS = 0.15
# Each is sent twice now and then, and what is sent is what is counted.
ARTICLES_AN_HOUR = UPLOADS.free // 2
TEXT = (
    "The Norland Rail Company opened bridge number {number} in Halmouth on 3 May {year}. "
    "The bridge is {length} metres long, and {workers} workers built it.\n\n"
    "Anna Berg, the mayor of Halmouth, said that {people} people live on the other bank.\n"
)


class Teacher(threading.Thread):
    """Sends one article after another; what the server put in line is in ``acknowledged``.

    Nobody may send in more than so many an hour, so after those the next one of ``heirs`` takes
    the place, each given by id and token.
    """

    def __init__(
        self,
        browser: Browser,
        user: int,
        stop: threading.Event,
        heirs: Sequence[tuple[int, str]] = (),
    ) -> None:
        super().__init__(name=f"teacher {user}", daemon=True)
        self.browser = browser
        self.acknowledged: list[UUID] = []
        self.fault: BaseException | None = None
        self._user = user
        self._sent = 0
        self._heirs = list(heirs)
        self._chance = Random(user)
        self._stop_asked = stop

    def run(self) -> None:
        """Go on until told to stop; what goes wrong is kept in ``fault``."""
        try:
            while not self._stop_asked.is_set():
                if not self._may_send():
                    return
                self._sent += 1
                self._send_article(self._sent)
                self._stop_asked.wait(self._chance.uniform(*PAUSE))
        except BaseException as fault:
            self.fault = fault
        finally:
            self.browser.close()

    def _may_send(self) -> bool:
        if self._sent >= ARTICLES_AN_HOUR and self._heirs:
            self._user, token = self._heirs.pop()
            self.browser.cookies = {COOKIE: token}
            self._sent = 0
        return self._sent < ARTICLES_AN_HOUR

    def _send_article(self, count: int) -> None:
        number = 1_000 * self._user + count
        text = TEXT.format(
            number=number,
            year=1900 + number % 100,
            length=200 + number,
            workers=30 + count,
            people=4_000 + number,
        )
        where = self._press(NEW, {"text": text})
        title = {"title": f"Bridge {number}", "published": "2023-01-11", "text": text}
        progress = self._press(where, title)
        if not progress.endswith("/progress"):
            raise RuntimeError(f"the article was not put in line: {progress}")
        self.acknowledged.append(UUID(progress.split("/")[-2]))

    def _press(self, page: str, typed: Mapping[str, str]) -> str:
        """Send the form of a page, now and then twice; return where it led to."""
        form = next(
            each for each in forms_of(self.browser.get(page).text) if each.action.startswith(NEW)
        )
        fields = [*((name, value) for name, value in form.fixed if name not in typed)]
        sent = [*fields, *typed.items()]
        answer = self.browser.post(form.action, sent)
        if self._chance.random() < REPEATS:
            answer = self.browser.post(form.action, sent)
        if answer.status != 303:
            raise RuntimeError(f"{form.action} was answered with {answer.status}")
        return answer.location


class DyingWorkers(threading.Thread):
    """Starts `quizapp worker` again and again, and kills it at random moments."""

    def __init__(self, environment: dict[str, str], log: Path, seed: int) -> None:
        super().__init__(name=f"workers {seed}", daemon=True)
        self.kills = 0
        self._environment = environment
        self._log = log
        self._chance = Random(seed)
        self._stopping = threading.Event()

    def run(self) -> None:
        """Go on until stopped."""
        while not self._stopping.is_set():
            worker = start_worker(self._environment, self._log)
            self._stopping.wait(self._chance.uniform(*WORKER_LIVES))
            worker.kill()
            worker.wait()
            self.kills += 1

    def stop(self) -> None:
        """Let the last one die, and wait for that."""
        self._stopping.set()
        self.join()


def start_worker(environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a worker of its own."""
    with log.open("ab") as out:
        return subprocess.Popen([PROGRAM, "worker"], env=environment, stdout=out, stderr=out)


def settle(session: Session, most_seconds: float) -> None:
    """Wait until a living worker has ended every job; what was killed too often is tried again.

    However long the line is, it is waited for as long as one ends within ``most_seconds``.
    """
    deadline, fewest = time.monotonic() + most_seconds, None
    while time.monotonic() < deadline:
        session.expire_all()
        live: int = session.scalars(
            select(func.count()).where(Job.state.in_([JobState.QUEUED, JobState.RUNNING]))
        ).one()
        failed = session.scalars(select(Job).where(Job.state == JobState.FAILED)).all()
        stopped = [job for job in failed if job.losses >= MOST_LOSSES]
        session.rollback()
        if not live and not stopped:
            return
        if fewest is None or live < fewest:
            deadline, fewest = time.monotonic() + most_seconds, live
        if stopped:
            with transaction() as writing:
                for job in stopped:
                    try_again(writing, job, datetime.now(UTC))
        time.sleep(0.5)


def faults_of_jobs(session: Session, acknowledged: list[UUID]) -> list[str]:
    """Return what is lost or doubled: each acknowledged article must have been drafted once."""
    faults = [
        f"job {job.id} ended as {job.state}: {job.reason} {job.detail[-300:]}"
        for job in session.scalars(select(Job).where(Job.kind == "draft-article"))
        if job.state != JobState.DONE
    ]
    for article_id in acknowledged:
        article = session.get(PendingArticle, article_id)
        if article is None:
            faults.append(f"article {article_id} was acknowledged and is not there")
            continue
        text = str(article.content["text"]).strip()
        sources = session.scalars(select(Source).where(func.trim(Source.text, "\n") == text)).all()
        runs = session.scalars(
            select(GenerationRun).where(GenerationRun.source_id.in_([each.id for each in sources]))
        ).all()
        if len(sources) != 1 or [each.id for each in runs] != [article.generation_run_id]:
            faults.append(f"article {article_id}: {len(sources)} sources, {len(runs)} runs")
            continue
        places = session.scalars(
            select(Draft.place).where(Draft.generation_run_id == runs[0].id).order_by(Draft.place)
        ).all()
        if not places or list(places) != list(range(len(places))):
            faults.append(f"article {article_id}: its drafts are {places}")
    return faults
