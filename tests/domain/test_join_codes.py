"""Codes of courses: however somebody types one, it is read as the one that was made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.join_codes import BYTES, LENGTH, SYMBOLS, join_code, read_code, shown_code

CODES = st.binary(min_size=BYTES, max_size=BYTES).map(join_code)
# How people write what they see: each way leads back to the sign itself.
WAYS = {"0": "0oO", "1": "1iIlL"}


@st.composite
def typings(draw: st.DrawFn) -> tuple[str, str]:
    """A code, and one of the ways in which it may be typed."""
    code = draw(CODES)
    typed = ""
    for sign in code:
        typed += draw(st.sampled_from(WAYS.get(sign, sign + sign.lower())))
        typed += draw(st.sampled_from(["", "", "-", " ", "\u2013", "\u00a0", "- "]))
    return code, draw(st.sampled_from(["", " ", "\t"])) + typed


@given(typings())
def test_a_code_is_read_however_it_is_typed(typed: tuple[str, str]) -> None:
    code, text = typed
    assert read_code(text) == code


@given(CODES)
def test_a_code_has_eight_signs_and_is_shown_in_two_groups(code: str) -> None:
    assert len(code) == LENGTH
    assert set(code) <= set(SYMBOLS)
    assert shown_code(code) == f"{code[:4]}-{code[4:]}"


@given(st.binary(min_size=BYTES, max_size=BYTES), st.binary(min_size=BYTES, max_size=BYTES))
def test_two_numbers_have_two_codes(one: bytes, other: bytes) -> None:
    assert (join_code(one) == join_code(other)) == (one == other)


@given(st.text())
def test_whatever_is_typed_is_a_code_or_none(text: str) -> None:
    found = read_code(text)
    assert found is None or (len(found) == LENGTH and set(found) <= set(SYMBOLS))


@pytest.mark.parametrize(
    ("random", "code"),
    [(b"\0" * 5, "00000000"), (b"\xff" * 5, "ZZZZZZZZ"), (b"\0\0\0\0\1", "00000001")],
)
def test_the_bytes_are_read_as_one_number(random: bytes, code: str) -> None:
    assert join_code(random) == code


@pytest.mark.parametrize("random", [b"", b"1234", b"123456"])
def test_more_or_fewer_bytes_make_no_code(random: bytes) -> None:
    with pytest.raises(ValueError, match="5 bytes"):
        join_code(random)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "K7PD", "K7PD-3MX", "K7PD-3MXRR", "UUUU-UUUU", "K7PD/3MXR", "K7PD_3MXR"),
        *("K7PD-3MX!", "K7PD\x003MXR", "К7РD-3МХR", "\ud8007PD-3MXR", "K7PD" + " " * 90 + "3MXR"),
    ],
)
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert read_code(text) is None


def test_letters_of_full_width_are_read_as_what_they_are() -> None:
    assert read_code("Ｋ７ＰＤ－３ＭＸＲ") == "K7PD3MXR"
