"""Codes that open a course to whoever types them: 40 bits as eight symbols of base 32."""

from __future__ import annotations

import unicodedata

BYTES = 5
"""How many random bytes make one code."""

# Those of Crockford: no letter that is read as a digit, and no U, with which words are spelt.
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
_HALF = LENGTH // 2
_BITS = 5
# What people write for a digit that it looks like; none of these is a symbol itself.
_READ_AS = str.maketrans("OIL", "011")
_LONGEST = 60


def join_code(random: bytes) -> str:
    """Return the code of five random bytes, as it is kept; raises ValueError for more or fewer."""
    if len(random) != BYTES:
        raise ValueError(f"a code is made of {BYTES} bytes")
    number = int.from_bytes(random)
    return "".join(
        SYMBOLS[number >> shift & (1 << _BITS) - 1]
        for shift in range((LENGTH - 1) * _BITS, -1, -_BITS)
    )


def shown_code(code: str) -> str:
    """Return a code as it is shown and read out: ``K7PD-3MXR``."""
    return f"{code[:_HALF]}-{code[_HALF:]}"


def read_code(text: str) -> str | None:
    """Return the code that somebody typed, as it is kept; None for what cannot be one.

    Case, spaces and dashes do not count, nor which of O and 0, or of I, L and 1, was meant.
    """
    if len(text) > _LONGEST:
        return None
    letters = unicodedata.normalize("NFKC", text).upper()
    symbols = "".join(
        letter
        for letter in letters
        if not letter.isspace() and unicodedata.category(letter) != "Pd"
    ).translate(_READ_AS)
    is_code = len(symbols) == LENGTH and all(each in SYMBOLS for each in symbols)
    return symbols if is_code else None
