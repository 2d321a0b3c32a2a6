"""What is stored field by field, in files and in rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class Stored:
    """The base of what records are made of: a name that no field has is refused, never dropped."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}
