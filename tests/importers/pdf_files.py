"""PDFs for tests, made of what they draw."""

import io

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject


def made(*drawings, base="Helvetica"):
    """Return a PDF with a page for each stream of drawing operators; its fonts are F1 and F2."""
    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject(f"/{base}"),
        }
    )
    for drawing in drawings:
        sheet = writer.add_blank_page(600, 800)
        sheet[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject(f"/F{n}"): font for n in (1, 2)})}
        )
        stream = StreamObject()
        stream.set_data(drawing.encode())
        sheet[NameObject("/Contents")] = ArrayObject([stream])
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def operators(*words):
    """Return what draws each (text, x, y, size) in this order."""
    return "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for text, x, y, size in words)


def drawn(*words):
    """Return a PDF of one page on which each (text, x, y, size) is drawn in this order."""
    return made(operators(*words))
