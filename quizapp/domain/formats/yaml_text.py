"""YAML text to plain values that know their lines.

Every scalar is text here; the schema decides what is a number, a date or true. So ``no`` and
``2023-01-11`` stay what their writer meant, and no tag or alias is ever followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from quizapp.domain.formats.faults import FileFault

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # A Python without the compiled library reads the same, only slower.
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

DEPTH_LIMIT = 12
"""How deep lists and mappings may nest; a bank needs six."""

Plain = str | list["Plain"] | dict[str, "Plain"]

_ODD_BREAK = re.compile("[\x85\u2028\u2029]")
_COMMENT = re.compile(r"\s*(?<=\s)#")
_PLAIN_TAGS = {None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_REMEDIES = {
    "mapping values are not allowed": "Put quotes around a text that has a colon in it.",
    "that cannot start any token": "Indent with spaces, not tabs, and quote a text that starts "
    "with @, ` or %.",
    "a tab character": "Indent with spaces, not tabs.",
    "unexpected end of stream": "Close the quotes.",
    "expected ',' or": "Close the bracket, or quote a text that has brackets in it.",
    "expected key": "Check the indentation, quote a text that has quotes or braces in it, and put "
    "no comment between its lines.",
    "expected ':'": "Write a colon and a space after the name.",
    "expected '-'": "Start each entry of the list with a hyphen, all equally indented.",
    "escape c": "Write a backslash within double quotes twice.",
}


@dataclass(slots=True)
class Node:
    """A value and the line it starts in; ``key_lines`` has the line of each key of a mapping."""

    line: int
    value: str | list[Node] | dict[str, Node]
    bare: bool = False
    key_lines: dict[str, int] = field(default_factory=dict)

    def plain(self, *, empties: bool = False) -> Plain:
        """Return the bare values; a key with nothing after it counts as left out, or is ``""``."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, list):
            return [node.plain(empties=empties) for node in self.value]
        return {
            key: node.plain(empties=empties)
            for key, node in self.value.items()
            if empties or not node.empty
        }

    @property
    def has_empties(self) -> bool:
        """Whether a key has nothing after it, here or further in."""
        if isinstance(self.value, dict):
            return any(node.empty or node.has_empties for node in self.value.values())
        return isinstance(self.value, list) and any(node.has_empties for node in self.value)

    @property
    def empty(self) -> bool:
        """Whether nothing at all is written here."""
        return self.bare and self.value == ""

    def line_of(self, path: Sequence[str]) -> int:
        """Return the line of the part that ``path`` leads to, or of the last step that exists.

        A step is a key, a position in a list, or the id of an entry; ids may contain dots, so a
        path that was split at dots is put together again.
        """
        line, node, rest = self.line, self, list(path)
        while rest:
            for size in range(len(rest), 0, -1):
                found = node._child(".".join(rest[:size]))
                if found is not None:
                    break
            else:
                return line
            line, node = found
            rest = rest[size:]
        return line

    def _child(self, step: str) -> tuple[int, Node] | None:
        if isinstance(self.value, dict):
            child = self.value.get(step)
            return None if child is None else (self.key_lines[step], child)
        if isinstance(self.value, list):
            if step.isdecimal() and int(step) < len(self.value):
                return self.value[int(step)].line, self.value[int(step)]
            for child in reversed(self.value):
                name = child.value.get("id") if isinstance(child.value, dict) else child
                if name is not None and name.value == step:
                    return child.line, child
        return None


def read_yaml(path: str, text: str, first_line: int = 1) -> tuple[Node | None, list[FileFault]]:
    """Return the one document of ``text`` with its faults; None when it cannot be read on.

    ``first_line`` is the line of the file in which the text starts.
    """
    reader = _Reader(path, first_line)
    for number, line in enumerate(text.split("\n"), start=first_line):
        if _ODD_BREAK.search(line):
            reader.fault(number, "There is an unusual line break.", "Delete it, or press Enter.")
    try:
        node = reader.document(_ODD_BREAK.sub(" ", text))
    except yaml.MarkedYAMLError as error:
        reader.faults.append(_syntax_fault(path, first_line, error))
        node = None
    except _TooDeepError:
        node = None
    return node, reader.faults


