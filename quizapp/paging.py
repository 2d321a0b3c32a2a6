"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PAGE_SIZE = 50

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list; ``number`` counts from 1, ``total`` counts rows of all pages."""

    rows: Sequence[Row]
    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return page_count(self.total, self.size)


def page_count(total: int, size: int = PAGE_SIZE) -> int:
    """Return how many pages so many rows take, at least one."""
    return max(1, -(-total // size))


def one_page(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    number: int,
    size: int = PAGE_SIZE,
) -> tuple[Select[*tuple[Any, ...]], int, int]:
    """Return a statement for one page of its rows, the page's number, and how many rows there are.

    A page beyond the last is the last. The statement has its order already. One SELECT.
    """
    counted = select(func.count()).select_from(statement.order_by(None).subquery())
    total = session.scalar(counted) or 0
    number = min(max(number, 1), page_count(total, size))
    return statement.limit(size).offset((number - 1) * size), number, total
