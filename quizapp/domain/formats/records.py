"""Facts and questions to plain dictionaries and back: the shape of files and of stored versions."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from quizapp.domain.facts import Date, Entity, Fact, Period, Quantity, Text, Value
from quizapp.domain.questions import KINDS, Question, QuestionKind

VALUE_TYPES: dict[str, type[Value]] = {
    "quantity": Quantity,
    "date": Date,
    "period": Period,
    "entity": Entity,
    "text": Text,
}
"""The types of value by the name they have in files."""

Record = dict[str, Any]
_TYPE_NAMES = {cls: name for name, cls in VALUE_TYPES.items()}
_FIRST = ("id", "kind", "topic", "subject", "relation", "stem", "statement", "question")
_LAST = ("explanation", "status", "origin")


def question_to_dict(question: Question) -> Record:
    """Return every field of a question as JSON-able values; numbers are texts, to stay exact."""
    record: Record = _jsonable(question_to_record(question, brief=False))
    return record


def question_from_dict(data: Mapping[str, Any]) -> Question:
    """Return the question that ``data`` describes; a field left out has its default.

    Raises InvalidQuestion, and KeyError, TypeError or ValueError for data of another shape.
    """
    question: Question = _decode(KINDS[QuestionKind(data["kind"])], data)
    return question


def fact_to_dict(fact: Fact) -> Record:
    """Return every field of a fact as JSON-able values; numbers are texts, to stay exact."""
    record: Record = _jsonable(fact_to_record(fact, brief=False))
    return record


def fact_from_dict(data: Mapping[str, Any]) -> Fact:
    """Return the fact that ``data`` describes; a field left out has its default.

    Raises InvalidFact, and KeyError, TypeError or ValueError for data of another shape.
    """
    fact: Fact = _decode(Fact, data)
    return fact


def question_to_record(question: Question, *, brief: bool) -> Record:
    """Return the fields in the order of a file; ``brief`` leaves out those with their default."""
    record = {"kind": str(question.kind), **_encode(question, brief)}
    return _in_file_order(record)


def fact_to_record(fact: Fact, *, brief: bool) -> Record:
    """Return the fields in the order of a file; ``brief`` leaves out those with their default."""
    return _in_file_order(_encode(fact, brief))


def value_to_record(value: Value, *, brief: bool) -> Record:
    """Return the fields of a fact's value, its type first."""
    record: Record = _encode_any(value, brief)
    return record


def _in_file_order(record: Record) -> Record:
    middle = [name for name in record if name not in _FIRST and name not in _LAST]
    names = (*_FIRST, *middle, *_LAST)
    return {name: record[name] for name in names if name in record}


def _encode(thing: Any, brief: bool) -> Record:
    record = {}
    for each in dataclasses.fields(thing):
        value = getattr(thing, each.name)
        if brief and value == _default(each):
            continue
        record[each.name] = _encode_any(value, brief)
    return record


def _default(each: dataclasses.Field[Any]) -> Any:
    factory = each.default_factory
    return each.default if factory is dataclasses.MISSING else factory()


def _encode_any(value: Any, brief: bool) -> Any:
    if isinstance(value, tuple):
        return [_encode_any(item, brief) for item in value]
    if isinstance(value, StrEnum):
        return str(value)
    if dataclasses.is_dataclass(value):
        name = _TYPE_NAMES.get(type(value))  # type: ignore[arg-type]
        return ({"type": name} if name else {}) | _encode(value, brief)
    return value


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _jsonable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_jsonable(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


def _decode(cls: type[Any], data: Mapping[str, Any]) -> Any:
    decoders = _decoders(cls)  # type: ignore[arg-type]  # Classes are hashable.
    if cls in _TYPE_NAMES or "kind" not in decoders:
        # The discriminator of a union is a fact about the class and no field of it.
        named = {key: item for key, item in data.items() if key not in ("type", "kind")}
    else:
        named = dict(data)
    return cls(**{name: decoders[name](item) for name, item in named.items()})


@cache
def _decoders(cls: type[Any]) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(cls)
    return {each.name: _decoder(hints[each.name]) for each in dataclasses.fields(cls)}


def _decoder(hint: Any) -> Callable[[Any], Any]:
    if hint == Value:
        return lambda item: _decode(VALUE_TYPES[item["type"]], item)
    if get_origin(hint) is tuple:
        decode = _decoder(get_args(hint)[0])
        return lambda items: tuple([decode(item) for item in items])
    if get_origin(hint) in (UnionType, Union):
        (optional,) = (arg for arg in get_args(hint) if arg is not type(None))
        decode = _decoder(optional)
        return lambda item: None if item is None else decode(item)
    if dataclasses.is_dataclass(hint):
        return lambda item: _decode(hint, item)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, StrEnum | Decimal):
        return hint
    return _unchanged


def _unchanged(item: Any) -> Any:
    return item
