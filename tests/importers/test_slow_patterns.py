"""Short texts that once took for ever: a pattern may read each in one way only."""

import signal

import pytest

from quizapp.domain.facts import Source
from quizapp.domain.generation.reading.article import read_article
from quizapp.domain.generation.reading.lines import classify
from quizapp.domain.generation.text import sentences
from quizapp.importers.file_types import kind_of
from quizapp.importers.html import read_html
from quizapp.importers.markdown import read_markdown
from quizapp.importers.metadata import guess_published, guess_publisher, guess_title
from quizapp.importers.pdf import _without_furniture
from quizapp.importers.pdf_lines import Line
from quizapp.importers.pdf_paragraphs import paragraphs_of as paragraphs_of_pages

SECONDS = 5
"""None takes a tenth of a second; this only ends what would hang."""
N = 5_000


def article_of(text):
    source = Source(id="a", title="A", publisher="", published="", text=text)
    return read_article(source)


def guesses(text):
    return guess_title(text), guess_published(text), guess_publisher(text)


def html_of(text):
    return read_html(f"<html><body><article>{text}</article></body></html>".encode())


def sentences_of(text):
    return list(sentences(text))


def paragraphs_of(words):
    return paragraphs_of_pages([[Line(word, 0, 700 - 12 * n, 10) for n, word in enumerate(words)]])


def page_of_lines(count):
    return _without_furniture([[Line(f"Line {n}", 0, 700 - 12 * n, 10) for n in range(count)]])


CELLS = " | ".join(f"Item{number}" for number in range(N))
PROSE = "<p>The minister said on Tuesday that the bridge would open in May.</p>" * 5
TRIGGERS = {
    "front matter without an end": (
        kind_of,
        b"---\r\n" + b"key: v\r\n" * N + b"tags:\r\n  - one\r\n---",
    ),
    "short front matter without an end": (
        kind_of,
        b"---\r\n" + b"key: v\r\n" * 40 + b"tags:\r\n  - one\r\n---",
    ),
    "many empty lines": (kind_of, b"a" + b"\n" * 4 * N + b"a"),
    "a row that does not end": (html_of, f"{PROSE}<p>| {CELLS} x</p>"),
    "a copyright of blanks": (guesses, "©" + " " * N + "x"),
    "a copyright of years": (guesses, "© 2024" + " " * N + "-" + " " * N + "x"),
    "many copyrights": (guesses, "© " * N + " " * N + "x"),
    "a byline of capitals": (guesses, "By Xxx Yyy, " + "A" * 100 + "!"),
    "a long byline of capitals": (guesses, "By Xxx Yyy, " + "A" * N + "!"),
    "a byline of blanks": (guesses, "By Xxx Yyy," + " " * N + "!"),
    "capitals before a date": (guesses, "A" * 60 + "! 2 May 2024"),
    "blanks before a date": (guesses, "A" + " " * 90 + "! 2 May 2024"),
    "dashes before a date": (guesses, "A" + "-" * 90 + "! 2 May 2024"),
    "capitals after By": (classify, ["By " + "A" * N + "!"]),
    "words after By": (classify, ["By " + "Aa " * N + "!"]),
    "blanks after By": (classify, ["By A" + " " * N + "!"]),
    "a dateline of blanks": (article_of, "A" + " " * N + "x is a bridge that was opened in May."),
    "a dateline of capitals": (article_of, "A" * N + " is a bridge that was opened in May."),
    "a dateline of places": (article_of, "A" + "A, A" * N + " was a bridge that opened in May."),
    "a dateline of dashes": (article_of, "A" + " -" * N + "x was a bridge that opened in May."),
    "a head of blanks": (read_markdown, b"---\ntitle: a" + b" " * N + b"b\n---\n\nA bridge opens."),
    "many heads of blanks": (
        read_markdown,
        b"---\n" + (b"title: a" + b" \t" * 100 + b"b\n") * N + b"---\n\nA bridge opens.",
    ),
    "abbreviations without an end": (sentences_of, "A. " * 10 * N),
    "one long word at the end of lines": (paragraphs_of, ["a" * 30 * N] * 3),
    "one long broken word": (paragraphs_of, ["a" * 30 * N + "-"] * 3),
    "a page of many lines": (page_of_lines, 6 * N),
    "a label of an encoding that takes a name apart": (
        read_html,
        b'<?xml version="1.0" encoding="punycode"?><html><body>'
        + PROSE.encode()
        + b"a " * 20 * N
        + b"-"
        + b"a" * 80 * N,
    ),
}


@pytest.fixture
def guard():
    def stop(*_):
        raise TimeoutError(f"It did not end within {SECONDS} seconds of processor time.")

    # Of processor time: other work on the machine takes none of it away.
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="Windows has no alarm to end it.")
@pytest.mark.usefixtures("guard")
@pytest.mark.parametrize("name", TRIGGERS)
def test_no_pattern_takes_for_ever(name):
    function, trigger = TRIGGERS[name]
    function(trigger)
