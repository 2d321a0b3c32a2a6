from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.generation.identity import slug
from quizapp.domain.identifiers import is_identifier


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Каспийское море", "каспийское-море"),
        ("日本の同盟", "日本の同盟"),
        ("日本、韓国", "日本-韓国"),
        ("الدرس الأول", "الدرس-الأول"),
        ("می‌خواهم", "میخواهم"),
        ("हिन्दी पाठ", "हिन्दी-पाठ"),
        ("한국어 1", "한국어-1"),
        ("Ελλάδα", "ελλάδα"),
        ("Łódź", "łodz"),
        ("Việt Nam", "viet-nam"),
        ("Café 日本", "cafe-日本"),
    ],
)
def test_id_of_a_title_can_be_read_by_who_reads_the_title(title: str, name: str) -> None:
    assert slug(title) == name


@pytest.mark.parametrize(
    "text", ["a", "a-b", "a.b", "1", "каспийское-море", "日本の同盟", "हिन्दी", "é", "a-1.2"]
)
def test_is_an_id(text: str) -> None:
    assert is_identifier(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "A", "Каспий", "a--b", "-a", "a-", ".", "a/b", "a b", "a_b", "a\n", "a\0"),
        *("日本\u3000の", "e\N{COMBINING ACUTE ACCENT}", "a\N{ZERO WIDTH JOINER}b"),
        *("a\N{RIGHT-TO-LEFT OVERRIDE}", "😀", "a\N{EN DASH}b", "\ud800"),
    ],
)
def test_is_no_id(text: str) -> None:
    assert not is_identifier(text)


@given(st.text(), st.integers(1, 30))
def test_what_is_cut_is_an_id_still(text: str, limit: int) -> None:
    assert is_identifier(slug(text, limit=limit))
