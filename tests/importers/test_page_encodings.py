"""The letters of web pages: by their labels, as browsers read these, or by a guess."""

import pytest

from quizapp.importers.html import read_html
from tests.importers.one_page import article

WORDS = "The king’s “blue” ship cost €500 – a fortune."
LABELS = [
    ("a mark goes before a label", '<meta charset="windows-1251">', "utf-8-sig"),
    ("a mark of UTF-16 does, too", '<meta charset="windows-1252">', "utf-16"),
    ("a label in a comment is none", '<!-- <meta charset="windows-1251"> -->', "utf-8"),
    (
        "a label that is spoken of is none",
        '<meta name="d" content="charset=koi8-r"><meta charset=utf-8>',
        "utf-8",
    ),
    ("a label beside other attributes", "<meta name='x' charset = 'x-cp1252' />", "cp1252"),
    (
        "a label in the type of the content",
        '<META content="text/html; charset=windows-1252" HTTP-EQUIV=Content-Type>',
        "cp1252",
    ),
    ("a false label is seen through", '<meta charset="utf-8">', "cp1252"),
    ("a label nobody knows is none", '<meta charset="my-own">', "utf-8"),
    ("an old name of UTF-8", '<meta charset="unicode-1-1-utf-8">', "utf-8"),
    ("an old name of Windows'", '<meta charset="x-cp1252">', "cp1252"),
]


@pytest.mark.parametrize(("head", "encoding"), [each[1:] for each in LABELS], ids=lambda _: "")
def test_letters_are_read_as_browsers_read_them(head, encoding):
    assert WORDS in read_html(article(WORDS, head).encode(encoding)).text


@pytest.mark.parametrize(
    ("label", "encoding", "words"),
    [
        ("x-sjis", "cp932", "東京①"),
        ("windows-31j", "cp932", "東京①"),
        ("x-gbk", "gb18030", "東京"),
        ("cn-big5", "big5hkscs", "東京"),
        ("koi8-ru", "koi8_u", "Київ"),
        ("x-mac-cyrillic", "mac_cyrillic", "Москва"),
    ],
)
def test_labels_that_python_does_not_know_are_known(label, encoding, words):
    head = f'<meta charset="{label}">'
    text = read_html(article(f"It came from {words} in 1902.", head).encode(encoding)).text
    assert f"It came from {words} in 1902." in text


@pytest.mark.parametrize(
    "label", ["undefined", "punycode", "idna", "utf-7", "unicode_escape", "hz", "cp037", "zlib"]
)
@pytest.mark.parametrize(
    "head", ['<?xml version="1.0" encoding="{}"?>', '<meta charset="{}">'], ids=["xml", "meta"]
)
def test_a_label_that_only_python_knows_is_guessed_past(head, label):
    # \\u0041 and +AEE- are letters to some of them, and plain words to every browser.
    words = "The ship cost €500 – see \\u0041 and +AEE- there."
    head = head.format(label)
    data = f"{head}{article(words, '')}" if head.startswith("<?") else article(words, head)
    assert words in read_html(data.encode()).text


def test_the_declaration_of_xml_names_the_encoding():
    data = '<?xml version="1.0" encoding="windows-1251"?>' + article("From Москва.", "")
    assert "From Москва." in read_html(data.encode("cp1251")).text
