"""What the entries of every file of a bank are made of: texts, numbers, and fixed names."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from quizapp.domain.facts import PARTIAL_DATE

DECIMAL = re.compile(r"[-+]?\d{1,40}(?:\.\d{1,40})?(?:[eE][-+]?\d{1,2})?\Z", re.ASCII)
_COUNT = re.compile(r"\d{1,9}\Z", re.ASCII)


def _boolean(value: object) -> object:
    text = value.casefold() if isinstance(value, str) else ""
    if text not in ("true", "false"):
        raise PydanticCustomError("boolean", "It is neither true nor false.")
    return text == "true"


def _decimal(value: object) -> object:
    if not isinstance(value, str) or not DECIMAL.match(value):
        raise PydanticCustomError("decimal", "It is not a number.")
    return Decimal(value)


def _count(value: object) -> object:
    if not isinstance(value, str) or not _COUNT.match(value):
        raise PydanticCustomError("count", "It is not a whole number.")
    return int(value)


Words = str
Flag = Annotated[bool, BeforeValidator(_boolean)]
Number = Annotated[Decimal, BeforeValidator(_decimal), WithJsonSchema({"type": "number"})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer"})]
DateText = Annotated[
    str,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": "^" + PARTIAL_DATE.pattern.removesuffix(r"\Z") + "$"},
                {"type": "integer"},
            ]
        }
    ),
]


class Entry(BaseModel):
    """What every entry is: fixed names, nothing converted on the quiet."""

    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)
