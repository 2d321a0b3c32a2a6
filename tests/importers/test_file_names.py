"""What a file is, its bytes say: a name is believed only where the bytes are text of no kind."""

import re

import pytest

from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.file_types import FileKind, promised_kind
from quizapp.importers.files import read_article
from quizapp.importers.sandbox import read_apart
from tests.importers.test_hostile_files import TEXT, WORDS, archive, page, pdf, word_parts

CONTENTS = {
    FileKind.PDF: pdf(WORDS),
    FileKind.DOCX: archive(word_parts(TEXT)),
    FileKind.HTML: page(f"<article><h1>The tram</h1><p>{TEXT}</p></article>"),
    FileKind.MARKDOWN: f"# The tram\n\n{TEXT}".encode(),
    FileKind.PLAIN: TEXT.encode(),
}
NAMES = ("", "a", "a.txt", "a.md", "a.html", "a.htm", "a.pdf", "A.PDF", "a.docx", "b.pdf.txt")
PROMISED = {"a.pdf": "not a PDF", "A.PDF": "not a PDF", "a.docx": "not a Word document"}


def apart(data, promised):
    return read_apart(data, 20, promised=promised)


def is_text(kind):
    return kind in (FileKind.MARKDOWN, FileKind.PLAIN)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", CONTENTS)
def test_a_file_is_what_its_bytes_are_whatever_its_name_is(kind, name):
    if is_text(kind) and name in PROMISED:
        with pytest.raises(UnreadableArticle, match=PROMISED[name]):
            read_article(CONTENTS[kind], promised_kind(name))
    else:
        # Markdown with few marks looks like plain text, so there the name decides.
        believed = FileKind.MARKDOWN if (kind, name) == (FileKind.PLAIN, "a.md") else kind
        assert read_article(CONTENTS[kind], promised_kind(name)).kind is believed


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"This is no PDF at all", "a.pdf", "not a PDF"),
        (b"junk", "a.pdf", "not a PDF"),
        (bytes(range(256)) * 20, "a.pdf", "not a PDF"),
        (bytes(range(256)) * 20, "a.docx", "not a Word document"),
        (bytes(range(256)) * 20, "a.txt", "not text"),
        (b"", "a.pdf", "empty"),
        (b" \n", "a.docx", "empty"),
        (b"%PDF-1.7\nnothing else", "a.txt", "damaged"),
        (b"{\\rtf1 " + TEXT.encode(), "a.docx", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "a.pdf", "picture"),
        (b"junk", "a.html", "1 word"),
    ],
)
@pytest.mark.parametrize("read", [read_article, apart])
def test_what_is_not_what_its_name_says_is_told_so(read, data, name, said):
    with pytest.raises(UnreadableArticle, match=re.escape(said)) as caught:
        read(data, promised_kind(name))
    assert str(caught.value).endswith(".")
