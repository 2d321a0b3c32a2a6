"""How the words of a Word document look: raised, hidden or struck through, by styles too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

_VALUE, _ID, _STYLE, _LOOKS = (qn(f"w:{name}") for name in ("val", "styleId", "style", "rPr"))
_BASE, _RUN_STYLE = qn("w:basedOn"), qn("w:rStyle")
_PLACE, _POSITION, _SIZE = qn("w:vertAlign"), qn("w:position"), qn("w:sz")
_HIDDEN, _STRUCK = qn("w:vanish"), (qn("w:strike"), qn("w:dstrike"))
_SMALL = 18
"""Half points: what is raised and at most this large is no line that was shifted a little."""
_HIGH = 6
"""Half points: what is raised so far is no line that was shifted a little, whatever its size."""
_DEEPEST = 20
"""The most styles of which each is based on the next; Word allows 11."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How a run looks."""

    raised: bool = False
    hidden: bool = False
    struck: bool = False


PLAIN = Looks()


class RunLooks:
    """Answers how runs look; what a run says itself goes before its style, that before its base."""

    def __init__(self, styles: Any = ()) -> None:
        """``styles`` is the ``w:styles`` element of the document."""
        self._styles = {each.get(_ID): each for each in styles if each.tag == _STYLE}
        self._known: dict[str | None, Looks] = {}

    def of_run(self, properties: Any, paragraph: Looks) -> Looks:
        """Return the looks of a run by its ``w:rPr`` (or None) and those of its paragraph."""
        if properties is None:
            return paragraph
        style = properties.find(_RUN_STYLE)
        looks = paragraph if style is None else self.of_style(style.get(_VALUE), paragraph)
        return _changed(looks, properties)

    def of_style(self, name: str | None, below: Looks = PLAIN) -> Looks:
        """Return the looks that a style gives, on top of others."""
        if name is None:
            return below
        if below is PLAIN and name in self._known:
            return self._known[name]
        looks = below
        for style in reversed(list(self._line(name))):
            properties = style.find(_LOOKS)
            if properties is not None:
                looks = _changed(looks, properties)
        if below is PLAIN:
            self._known[name] = looks
        return looks

    def _line(self, name: str | None) -> Iterable[Any]:
        """Yield a style and what it is based on, as deep as Word goes: a file may go in circles."""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            base = style.find(_BASE)
            name = None if base is None else base.get(_VALUE)


def _changed(looks: Looks, properties: Any) -> Looks:
    place = properties.find(_PLACE)
    if place is not None:
        looks = replace(looks, raised=place.get(_VALUE) == "superscript")
    elif _is_shifted_up(properties):
        looks = replace(looks, raised=True)
    hidden = properties.find(_HIDDEN)
    if hidden is not None:
        looks = replace(looks, hidden=_is_on(hidden))
    struck = [each for tag in _STRUCK if (each := properties.find(tag)) is not None]
    return replace(looks, struck=any(map(_is_on, struck))) if struck else looks


def _is_shifted_up(properties: Any) -> bool:
    position, size = properties.find(_POSITION), properties.find(_SIZE)
    if size is None:
        return _number(position) >= _HIGH
    return _number(position) > 0 and 0 < _number(size) <= _SMALL


def _number(element: Any) -> int:
    value = "" if element is None else element.get(_VALUE) or ""
    return int(value) if value.removeprefix("-").isdecimal() and len(value) < 6 else 0


def _is_on(switch: Any) -> bool:
    return switch.get(_VALUE) not in ("0", "false", "off")
