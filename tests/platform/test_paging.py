"""Long lists are shown a page at a time."""

from __future__ import annotations

import pytest

from quizapp.paging import PAGE_SIZE, Page, page_count


@pytest.mark.parametrize(
    ("total", "pages"), [(0, 1), (1, 1), (PAGE_SIZE, 1), (PAGE_SIZE + 1, 2), (3 * PAGE_SIZE, 3)]
)
def test_rows_fill_so_many_pages(total: int, pages: int) -> None:
    assert page_count(total) == pages
    assert Page((), 1, total).pages == pages


def test_a_list_can_have_shorter_pages() -> None:
    assert page_count(11, 10) == 2
