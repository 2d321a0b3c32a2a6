"""Codes of apps: which is right, when, and once."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pyotp
import pytest

from quizapp.accounts.totp import digits_of, matching_step, new_secret, setup_uri

# RFC 6238, appendix B: the last six digits of its eight, for SHA-1.
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
RFC_CODES = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]
NOW = datetime(2026, 3, 2, 9, 0, 10, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30


def code_at(secret, moment):
    return pyotp.TOTP(secret).at(int(moment.timestamp()))


@pytest.mark.parametrize(("seconds", "code"), RFC_CODES)
def test_the_codes_of_the_standard_are_right(seconds, code):
    moment = datetime.fromtimestamp(seconds, UTC)
    assert matching_step(RFC_SECRET, code, moment, 0) == seconds // 30


@pytest.mark.parametrize(
    ("seconds", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_a_code_counts_one_step_early_or_late(seconds, fits):
    code = code_at(RFC_SECRET, NOW + timedelta(seconds=seconds))
    assert (matching_step(RFC_SECRET, code, NOW, 0) is not None) is fits


def test_a_code_that_was_used_and_those_before_it_count_no_more():
    for offset in (-1, 0, 1):
        code = code_at(RFC_SECRET, NOW + timedelta(seconds=30 * offset))
        assert matching_step(RFC_SECRET, code, NOW, STEP + offset - 1) == STEP + offset
        assert matching_step(RFC_SECRET, code, NOW, STEP + offset) is None


@pytest.mark.parametrize("form", ["{0}", " {0} ", "{1} {2}", "{1}\u00a0{2}", "\t{1}  {2}\n"])
def test_spaces_do_not_matter(form):
    code = code_at(RFC_SECRET, NOW)
    typed = form.format(code, code[:3], code[3:])
    assert matching_step(RFC_SECRET, typed, NOW, 0) == STEP


@pytest.mark.parametrize("script", ["０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९"])
def test_digits_of_every_script_are_digits(script):
    code = code_at(RFC_SECRET, NOW)
    typed = "".join(script[int(digit)] for digit in code)
    assert digits_of(typed) == code
    assert matching_step(RFC_SECRET, typed, NOW, 0) == STEP


@pytest.mark.parametrize(
    "typed",
    ["", " ", "0", "12345", "1234567", "abcdef", "\x00", "é", "😀" * 6, "-87082", "0x1234", "None"],
)
def test_what_is_no_code_fits_nothing(typed):
    assert matching_step(RFC_SECRET, typed, NOW, 0) is None


def test_secrets_are_long_and_never_twice():
    secrets = {new_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert all(len(base64.b32decode(secret)) * 8 >= 160 for secret in secrets)


@pytest.mark.parametrize("name", ["Ana", "Ana Müller", "a:b", "日本", "a/b?c#d&e=f", "=1"])
def test_the_address_says_whose_it_is_and_where(name):
    parts = urlsplit(setup_uri(RFC_SECRET, name, "quizapp example.org"))
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert unquote(parts.path) == f"/quizapp example.org:{name}"
    asked = parse_qs(parts.query)
    assert asked["secret"] == [RFC_SECRET]
    assert asked["issuer"] == ["quizapp example.org"]
