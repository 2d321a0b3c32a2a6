"""An entry of a file held against its model; what does not fit is said in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizapp.domain.formats import schema
from quizapp.domain.formats.fact_schema import FactEntry
from quizapp.domain.formats.faults import FileFault, nearest
from quizapp.domain.formats.yaml_text import Node

_Model = TypeVar("_Model", bound=BaseModel)

QUESTION_ENTRIES: dict[str, type[schema.QuestionEntry]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model
    for model in get_args(get_args(schema.AnyQuestion)[0])
}
"""The model of each kind of question, by the name of the kind."""


def fit(model: type[_Model], node: Node, path: str) -> tuple[_Model | None, list[FileFault]]:
    """Return the entry as its model, or None and everything that keeps it from fitting."""
    if not isinstance(node.value, dict):
        return None, [
            FileFault(path, node.line, "Names with values are expected here.", "Write name: value.")
        ]
    entry, errors = None, _unknown_empties(model, node)
    try:
        entry = model.model_validate(node.plain())
    except ValidationError as error:
        errors += error.errors(include_url=False)
    return (None, list(_faults(model, node, path, errors))) if errors else (entry, [])


def _unknown_empties(model: type[BaseModel], node: Node) -> list[ErrorDetails]:
    """Return the names that no model has and that have nothing after them.

    In braces a text without quotes ends at its first comma, and what follows looks like a name.
    """
    if not node.has_empties:
        return []
    try:
        model.model_validate(node.plain(empties=True))
    except ValidationError as error:
        found = error.errors(include_url=False)
        return [each for each in found if each["type"] == "extra_forbidden" and not each["input"]]
    return []


def fit_question(node: Node, path: str) -> tuple[schema.QuestionEntry | None, list[FileFault]]:
    """Return the question as the model of its kind, or None and what is wrong with it."""
    kind = node.value.get("kind") if isinstance(node.value, dict) else None
    if not isinstance(node.value, dict):
        return fit(schema.QuestionEntry, node, path)
    if kind is None or kind.empty:
        remedy = f"Add kind: and one of {', '.join(QUESTION_ENTRIES)}."
        return None, [FileFault(path, node.line, "“kind” is missing.", remedy)]
    if not isinstance(kind.value, str):
        remedy = "Write one of: " + ", ".join(QUESTION_ENTRIES) + "."
        return None, [FileFault(path, kind.line, "“kind” must be a text.", remedy)]
    model = QUESTION_ENTRIES.get(kind.value)
    if model is None:
        return None, [_unknown_word(path, kind.line, kind.value, list(QUESTION_ENTRIES))]
    return fit(model, node, path)


def _faults(
    model: type[BaseModel], node: Node, path: str, errors: list[ErrorDetails]
) -> Iterator[FileFault]:
    for error in errors:
        # The position of a typed value starts with the name of its type, which no file has.
        steps = [str(step) for step in error["loc"]]
        typed = model is FactEntry and steps[0] == "value" and len(steps) > 1
        tag = steps.pop(1) if typed else ""
        line = node.line_of(steps)
        if error["type"] == "extra_forbidden":
            yield _unknown_name(path, line, steps[-1], _names_beside(model, steps, tag))
        elif error["type"] == "enum" and isinstance(error["input"], str):
            known = [str(word) for word in _words(error)]
            yield _unknown_word(path, line, error["input"], known)
        elif error["type"] == "union_tag_invalid":
            known = [tag.strip("'") for tag in error["ctx"]["expected_tags"].split(", ")]
            yield _unknown_word(path, line, error["ctx"]["tag"], known)
        else:
            yield FileFault(path, line, *_plain_words(error, ".".join(steps)))


def _plain_words(error: ErrorDetails, name: str) -> tuple[str, str]:
    found = error["input"]
    shape = "a text"
    if isinstance(found, list | dict):
        shape = "a list" if isinstance(found, list) else "names with values"
    match error["type"]:
        case "missing":
            return f"“{name}” is missing.", "Add it."
        case "union_tag_not_found":
            return f"“{name}.type” is missing.", f"Add type: {', '.join(_VALUE_TYPES)}."
        case "string_type" | "enum":
            remedy = "Put quotes around the text, or write one text."
            return f"“{name}” must be a text and is {shape}.", remedy
        case "list_type":
            return f"“{name}” must be a list and is {shape}.", "Write [one, two], or a line each."
        case "boolean":
            return f"“{name}” must be true or false.", "Write true or false."
        case "decimal":
            return f"“{name}” must be a number.", "Write digits, such as 2000 or 2.5."
        case "count":
            return f"“{name}” must be a whole number.", "Write digits, such as 200."
        case _:
            return f"“{name}” must be names with values and is {shape}.", "Write {name: value}."


_VALUE_TYPES = ("quantity", "date", "period", "entity", "text")


def _words(error: ErrorDetails) -> Any:
    quoted = error["ctx"]["expected"].replace(" or ", ", ").split(", ")
    return [word.strip("'") for word in quoted]


def _names_beside(model: type[BaseModel], steps: list[str], tag: str) -> list[str]:
    """Return the names that are known where ``steps`` leads, by going down the models."""
    beside: Any = model
    for step in steps[:-1]:
        if step.isdecimal():
            continue
        annotation = beside.model_fields[step].annotation
        beside = next(iter(_models(annotation, tag)))
    return list(beside.model_fields)


def _models(annotation: Any, tag: str) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        kind = annotation.model_fields.get("type")
        if not tag or kind is None or tag in get_args(kind.annotation):
            yield annotation
    for inner in get_args(annotation):
        yield from _models(inner, tag)


def _unknown_name(path: str, line: int, name: str, known: list[str]) -> FileFault:
    close = nearest(name, known)
    remedy = f"Did you mean “{close}”?" if close else f"Known are: {', '.join(known)}."
    return FileFault(path, line, f"“{name}” is not a name that is known here.", remedy)


def _unknown_word(path: str, line: int, word: str, known: list[str]) -> FileFault:
    close = nearest(word, known)
    remedy = f"Did you mean “{close}”?" if close else f"Write one of: {', '.join(known)}."
    return FileFault(path, line, f"“{word}” is not known here.", remedy)
