"""Letters of Word's font “Symbol”, whose own codes say nothing: “µ”, “±”, “°”."""

from __future__ import annotations

_FONT = "symbol"
_PRIVATE = 0xF000
_LETTERS = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?"
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "‾αβχδεφγηιϕκλµνοπθρστυϖωξψζ{|}~"
)
_FURTHER = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
_BY_CODE = {
    **dict(enumerate(_LETTERS, start=0x20)),
    **dict(enumerate(_FURTHER, start=0xA0)),
}
_PRIVATE_LETTERS = str.maketrans({_PRIVATE + code: letter for code, letter in _BY_CODE.items()})


def symbol(font: str | None, code: str | None) -> str:
    """Return the letter of a ``w:sym``; nothing for a picture of another font, such as Wingdings.

    ``code`` is in hexadecimal, often moved into Unicode's private area.
    """
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    if (font or "").casefold() == _FONT:
        return _BY_CODE.get(number - _PRIVATE if number >= _PRIVATE else number, "")
    return chr(number) if 0x20 <= number < _PRIVATE and not 0xD800 <= number < 0xE000 else ""


def in_symbols(text: str) -> str:
    """Return a text whose letters were typed in that font."""
    return text.translate(_PRIVATE_LETTERS)
