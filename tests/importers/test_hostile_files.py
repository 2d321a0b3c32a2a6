"""Files that are empty, broken, huge or built to harm: each gets one clear message."""

import io
import re
import zipfile
import zlib

import docx
import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.files import FILE_LIMIT, read_article
from quizapp.importers.limits import TEXT_LIMIT
from quizapp.importers.metadata import guess_title

SENTENCE = "The minister said on Tuesday that the bridge would open in May. "
TEXT = SENTENCE * 5


def page(body):
    return f"<html><head><title>The bridge</title></head><body>{body}</body></html>".encode()


def archive(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def word_parts(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_body(change):
    parts = word_parts(TEXT)
    return archive(parts | {"word/document.xml": change(parts["word/document.xml"])})


def pdf(content=b"", *, password="", forms=0):
    writer = pypdf.PdfWriter()
    sheet = writer.add_blank_page(400, 400)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    resources = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
    )
    inner = None
    for _ in range(forms):
        form = packed(b"/X Do " * 10 if inner else content)
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject([NumberObject(0)] * 4)
        own = DictionaryObject({NameObject("/Font"): resources["/Font"]})
        if inner:
            own[NameObject("/XObject")] = DictionaryObject({NameObject("/X"): inner})
        form[NameObject("/Resources")] = own
        inner = writer._add_object(form)
    if inner:
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/X"): inner})
    sheet[NameObject("/Resources")] = resources
    sheet[NameObject("/Contents")] = writer._add_object(packed(b"/X Do" if forms else content))
    if password:
        writer.encrypt(password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def packed(content):
    stream = StreamObject()
    stream._data = zlib.compress(content)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    return stream


def with_table(rows, change=lambda body: body):
    document = docx.Document()
    document.add_paragraph(TEXT)
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return archive(parts | {"word/document.xml": change(parts["word/document.xml"])})


WORDS = b"BT /F1 12 Tf 20 300 Td (" + SENTENCE.encode() + b") Tj ET\n"
DOCTYPE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
REFUSED = {
    "nothing": (b"", "empty"),
    "white space": (b" \n\t\r\n", "empty"),
    "one word": (b"Hello", "1 word"),
    "bytes": (bytes(range(256)) * 20, "not text"),
    "zeros": (b"\x00" * 900, "not text"),
    "control characters": (b"\x01\x02" + TEXT.encode() + b"\x07" * 50, "not text"),
    "half of UTF-16": (TEXT.encode("utf-16")[:-1], "does not stay so"),
    "Cyrillic of Windows": (("Министр сказал, что мост откроют. " * 5).encode("cp1251"), "UTF-8"),
    "too large": (b"a " * (FILE_LIMIT // 2 + 1), "20 MB are read"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(90), "picture"),
    "rich text": (b"{\\rtf1 " + TEXT.encode(), "Rich Text"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password-protected"),
    "compressed": (b"\x1f\x8b\x08" + bytes(60), "compressed"),
    "an empty page": (page("<script>let x = 1</script>"), "No article"),
    "a deep page": (page("<div>" * 50_000 + TEXT), "cannot be read"),
    "a page of crumbs": (page("<b>x</b>" * 100_000), "cannot be read"),
    "a wide page": (page("<i></i>" * 2_001 + f"<p>{TEXT}</p>"), "cannot be read"),
    "a huge page": (page("<p>" + TEXT * 20_000), "cannot be read"),
    "a broken PDF": (b"%PDF-1.7\nnothing else", "damaged"),
    "half a PDF": (pdf(WORDS)[:200], "damaged"),
    "a PDF with a password": (pdf(WORDS, password="secret"), "password"),
    "an empty PDF": (pdf(), "no text"),
    "a swollen PDF": (pdf(b"BT /F1 9 Tf (a) Tj ET\n" * 1_000_000), "far more"),
    "a PDF of crumbs": (pdf(b"BT /F1 9 Tf (a) Tj ET\n" * 60_000), "far more"),
    "a PDF of numbers that draw nothing": (pdf(b"1 " * 1_600_000 + WORDS), "far more"),
    "a PDF of forms that draw nothing": (pdf(b" " * 320_000, forms=2), "far more"),
    "an archive": (archive({"a.txt": TEXT}), "archive"),
    "OpenDocument": (archive({"mimetype": "x", "content.xml": TEXT}), "OpenDocument"),
    "a spreadsheet": (archive({"xl/workbook.xml": "<x/>"}), "spreadsheet"),
    "slides": (archive({"ppt/presentation.xml": "<x/>"}), "presentation"),
    "half a Word document": (archive(word_parts(TEXT))[:9000], "damaged"),
    "a Word document without its beginning": (
        archive(word_parts(TEXT))[:9] + archive(word_parts(TEXT))[90:],
        "damaged",
    ),
    "a hollow Word document": (archive({"word/document.xml": "<w/>"}), "damaged"),
    "an empty Word document": (archive(word_parts()), "no text"),
    "a zip bomb": (archive({"word/document.xml": b" " * 70_000_000}), "unpacks to far more"),
    "many parts": (
        archive({f"word/{n}.xml": b"" for n in range(3100)} | {"word/document.xml": b""}),
        "unpacks to far more",
    ),
    "entities in Word": (
        with_body(lambda body: body.replace(b"<w:document", DOCTYPE + b"<w:document", 1)),
        "entities",
    ),
    "a Word document of crumbs": (
        with_body(lambda body: body.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 20_001, 1)),
        "paragraphs and rows",
    ),
    "a wide table in Word": (
        with_table([["a"]], lambda body: body.replace(b"<w:tr>", b"<w:tr>" + b"<w:tc/>" * 501, 1)),
        "columns",
    ),
    "a deep Word document": (
        with_body(lambda body: body.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000, 1)),
        "damaged",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_article_is_refused_in_one_sentence_or_two(name):
    data, words = REFUSED[name]
    with pytest.raises(UnreadableArticle, match=re.escape(words)) as caught:
        read_article(data)
    assert str(caught.value)[0].isupper()
    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) < 200


def test_forms_within_forms_are_not_followed_for_ever():
    with pytest.raises(UnreadableArticle):
        read_article(pdf(b"BT /F1 9 Tf (a) Tj ET", forms=12))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_text_in_any_unicode_encoding_is_read_without_a_note(encoding):
    text = TEXT + "Café, naïve, Ōmura — “quoted”."
    article = read_article(text.encode(encoding))
    assert article.text == text
    assert article.notes == ()


def test_windows_letters_are_guessed_and_said_to_be():
    article = read_article((TEXT + "“Café” in Zürich").encode("cp1252"))
    assert article.text == TEXT + "“Café” in Zürich"
    assert "were guessed" in article.notes[0]


def test_lines_in_two_encodings_are_each_read_in_their_own():
    data = (TEXT + "Ōmura spoke.\n").encode() + "Müller spoke.".encode("latin-1")
    assert read_article(data).text.endswith("Ōmura spoke.\nMüller spoke.")


def test_damaged_letters_are_said_to_be_damaged():
    assert "damaged" in read_article((TEXT + "Caf\ufffd").encode()).notes[0]


def test_line_breaks_become_those_of_unix_and_nothing_else_changes():
    text = "A bridge opens\r\n\r\nThe  bridge opened\u00a0on 3 May.\rIt is long.\x0c"
    assert read_article(text.encode()).text == (
        "A bridge opens\n\nThe  bridge opened\u00a0on 3 May.\nIt is long.\n"
    )


@pytest.mark.parametrize("between", [" ", "\n"])
def test_of_two_megabytes_the_first_part_is_used_and_that_is_said(between):
    article = read_article((SENTENCE.strip() + between).encode() * 40_000)
    assert TEXT_LIMIT - 200 < len(article.text) <= TEXT_LIMIT
    assert "Split it into several files" in article.notes[0]
    if between == "\n":
        assert article.text.endswith("May.")


def test_of_a_long_word_document_the_first_part_is_used_and_that_is_said():
    article = read_article(archive(word_parts(*[SENTENCE * 100] * 100)))
    assert TEXT_LIMIT - 20_000 < len(article.text) <= TEXT_LIMIT
    assert "Split it into several files" in article.notes[0]


def test_of_long_markdown_the_first_part_is_taken_apart_and_that_is_said():
    article = read_article(b"# The bridge opens\n\n" + (SENTENCE + "\n\n").encode() * 40_000)
    assert TEXT_LIMIT - 10_000 < len(article.text) <= TEXT_LIMIT
    assert "Split it into several files" in article.notes[0]


def test_a_cell_in_word_that_says_it_spans_millions_of_columns_is_read_once():
    data = with_table(
        [["Ann Lee", "34"]],
        lambda body: body.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="20000000"/>', 1),
    )
    assert read_article(data).text.endswith("\n\nAnn Lee | 34")


def test_a_cell_in_word_that_spans_rows_is_read_where_it_begins():
    data = with_table([["Ann Lee", "34"], ["", "35"]])
    document = docx.Document(io.BytesIO(data))
    column = document.tables[0].columns[0].cells
    column[0].merge(column[1])
    file = io.BytesIO()
    document.save(file)
    assert read_article(file.getvalue()).text.endswith("\n\nAnn Lee | 34\n35")


def test_entities_in_a_page_are_not_replaced():
    data = DOCTYPE.replace(b"x [", b"html [") + page(f"<p>&e; {TEXT}</p>")
    assert "&e;" in read_article(data).text


def test_a_page_names_its_encoding():
    data = page(f'<meta charset="windows-1251"><p>{TEXT} Привет</p>')
    data = data.decode().encode("windows-1251")
    assert "Привет" in read_article(data).text


def test_a_caption_is_kept():
    body = f"<article><h1>The bridge</h1><p>{TEXT}</p><p>{TEXT}1</p><figure><img src='a.jpg'>"
    body += "<figcaption>Ann Lee cuts the ribbon.</figcaption></figure></article>"
    assert "\nAnn Lee cuts the ribbon." in read_article(page(body)).text


def test_the_name_of_a_file_does_not_matter_but_its_content():
    assert read_article(b"# The bridge opens\n\n" + TEXT.encode()).text.startswith("The bridge")
    assert read_article(pdf(WORDS)).text == SENTENCE.strip()
    assert read_article(archive(word_parts(TEXT.strip()))).text == TEXT.strip()
    assert read_article(f"{TEXT} 3 < 4 and 5 > 4 * 1 *".encode()).kind == "text/plain"


@pytest.mark.parametrize(
    "text",
    [
        "- 12 apples\n- 14 pears\n- 3 plums\n- 2 figs",
        "Name | Age | Town\nAnn Lee | 34 | Ulm\nBo Ek | 41 | Lund",
        "Paris Saint-Germain 3 Real Madrid 1\nDe Graafschap 0 Ajax 2",
    ],
)
def test_a_list_or_a_table_is_taken_for_english(text):
    assert read_article(text.encode()).text == text


def test_a_title_that_nobody_can_see_is_none():
    data = b"---\ntitle: " + "\u200b\u2060".encode() + b"\n---\n\n" + b"The bridge opens today\n\n"
    data += "\u200b \u200b \u200b\n\n".encode() + TEXT.encode()
    assert read_article(data).title == "The bridge opens today"
    assert (
        guess_title("\u200b \u200b \u200b\n\nThe bridge opens today\n") == "The bridge opens today"
    )


def test_a_word_that_is_none_is_read_with_a_note():
    article = read_article(f"{TEXT}\n{'a-' * 501}\n".encode())
    assert "more than 1,000 letters" in article.notes[0]
    assert read_article(f"{TEXT}\nhttps://example.org/{'a' * 900}\n".encode()).notes == ()
