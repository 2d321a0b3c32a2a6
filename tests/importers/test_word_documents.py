"""Words of a Word document that only its structure knows: changes, controls, fields, notes."""

import pytest

from quizapp.importers.docx import read_docx
from quizapp.importers.docx_text import TRACKED
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

LONG = "The reservoir above the town was filled again in the spring of that year. " * 3
CASES = {
    "inserted word": (
        paragraph(run("Ida Berg did "), tracked("ins", run("not ")), run("resign in 2021.")),
        "Ida Berg did not resign in 2021.",
    ),
    "replaced number": (
        paragraph(run("It has "), deleted("12"), tracked("ins", run("14")), run(" rooms.")),
        "It has 14 rooms.",
    ),
    "moved words": (
        paragraph(
            run("It "),
            tracked("moveFrom", run("once ")),
            tracked("moveTo", run("then ")),
            run("closed."),
        ),
        "It then closed.",
    ),
    "inserted paragraph": (
        tracked("ins", paragraph(run("A line that was added whole."))),
        "A line that was added whole.",
    ),
    "content control in a line": (
        paragraph(
            run("The keeper was "),
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Ida Berg')}</w:sdtContent></w:sdt>",
            run("."),
        ),
        "The keeper was Ida Berg.",
    ),
    "content control around a paragraph": (
        f"<w:sdt><w:sdtContent>{paragraph(run('It is 42 metres.'))}</w:sdtContent></w:sdt>",
        "It is 42 metres.",
    ),
    "simple field": (
        paragraph(
            run("Printed on "), f'<w:fldSimple w:instr=" DATE ">{run("3 May 2021")}</w:fldSimple>'
        ),
        "Printed on 3 May 2021",
    ),
    "field of parts": (
        paragraph(
            run("See page "),
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "<w:r><w:instrText> PAGEREF x </w:instrText></w:r>",
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            run("17"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            run("."),
        ),
        "See page 17.",
    ),
    "smart tag": (
        paragraph(
            run("It stands on "), f'<w:smartTag w:element="place">{run("Arnholm")}</w:smartTag>'
        ),
        "It stands on Arnholm",
    ),
    "note mark": (
        paragraph(
            run("It was built in 1874"),
            run("3", RAISED),
            run(" by 450"),
            run("2", RAISED),
            run(" people."),
        ),
        "It was built in 1874 by 450 people.",
    ),
    "power": (
        paragraph(run("It covers 25 km"), run("2", RAISED), run(".")),
        "It covers 25 km².",
    ),
    "ending": (
        paragraph(run("On the 12"), run("th", RAISED), run(" of May.")),
        "On the 12th of May.",
    ),
    "hidden words": (
        paragraph(run("It is red"), run(" or blue", "<w:vanish/>"), run(".")),
        "It is red.",
    ),
    "hyphens": (
        paragraph(
            "<w:r><w:t>anti</w:t><w:noBreakHyphen/><w:t>terror po</w:t><w:softHyphen/>"
            "<w:t>lice</w:t></w:r>"
        ),
        "anti-terror police",
    ),
    "deleted row": (
        f"<w:tbl><w:tr><w:trPr>{tracked('del', '')}</w:trPr>{cell('gone')}</w:tr>"
        f"<w:tr>{cell('Height')}{cell('42 metres')}</w:tr>"
        "</w:tbl>",
        "Height | 42 metres",
    ),
    "table that lays out": (
        f"<w:tbl><w:tr><w:tc>{paragraph(run(LONG))}{paragraph(run(LONG))}</w:tc></w:tr></w:tbl>",
        f"{LONG.strip()}\n\n{LONG.strip()}",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_words_are_read_as_a_reader_sees_them(name):
    body, words = CASES[name]
    text = read_docx(document(body)).text
    assert text.removeprefix(FILLING).strip() == words


@pytest.mark.parametrize("name", [name for name in CASES if "w:author" in CASES[name][0]])
def test_tracked_changes_are_said_to_be_read_as_accepted(name):
    assert TRACKED in read_docx(document(CASES[name][0])).notes


def test_a_document_without_tracked_changes_has_no_note():
    assert read_docx(document(CASES["power"][0])).notes == ()
