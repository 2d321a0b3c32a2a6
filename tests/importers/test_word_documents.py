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

VML = "urn:schemas-microsoft-com:vml"
SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def boxed(element, namespace):
    """A text box as a program of some age writes it."""
    inside = f"<w:txbxContent>{paragraph(run('The bridge has 12 arches.'))}</w:txbxContent>"
    prefix = element.partition(":")[0]
    return f'<{element} xmlns:{prefix}="{namespace}">{inside}</{element}>'


BOX = (
    f'<w:r><mc:AlternateContent xmlns:mc="{CHOICES}"><mc:Choice Requires="wps"><w:drawing>'
    f"{boxed('wps:txbx', SHAPES)}</w:drawing></mc:Choice><mc:Fallback><w:pict>"
    f"{boxed('v:textbox', VML)}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
LONG = "The reservoir above the town was filled again in the spring of that year. " * 3
SHORT = "The reservoir above the town was filled again in the spring of 1868."
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
    "deleted text box": (paragraph(run("Before."), tracked("del", BOX)), "Before."),
    "text box": (paragraph(run("Before. "), BOX), "Before.\n\nThe bridge has 12 arches."),
    "text box that says a sentence again": (
        paragraph(run("Before.")) + paragraph(run("The mayor said the bridge has 12 arches."), BOX),
        "Before.\n\nThe mayor said the bridge has 12 arches.",
    ),
    "text box in a cell": (
        f"<w:tbl><w:tr>{cell('Height')}<w:tc>{paragraph(run('Before.'), BOX)}</w:tc></w:tr>"
        "</w:tbl>",
        "Height | Before. The bridge has 12 arches.",
    ),
    "text box of an earlier Word": (
        paragraph(run("Before."), f"<w:r><w:pict>{boxed('v:textbox', VML)}</w:pict></w:r>"),
        "Before.\n\nThe bridge has 12 arches.",
    ),
    "power in a formula": (
        paragraph(run("He wrote E = mc"), run("2", RAISED), run(" in 1905.")),
        "He wrote E = mc² in 1905.",
    ),
    "mark of the writer's own": (
        paragraph(
            run("It was built in 1874"),
            '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>3</w:t></w:r>',
            run(" by hand."),
        ),
        "It was built in 1874 by hand.",
    ),
    "raised link to a note": (
        paragraph(
            run("It is 25 km"),
            f'<w:hyperlink w:anchor="_ftn1">{run("3", RAISED)}</w:hyperlink>',
            run(" away."),
        ),
        "It is 25 km away.",
    ),
    "link to a place": (
        paragraph(run("See "), f'<w:hyperlink w:anchor="x">{run("Part 3")}</w:hyperlink>'),
        "See Part 3",
    ),
    "mark that is shifted up alone": (
        paragraph(run("It was built in 1874"), run("3", '<w:position w:val="8"/>'), run(".")),
        "It was built in 1874.",
    ),
    "words for new programs alone": (
        paragraph(
            run("It is "),
            f'<w:r><mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="w14">'
            "<w:t>new</w:t></mc:Choice></mc:AlternateContent></w:r>",
            run("."),
        ),
        "It is new.",
    ),
    "deleted cell": (
        f"<w:tbl><w:tr>{cell('Height')}<w:tc><w:tcPr>{tracked('cellDel', '')}</w:tcPr>"
        f"{paragraph(run('gone'))}</w:tc>{cell('42 metres')}</w:tr></w:tbl>",
        "Height | 42 metres",
    ),
    "items of a list": (
        "".join(
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
            f"{run(words)}</w:p>"
            for number, words in ((1, "First came Ann."), (1, "Then came Bo."), (0, "They left."))
        ),
        "- First came Ann.\n- Then came Bo.\n\nThey left.",
    ),
    "table that lays out short paragraphs": (
        f"<w:tbl><w:tr><w:tc>{paragraph(run(f'{SHORT} One.'))}{paragraph(run(f'{SHORT} Two.'))}"
        f"</w:tc>{cell(f'{SHORT} Three.')}</w:tr></w:tbl>",
        f"{SHORT} One.\n\n{SHORT} Two.\n\n{SHORT} Three.",
    ),
    "table of values with short paragraphs": (
        f"<w:tbl><w:tr><w:tc>{paragraph(run('It is red.'))}{paragraph(run('It is long.'))}</w:tc>"
        f"{cell('1995')}</w:tr></w:tbl>",
        "It is red. It is long. | 1995",
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


@pytest.mark.parametrize(("kind", "line"), [("drop", "On 3 May"), ("margin", "On 3 May")])
def test_a_large_first_letter_is_one_word_with_what_it_begins(kind, line):
    letter = f'<w:p><w:pPr><w:framePr w:dropCap="{kind}" w:lines="3"/></w:pPr>{run("O")}</w:p>'
    text = read_docx(document(letter + paragraph(run("n 3 May the mill burned.")))).text
    assert text.endswith(f"\n\n{line} the mill burned.")


def test_a_frame_that_is_no_letter_is_a_paragraph():
    frame = f'<w:p><w:pPr><w:framePr w:dropCap="none" w:w="900"/></w:pPr>{run("A note.")}</w:p>'
    text = read_docx(document(frame + paragraph(run("On 3 May the mill burned.")))).text
    assert text.endswith("A note.\n\nOn 3 May the mill burned.")
