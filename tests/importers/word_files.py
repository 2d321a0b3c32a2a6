"""Word documents for tests, made of their XML."""

import io
import zipfile

import docx

FILLING = (
    "The council of Marn said on Tuesday that the new bridge over the river would open in May."
)


def document(body, styles=""):
    """Return a document with this XML in its body, after a line of text, and among its styles."""
    whole = docx.Document()
    whole.add_paragraph(FILLING)
    file = io.BytesIO()
    whole.save(file)
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    xml = parts["word/document.xml"].decode()
    end = xml.index("<w:sectPr")
    parts["word/document.xml"] = (xml[:end] + body + xml[end:]).encode()
    known = parts["word/styles.xml"].decode()
    parts["word/styles.xml"] = known.replace("</w:styles>", f"{styles}</w:styles>").encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def run(text, looks=""):
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def cell(text):
    return f"<w:tc>{paragraph(run(text))}</w:tc>"


def tracked(kind, inside):
    return f'<w:{kind} w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{inside}</w:{kind}>'


def deleted(text):
    return tracked("del", f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>')


RAISED = '<w:vertAlign w:val="superscript"/>'
