"""When two articles are one and the same."""

import pytest

from quizapp.domain.sameness import text_digest

TEXT = "The lighthouse was built in 1868.\n\nIts keeper was Ida Berg."


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"  {TEXT}\n",
        TEXT.replace("\n\n", "\r\n \r\n"),
        TEXT.replace("\n\n", " "),
        TEXT.replace("was built", "was\nbuilt"),
        TEXT.replace("was built", "was\u00a0built"),
    ],
)
def test_lines_and_spaces_make_no_other_article(text):
    assert text_digest(text) == text_digest(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEXT[:-1],
        TEXT.replace("1868", "1869"),
        TEXT.upper(),
        TEXT.replace("was built", "wasbuilt"),
    ],
)
def test_another_word_or_sign_makes_another_article(text):
    assert text_digest(text) != text_digest(TEXT)
