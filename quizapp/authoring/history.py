"""What changed between two versions of a question, field by field, for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quizapp.domain.formats.records import question_to_dict
from quizapp.domain.questions import Question

_UNSHOWN = ("id", "kind", "status", "origin")

_NAMES = {"context": "Sentences before", "stem": "Question", "explanation": "Why it is right"}
"""What the form of a question calls fields that have another name in the files of a bank."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; an empty text means that it was not there."""

    field: str
    before: str
    after: str


def changes(old: Question, new: Question) -> list[Change]:
    """Return the fields that differ, in the order of the newer version; [] if none does."""
    before, after = dict(_flat(old)), dict(_flat(new))
    names = dict.fromkeys((*after, *before))
    return [
        Change(name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name, "") != after.get(name, "")
    ]


def _flat(question: Question) -> Iterator[tuple[str, str]]:
    for name, value in question_to_dict(question).items():
        if name not in _UNSHOWN:
            yield from _walk(_NAMES.get(name) or name.capitalize(), value)


def _walk(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for item in value:
            for name, inner in item.items():
                if name != "id":
                    yield from _walk(f"{path} {item.get('id', '')}, {name}", inner)
    elif isinstance(value, list):
        yield path, " · ".join(map(str, value))
    elif isinstance(value, bool):
        yield path, "yes" if value else "no"
    elif value not in (None, ""):
        yield path, str(value)
