"""What can be wrong with the texts and ids of any kind of question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizapp.domain.errors import Fault
from quizapp.domain.identifiers import is_identifier

TEXT_LIMIT = 400
OPTION_LIMIT = 12


def text_faults(field: str, text: str, limit: int) -> Iterator[Fault]:
    """Say what is wrong with a text that must stand there; `limit` is in letters."""
    if not text.strip():
        yield Fault(field, "It is empty.", "Write it.")
    elif len(text) > limit:
        yield Fault(field, f"It is {len(text)} letters long.", f"Stay below {limit}.")
    elif any(ord(char) < 32 and char != "\n" for char in text):
        yield Fault(field, "It has a control character.", "Type it again as plain text.")


def fact_faults(field: str, fact: str) -> Iterator[Fault]:
    """Say if a field names no fact."""
    if not is_identifier(fact):
        yield Fault(field, "It names no fact.", "Choose the fact that this asks for.")


def _ids_faults(field: str, ids: list[str]) -> Iterator[Fault]:
    if len(set(ids)) != len(ids) or not all(is_identifier(each) for each in ids):
        yield Fault(field, "Their ids are empty, doubled or misspelt.", "Give each its own id.")


def distinct_faults(field: str, texts: Iterable[str]) -> Iterator[Fault]:
    """Say what is wrong with texts that must differ by more than case and spaces."""
    seen: set[str] = set()
    for text in texts:
        yield from text_faults(field, text, TEXT_LIMIT)
        folded = " ".join(text.casefold().split())
        if folded in seen:
            yield Fault(field, f"“{text}” is there twice.", "Change or delete one of them.")
        seen.add(folded)


def list_faults(
    field: str, ids: list[str], texts: list[str], *, least: int, most: int
) -> Iterator[Fault]:
    """Say what is wrong with a list of things that have an id and a text each."""
    if not least <= len(ids) <= most:
        yield Fault(field, f"There are {len(ids)}.", f"Give {least} to {most}.")
    yield from _ids_faults(field, ids)
    yield from distinct_faults(field, texts)


def accepted_faults(field: str, accepted: tuple[str, ...]) -> Iterator[Fault]:
    """Say what is wrong with the answers that are accepted."""
    if not accepted:
        yield Fault(field, "No answer is accepted.", "Give at least one.")
    yield from distinct_faults(field, accepted)
