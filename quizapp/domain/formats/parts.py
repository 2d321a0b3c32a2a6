"""The files of a bank folder to the parts of a bank, each with the place it was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from quizapp.domain.errors import InvalidValue
from quizapp.domain.facts import Fact, Source
from quizapp.domain.formats.entries import Entry
from quizapp.domain.formats.fact_schema import FactEntry
from quizapp.domain.formats.faults import FileFault, nearest
from quizapp.domain.formats.plain_text import decode
from quizapp.domain.formats.records import fact_from_dict, question_from_dict
from quizapp.domain.formats.schema import BankFile
from quizapp.domain.formats.shapes import fit, fit_question
from quizapp.domain.formats.source_text import read_source
from quizapp.domain.formats.yaml_text import Node, read_yaml
from quizapp.domain.questions import Question

FILES = ("bank.yaml", "facts.yaml", "questions.yaml", "allowed-gaps.yaml")
IGNORED = ("allowed-gaps.yaml", "README.md")
"""Files that may stand in the folder and are not part of the bank."""

_Part = TypeVar("_Part", Fact, Question)
_Fit = Callable[[Node, str], tuple[Entry | None, list[FileFault]]]


@dataclass(slots=True)
class Parts:
    """What could be read of a bank, and everything that could not.

    ``places`` has the file and node of each source, fact and question by its kind and id, those
    of broken ones among them. ``whole`` names the files whose entries could be told apart.
    """

    faults: list[FileFault] = field(default_factory=list)
    head: Node | None = None
    header: BankFile | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[str, Node]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)


def read_parts(files: Mapping[str, bytes]) -> Parts:
    """Read every file as far as it can be read."""
    parts = Parts()
    parts.faults += _unexpected(files)
    _read_header(parts, files)
    _read_sources(parts, files)
    for part, entry in _entries(parts, files, "facts", _fit_fact, fact_from_dict):
        parts.facts[entry] = part
    for question, entry in _entries(parts, files, "questions", fit_question, question_from_dict):
        parts.questions[entry] = question
    return parts


def _fit_fact(node: Node, path: str) -> tuple[Entry | None, list[FileFault]]:
    return fit(FactEntry, node, path)


def _unexpected(files: Mapping[str, bytes]) -> Iterator[FileFault]:
    for path in files:
        if path in FILES or path in IGNORED or _source_id(path):
            continue
        close = nearest(path, FILES)
        remedy = f"Call it {close}, or delete it." if close else "Move it out of the folder."
        yield FileFault(path, 1, "The file is not part of a bank.", remedy)


def _source_id(path: str) -> str:
    folder, _, name = path.partition("/")
    stem, dot, suffix = name.rpartition(".")
    return stem if (folder, dot + suffix) == ("sources", ".md") and "/" not in stem else ""


def _document(parts: Parts, files: Mapping[str, bytes], path: str) -> Node | None:
    text, faults = decode(path, files[path])
    parts.faults += faults
    if text is None:
        return None
    node, faults = read_yaml(path, text)
    parts.faults += faults
    return node


def _read_header(parts: Parts, files: Mapping[str, bytes]) -> None:
    path = "bank.yaml"
    if path not in files:
        remedy = "Write it, with id:, title:, topics: and sources: in it."
        parts.faults.append(FileFault(path, 1, "The file is missing.", remedy))
        return
    parts.head = _document(parts, files, path)
    if parts.head is not None:
        parts.header, faults = fit(BankFile, parts.head, path)
        parts.faults += faults


def _read_sources(parts: Parts, files: Mapping[str, bytes]) -> None:
    listed = parts.header.sources if parts.header else []
    for path in sorted(files):
        name = _source_id(path)
        if not name:
            continue
        source, node, faults = read_source(path, name, files[path])
        parts.faults += faults
        parts.places["sources", name] = (path, node or Node(1, ""))
        if source is not None:
            parts.sources[name] = source
        if parts.header and name not in listed:
            remedy = f"Add {name} to sources: in bank.yaml, or delete the file."
            parts.faults.append(FileFault(path, 1, "bank.yaml does not list this source.", remedy))
    for number, name in enumerate(listed):
        if f"sources/{name}.md" not in files and parts.head is not None:
            line = parts.head.line_of(["sources", str(number)])
            close = nearest(name, [known for kind, known in parts.places if kind == "sources"])
            remedy = f"Did you mean “{close}”?" if close else "Write it, or delete the name."
            message = f"There is no file sources/{name}.md."
            parts.faults.append(FileFault("bank.yaml", line, message, remedy))


def _entries(
    parts: Parts,
    files: Mapping[str, bytes],
    name: str,
    fitted: _Fit,
    build: Callable[[Mapping[str, Any]], _Part],
) -> Iterator[tuple[_Part, str]]:
    """Yield the sound entries of a file with their ids, and note the places of all."""
    path = f"{name}.yaml"
    if path not in files:
        parts.whole.add(name)
        return
    for node in _list(parts, _document(parts, files, path), path, name):
        entry, faults = fitted(node, path)
        parts.faults += faults
        identity = node.value.get("id") if isinstance(node.value, dict) else None
        known = identity.value if identity is not None else None
        if isinstance(known, str):
            if (name, known) in parts.places:
                first = parts.places[name, known][1].line_of(["id"])
                message = f"“{known}” is the id in line {first} too."
                line = node.line_of(["id"])
                parts.faults.append(FileFault(path, line, message, "Give each its own."))
                continue
            parts.places[name, known] = (path, node)
        if entry is None:
            continue
        try:
            part = build(entry.model_dump(exclude_unset=True))
        except InvalidValue as error:
            parts.faults += [
                FileFault(path, node.line_of(each.field.split(".")), each.message, each.remedy)
                for each in error.faults
            ]
        else:
            yield part, part.id


def _list(parts: Parts, node: Node | None, path: str, name: str) -> list[Node]:
    """Return the entries of the one list in a file, and note whether they can be told apart."""
    if node is None:
        return []
    if not isinstance(node.value, dict) or set(node.value) != {name}:
        line, remedy = node.line, f"Start with {name}: and write the entries below it."
        parts.faults.append(FileFault(path, line, f"Only {name}: may stand here.", remedy))
    entries = node.value.get(name) if isinstance(node.value, dict) else None
    if entries is None:
        return []
    if entries.empty:
        parts.whole.add(name)
        return []
    if not isinstance(entries.value, list):
        message, remedy = f"“{name}” must be a list.", "Start each entry with a hyphen."
        parts.faults.append(FileFault(path, entries.line, message, remedy))
        return []
    parts.whole.add(name)
    return entries.value
