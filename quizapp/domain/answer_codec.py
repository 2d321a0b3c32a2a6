"""Answers as plain values for storage: ids instead of positions, so they outlive the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from quizapp.domain.answers import (
    TYPED_LIMIT,
    Answer,
    Blank,
    Chosen,
    Filled,
    Malformed,
    Matched,
    Ordered,
    Oversized,
    Recalled,
    Typed,
    Verdict,
    Written,
)
from quizapp.domain.kinds.fields import typed_fault, written_fault


def encode_answer(answer: Answer) -> dict[str, Any]:
    """Return the answer as values that JSON can hold; ``type`` names its class."""
    name = type(answer).__name__.casefold()
    return {"type": name, **_ENCODERS[type(answer)](answer)}


def decode_answer(stored: object) -> Answer:
    """Return the answer that was encoded; whatever is not one is Malformed, never an exception."""
    if not isinstance(stored, Mapping):
        return Malformed("The stored answer is not an object.")
    name = stored.get("type")
    decoder = _DECODERS.get(name) if isinstance(name, str) else None
    if decoder is None:
        return Malformed("The stored answer is of no known type.")
    try:
        return decoder(stored)
    except (KeyError, TypeError, ValueError):
        return Malformed("The stored answer is damaged.")


_ENCODERS: Mapping[type[Any], Callable[[Any], dict[str, Any]]] = {
    Chosen: lambda answer: {"options": list(answer.options)},
    Verdict: lambda answer: {"value": answer.value},
    Typed: lambda answer: {"text": answer.text},
    Written: lambda answer: {"text": answer.text},
    Filled: lambda answer: {"gaps": [list(gap) for gap in answer.gaps]},
    Matched: lambda answer: {"pairs": [list(pair) for pair in answer.pairs]},
    Ordered: lambda answer: {"places": [list(place) for place in answer.places]},
    Recalled: lambda answer: {"rating": answer.rating},
    Blank: lambda _answer: {},
    Malformed: lambda answer: {"reason": answer.reason},
    Oversized: lambda answer: {"length": answer.length, "limit": answer.limit},
}


def _typed(stored: Mapping[str, Any]) -> Answer:
    text = _is(str, stored["text"])
    return typed_fault(text) or Typed(text)


def _written(stored: Mapping[str, Any]) -> Answer:
    text = _is(str, stored["text"])
    return written_fault(text) or Written(text)


def _filled(stored: Mapping[str, Any]) -> Answer:
    gaps = _pairs(str, stored["gaps"])
    for _, text in gaps:
        if fault := typed_fault(text):
            return fault
    return Filled(gaps)


_DECODERS: Mapping[str, Callable[[Mapping[str, Any]], Answer]] = {
    "chosen": lambda stored: Chosen(tuple(_is(str, each) for each in _is(list, stored["options"]))),
    "verdict": lambda stored: Verdict(_is(bool, stored["value"])),
    "typed": _typed,
    "written": _written,
    "filled": _filled,
    "matched": lambda stored: Matched(_pairs(str, stored["pairs"])),
    "ordered": lambda stored: Ordered(_pairs(int, stored["places"])),
    "recalled": lambda stored: Recalled(_is(int, stored["rating"])),
    "blank": lambda _stored: Blank(),
    "malformed": lambda stored: Malformed(_is(str, stored["reason"])),
    "oversized": lambda stored: Oversized(
        _is(int, stored["length"]), _is(int, stored.get("limit", TYPED_LIMIT))
    ),
}


def _is(kind: type[Any], value: Any) -> Any:
    # True is an int in Python, but not a rating or a place.
    if type(value) is not kind:
        raise TypeError
    return value


def _pairs(kind: type[Any], value: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((_is(str, name), _is(kind, given)) for name, given in _is(list, value))
