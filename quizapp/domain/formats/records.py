"""Facts and questions to plain dictionaries and back: the shape of files and of stored versions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from quizapp.domain.errors import InvalidValue
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
_Made = TypeVar("_Made")
_TYPE_NAMES: dict[type[Value], str] = {cls: name for name, cls in VALUE_TYPES.items()}
_FIRST = ("id", "kind", "topic", "subject", "relation", "context", "stem", "statement", "question")
_LAST = ("explanation", "status", "origin")


def question_to_dict(question: Question) -> Record:
    """Return every field of a question as JSON-able values; numbers are texts, to stay exact."""
    return _question(question, "json", brief=False)


def question_from_dict(data: Mapping[str, Any]) -> Question:
    """Return the question that ``data`` describes; a field left out has its default.

    Raises InvalidQuestion, and KeyError or ValueError for data of another shape.
    """
    fields = {name: value for name, value in data.items() if name != "kind"}
    return _made(KINDS[QuestionKind(data["kind"])], fields)


def fact_to_dict(fact: Fact) -> Record:
    """Return every field of a fact as JSON-able values; numbers are texts, to stay exact."""
    return _fact(fact, "json", brief=False)


def fact_from_dict(data: Mapping[str, Any]) -> Fact:
    """Return the fact that ``data`` describes; a field left out has its default.

    Raises InvalidFact, and KeyError or ValueError for data of another shape.
    """
    value = dict(data["value"])
    made: Value = _made(VALUE_TYPES[value.pop("type")], value)
    return _made(Fact, {**data, "value": made})


def question_to_record(question: Question, *, brief: bool) -> Record:
    """Return the fields in the order of a file; ``brief`` leaves out those with their default."""
    return _question(question, "python", brief=brief)


def fact_to_record(fact: Fact, *, brief: bool) -> Record:
    """Return the fields in the order of a file; ``brief`` leaves out those with their default."""
    return _fact(fact, "python", brief=brief)


def value_to_record(value: Value, *, brief: bool) -> Record:
    """Return the fields of a fact's value, its type first."""
    return _value(value, "python", brief=brief)


_Mode = Literal["json", "python"]


def _question(question: Question, mode: _Mode, *, brief: bool) -> Record:
    fields = _fields(question, mode, brief=brief)
    return _in_file_order({"kind": question.kind.value, **fields})


def _fact(fact: Fact, mode: _Mode, *, brief: bool) -> Record:
    fields = _fields(fact, mode, brief=brief)
    return _in_file_order({**fields, "value": _value(fact.value, mode, brief=brief)})


def _value(value: Value, mode: _Mode, *, brief: bool) -> Record:
    return {"type": _TYPE_NAMES[type(value)], **_fields(value, mode, brief=brief)}


def _in_file_order(record: Record) -> Record:
    middle = [name for name in record if name not in _FIRST and name not in _LAST]
    names = (*_FIRST, *middle, *_LAST)
    return {name: record[name] for name in names if name in record}


def _fields(thing: Any, mode: _Mode, *, brief: bool) -> Record:
    adapter = _adapter(type(thing))  # type: ignore[arg-type]  # Classes are hashable.
    fields: Record = adapter.dump_python(thing, mode=mode, exclude_defaults=brief)
    return fields


def _made(cls: type[_Made], fields: Mapping[str, Any]) -> _Made:
    adapter = _adapter(cls)  # type: ignore[arg-type]  # Classes are hashable.
    try:
        made: _Made = adapter.validate_python(fields)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            # What a class itself refuses is said in its own words.
            if isinstance(refused := each.get("ctx", {}).get("error"), InvalidValue):
                raise refused from None
        raise
    return made


@cache
def _adapter(cls: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(cls)
