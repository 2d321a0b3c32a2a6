"""Files are read in a process that can be ended, and its end is one clear message."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from quizapp.importers.errors import UnreadableArticle, UnsupportedLanguage
from quizapp.importers.files import read_article
from quizapp.importers.sandbox import read_apart
from tests.evaluation.articles import ARTICLES, DEVELOPMENT
from tests.importers.test_hostile_files import SENTENCE, TEXT, WORDS, pdf, with_body

SECONDS = 30
SLOW = pdf(b". " * 1_400_000 + WORDS)
"""Takes five seconds, all of it below the limits of what is read."""
RUNS = b"".join(b"<w:r><w:t>%d</w:t></w:r>" % number for number in range(120_000))
SWOLLEN = with_body(lambda body: body.replace(b"<w:body>", b"<w:body><w:p>" + RUNS + b"</w:p>", 1))
"""Takes some 100 MB to read."""


@pytest.fixture
def children():
    """Every process that was started by a test is gone when the test is over."""
    yield lambda: psutil.Process().children()
    assert [each for each in psutil.Process().children() if "quizapp.importers" in str(each)] == []


@pytest.mark.parametrize("kind", ["docx", "html", "md", "pdf"])
def test_a_file_that_is_read_apart_gives_the_same_article(kind):
    data = (ARTICLES / "documents" / f"science-lake-cores.{kind}").read_bytes()
    assert read_apart(data, SECONDS) == read_article(data)


def test_notes_and_letters_of_all_kinds_come_through():
    data = (TEXT + "“Café” in Zürich").encode("cp1252")
    assert read_apart(data, SECONDS) == read_article(data)
    text = TEXT + "Ōmura \U0001f600 \u2028 spoke."
    assert read_apart(text.encode(), SECONDS).text == text.replace("\u2028", "\n")


def test_the_reason_for_a_refusal_comes_through():
    with pytest.raises(UnreadableArticle, match="1 word"):
        read_apart(b"Hello", SECONDS)
    german = DEVELOPMENT / "other-languages" / "diplomacy-lake-talks.de.txt"
    with pytest.raises(UnsupportedLanguage, match="German"):
        read_apart(german.read_bytes(), SECONDS)


@pytest.mark.parametrize("seconds", [0.01, 1])
@pytest.mark.usefixtures("children")
def test_a_file_that_takes_too_long_is_given_up_and_its_process_ended(seconds):
    started = time.monotonic()
    with pytest.raises(UnreadableArticle, match=r"took too long.*paste"):
        read_apart(SLOW, seconds)
    assert time.monotonic() - started < seconds + 2


def test_a_process_that_is_killed_is_a_file_that_cannot_be_read(children):
    failed = []

    def read():
        with pytest.raises(UnreadableArticle, match="paste"):
            read_apart(SLOW, SECONDS)
        failed.append(True)

    thread = threading.Thread(target=read)
    thread.start()
    while not (found := children()):
        time.sleep(0.01)
    found[0].kill()
    thread.join(SECONDS)
    assert failed == [True]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a limit of memory")
@pytest.mark.parametrize("memory", [1_000_000, 60_000_000])
def test_a_file_that_takes_too_much_memory_is_given_up(memory, caplog):
    with pytest.raises(UnreadableArticle, match=r"too much memory.*paste"):
        read_apart(SWOLLEN, SECONDS, memory)
    assert "its process ended with" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_process_that_nobody_ends_ends_itself():
    command = (sys.executable, "-m", "quizapp.importers.sandbox_worker", "1", "512000000")
    done = subprocess.run(command, input=SLOW, capture_output=True, timeout=SECONDS)
    assert -done.returncode in {signal.SIGXCPU, signal.SIGKILL}


def test_ten_files_at_once_are_each_read_by_themselves():
    texts = [f"{TEXT}It was bridge {number}." for number in range(9)]
    with ThreadPoolExecutor(10) as pool:
        slow = pool.submit(read_apart, SLOW, 1)
        articles = list(pool.map(lambda text: read_apart(text.encode(), SECONDS), texts))
    assert [each.text for each in articles] == texts
    assert isinstance(slow.exception(), UnreadableArticle)


def test_the_process_that_reads_is_told_no_secret(monkeypatch, tmp_path):
    spy = tmp_path / "python"
    spy.write_text(f'#!/bin/sh\nenv > {tmp_path}/seen\nexec {sys.executable} "$@"\n')
    spy.chmod(0o700)
    monkeypatch.setenv("SECRET_KEY", "canary " * 6)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    monkeypatch.setattr(sys, "executable", str(spy))
    assert read_apart(SENTENCE.encode(), SECONDS).text == SENTENCE
    seen = (tmp_path / "seen").read_text()
    assert "PYTHONPATH" in seen
    assert "canary" not in seen


def test_a_process_that_cannot_be_started_is_a_file_that_cannot_be_read(monkeypatch, caplog):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(UnreadableArticle, match="paste"):
        read_apart(TEXT.encode(), SECONDS)
    assert "/nowhere/python" in caplog.text
