"""The fields of a form as they were sent; whatever no form of ours sends is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from quizapp.domain.answers import TYPED_LIMIT, WRITTEN_LIMIT, Malformed, Oversized
from quizapp.domain.typed.unseen import is_empty

Fields = Mapping[str, Sequence[str]]
Filling = dict[str, list[str]]
"""The fields of a form that is shown filled in."""

_Value = TypeVar("_Value")
_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = frozenset(map(chr, [*range(9), 11, 12, *range(14, 32), 127]))

_NOTHING = dict.fromkeys(map(ord, _CONTROLS))


class Refused(Exception):
    """Something no form of ours sends; ``answer`` is what it is recorded as."""

    def __init__(self, answer: Malformed | Oversized) -> None:
        super().__init__()
        self.answer = answer


def typed_fault(text: str) -> Malformed | Oversized | None:
    """Return what keeps typed words from being stored, or None."""
    return _text_fault(text, TYPED_LIMIT)


def written_fault(text: str) -> Malformed | Oversized | None:
    """Return what keeps a text of several sentences from being stored, or None."""
    return _text_fault(text, WRITTEN_LIMIT)


def _text_fault(text: str, limit: int) -> Malformed | Oversized | None:
    if len(text) > limit:
        return Oversized(len(text), limit)
    if not _CONTROLS.isdisjoint(text) or any("\ud800" <= char <= "\udfff" for char in text):
        return Malformed("The text has control characters.")
    return None


def values_of(raw: Fields, name: str) -> Sequence[str]:
    """Return every value of a field; raises Refused, as all below do."""
    values = raw.get(name, ())
    # A bare str is a sequence of its letters, so it would be read as several values.
    if not isinstance(values, list | tuple) or not all(isinstance(each, str) for each in values):
        raise Refused(Malformed(f"The field “{name}” is not a list of texts."))
    return values


def value_of(raw: Fields, name: str) -> str:
    """Return the one value of a field, empty if it was not sent."""
    values = values_of(raw, name)
    if len(values) > 1:
        raise Refused(Malformed(f"The field “{name}” is there twice."))
    return values[0] if values else ""


def text_of(raw: Fields, name: str) -> str:
    """Return what was typed into a field, without the white space around it."""
    text = value_of(raw, name)
    if fault := typed_fault(text):
        raise Refused(fault)
    return "" if is_empty(text) else text.strip()


def writing_of(raw: Fields, name: str) -> str:
    """Return a text of several sentences, with single line feeds between its lines.

    Text that is copied from documents brings breaks of pages and marks that nobody sees. Nobody
    could find what to mend, so they are left out instead of refused.
    """
    text = value_of(raw, name)
    lines = _BREAKS.sub("\n", text)
    kept = lines.translate(_NOTHING)
    if fault := written_fault(kept):
        raise Refused(fault)
    return "" if is_empty(kept) else kept.strip()


def by_token(values: Iterable[_Value]) -> dict[str, _Value]:
    """Return the values by the tokens that a prompt gives them: their positions, from 1."""
    return {str(number): value for number, value in enumerate(values, 1)}


def known(values: Mapping[str, _Value], token: str) -> _Value:
    """Return the value of a token that was shown."""
    if token not in values:
        raise Refused(Malformed("A choice is not among those that were shown."))
    return values[token]


def only_known(raw: Fields, prefix: str, tokens: Iterable[str]) -> None:
    """Refuse fields whose name has the prefix and a token that was not shown."""
    shown = {f"{prefix}{token}" for token in tokens}
    for name in raw:
        if isinstance(name, str) and name.startswith(prefix) and name not in shown:
            raise Refused(Malformed(f"There is no field “{prefix}” with this number."))


def chosen_in_rows(raw: Fields, prefix: str, rows: Iterable[str]) -> list[tuple[str, str]]:
    """Return the rows in which something was chosen, each with the token that was chosen."""
    rows = tuple(rows)
    only_known(raw, prefix, rows)
    chosen = ((row, value_of(raw, f"{prefix}{row}")) for row in rows)
    return [(row, token) for row, token in chosen if token]


def tokens_of(shown: Iterable[_Value], chosen: Iterable[_Value]) -> list[str]:
    """Return the tokens of what was chosen, as far as it is among what is shown."""
    tokens = {value: token for token, value in by_token(shown).items()}
    return [tokens[each] for each in chosen if each in tokens]


def filled_rows(
    rows: Iterable[str], given: Iterable[tuple[str, _Value]]
) -> list[tuple[str, _Value]]:
    """Return what was given in rows, each with the token of its row; unknown rows are left out."""
    tokens = {row: token for token, row in by_token(rows).items()}
    return [(tokens[row], value) for row, value in given if row in tokens]
