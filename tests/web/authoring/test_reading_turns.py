"""Files that take long to read hold half of the threads at most; nobody waits for them."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from quizapp.importers.article import RawArticle
from quizapp.importers.errors import UnreadableArticle
from quizapp.web.authoring import article_forms
from tests.web.authoring.article_pages import COMET, read

TOLD = "Other files are being read just now, and this one was not."
PATIENCE = 30


class SlowReader:
    """Stands in the place of the process that reads a file, and takes as long as it is told."""

    def __init__(self, answer):
        self.begun = threading.Semaphore(0)
        self.may_end = threading.Event()
        self._answer = answer

    def __call__(self, *_, **__):
        self.begun.release()
        assert self.may_end.wait(PATIENCE)
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


def send(browser):
    return read(browser, file=(io.BytesIO(COMET.encode()), "comet.txt"))


@pytest.fixture(params=[RawArticle(COMET), UnreadableArticle("It is odd.")], ids=["read", "odd"])
def slow(request, monkeypatch):
    reader = SlowReader(request.param)
    monkeypatch.setattr(article_forms, "read_apart", reader)
    yield reader
    reader.may_end.set()


def test_a_file_beyond_half_of_the_threads_is_refused_at_once_and_taken_later(
    app, cast, slow, as_teacher, log_in
):
    turns = app.extensions["quizapp.settings"].threads // 2
    others = [log_in(cast.teacher) for _ in range(turns)]
    with ThreadPoolExecutor(turns) as pool:
        first = [pool.submit(send, browser) for browser in others]
        for _ in first:
            assert slow.begun.acquire(timeout=PATIENCE)
        refused = send(as_teacher)
        assert (refused.status_code, TOLD in refused.text) == (422, True)
        # What is pasted takes no process, and pages are there.
        assert read(as_teacher, COMET).status_code == 303
        slow.may_end.set()
        assert not [each for each in first if TOLD in each.result().text]
    for _ in range(turns + 1):
        assert TOLD not in send(as_teacher).text
