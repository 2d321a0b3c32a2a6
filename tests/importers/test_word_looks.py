"""Words of Word documents by how they look, what they are made of, and how the file was saved."""

import io
import zipfile

import pytest

from quizapp.importers.docx import read_docx
from quizapp.importers.docx_text import STRUCK
from quizapp.importers.errors import UnreadableArticle
from tests.importers.word_files import (
    FILLING,
    RAISED,
    cell,
    deleted,
    document,
    paragraph,
    run,
    tracked,
)

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
STYLES = f"""
<w:style w:type="character" w:styleId="Up"><w:name w:val="Up"/><w:rPr>{RAISED}</w:rPr></w:style>
<w:style w:type="character" w:styleId="UpBold"><w:name w:val="UpBold"/><w:basedOn w:val="Up"/>
<w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/>
<w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="UnseenLine"><w:name w:val="UnseenLine"/>
<w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/>
<w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round2"/>
</w:style>
<w:style w:type="character" w:styleId="Round2"><w:name w:val="Round2"/><w:basedOn w:val="Round"/>
</w:style>"""


def styled(text, name, looks=""):
    return run(text, f'<w:rStyle w:val="{name}"/>{looks}')


def field(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def asks(text):
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def sym(font, code):
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def formula(inside):
    return f"<m:oMath {M}>{inside}</m:oMath>"


def part(name, text):
    return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"


ENDING_DELETED = f"<w:pPr><w:rPr>{tracked('del', '')}</w:rPr></w:pPr>"
CASES = {
    "mark raised by a style and by the style it is based on": (
        paragraph(run("In 1674"), styled("3", "UpBold"), run(" it had 450"), styled("12", "Up")),
        "In 1674 it had 450",
    ),
    "number lowered again that its style raises": (
        paragraph(run("In 16"), styled("74", "Up", '<w:vertAlign w:val="baseline"/>')),
        "In 1674",
    ),
    "mark that is shifted up and small": (
        paragraph(run("In 1674"), run("3", '<w:position w:val="8"/><w:sz w:val="14"/>')),
        "In 1674",
    ),
    "number that is shifted a little in its size": (
        paragraph(run("In 16"), run("74", '<w:position w:val="2"/><w:sz w:val="22"/>')),
        "In 1674",
    ),
    "mark in several runs": (
        paragraph(run("In 1674"), run("1", RAISED), run(",", RAISED), run("2", RAISED)),
        "In 1674",
    ),
    "style that hides": (
        paragraph(run("It is red"), styled(" or blue", "Unseen"), run(".")),
        "It is red.",
    ),
    "paragraph whose style hides it": (
        paragraph('<w:pPr><w:pStyle w:val="UnseenLine"/></w:pPr>', run("It is blue.")),
        "",
    ),
    "word shown again that its style hides": (
        paragraph(run("It is "), styled("blue", "Unseen", '<w:vanish w:val="0"/>'), run(".")),
        "It is blue.",
    ),
    "words struck through": (
        paragraph(run("It cost "), run("40 ", "<w:strike/>"), styled("50 ", "Gone"), run("14.")),
        "It cost 14.",
    ),
    "words struck no more": (
        paragraph(run("It cost "), styled("14", "Gone", '<w:strike w:val="false"/>'), run(".")),
        "It cost 14.",
    ),
    "styles that are based on each other": (
        paragraph(run("It is "), styled("red", "Round"), run(".")),
        "It is red.",
    ),
    "field in the question of a field": (
        paragraph(
            run("It has "),
            field("begin"),
            asks(" IF "),
            field("begin"),
            asks(" MERGEFIELD Cranes "),
            field("separate"),
            run("99"),
            field("end"),
            asks(" > 5 "),
            field("separate"),
            run("many"),
            field("end"),
            run(" cranes."),
        ),
        "It has many cranes.",
    ),
    "field without a result": (
        paragraph(run("Ida Berg"), field("begin"), asks(" XE x "), field("end"), run(" came.")),
        "Ida Berg came.",
    ),
    "end of a field that began in another paragraph": (
        paragraph(run("It is red"), field("end"), run(".")),
        "It is red.",
    ),
    "letters of the font Symbol": (
        paragraph(
            run("It is 5 "),
            sym("Symbol", "F06D"),
            run("m thick, 10 "),
            sym("Symbol", "00B1"),
            run(" 2 years old and \uf0b3 41 "),
            sym("Symbol", "F0B0"),
            run("C."),
        ),
        "It is 5 µm thick, 10 ± 2 years old and ≥ 41 °C.",
    ),
    "picture of another font": (
        paragraph(run("It is open"), sym("Wingdings", "F04A"), run(".")),
        "It is open.",
    ),
    "power, fraction and root of formulas": (
        paragraph(
            run("It holds "),
            formula(f"<m:sSup>{part('e', '10')}{part('sup', '6')}</m:sSup>"),
            run(" litres in 3"),
            formula(f"<m:f><m:fPr/>{part('num', '1')}{part('den', '2')}</m:f>"),
            run(" days and "),
            formula(f"<m:rad><m:deg/>{part('e', 'a+b')}</m:rad>"),
            run("."),
        ),
        "It holds 10⁶ litres in 3 1/2 days and √(a+b).",
    ),
    "a power alone in its formula": (
        paragraph(
            run("It covers 7,854 m"),
            formula(f"<m:sSup>{part('e', '')}{part('sup', '2')}</m:sSup>"),
            run("."),
        ),
        "It covers 7,854 m².",
    ),
    "how letters are said": (
        paragraph(
            run("From "),
            "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>tokyo</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>東京</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            run(" in 1902."),
        ),
        "From 東京 in 1902.",
    ),
    "hint of an empty control": (
        paragraph(
            run("It opened on "),
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"{run('Click or tap to enter a date.')}</w:sdtContent></w:sdt>",
            run("a Monday."),
        ),
        "It opened on a Monday.",
    ),
    "end of a paragraph that was deleted": (
        paragraph(ENDING_DELETED, run("It sank in ")) + paragraph(run("1921 at night.")),
        "It sank in 1921 at night.",
    ),
    "end of the last paragraph that was deleted": (
        paragraph(ENDING_DELETED, run("It sank in "), deleted("the "), run("1921.")),
        "It sank in 1921.",
    ),
    "cell in a content control": (
        f"<w:tbl><w:sdt><w:sdtContent><w:tr>{cell('Rhea')}<w:sdt><w:sdtContent>{cell('1888')}"
        "</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>",
        "Rhea | 1888",
    ),
    "breaks within a sentence": (
        paragraph(
            run("The tower"),
            "<w:r><w:br/></w:r>",
            run("was built by the people of the whole valley"),
            '<w:r><w:br w:type="page"/></w:r>',
            run("Marn."),
        ),
        "The tower was built by the people of the whole valley Marn.",
    ),
    "tabs of both kinds": (
        paragraph(run("In 1903"), "<w:r><w:ptab/></w:r>", run("and"), "<w:r><w:tab/></w:r>"),
        "In 1903\tand",
    ),
    "break after a word that ends no line": (
        paragraph(run("The well is"), "<w:r><w:br/></w:r>", run("30 feet deep.")),
        "The well is 30 feet deep.",
    ),
    "breaks between lines": (
        paragraph(run("Ida Berg"), "<w:r><w:br/></w:r>", run("Mayor of Marn")),
        "Ida Berg\nMayor of Marn",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_words_are_read_as_a_reader_sees_them(name):
    body, words = CASES[name]
    text = read_docx(document(body, STYLES)).text
    assert text.removeprefix(FILLING).strip() == words


def test_what_was_struck_through_is_said_to_be_left_out():
    assert STRUCK in read_docx(document(CASES["words struck through"][0], STYLES)).notes
    assert read_docx(document(CASES["words struck no more"][0], STYLES)).notes == ()


def strict(data):
    """Return the document as Word saves “Strict Open XML”."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as usual, zipfile.ZipFile(made, "w") as package:
        for name in usual.namelist():
            part = usual.read(name)
            for area in (b"wordprocessingml", b"officeDocument", b"drawingml"):
                part = part.replace(
                    b"http://schemas.openxmlformats.org/" + area + b"/2006/",
                    b"http://purl.oclc.org/ooxml/" + area + b"/",
                )
            package.writestr(name, part)
    return made.getvalue()


def test_a_document_saved_as_strict_is_read():
    body = CASES["mark in several runs"][0]
    assert read_docx(strict(document(body))).text.endswith("In 1674")


def test_a_strict_archive_that_is_no_document_is_refused():
    with pytest.raises(UnreadableArticle):
        read_docx(strict(document("<w:tbl><w:tr><w:tc>")))
