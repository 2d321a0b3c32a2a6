from __future__ import annotations

import pytest

from quizapp.domain.languages import COMMON, language_tag


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("en", "en"),
        (" EN ", "en"),
        ("pt-br", "pt-BR"),
        ("pt_BR", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("sl-rozaj", "sl-rozaj"),
        ("de-1996", "de-1996"),
        ("yue", "yue"),
    ],
)
def test_language_tag_is_written_as_the_standard_does(typed: str, tag: str) -> None:
    assert language_tag(typed) == tag


@pytest.mark.parametrize(
    "typed",
    [
        *("", "e", "English", "en-", "-en", "en--us", "e1", 'en"', "en us", "日本"),
        *("en-us-x-private", "a" * 1000, "en\n<script>", "en-\0"),
    ],
)
def test_what_is_no_language_tag(typed: str) -> None:
    assert language_tag(typed) is None


def test_every_language_that_is_offered_is_a_tag() -> None:
    assert [tag for tag in COMMON if language_tag(tag) != tag] == []
