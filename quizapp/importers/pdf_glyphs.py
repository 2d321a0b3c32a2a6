"""Glyphs of a PDF that are named by what they are made of: “f_i”, “T_h”, “one.oldstyle”."""

from __future__ import annotations

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from quizapp.importers.pdf_figures import mark_small_figures

_FIRST_CODE = 0xF0000
"""Codes for private use stand for several letters until the text is taken down."""
_CODE = 4
"""How many digits a letter has in a name such as “uni0066”."""
_FONTS_LIMIT = 500
_DEEPEST = 8
_SPELLED = {
    "dotlessi": "i",
    "dotlessj": "j",
    "germandbls": "ß",
    "hyphen": "-",
    "period": ".",
    "space": " ",
    "quoteright": "’",
}


class GlyphNames:
    """Renames glyphs that pypdf does not know to codes that it does, and spells these again.

    A name may have an ending that says how a letter looks, and several letters with “_” between:
    https://github.com/adobe-type-tools/agl-specification
    """

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._seen: set[int] = set()

    def rename(self, resources: Any, depth: int = 0) -> None:
        """Rename the glyphs of all fonts among resources, and among those of their forms."""
        resources = _resolved(resources)
        if not isinstance(resources, DictionaryObject) or depth > _DEEPEST:
            return
        for font in _values(resources.get("/Font")):
            if self._is_new(font):
                self._rename_of(font)
                mark_small_figures(font)
        for form in _values(resources.get("/XObject")):
            if self._is_new(form):
                self.rename(form.get("/Resources"), depth + 1)

    def spelled(self, text: str) -> str:
        """Return a text with its letters in the place of the codes that stood for them."""
        return text.translate({ord(code): letters for letters, code in self._codes.items()})

    def _is_new(self, element: DictionaryObject) -> bool:
        known = id(element) in self._seen or len(self._seen) >= _FONTS_LIMIT
        self._seen.add(id(element))
        return not known

    def _rename_of(self, font: DictionaryObject) -> None:
        encoding = _resolved(font.get("/Encoding"))
        if not isinstance(encoding, DictionaryObject):
            return
        names = _resolved(encoding.get("/Differences"))
        if isinstance(names, ArrayObject):
            encoding[NameObject("/Differences")] = ArrayObject(map(self._known_name, names))

    def _known_name(self, name: Any) -> Any:
        if not isinstance(name, NameObject):
            return name
        plain, _, _ = name[1:].partition(".")
        if len(_parts(plain)) == 1:
            return NameObject(f"/{plain}") if plain else name
        parts = [_letters(part) for part in _parts(plain)]
        if not all(parts):
            return name
        letters = "".join(parts)
        code = self._codes.setdefault(letters, chr(_FIRST_CODE + len(self._codes)))
        return NameObject(f"/u{ord(code):X}")


def _parts(name: str) -> list[str]:
    """Return the names of the letters that a glyph is made of: “f_i”, “uni00660069”."""
    codes = name.removeprefix("uni")
    if codes != name and len(codes) > _CODE and len(codes) % _CODE == 0:
        return [f"uni{codes[at : at + _CODE]}" for at in range(0, len(codes), _CODE)]
    return name.split("_")


def _letters(name: str) -> str:
    """Return the letters of one part of a name; empty for a name that is not known here."""
    if len(name) == 1 and name.isalpha():
        return name
    if name.startswith("uni") and len(name) == len("uni") + _CODE:
        try:
            return chr(int(name[3:], 16))
        except ValueError:
            return ""
    return _SPELLED.get(name, "")


def _values(named: Any) -> list[DictionaryObject]:
    named = _resolved(named)
    values = map(_resolved, named.values()) if isinstance(named, DictionaryObject) else ()
    return [each for each in values if isinstance(each, DictionaryObject)]


def _resolved(element: Any) -> Any:
    return element.get_object() if hasattr(element, "get_object") else element
