"""PDFs for tests, made of what they draw."""

import io

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject


def made(*drawings, base="Helvetica", glyphs=(), composite=(), title=""):
    """Return a PDF with a page for each stream of drawing operators; its fonts are F1 and F2.

    ``glyphs`` are the names of what the codes from 1 on draw; with ``composite`` the fonts have two
    bytes for a code, and it is what they draw and how wide that is: ("1", 500).
    """
    writer = pypdf.PdfWriter()
    font = (
        composite_font(composite)
        if composite
        else DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject(f"/{base}"),
            }
        )
    )
    if glyphs:
        names = ArrayObject([NumberObject(1), *(NameObject(f"/{name}") for name in glyphs)])
        font[NameObject("/Encoding")] = DictionaryObject({NameObject("/Differences"): names})
    for drawing in drawings:
        sheet = writer.add_blank_page(600, 800)
        sheet[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject(f"/F{n}"): font for n in (1, 2)})}
        )
        stream = StreamObject()
        stream.set_data(drawing.encode())
        sheet[NameObject("/Contents")] = ArrayObject([stream])
    writer.add_metadata({"/Title": title})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def composite_font(glyphs):
    """Return a font of these letters and widths, whose codes count from one."""
    widths = ArrayObject([NumberObject(1), ArrayObject(NumberObject(w) for _, w in glyphs)])
    inner = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType0"),
            NameObject("/BaseFont"): NameObject("/Made"),
            NameObject("/W"): widths,
        }
    )
    lines = "".join(
        f"<{code:04X}> <{ord(letter):04X}>\n" for code, (letter, _) in enumerate(glyphs, start=1)
    )
    table = StreamObject()
    table.set_data(
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{lines}endbfchar\n".encode()
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/Made"),
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/DescendantFonts"): ArrayObject([inner]),
            NameObject("/ToUnicode"): table,
        }
    )


def operators(*words):
    """Return what draws each (text, x, y, size) in this order."""
    return "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for text, x, y, size in words)


def drawn(*words):
    """Return a PDF of one page on which each (text, x, y, size) is drawn in this order."""
    return made(operators(*words))