class _TooDeepError(Exception):
    """Lists within lists that no bank has; reading stops."""


class _Reader:
    """Builds nodes from the events of the parser, and notes what a bank must not contain."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self._lines: list[str] = []
        self.faults: list[FileFault] = []

    def fault(self, line: int, message: str, remedy: str) -> None:
        self.faults.append(FileFault(self.path, line, message, remedy))

    def document(self, text: str) -> Node | None:
        self._lines = text.split("\n")
        events: Iterator[yaml.Event] = yaml.parse(text, Loader=Loader)
        node: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                read = self._node(next(events), events, 1)
                if node is not None:
                    self.fault(read.line, "A second document starts here.", "Delete the line ---.")
                node = node or read
        if node is None or node.empty:
            self.fault(self.first_line, "Nothing is written here.", "Write its contents.")
            return None
        return node

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        mark = event.start_mark
        line = self.first_line + (mark.line if mark else 0)
        if isinstance(event, yaml.AliasEvent):
            self.fault(line, f"“*{event.anchor}” is an alias.", "Write the value out, or quote it.")
            return Node(line, "")
        if depth > DEPTH_LIMIT:
            self.fault(line, "Lists are nested too deep.", "Check the brackets and indentation.")
            raise _TooDeepError
        self._refuse_extras(event, line)
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_cut_text(event)
            return Node(line, event.value, bare=event.implicit[0])
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(line, self._items(events, depth))
        node = Node(line, {})
        self._fill(node, events, depth)
        return node

    def _items(self, events: Iterator[yaml.Event], depth: int) -> list[Node]:
        items = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, events, depth + 1))
        return items

    def _fill(self, node: Node, events: Iterator[yaml.Event], depth: int) -> None:
        children: dict[str, Node] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key.value, str):
                self.fault(key.line, "A name has to be a text.", "Put quotes around the text.")
            elif key.value in children:
                self.fault(
                    key.line,
                    f"“{key.value}” is there twice; the first is in line "
                    f"{node.key_lines[key.value]}.",
                    "Delete one of them.",
                )
            else:
                children[key.value] = value
                node.key_lines[key.value] = key.line
        node.value = children

    def _refuse_extras(self, event: yaml.Event, line: int) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            self.fault(line, f"“&{anchor}” is an anchor.", "Delete it, or quote the text.")
        if tag not in _PLAIN_TAGS:
            self.fault(line, f"“{tag}” is a tag.", "Delete it, or quote the text.")

    def _refuse_cut_text(self, event: yaml.ScalarEvent) -> None:
        """Note a text without quotes that a number sign ends: its writer cannot have meant that."""
        end = event.end_mark
        if event.style or not event.value or end is None or end.line >= len(self._lines):
            return
        if _COMMENT.match(self._lines[end.line], end.column):
            self.fault(
                self.first_line + end.line,
                f"What follows “{event.value[-30:]}” is left out: “ #” begins a comment.",
                "Put quotes around the text, or the comment on a line of its own.",
            )


def _syntax_fault(path: str, first_line: int, error: yaml.MarkedYAMLError) -> FileFault:
    problem = error.problem or "it cannot be read"
    mark = error.problem_mark or error.context_mark
    if "end of stream" in problem and error.context_mark:
        mark = error.context_mark
    line = first_line + (mark.line if mark else 0)
    began = error.context_mark.line + first_line if error.context_mark else line
    since = f" (what is read began in line {began})" if began < line else ""
    remedy = next((say for part, say in _REMEDIES.items() if part in problem), "")
    return FileFault(
        path,
        line,
        f"This is not YAML: {problem}{since}.",
        remedy or "Check this line and the one above: quotes, colons, indentation.",
    )
